"""The voice process: speaks with Qt's own mock engine, hangs, dies, or is not there."""

import time
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from app.scenarios.library import bundled
from ui import persona_voice
from ui.persona_voice import PersonaVoice, reading_s

PERSONA = bundled()[0][0].persona
HANGS = ("-c", "import sys; sys.stdin.read()")
NEVER_FINISHES = ("-c", 'import sys; print(\'{"voices": [["Ada", "en_US", ""]]}\', flush=True); sys.stdin.read()')
DIES = ("-c", "import sys; sys.exit(3)")
BABBLES = ("-c", "import sys; print('not json'); print('[1]', flush=True); sys.stdin.read()")


@pytest.fixture
def voices(qtbot: QtBot) -> Iterator[list[PersonaVoice]]:
    made: list[PersonaVoice] = []
    yield made
    for one in made:
        one.close()
        one.deleteLater()


def make(voices: list[PersonaVoice], command: tuple[str, ...] = persona_voice.COMMAND) -> PersonaVoice:
    voice = PersonaVoice(command=command)
    voices.append(voice)
    return voice


def test_the_real_process_speaks_and_tells_when_it_is_over(
    qtbot: QtBot, voices: list[PersonaVoice], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HEARD_FIRST_VOICE_ENGINE", "mock")
    voice = make(voices)
    voice.start()
    assert voice.starting
    qtbot.waitUntil(lambda: bool(voice.voices), timeout=20_000)
    assert voice.voices
    before = time.monotonic()
    with qtbot.waitSignal(voice.finished, timeout=20_000) as finished:
        voice.say("Three dates, all of them wrong.", PERSONA)
    assert finished.args is not None
    assert before < finished.args[0] <= time.monotonic()
    voice.say("Never heard to its end, because the manager answers at once.", PERSONA)
    with qtbot.assertNotEmitted(voice.finished, wait=300):
        voice.hush()


@pytest.mark.parametrize("command", [HANGS, DIES, BABBLES, ("-c", "!")])
def test_without_an_engine_there_is_time_to_read(
    qtbot: QtBot, voices: list[PersonaVoice], monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    monkeypatch.setattr(persona_voice, "START_LIMIT_S", 0.3)
    voice = make(voices, command)
    voice.start()
    before = time.monotonic()
    with qtbot.waitSignal(voice.finished, timeout=5000):
        voice.say("Hello.", PERSONA)
    assert time.monotonic() - before >= reading_s("Hello.") - 0.1
    assert voice.voices == ()


def test_an_engine_that_never_finishes_is_given_up(
    qtbot: QtBot, voices: list[PersonaVoice], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(persona_voice, "reading_s", lambda _line: -1.8)
    voice = make(voices, NEVER_FINISHES)
    voice.start()
    qtbot.waitUntil(lambda: bool(voice.voices))
    with qtbot.waitSignal(voice.finished, timeout=5000):
        voice.say("Hello.", PERSONA)
    assert voice.voices == ()


def test_a_line_said_while_the_engine_starts_is_spoken_when_it_is_ready(
    qtbot: QtBot, voices: list[PersonaVoice], monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = (
        "-c",
        'import sys, time; time.sleep(0.3); print(\'{"voices": [["Ada", "en_US", ""]]}\', flush=True);'
        " n = sys.stdin.readline(); import json; print(json.dumps({'finished': json.loads(n)['say']}), flush=True);"
        " sys.stdin.read()",
    )
    voice = make(voices, slow)
    voice.start()
    with qtbot.waitSignal(voice.finished, timeout=5000):
        voice.say("A line that takes a long time to read, " * 20, PERSONA)


def test_captions_only_starts_no_speech(qtbot: QtBot, voices: list[PersonaVoice]) -> None:
    voice = make(voices, NEVER_FINISHES)
    voice.start()
    qtbot.waitUntil(lambda: bool(voice.voices))
    voice.choose("", captions_only=True)
    with qtbot.waitSignal(voice.finished, timeout=5000):
        voice.say("Hello.", PERSONA)
    assert voice.voices


def test_closing_is_quick_even_where_it_hangs(qtbot: QtBot, voices: list[PersonaVoice]) -> None:
    deaf = ("-c", "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)")
    voice = make(voices, deaf)
    voice.start()
    before = time.monotonic()
    voice.close()
    assert time.monotonic() - before < 2.0
