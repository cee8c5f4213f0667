"""The microphone goes, the program is killed, a second one is started: nothing that was said is lost."""

import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from app.errors import ErrorKind
from app.rehearsal import state as at
from tests.e2e.conftest import PlugSocket
from tests.e2e.desk import Desk
from tests.e2e.program import Program, heard_first
from tests.pulse import Pulse

pytestmark = pytest.mark.sound
SAID = "It sounds like you are worried about losing their trust."
MORE = "Please send me the list by Friday noon."
VOICE = "rms"


def test_the_microphone_is_pulled_out_while_recording(desk: Desk, plug: PlugSocket) -> None:
    desk.think(f"{SAID} {MORE}", VOICE)
    desk.choose()
    desk.record()
    desk.say(f"{SAID} {MORE}", VOICE, while_speaking=lambda seconds: seconds < 4.5)
    plug.out()
    desk.wait(lambda: not isinstance(desk.window.bridge.state, at.RecordingTake), 5, "notice that it is gone")
    asked = desk.reach(at.Reviewing)
    assert asked.error is not None
    assert asked.error.kind is ErrorKind.MICROPHONE_LOST
    note = desk.window.rehearse.review.note
    assert "stopped sending sound" in note
    assert "kept" in note
    assert "losing" in desk.window.rehearse.review.edit.text
    recording = asked.take.recording
    assert recording is not None
    assert recording.interrupted
    assert recording.duration_s > 3.5
    debrief = desk.confirm()
    kept = desk.services.archive.open_session(debrief.run.session).run.take(1)
    assert kept.marking is not None
    assert kept.recording is not None
    assert kept.recording.path is not None
    assert kept.recording.path.exists()
    plug.into()
    desk.window.debrief.try_again.emit()
    desk.listen()
    plugged_s = time.monotonic()
    desk.record()
    assert time.monotonic() - plugged_s < 5
    desk.say(MORE, VOICE)
    desk.stop()
    assert "list" in (desk.reach(at.Reviewing).take.transcript or pytest.fail("nothing heard")).text


def test_there_is_no_microphone_until_it_is_plugged_in(desk: Desk, plug: PlugSocket) -> None:
    plug.out()
    desk.choose()
    page = desk.window.rehearse
    page.press_record()
    failed = desk.reach(at.Failed, within_s=10)
    assert failed.error.kind in {ErrorKind.NO_MICROPHONE, ErrorKind.MICROPHONE_UNAVAILABLE}
    assert "or type your reply" in page.failure.text
    assert page.failure.type_it.isEnabled()
    plug.into()
    plugged_s = time.monotonic()
    page.failure.retry.click()
    desk.reach(at.CountingDown)
    assert time.monotonic() - plugged_s < 5


def test_killed_while_recording_the_next_start_goes_on_with_it(server: Pulse, start: Callable[..., Program]) -> None:
    server.speech(SAID, VOICE)
    program = start()
    assert program.shown()["unfinished"] == 0
    program.record()
    begin_s = time.monotonic()
    server.say(SAID, VOICE)
    children = program.children()
    recorded_s = time.monotonic() - begin_s
    program.kill()
    gone, alive = psutil.wait_procs(children, 10)
    assert gone
    assert not alive, "a child outlived the program"
    again = start()
    assert again.shown()["unfinished"] == 1
    again.order("keep")
    asked = again.hear("state", "Reviewing")
    assert "losing" in asked["text"]
    assert asked["duration_s"] > recorded_s - 1
    again.order("confirm")
    again.hear("state", "Speaking")
    again.order("end")
    debrief = again.hear("state", "Debriefing")
    assert debrief["verdict"] is not None
    again.order("close")
    assert again.end() == 0
    once_more = start()
    assert once_more.shown()["unfinished"] == 0
    once_more.order("close")
    assert once_more.end() == 0


def test_a_second_start_brings_the_first_window_forward_and_the_recording_runs_on(
    server: Pulse, start: Callable[..., Program], tmp_path: Path
) -> None:
    sound = server.speech(SAID, VOICE)
    program = start()
    program.shown()
    program.record()
    player = server.play_in_background(sound)
    second = heard_first(folder=tmp_path)
    assert second.returncode == 0
    assert second.stderr == ""
    assert program.hear("called")["called"] is True
    player.wait(30)
    program.order("record")
    asked = program.hear("state", "Reviewing")
    assert "losing" in asked["text"]
    assert "stopped sending" not in asked["note"]
    program.order("close")
    assert program.end() == 0
