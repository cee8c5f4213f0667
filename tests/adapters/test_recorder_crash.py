"""What is left of a recording when the program is killed, and what becomes of it."""

import os
import random
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import numpy as np
import pytest
import soundfile

from app.audio.recovery import adopt, discard, unfinished
from app.audio.take_file import TakeFile, wav_header
from app.errors import ErrorKind, HeardFirstError
from app.rehearsal.sound import Condition
from tests.fake_recorder import as_device_sound
from tests.flite import speech
from tests.recorder_child import PERIOD

ROOT = Path(__file__).parents[2]
TEXT = "You have had three shipments slip and you have nothing left to promise people."
INSTANTS_S = [random.Random(20 + number).uniform(0.3, 2.0) for number in range(10)]


@pytest.mark.timeout(300)
def test_killed_at_ten_instants_at_most_a_second_is_gone(tmp_path: Path) -> None:
    for batch in (range(5), range(5, 10)):
        for folder, begin in kill_each([tmp_path / str(number) for number in batch]).items():
            assert_nearly_all_is_there(folder, begin)


def kill_each(folders: list[Path]) -> dict[Path, int]:
    """Record into these folders at the same time, kill each at its instant; near which sample each began."""
    begun: dict[Path, int] = {}
    with ExitStack() as stack:
        children = [stack.enter_context(child_recording_into(folder)) for folder in folders]
        for folder, child in zip(folders, children, strict=True):
            assert child.stdout is not None
            line = child.stdout.readline()
            assert line.startswith("recording from")
            begun[folder] = int(line.split()[-1])
        for folder, child in zip(folders, children, strict=True):
            time.sleep(INSTANTS_S[int(folder.name)])
            child.send_signal(signal.SIGKILL)
            child.wait()
    return begun


@contextmanager
def child_recording_into(folder: Path) -> Iterator[subprocess.Popen[str]]:
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "tests.recorder_child", str(folder)]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as child:
        try:
            yield child
        finally:
            child.kill()


def assert_nearly_all_is_there(folder: Path, begin: int) -> None:
    (delivered,) = struct.unpack("<Q", folder.with_name(folder.name + ".delivered").read_bytes())
    (left,) = unfinished(folder)
    assert (left.session, left.take) == ("killed-one", 1)
    recording = adopt(left.path)
    assert recording.interrupted
    assert unfinished(folder) == []
    kept, rate_hz = soundfile.read(recording.path or "", dtype="int16")
    assert len(kept) / rate_hz == pytest.approx(left.duration_s)
    assert len(kept) > rate_hz / 4
    steps = np.diff(kept.astype(int))
    assert set(np.unique(steps).tolist()) <= {1, 1 - PERIOD}, "sound is missing in the middle"
    first = int(kept[0]) - 1
    first += round((begin - first) / PERIOD) * PERIOD
    assert abs(first - begin) < rate_hz / 4
    lost_s = (delivered - (first + len(kept))) / rate_hz
    assert -0.001 < lost_s <= 1


@pytest.fixture
def spoken() -> np.ndarray:
    return as_device_sound(speech(TEXT), 44_100)


def left_behind(folder: Path, sound: np.ndarray, name: str = "a-b-2") -> Path:
    """A take whose header still says that it is empty."""
    path = folder / f"{name}.wav.part"
    path.write_bytes(wav_header(44_100, 0) + sound.astype("<i2").tobytes())
    return path


def test_a_lying_header_is_mended_by_the_length_of_the_file(tmp_path: Path, spoken: np.ndarray) -> None:
    path = left_behind(tmp_path, spoken)
    with path.open("ab") as file:
        file.write(b"\x01")  # half a sample
    (found,) = unfinished(tmp_path)
    assert (found.session, found.take) == ("a-b", 2)
    assert found.duration_s == pytest.approx(len(spoken) / 44_100)
    assert abs(found.started.timestamp() + found.duration_s - time.time()) < 60
    recording = adopt(found.path)
    assert recording.path == tmp_path / "a-b-2.wav"
    assert (recording.condition, recording.interrupted) == (Condition.GOOD, True)
    assert recording.speech_s > 2.5
    kept, _ = soundfile.read(recording.path or "", dtype="int16")
    np.testing.assert_array_equal(kept, spoken)


def test_whole_recordings_that_no_session_knows_are_offered_too(tmp_path: Path, spoken: np.ndarray) -> None:
    adopt(left_behind(tmp_path, spoken, "x-1"))
    adopt(left_behind(tmp_path, spoken, "x-2"))
    assert unfinished(tmp_path) == []
    assert [one.path.name for one in unfinished(tmp_path, kept={"x-1.wav"})] == ["x-2.wav"]
    again = adopt(tmp_path / "x-2.wav")
    assert again.path == tmp_path / "x-2.wav"


@pytest.mark.parametrize("name", ["s-0", "s-10000", "s-123456789012", "-1", "s-x"])
def test_a_name_that_is_not_of_a_take_is_left_alone(tmp_path: Path, spoken: np.ndarray, name: str) -> None:
    path = left_behind(tmp_path, spoken, name)
    assert unfinished(tmp_path) == []
    assert path.exists()


def test_adopting_never_writes_over_a_take(tmp_path: Path, spoken: np.ndarray) -> None:
    first = adopt(left_behind(tmp_path, spoken))
    second = adopt(left_behind(tmp_path, spoken[:1000]))
    assert first.path != second.path
    assert soundfile.info(first.path or "").frames == len(spoken)


def test_the_latest_comes_first_and_what_was_discarded_is_gone(tmp_path: Path, spoken: np.ndarray) -> None:
    for number in (1, 2, 3):
        os.utime(left_behind(tmp_path, spoken, f"s-{number}"), (number * 1000, number * 1000))
    found = unfinished(tmp_path)
    assert [one.take for one in found] == [3, 2, 1]
    discard(found[0].path)
    discard(found[0].path)
    assert [one.take for one in unfinished(tmp_path)] == [2, 1]


def test_files_without_sound_are_cleared_away_and_foreign_ones_left(tmp_path: Path) -> None:
    for name, content in {"a-1": b"", "b-1": b"RIFF", "c-1": wav_header(44_100, 500)}.items():
        (tmp_path / "sound").mkdir(exist_ok=True)
        (tmp_path / "sound" / f"{name}.wav.part").write_bytes(content)
    foreign = tmp_path / "sound" / "notes.wav.part"
    foreign.write_bytes(b"not ours at all, but longer than a header is, by a few words")
    assert unfinished(foreign.parent) == []
    assert list(foreign.parent.iterdir()) == [foreign]
    with pytest.raises(HeardFirstError) as caught:
        adopt(foreign)
    assert caught.value.kind is ErrorKind.AUDIO_NOT_RECOGNISED
    assert foreign.exists()


def test_a_recording_that_is_being_made_is_left_alone(tmp_path: Path) -> None:
    take = TakeFile(tmp_path, "now", 1, 48_000)
    take.write(np.ones(48_000, np.int16))
    assert unfinished(tmp_path) == []
    assert take.finish() == tmp_path / "now-1.wav"


def test_every_second_on_disk_is_a_whole_file(tmp_path: Path) -> None:
    """A copy taken after any sync opens as what was recorded until then."""
    take = TakeFile(tmp_path, "s", 1, 8_000)
    for second in range(1, 6):
        take.write(np.full(8_000, second, np.int16))
        copy = tmp_path / f"copy{second}.wav"
        copy.write_bytes(take.path.read_bytes())
        kept, _ = soundfile.read(copy, dtype="int16")
        assert len(kept) == second * 8_000
        assert kept[-1] == second
    take.delete()


def test_no_folder_is_no_recording(tmp_path: Path) -> None:
    assert unfinished(tmp_path / "missing") == []
    with pytest.raises(HeardFirstError) as caught:
        adopt(tmp_path / "gone.wav.part")
    assert caught.value.kind is ErrorKind.FILE_UNREADABLE
