"""Whisper from sound to checklist: the fixture's weights, through the command and through the window."""

import json
import lzma
import shutil
from pathlib import Path

import pytest
import soundfile

from app.speech import engine as engine_module
from tests.e2e.desk import Desk
from tests.e2e.program import heard_first
from tests.flite import speech

DATA = Path(__file__).parent.parent / "data" / "whisper"
HEARD = "You have been juggling your mother's surgery with a full pipeline."
ASKED = "I need three proposals with customers by Friday."


@pytest.fixture(scope="module")
def weights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The fixture, unpacked."""
    path = tmp_path_factory.mktemp("whisper") / "fixture.en.pt"
    with lzma.open(DATA / "fixture.en.pt.xz") as packed, path.open("wb") as unpacked:
        shutil.copyfileobj(packed, unpacked)
    return path


def test_the_command_transcribes_with_times(weights: Path, tmp_path: Path) -> None:
    sound = tmp_path / "reply.wav"
    soundfile.write(sound, speech(ASKED), 16_000)
    done = heard_first("transcribe", sound, "--engine", "whisper", "--model", weights, "--json", folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    record = json.loads(done.stdout)
    assert record["transcript"] == ASKED
    assert (record["engine"], record["rough"], record["not_heard"]) == ("whisper fixture.en.pt", False, None)
    words = [word for segment in record["segments"] for word in segment["words"]]
    assert [word["text"] for word in words] == ASKED.split()
    at_s = 0.0
    for word in words:
        assert at_s <= word["start_s"] <= word["end_s"] <= record["duration_s"]
        at_s = word["end_s"]


@pytest.mark.sound
def test_spoken_in_the_window_there_is_nothing_to_confirm(
    desk: Desk, weights: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine_module, "_physical_cores", lambda: 1)
    for text in (HEARD, ASKED):
        desk.think(text)
    desk.services.choose_recogniser("whisper", str(weights))
    assert desk.services.settings.engine == "whisper"
    desk.choose()
    desk.record()
    for text in (HEARD, ASKED):
        desk.say(text)
        desk.wait_s(1.0)
    desk.stop()
    debrief = desk.end()
    take = debrief.run.take(1)
    assert take.transcript is not None
    assert take.transcript.text == f"{HEARD} {ASKED}"
    assert (take.transcript.engine, take.transcript.rough) == ("whisper fixture.en.pt", False)
    assert take.marking is not None
    assert take.marking.verdict == "empathy_first"
    view = desk.window.debrief.take_view
    assert view.checklist is not None
    assert not any("rough" in text for text in (view.notices.texts if view.notices else ()))
