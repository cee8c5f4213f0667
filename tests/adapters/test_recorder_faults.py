"""The real MicrophoneRecorder over a PyAudio that misbehaves by script."""

import errno
import os
import shutil
import sys
import threading
import time
from collections import namedtuple
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

from app.audio.capture import DevicePatience
from app.audio.portaudio import LoadLibrary, load_pyaudio
from app.audio.recorder import MicrophoneRecorder
from app.errors import ErrorKind, HeardFirstError
from app.rehearsal.event import MicrophoneFailed, MicrophoneReady, SegmentReady, TakeFinished
from app.rehearsal.sound import Condition, InputDevice
from tests.fake_recorder import OVERFLOW, FakeDevice, FakeLibrary, Int16, as_device_sound
from tests.flite import speech
from tests.inbox import Inbox

TEXT = "You have had three shipments slip and you have nothing left to promise people."
LONG = DevicePatience(60, 60, 60, 60, 60, 60)
SHORT = DevicePatience(open_s=3.5, first_sound_s=0.3, between_s=0.3, tail_s=0.3, close_s=0.2, previous_s=0.2)

MakeRecorder = Callable[..., MicrophoneRecorder]


@pytest.fixture
def library() -> FakeLibrary:
    return FakeLibrary()


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
def make(library: FakeLibrary, inbox: Inbox, tmp_path: Path) -> Iterator[MakeRecorder]:
    made: list[MicrophoneRecorder] = []

    def make(patience: DevicePatience = LONG, backend: LoadLibrary | None = None) -> MicrophoneRecorder:
        made.append(MicrophoneRecorder(inbox, tmp_path / "sound", backend or library, library.clock, patience))
        return made[-1]

    yield make
    for recorder in made:
        recorder.close()
        assert recorder.wait(30)
    library.wait_until_closed()
    assert inbox.empty


def sound_of(text: str = TEXT, rate_hz: int = 48_000, channels: int = 1) -> Int16:
    return as_device_sound(speech(text), rate_hz, channels)


def hum(seconds: float, rate_hz: int = 48_000, value: int = 3) -> Int16:
    return np.tile(np.array([value, -value], np.int16), round(seconds * rate_hz / 2))


def finished(inbox: Inbox) -> TakeFinished:
    while True:
        event = inbox.take(SegmentReady | TakeFinished)  # type: ignore[arg-type]
        if isinstance(event, TakeFinished):
            return event


def record(recorder: MicrophoneRecorder, library: FakeLibrary, inbox: Inbox, sound: Int16) -> TakeFinished:
    recorder.open(1)
    library.feed(sound[: len(sound) // 8])
    inbox.take(MicrophoneReady)
    recorder.start(1, "s", 0.0)
    library.feed(sound[len(sound) // 8 :])
    recorder.stop(1)
    library.feed(sound[: len(sound) // 2] * 0)
    return finished(inbox)


@pytest.mark.parametrize("rate_hz", [8_000, 16_000, 22_050, 44_100, 48_000, 96_000])
@pytest.mark.parametrize("channels", [1, 2])
def test_every_rate_and_channel_count(
    make: MakeRecorder, library: FakeLibrary, inbox: Inbox, rate_hz: int, channels: int
) -> None:
    library.devices[0].rate_hz, library.devices[0].channels = rate_hz, channels
    recording = record(make(), library, inbox, sound_of(TEXT, rate_hz, channels)).recording
    assert recording.path is not None
    info = soundfile.info(recording.path)
    assert (info.samplerate, info.channels, info.subtype) == (rate_hz, 1, "PCM_16")
    assert recording.condition is Condition.GOOD
    assert recording.duration_s == pytest.approx(len(speech(TEXT)) / 16_000 + 0.4, abs=0.06)


def test_the_voice_on_the_second_channel_only(make: MakeRecorder, library: FakeLibrary, inbox: Inbox) -> None:
    library.devices[0].channels = 2
    sound = sound_of(TEXT, 48_000, 2)
    sound[:, 0] = 0
    recording = record(make(), library, inbox, sound).recording
    kept, _ = soundfile.read(recording.path or "", dtype="int16")
    assert kept.std() > 0.9 * sound[:, 1].std() * 0.9
    assert recording.condition is Condition.GOOD


def test_a_microphone_that_refuses_its_own_channel_count(
    make: MakeRecorder, library: FakeLibrary, inbox: Inbox
) -> None:
    library.devices[0].channels, library.devices[0].refused_channels = 4, (4,)
    assert record(make(), library, inbox, sound_of()).error is None


def test_pre_roll_of_a_second_and_a_tail(make: MakeRecorder, library: FakeLibrary, inbox: Inbox) -> None:
    recorder = make()
    recorder.open(1)
    library.feed(hum(3, value=10))
    inbox.take(MicrophoneReady)
    recorder.start(1, "s", 0.0)
    library.feed(hum(2, value=20))
    recorder.stop(1)
    library.feed(hum(2, value=30))
    take = finished(inbox)
    kept, _ = soundfile.read(take.recording.path or "", dtype="int16")
    seconds = {value: float(np.mean(np.abs(kept) == value)) * len(kept) / 48_000 for value in (10, 20, 30)}
    assert seconds == pytest.approx({10: 1.0, 20: 2.0, 30: 0.4}, abs=0.03)


@pytest.mark.parametrize(("age_s", "jitter_s"), [(0.0, 0.0), (0.15, 0.0), (0.05, 0.08), (0.4, 0.02)])
def test_nothing_from_before_the_voice_ended(
    make: MakeRecorder, library: FakeLibrary, inbox: Inbox, age_s: float, jitter_s: float
) -> None:
    """The sound says when it was spoken; buffers come late by the driver's latency and by chance."""
    recorder = make()
    recorder.open(1)
    stream = library.stream()
    rng = np.random.default_rng(7)
    begin_s = library.clock.now_s
    not_before_s = begin_s + 1.7
    for number in range(120):  # 3 s
        at_s = begin_s + number * 0.025
        spoken = np.full(1200, 1000 if at_s < not_before_s - 0.2 else 5, np.int16)
        library.clock.now_s = at_s + 0.025 + age_s + rng.uniform(0, jitter_s)
        stream.deliver(spoken, 0, age_s)
        if number == 80:
            recorder.start(1, "s", not_before_s)
    inbox.take(MicrophoneReady)
    recorder.close()
    take = finished(inbox)
    kept, _ = soundfile.read(take.recording.path or "", dtype="int16")
    assert 1000 not in kept
    assert len(kept) / 48_000 > 3 - 1.7 - 0.1


def test_no_microphone(make: MakeRecorder, library: FakeLibrary, inbox: Inbox) -> None:
    library.devices.clear()
    recorder = make()
    assert recorder.devices() == ()
    recorder.open(1)
    assert inbox.take(MicrophoneFailed).error.kind is ErrorKind.NO_MICROPHONE
    library.devices.append(FakeDevice())  # plugged in
    assert record(recorder, library, inbox, sound_of()).error is None


def test_a_list_of_devices_that_fails(make: MakeRecorder, library: FakeLibrary, inbox: Inbox) -> None:
    library.listing_fails = True
    recorder = make()
    assert recorder.devices() == ()
    recorder.open(1)
    assert inbox.take(MicrophoneFailed).error.kind is ErrorKind.MICROPHONE_UNAVAILABLE


def test_the_library_is_missing(make: MakeRecorder, inbox: Inbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyaudio", None)
    recorder = make(backend=load_pyaudio)
    with pytest.raises(HeardFirstError) as caught:
        recorder.devices()
    assert caught.value.kind is ErrorKind.AUDIO_LIBRARY_MISSING
    recorder.open(1)
    assert inbox.take(MicrophoneFailed).error.kind is ErrorKind.AUDIO_LIBRARY_MISSING


def test_a_device_in_use_is_named(make: MakeRecorder, library: FakeLibrary, inbox: Inbox) -> None:
    def busy() -> None:
        raise OSError(-9985, "Device unavailable")

    library.devices[0].opening = busy
    make().open(1)
    error = inbox.take(MicrophoneFailed).error
    assert error.kind is ErrorKind.MICROPHONE_UNAVAILABLE
    assert error.facts["device"] == "Built-in microphone"
    assert "Device unavailable" in str(error.facts["reason"])


def test_the_chosen_microphone_is_known_by_name_and_never_replaced(
    make: MakeRecorder, library: FakeLibrary, inbox: Inbox
) -> None:
    library.devices.append(FakeDevice("Headset", rate_hz=16_000))
    recorder = make()
    headset = next(one for one in recorder.devices() if one.name == "Headset")
    recorder.choose(headset)
    library.devices.insert(0, FakeDevice("Webcam"))  # every number moves
    recorder.open(1)
    assert library.stream().device.name == "Headset"
    recorder.close()
    assert recorder.wait(30)
    library.devices = [one for one in library.devices if one.name != "Headset"]
    recorder.open(2)
    error = inbox.take(MicrophoneFailed).error
    assert (error.kind, error.facts["device"]) == (ErrorKind.MICROPHONE_UNAVAILABLE, "Headset")
    recorder.choose(InputDevice("Webcam", "Core Audio"))  # the same name on another host API is another device
    recorder.open(3)
    assert inbox.take(MicrophoneFailed).error.kind is ErrorKind.MICROPHONE_UNAVAILABLE


def test_a_microphone_that_disappears_keeps_what_was_said(
    make: MakeRecorder, library: FakeLibrary, inbox: Inbox
) -> None:
    recorder = make(DevicePatience(between_s=0.5, first_sound_s=30, open_s=30))
    recorder.open(1)
    library.feed(sound_of()[:48_000])
    inbox.take(MicrophoneReady)
    recorder.start(1, "s", 0.0)
    library.feed(sound_of())
    take = finished(inbox)
    assert take.error is not None
    assert take.error.kind is ErrorKind.MICROPHONE_LOST
    assert take.recording.interrupted
    assert take.recording.duration_s == pytest.approx(len(speech(TEXT)) / 16_000 + 1, abs=0.05)
    assert soundfile.info(take.recording.path or "").duration == pytest.approx(take.recording.duration_s)
    recorder.open(2)
    library.feed(sound_of()[:48_000], 1)
    inbox.take(MicrophoneReady)


def test_a_microphone_that_disappears_before_the_start(make: MakeRecorder, library: FakeLibrary, inbox: Inbox) -> None:
    recorder = make(DevicePatience(between_s=0.2, first_sound_s=30, open_s=30))
    recorder.open(1)
    library.feed(sound_of()[:24_000])
    inbox.take(MicrophoneReady)
    assert inbox.take(MicrophoneFailed).error.kind is ErrorKind.MICROPHONE_LOST
    recorder.start(1, "s", 0.0)  # pressed at the same moment
    take = inbox.take(TakeFinished)
    assert take.error is not None
    assert (take.error.kind, take.recording.path) == (ErrorKind.MICROPHONE_LOST, None)


@pytest.mark.parametrize("where", ["opening", "closing"])
def test_a_driver_that_blocks_for_good_blocks_nobody_else(
    make: MakeRecorder, library: FakeLibrary, inbox: Inbox, where: str
) -> None:
    release = threading.Event()
    blocked = FakeDevice("Broken")
    setattr(blocked, where, lambda: release.wait(60))
    library.devices = [blocked, FakeDevice("Good")]
    recorder = make(SHORT)
    recorder.open(1)
    if where == "closing":
        library.play(hum(0.4)).join()
        inbox.take(MicrophoneReady)
        recorder.start(1, "s", 0.0)
        assert finished(inbox).error is not None
    else:
        assert inbox.take(MicrophoneFailed).error.kind is ErrorKind.MICROPHONE_UNAVAILABLE
    failed_s = time.monotonic()
    recorder.choose(InputDevice("Good", "ALSA"))
    recorder.open(2)
    number = 1 if where == "closing" else 0
    playing = library.play(hum(1), number)
    inbox.take(MicrophoneReady)
    assert time.monotonic() - failed_s < 5
    recorder.start(2, "s", 0.0)
    recorder.stop(2)
    assert finished(inbox).recording.path is not None
    playing.join()
    release.set()


def test_no_sound_ever_comes(make: MakeRecorder, library: FakeLibrary, inbox: Inbox) -> None:
    recorder = make(SHORT)
    recorder.open(1)
    assert inbox.take(MicrophoneFailed).error.kind is ErrorKind.MICROPHONE_LOST


def test_the_tail_never_comes(make: MakeRecorder, library: FakeLibrary, inbox: Inbox) -> None:
    recorder = make(DevicePatience(60, 60, 60, tail_s=0.1))
    recorder.open(1)
    library.feed(sound_of()[:48_000])
    inbox.take(MicrophoneReady)
    recorder.start(1, "s", 0.0)
    recorder.stop(1)
    take = finished(inbox)
    assert (take.error, take.recording.interrupted) == (None, False)
    assert take.recording.duration_s == pytest.approx(1, abs=0.05)


def test_exact_zeros_are_a_blocked_microphone(make: MakeRecorder, library: FakeLibrary, inbox: Inbox) -> None:
    take = record(make(), library, inbox, np.zeros(10 * 48_000, np.int16))
    assert take.recording.condition is Condition.BLOCKED


def test_lost_buffers_are_filled_and_counted(make: MakeRecorder, library: FakeLibrary, inbox: Inbox) -> None:
    recorder = make()
    recorder.open(1)
    library.feed(hum(1))
    inbox.take(MicrophoneReady)
    recorder.start(1, "s", library.clock.now_s)
    stream = library.stream()
    for number in range(400):  # 10 s, of which every fifth buffer is lost
        if number % 5 == 4:
            library.lose(0.025)
        else:
            library.feed(hum(0.025), flags=OVERFLOW if number % 5 == 0 and number else 0)
    assert stream.frames == 1200
    library.feed(hum(1))
    assert recorder.level().lost_s <= 2.1
    recorder.stop(1)
    library.feed(hum(1))
    recording = finished(inbox).recording
    assert recording.lost_s == pytest.approx(2.0, abs=0.15)
    assert recording.duration_s == pytest.approx(11.4, abs=0.15)
    kept, _ = soundfile.read(recording.path or "", dtype="int16")
    assert np.mean(kept == 0) * len(kept) / 48_000 == pytest.approx(recording.lost_s, abs=0.01)


def test_a_flood_of_overflow_flags_without_loss(make: MakeRecorder, library: FakeLibrary, inbox: Inbox) -> None:
    recorder = make()
    recorder.open(1)
    library.feed(hum(1))
    inbox.take(MicrophoneReady)
    recorder.start(1, "s", 0.0)
    library.feed(hum(20), flags=OVERFLOW)
    recorder.stop(1)
    library.feed(hum(1))
    assert finished(inbox).recording.lost_s == 0


def test_a_full_disk_before_the_start(
    make: MakeRecorder, inbox: Inbox, monkeypatch: pytest.MonkeyPatch, library: FakeLibrary
) -> None:
    usage = namedtuple("usage", "total used free")
    free = [49_000_000]
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(10**9, 0, free[0]))
    recorder = make()
    recorder.open(1)
    assert inbox.take(MicrophoneFailed).error.kind is ErrorKind.DISK_FULL
    free[0] = 51_000_000
    assert record(recorder, library, inbox, sound_of()).error is None


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.ENOSPC, ErrorKind.DISK_FULL),
        (errno.EDQUOT, ErrorKind.DISK_FULL),
        (errno.EIO, ErrorKind.FOLDER_UNWRITABLE),
    ],
)
def test_a_disk_that_fails_in_the_middle(
    make: MakeRecorder,
    library: FakeLibrary,
    inbox: Inbox,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    kind: ErrorKind,
) -> None:
    write, room = os.write, [400_001]

    def limited(descriptor: int, data: bytes) -> int:
        if len(data) < 100:  # the header, which has its place already
            return write(descriptor, data)
        if room[0] == 0:
            raise OSError(number, os.strerror(number))
        room[0] -= (count := write(descriptor, bytes(data)[: room[0]]))
        return count

    monkeypatch.setattr("app.audio.take_file.os.write", limited)
    recorder = make()
    recorder.open(1)
    library.feed(sound_of()[:48_000])
    inbox.take(MicrophoneReady)
    recorder.start(1, "s", 0.0)
    library.feed(np.concatenate((sound_of(), sound_of(), sound_of())))
    take = finished(inbox)
    assert take.error is not None
    assert take.error.kind is kind
    assert take.recording.interrupted
    kept, _ = soundfile.read(take.recording.path or "", dtype="int16")
    assert len(kept) == 200_000
    assert take.recording.duration_s == pytest.approx(200_000 / 48_000)
    assert take.recording.path is not None
    assert take.recording.path.suffix == ".wav"
    monkeypatch.undo()
    recorder.open(2)
    library.feed(sound_of()[:48_000], 1)
    inbox.take(MicrophoneReady)


def test_a_hundred_takes_leave_no_thread_and_no_file_open(
    make: MakeRecorder, library: FakeLibrary, inbox: Inbox, tmp_path: Path
) -> None:
    recorder = make()
    before = threading.active_count()
    handles = len(os.listdir("/proc/self/fd"))
    for number in range(100):
        recorder.open(number)
        library.feed(hum(0.1), number)
        inbox.take(MicrophoneReady)
        recorder.start(number, "s", 0.0)
        library.feed(hum(0.3), number)
        recorder.stop(number)
        recorder.stop(number)
        library.feed(hum(0.5), number)
        assert finished(inbox).recording.duration_s == pytest.approx(0.8, abs=0.06)
    assert recorder.wait(30)
    assert threading.active_count() <= before  # one of an earlier test may have ended since
    assert len(os.listdir("/proc/self/fd")) <= handles
    assert len(list((tmp_path / "sound").glob("*.wav"))) == 100


def test_an_empty_take_leaves_no_file(make: MakeRecorder, library: FakeLibrary, inbox: Inbox, tmp_path: Path) -> None:
    recorder = make(DevicePatience(60, 60, 60, tail_s=0.05))
    recorder.open(1)
    library.feed(hum(0.5))
    inbox.take(MicrophoneReady)
    recorder.start(1, "s", library.clock.now_s + 5)
    recorder.stop(1)
    assert finished(inbox).recording.path is None
    assert list((tmp_path / "sound").iterdir()) == []


def test_a_take_is_never_written_over(make: MakeRecorder, library: FakeLibrary, inbox: Inbox) -> None:
    recorder = make()
    first = record(recorder, library, inbox, sound_of()).recording.path
    assert first is not None
    recorder.open(1)
    library.feed(sound_of()[:24_000], 1)
    inbox.take(MicrophoneReady)
    recorder.start(1, "s", 0.0)
    recorder.close()
    second = finished(inbox).recording.path
    assert second is not None
    assert first != second
    assert first.exists()


def test_level_follows_the_sound(make: MakeRecorder, library: FakeLibrary, inbox: Inbox) -> None:
    recorder = make()
    recorder.open(1)
    for value, dbfs in ((3277, -20), (328, -40), (32767, 0)):
        library.feed(hum(0.3, value=value))
        assert wait_until(lambda dbfs=dbfs: recorder.level().rms_dbfs == pytest.approx(dbfs, abs=0.1))
    inbox.take(MicrophoneReady)
    assert recorder.level().clipping


def test_memory_does_not_grow_with_the_length(make: MakeRecorder, library: FakeLibrary, inbox: Inbox) -> None:
    import tracemalloc

    library.devices[0].rate_hz = 16_000
    recorder = make()
    recorder.open(1)
    library.feed(hum(1, 16_000))
    inbox.take(MicrophoneReady)
    recorder.start(1, "s", 0.0)
    part = np.resize(sound_of(TEXT, 16_000), 20 * 16_000)
    peaks: list[int] = []
    tracemalloc.start()
    try:
        for _ in range(4):
            library.feed(part)
            while recorder._capture is not None and not recorder._capture._inbox.empty():  # pyright: ignore[reportPrivateUsage]
                time.sleep(0.02)
            while not inbox.empty:
                inbox.take(SegmentReady)
            peaks.append(tracemalloc.get_traced_memory()[0])
    finally:
        tracemalloc.stop()
    recorder.drop(1)
    assert recorder.wait(30)
    while not inbox.empty:
        inbox.take(SegmentReady)
    assert peaks[-1] - peaks[1] < 1_000_000


def wait_until(true: Callable[[], bool]) -> bool:
    until = time.monotonic() + 30
    while not true():
        if time.monotonic() > until:
            return False
        time.sleep(0.005)
    return True
