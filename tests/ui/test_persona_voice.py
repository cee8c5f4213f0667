"""The voice process: speaks with Qt's own mock engine, hangs, dies, or is not there."""

import time
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from app.persona.mood import Mood
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
        voice.say("Three dates, all of them wrong.", PERSONA, Mood.GUARDED)
    assert finished.args is not None
    assert before < finished.args[0] <= time.monotonic()
    voice.say("Never heard to its end, because the manager answers at once. " * 20, PERSONA, Mood.GUARDED)
    before = time.monotonic()
    with qtbot.waitSignal(voice.finished, timeout=20_000) as silent:
        voice.hush()
    assert silent.args is not None
    assert before < silent.args[0] <= time.monotonic()
    with qtbot.assertNotEmitted(voice.finished, wait=300):
        voice.hush()  # nothing is being said


def test_a_hushed_line_is_over_when_the_engine_says_so(qtbot: QtBot, voices: list[PersonaVoice]) -> None:
    slow = (
        "-c",
        'import json, sys, time; print(\'{"voices": [["Ada", "en_US", ""]]}\', flush=True);'
        " n = json.loads(sys.stdin.readline())['say']; sys.stdin.readline(); time.sleep(0.3);"
        " print(json.dumps({'finished': n}), flush=True); sys.stdin.read()",
    )
    voice = make(voices, slow)
    voice.start()
    qtbot.waitUntil(lambda: bool(voice.voices))
    voice.say("A line that is cut short. " * 20, PERSONA, Mood.GUARDED)
    before = time.monotonic()
    with qtbot.waitSignal(voice.finished, timeout=5000) as silent:
        voice.hush()
    assert silent.args is not None
    assert silent.args[0] - before >= 0.3


def test_a_hushed_line_is_not_told_where_the_next_one_takes_its_place(
    qtbot: QtBot, voices: list[PersonaVoice], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HEARD_FIRST_VOICE_ENGINE", "mock")
    spoken, captions = make(voices), make(voices)
    spoken.start()
    qtbot.waitUntil(lambda: bool(spoken.voices), timeout=20_000)
    for voice in (spoken, captions):
        told: list[float] = []
        voice.finished.connect(told.append)
        voice.say("Once, at length. " * 50, PERSONA, Mood.GUARDED)
        voice.hush()
        voice.say("And once more, at length. " * 50, PERSONA, Mood.GUARDED)
        qtbot.wait(300)
        assert told == []
        with qtbot.waitSignal(voice.finished, timeout=20_000):
            voice.hush()


def test_a_hushed_line_is_over_where_the_engine_dies(qtbot: QtBot, voices: list[PersonaVoice]) -> None:
    dies = ("-c", NEVER_FINISHES[1].replace("sys.stdin.read()", "[sys.stdin.readline() for _ in range(2)]"))
    voice = make(voices, dies)
    voice.start()
    qtbot.waitUntil(lambda: bool(voice.voices))
    voice.say("Hello. " * 50, PERSONA, Mood.GUARDED)
    with qtbot.waitSignal(voice.finished, timeout=5000):
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
        voice.say("Hello.", PERSONA, Mood.GUARDED)
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
        voice.say("Hello.", PERSONA, Mood.GUARDED)
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
        voice.say("A line that takes a long time to read, " * 20, PERSONA, Mood.GUARDED)


def test_the_mood_sets_the_pace(qtbot: QtBot, voices: list[PersonaVoice]) -> None:
    finishes_slow_lines_alone = (
        "-c",
        'import json, sys; print(\'{"voices": [["Ada", "en_US", ""]]}\', flush=True)\n'
        "for line in sys.stdin:\n"
        "    order = json.loads(line)\n"
        "    if 'say' in order and order['rate'] < 0.9: print(json.dumps({'finished': order['say']}), flush=True)\n",
    )
    voice = make(voices, finishes_slow_lines_alone)
    voice.start()
    qtbot.waitUntil(lambda: bool(voice.voices))
    with qtbot.assertNotEmitted(voice.finished, wait=300):
        voice.say("It takes a while until this has been said. " * 5, PERSONA, Mood.DEFENSIVE)
    with qtbot.waitSignal(voice.finished, timeout=5000):
        voice.say("It takes a while until this has been said. " * 5, PERSONA, Mood.HURT)


def test_captions_only_starts_no_speech(qtbot: QtBot, voices: list[PersonaVoice]) -> None:
    voice = make(voices, NEVER_FINISHES)
    voice.start()
    qtbot.waitUntil(lambda: bool(voice.voices))
    voice.choose("", captions_only=True)
    with qtbot.waitSignal(voice.finished, timeout=5000):
        voice.say("Hello.", PERSONA, Mood.GUARDED)
    assert voice.voices


def test_closing_is_quick_even_where_it_hangs(qtbot: QtBot, voices: list[PersonaVoice]) -> None:
    deaf = ("-c", "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)")
    voice = make(voices, deaf)
    voice.start()
    before = time.monotonic()
    voice.close()
    assert time.monotonic() - before < 10  # it hangs for 60
