"""What every recorder owes the rehearsal, run over the microphone (fake and real PyAudio) and over sound files."""

import os
import stat
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import soundfile

from app.audio.capture import DevicePatience
from app.audio.file_recorder import FileRecorder
from app.audio.recorder import MicrophoneRecorder
from app.rehearsal.event import Event, MicrophoneReady, SegmentReady, TakeFinished
from app.rehearsal.sound import Condition, Level
from tests import pulse
from tests.fake_recorder import FakeLibrary, as_device_sound
from tests.flite import speech
from tests.inbox import Inbox

TEXT = "You have had three shipments slip and you have nothing left to promise people."
TAIL_S = 0.4
LONG = DevicePatience(60, 60, 60, 60, 60, 60)


class FakeMicrophoneRig:
    def __init__(self, folder: Path) -> None:
        self.library = FakeLibrary()
        self.inbox = Inbox()
        self.recorder = MicrophoneRecorder(self.inbox, folder, self.library, self.library.clock, LONG)
        self._streams = -1

    def opened(self) -> None:
        self._streams += 1
        self.library.feed(as_device_sound(speech("Hm.")[:4000], 48_000), self._streams)

    def speak(self) -> None:
        self.library.feed(as_device_sound(speech(TEXT), 48_000), self._streams)

    def hush(self) -> None:
        self.library.feed(as_device_sound(speech(TEXT)[:16000] * 0, 48_000), self._streams)

    def elapsed_before_the_tail_s(self) -> float:
        fed_s = (4000 + len(speech(TEXT))) / 16_000
        return elapsed_s(self.recorder, at_least_s=fed_s - 0.05)


class PulseRig:
    def __init__(self, folder: Path, server: pulse.Pulse) -> None:
        self.inbox = Inbox()
        self.recorder = MicrophoneRecorder(self.inbox, folder)
        self._server = server
        server.speech(TEXT)

    def opened(self) -> None:
        pass

    def speak(self) -> None:
        self._server.say(TEXT)

    def hush(self) -> None:
        pass

    def elapsed_before_the_tail_s(self) -> float:
        return elapsed_s(self.recorder)


class FileRig:
    def __init__(self, folder: Path, source: Path) -> None:
        self.inbox = Inbox()
        self.elapsed: dict[float, float] = {}
        soundfile.write(source, speech(TEXT), 16_000)
        self.recorder = FileRecorder(self.post, folder, [source] * 4)

    def post(self, event: Event) -> None:
        if isinstance(event, SegmentReady):
            self.elapsed[event.segment.end_s] = self.recorder.elapsed_s()
        self.inbox(event)

    def opened(self) -> None:
        pass

    def speak(self) -> None:
        pass

    def hush(self) -> None:
        pass


def elapsed_s(recorder: MicrophoneRecorder, at_least_s: float = 1e-3) -> float:
    """What the recorder says once its thread has come so far."""
    deadline_s = time.monotonic() + 30
    while (told := recorder.elapsed_s()) < at_least_s:
        assert time.monotonic() < deadline_s
        time.sleep(0.005)
    return told


AnyRig = FakeMicrophoneRig | PulseRig | FileRig


@pytest.fixture
def server() -> Iterator[pulse.Pulse]:
    assert not pulse.missing(), f"install {pulse.missing()}"
    with pulse.pulse_server() as running:
        yield running


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "sound"


@pytest.fixture(params=["fake", "file", pytest.param("pulse", marks=pytest.mark.sound)])
def rig(request: pytest.FixtureRequest, tmp_path: Path, folder: Path) -> Iterator[AnyRig]:
    made: AnyRig
    if request.param == "fake":
        made = FakeMicrophoneRig(folder)
    elif request.param == "file":
        made = FileRig(folder, tmp_path / "handed in.wav")
    else:
        made = PulseRig(folder, request.getfixturevalue("server"))
    before = threading.active_count()
    yield made
    made.recorder.close()
    assert made.recorder.wait(30)
    assert threading.active_count() <= before  # one of an earlier test may have ended since
    assert made.inbox.empty


def open_and_start(rig: AnyRig, take: int = 1) -> None:
    rig.recorder.open(take)
    rig.opened()
    assert rig.inbox.take(MicrophoneReady).take == take
    rig.recorder.start(take, "session", 0.0)


def finish(rig: AnyRig) -> tuple[list[SegmentReady], TakeFinished]:
    segments: list[SegmentReady] = []
    while True:
        event = rig.inbox.take(SegmentReady | TakeFinished)  # type: ignore[arg-type]
        if isinstance(event, TakeFinished):
            return segments, event
        segments.append(event)


def test_a_take_from_open_to_file(rig: AnyRig, folder: Path) -> None:
    open_and_start(rig)
    rig.speak()
    rig.recorder.stop(1)
    rig.hush()
    segments, finished = finish(rig)
    recording = finished.recording
    assert (finished.take, finished.error, recording.interrupted) == (1, None, False)
    assert recording.path is not None
    assert recording.path == folder / "session-1.wav"
    assert stat.S_IMODE(os.stat(recording.path).st_mode) == 0o600
    assert recording.condition is Condition.GOOD
    length_s = len(speech(TEXT)) / 16_000
    assert recording.duration_s == pytest.approx(soundfile.info(recording.path).duration, abs=1e-3)
    assert length_s - 0.05 < recording.duration_s < length_s + 4
    assert 2.5 < recording.speech_s <= recording.duration_s
    assert recording.lost_s == 0
    assert [one.segment.index for one in segments] == list(range(len(segments)))
    assert segments
    at_s = 0.0
    for one in segments:
        assert one.segment.start_s >= at_s
        assert one.segment.end_s - one.segment.start_s == pytest.approx(len(one.segment.samples) / 16_000)
        at_s = one.segment.end_s
    assert at_s <= recording.duration_s + 0.01
    assert not list(folder.glob("*.part"))


def test_stop_twice_finishes_once(rig: AnyRig) -> None:
    open_and_start(rig)
    rig.speak()
    rig.recorder.stop(1)
    rig.recorder.stop(1)
    rig.hush()
    _, finished = finish(rig)
    assert finished.take == 1
    rig.recorder.stop(1)


def test_a_dropped_take_leaves_nothing(rig: AnyRig, folder: Path) -> None:
    open_and_start(rig)
    rig.recorder.drop(1)
    assert rig.recorder.wait(30)
    while not rig.inbox.empty:
        rig.inbox.take(SegmentReady)
    assert list(folder.iterdir()) == []


def test_a_take_of_the_same_number_after_a_drop(rig: AnyRig, folder: Path) -> None:
    open_and_start(rig)
    rig.recorder.drop(1)
    open_and_start(rig)
    rig.speak()
    rig.recorder.stop(1)
    rig.hush()
    _, finished = finish(rig)
    assert rig.recorder.wait(30)
    assert list(folder.iterdir()) == [finished.recording.path]


def test_close_before_the_start_posts_nothing(rig: AnyRig, folder: Path) -> None:
    rig.recorder.open(1)
    rig.opened()
    rig.inbox.take(MicrophoneReady)
    rig.recorder.close()
    rig.recorder.close()
    assert rig.recorder.wait(30)
    assert rig.inbox.empty
    open_and_start(rig, 2)
    rig.recorder.drop(2)
    assert rig.recorder.wait(30)
    while not rig.inbox.empty:
        rig.inbox.take(SegmentReady)


def test_other_takes_are_not_touched(rig: AnyRig) -> None:
    rig.recorder.open(3)
    rig.opened()
    rig.inbox.take(MicrophoneReady)
    rig.recorder.start(2, "session", 0.0)
    rig.recorder.stop(2)
    rig.recorder.drop(4)
    rig.recorder.start(3, "session", 0.0)
    rig.speak()
    rig.recorder.stop(3)
    rig.hush()
    assert finish(rig)[1].take == 3


def test_devices_and_level_answer_at_any_time(rig: AnyRig) -> None:
    devices = rig.recorder.devices()
    assert sum(one.is_default for one in devices) == 1
    rig.recorder.choose(devices[0])
    assert rig.recorder.level() == Level()
    open_and_start(rig)
    assert rig.recorder.level().rms_dbfs <= 0
    rig.recorder.drop(1)
    assert rig.recorder.wait(30)
    while not rig.inbox.empty:
        rig.inbox.take(SegmentReady)


def test_the_clock_of_the_take_is_that_of_its_file(rig: AnyRig) -> None:
    """Before the start and after Stop none runs; between, what happens now is found at that time of the file."""
    rig.recorder.open(1)
    rig.opened()
    rig.inbox.take(MicrophoneReady)
    assert rig.recorder.elapsed_s() == 0.0
    rig.recorder.start(1, "session", 0.0)
    rig.speak()
    told_s = None if isinstance(rig, FileRig) else rig.elapsed_before_the_tail_s()
    rig.recorder.stop(1)
    if not isinstance(rig, FileRig):
        assert rig.recorder.elapsed_s() == 0.0
    rig.hush()
    duration_s = finish(rig)[1].recording.duration_s
    assert rig.recorder.elapsed_s() == 0.0
    if isinstance(rig, FileRig):
        assert rig.elapsed
        assert all(end_s - 0.1 <= at_s <= duration_s for end_s, at_s in rig.elapsed.items())
    else:
        assert told_s is not None
        assert told_s + TAIL_S == pytest.approx(duration_s, abs=0.1)


def test_the_clock_counts_what_came_before_the_start(tmp_path: Path) -> None:
    library = FakeLibrary()
    inbox = Inbox()
    recorder = MicrophoneRecorder(inbox, tmp_path, library, library.clock, LONG)
    recorder.open(1)
    library.feed(as_device_sound(speech(TEXT)[:32_000], 48_000))
    inbox.take(MicrophoneReady)
    recorder.start(1, "session", library.clock() - 0.5)
    library.feed(as_device_sound(speech(TEXT)[:16_000], 48_000))
    assert elapsed_s(recorder, at_least_s=1.45) == pytest.approx(1.5, abs=0.05)
    recorder.drop(1)
    assert recorder.elapsed_s() == 0.0
    assert recorder.wait(30)


def test_the_clock_stands_still_where_the_device_falls_silent_for_good(tmp_path: Path) -> None:
    library = FakeLibrary()
    inbox = Inbox()
    recorder = MicrophoneRecorder(inbox, tmp_path, library, library.clock, LONG)
    recorder.open(1)
    library.feed(as_device_sound(speech(TEXT)[:16_000], 48_000))
    inbox.take(MicrophoneReady)
    recorder.start(1, "session", library.clock() - 0.5)
    assert elapsed_s(recorder) == pytest.approx(0.5, abs=0.05)
    library.lose(7.0)
    assert recorder.elapsed_s() <= 0.5 + 0.95, "a moment after the end of the file cannot be heard"
    recorder.drop(1)
    assert recorder.wait(30)
