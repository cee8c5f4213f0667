"""The measurer on good and bad days: it is a real child process, mostly with work of our own in it."""

import os
import queue
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from app.audio.delivery import kept
from app.audio.delivery.delivery import Curve, Delivery, Measured, Medians, Pace, Reference, SoundMeasures
from app.audio.delivery.measurer import DeliveryMeasurer, MeasuringPatience
from app.audio.delivery.pace import pace
from app.errors import ErrorKind, HeardFirstError
from app.folders import Folders
from app.messages import sentence
from app.storage.archive import SessionArchive
from tests import delivery_work, example_session, tones
from tests.delivery_work import MEASURES
from tests.example_session import transcript

OWN, OTHERS = "0" * 16, "f" * 16
QUICK = MeasuringPatience(start_s=60, silent_s=1.0, closing_s=10.0)
PATIENCE_S = 100.0

Results = queue.SimpleQueue[Measured | HeardFirstError]


@pytest.fixture
def results() -> Results:
    return queue.SimpleQueue()


@pytest.fixture
def measurer(folders: Folders) -> Iterator[DeliveryMeasurer]:
    made = DeliveryMeasurer(folders.sound, lambda: (OWN,), QUICK, delivery_work.work)
    yield made
    made.close()


@pytest.fixture
def own_sound(folders: Folders) -> Path:
    return tones.write(folders.sound / f"{OWN}-1.wav", tones.tone(200, 16_000, 0.5), 16_000)


def sound(tmp_path: Path, day: str) -> Path:
    return tones.write(tmp_path / f"{day}.wav", tones.tone(200, 16_000, 0.5), 16_000)


def taken(results: Results) -> Measured:
    result = results.get(timeout=PATIENCE_S)
    assert isinstance(result, Measured), result
    return result


def until(true: Callable[[], bool]) -> None:
    deadline_s = time.monotonic() + 60
    while not true():
        assert time.monotonic() < deadline_s
        time.sleep(0.005)


def test_a_sound_is_measured_and_the_child_ends(measurer: DeliveryMeasurer, results: Results, tmp_path: Path) -> None:
    measurer.measure(sound(tmp_path, "good"), transcript(), results.put)
    found = taken(results)
    assert found == Measured(Delivery(MEASURES, pace(transcript().words, 2.0)), None)
    until(lambda: measurer.pid is None)


def test_the_real_work_through_the_pipe(folders: Folders, results: Results, own_sound: Path) -> None:
    measurer = DeliveryMeasurer(folders.sound, lambda: (OWN,))
    try:
        measurer.measure(own_sound, None, results.put)
        medians = taken(results).delivery.medians
    finally:
        measurer.close()
    assert medians.pitch_hz == pytest.approx(200, rel=0.01)
    assert medians.loudness_dbfs == pytest.approx(-17, abs=0.5)
    assert medians.pace_wpm is None


FAULTS = {
    "crashes": ErrorKind.MEASURING_STOPPED,
    "leaves": ErrorKind.MEASURING_STOPPED,
    "segfaults": ErrorKind.MEASURING_STOPPED,
    "killed": ErrorKind.MEASURING_STOPPED,
    "babbles": ErrorKind.MEASURING_STOPPED,
    "hangs": ErrorKind.MEASURING_TIMEOUT,
    "freezes": ErrorKind.MEASURING_TIMEOUT,
    "refuses": ErrorKind.FILE_EMPTY,
}


@pytest.mark.parametrize(("day", "kind"), FAULTS.items(), ids=list(FAULTS))
def test_a_fault_is_one_error_and_the_next_is_measured(
    measurer: DeliveryMeasurer, results: Results, tmp_path: Path, day: str, kind: ErrorKind
) -> None:
    measurer.measure(sound(tmp_path, day), None, results.put)
    measurer.measure(sound(tmp_path, "good"), None, results.put)
    error = results.get(timeout=PATIENCE_S)
    assert isinstance(error, HeardFirstError)
    assert error.kind is kind
    assert "?" not in sentence(error)
    taken(results)


@pytest.mark.parametrize(
    ("work", "reason"),
    [
        (delivery_work.without_memory, "out of memory"),
        (delivery_work.without_library, "swift_f0 is missing"),
        (delivery_work.with_a_fault, "ValueError"),
    ],
)
def test_what_the_work_raises_becomes_a_sentence(
    results: Results, tmp_path: Path, work: Callable[..., None], reason: str
) -> None:
    measurer = DeliveryMeasurer(None, tuple, QUICK, work)
    try:
        measurer.measure(sound(tmp_path, "good"), None, results.put)
        error = results.get(timeout=PATIENCE_S)
    finally:
        measurer.close()
    assert isinstance(error, HeardFirstError)
    assert (error.kind, error.facts) == (ErrorKind.MEASURING_FAILED, {"reason": reason})


@pytest.mark.parametrize("content", [b"", b"RIFF", b"no sound at all" * 100])
def test_a_file_that_is_no_sound(tmp_path: Path, results: Results, content: bytes) -> None:
    path = tmp_path / "a.wav"
    path.write_bytes(content)
    measurer = DeliveryMeasurer(None, tuple)
    try:
        measurer.measure(path, None, results.put)
        error = results.get(timeout=PATIENCE_S)
    finally:
        measurer.close()
    assert isinstance(error, HeardFirstError)
    assert str(path) in sentence(error)


def test_the_child_reaches_no_network(measurer: DeliveryMeasurer, results: Results, tmp_path: Path) -> None:
    measurer.measure(sound(tmp_path, "calls"), None, results.put)
    error = results.get(timeout=PATIENCE_S)
    assert isinstance(error, HeardFirstError)
    assert error.facts == {"reason": "PermissionError"}


@pytest.mark.parametrize("day", ["hangs", "freezes"])
def test_a_cancel_ends_the_child_and_nothing_is_told(
    folders: Folders, results: Results, tmp_path: Path, day: str
) -> None:
    measurer = DeliveryMeasurer(folders.sound, tuple, MeasuringPatience(), delivery_work.work)
    try:
        cancel = measurer.measure(sound(tmp_path, day), None, results.put)
        until(lambda: measurer.pid is not None)
        assert measurer.pid is not None
        child = psutil.Process(measurer.pid)
        cancel()
        cancel()
        assert psutil.wait_procs([child], 20)[1] == []
        measurer.measure(sound(tmp_path, "good"), None, results.put)
        taken(results)
    finally:
        measurer.close()
    assert results.empty()


def test_what_waits_can_be_cancelled(measurer: DeliveryMeasurer, results: Results, tmp_path: Path) -> None:
    measurer.measure(sound(tmp_path, "hangs"), None, results.put)
    cancel = measurer.measure(sound(tmp_path, "crashes"), None, results.put)
    measurer.measure(sound(tmp_path, "good"), None, results.put)
    cancel()
    assert isinstance(results.get(timeout=PATIENCE_S), HeardFirstError)  # the hang
    taken(results)
    assert results.empty()


def test_closing_while_it_works_leaves_nothing(folders: Folders, results: Results, tmp_path: Path) -> None:
    measurer = DeliveryMeasurer(folders.sound, tuple, MeasuringPatience(closing_s=20), delivery_work.work)
    measurer.measure(sound(tmp_path, "freezes"), None, results.put)
    measurer.measure(sound(tmp_path, "good"), None, results.put)
    until(lambda: measurer.pid is not None)
    began_s = time.monotonic()
    measurer.close()
    measurer.close()
    assert time.monotonic() - began_s < 15  # it freezes for ever
    measurer.measure(sound(tmp_path, "good"), None, results.put)
    assert results.empty()


def test_twenty_times_leaves_nothing(folders: Folders, results: Results, tmp_path: Path) -> None:
    me = psutil.Process()
    good, bad, hung = (sound(tmp_path, day) for day in ("good", "crashes", "hangs"))

    def cycle(number: int) -> None:
        measurer = DeliveryMeasurer(folders.sound, tuple, QUICK, delivery_work.work)
        if number % 3 == 2:
            measurer.measure(hung, None, results.put)
        else:
            measurer.measure((good, bad)[number % 3], None, results.put)
            results.get(timeout=PATIENCE_S)
        measurer.close()

    def held() -> tuple[int, int, int]:
        return me.num_fds(), me.num_threads(), len(me.children(recursive=True))

    cycle(0)
    before = held()
    for number in range(20):
        cycle(number)
    until(lambda: all(now <= then for now, then in zip(held(), before, strict=True)))
    assert results.empty()


def test_a_listener_that_fails_does_not_leave_the_others_waiting(
    measurer: DeliveryMeasurer, results: Results, tmp_path: Path
) -> None:
    def fail(_: object) -> None:
        raise RuntimeError("a fault in the window")

    measurer.measure(sound(tmp_path, "good"), None, fail)
    measurer.measure(sound(tmp_path, "good-2"), None, results.put)
    taken(results)


def test_nothing_runs_while_nobody_waits(measurer: DeliveryMeasurer, results: Results, tmp_path: Path) -> None:
    measurer.measure(sound(tmp_path, "good"), None, results.put)
    taken(results)
    until(lambda: not any(thread.name.startswith("delivery") for thread in threading.enumerate()))
    assert measurer.pid is None


def test_the_child_dies_with_a_killed_parent(tmp_path: Path) -> None:
    program = """
import sys, time
from pathlib import Path
from app.audio.delivery.measurer import DeliveryMeasurer
from tests import delivery_work
measurer = DeliveryMeasurer(None, tuple, work=delivery_work.work)
measurer.measure(Path(sys.argv[1]), None, print)
while measurer.pid is None:
    time.sleep(0.01)
print(measurer.pid, flush=True)
time.sleep(100)
"""
    command = [sys.executable, "-c", program, str(sound(tmp_path, "hangs"))]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        child = psutil.Process(int(parent.stdout.readline()))
        parent.kill()
        assert psutil.wait_procs([child], 60)[1] == []


# what is kept


def test_a_take_is_not_measured_twice(measurer: DeliveryMeasurer, results: Results, own_sound: Path) -> None:
    measurer.measure(own_sound, transcript(), results.put)
    first = taken(results)
    crashing = DeliveryMeasurer(own_sound.parent, lambda: (OWN,), QUICK, delivery_work.with_a_fault)
    crashing.measure(own_sound, transcript(), results.put)
    assert taken(results) == first
    crashing.close()
    path = own_sound.with_name(f"{OWN}-1.delivery.json")
    assert kept.path_beside(own_sound) == path
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert set(own_sound.parent.iterdir()) == {own_sound, path}


def test_the_pace_follows_the_words_without_measuring_anew(
    measurer: DeliveryMeasurer, results: Results, own_sound: Path
) -> None:
    measurer.measure(own_sound, None, results.put)
    assert taken(results).delivery.medians.pace_wpm is None
    crashing = DeliveryMeasurer(own_sound.parent, lambda: (OWN,), QUICK, delivery_work.with_a_fault)
    crashing.measure(own_sound, transcript(), results.put)
    found = taken(results)
    crashing.close()
    assert found.delivery.pace == pace(transcript().words, 2.0)
    assert found.reference is not None
    assert found.reference.medians.pace_wpm == found.delivery.medians.pace_wpm


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "cut": lambda whole: whole[: len(whole) // 2],
    "cut in the head": lambda whole: whole[:20],
    "older": lambda whole: whole.replace(b'"version":1', b'"version":0'),
    "newer": lambda whole: whole.replace(b'"version":1', b'"version":2'),
    "another sound": lambda whole: whole.replace(b'"size":', b'"size":1'),
    "no text": lambda _: bytes(range(256)) * 9,
    "another shape": lambda whole: whole.replace(b'"values":[', b'"values":["loud",'),
    "deep": lambda _: b"[" * 100_000,
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_was_kept_and_is_of_no_use_is_measured_anew(
    measurer: DeliveryMeasurer, results: Results, own_sound: Path, damage: str
) -> None:
    measurer.measure(own_sound, transcript(), results.put)
    first = taken(results)
    path = kept.path_beside(own_sound)
    whole = path.read_bytes()
    path.write_bytes(DAMAGES[damage](whole))
    assert path.read_bytes() != whole
    assert kept.read(own_sound) is None
    measurer.measure(own_sound, transcript(), results.put)
    assert taken(results) == first
    assert path.read_bytes() == whole


def test_a_sound_that_was_changed_is_measured_anew(own_sound: Path) -> None:
    kept.write(own_sound, Delivery(MEASURES, pace((), 2.0)))
    assert kept.read(own_sound) is not None
    changed_ns = own_sound.stat().st_mtime_ns
    own_sound.write_bytes(own_sound.read_bytes() + b"\0\0")
    os.utime(own_sound, ns=(changed_ns, changed_ns))
    assert kept.read(own_sound) is None


def test_nothing_is_kept_of_a_sound_elsewhere(measurer: DeliveryMeasurer, results: Results, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    measurer.measure(sound(elsewhere, "good"), transcript(), results.put)
    assert taken(results).reference is None
    assert [path.name for path in elsewhere.iterdir()] == ["good.wav"]


def test_a_disk_that_refuses_costs_only_the_keeping(
    measurer: DeliveryMeasurer, results: Results, own_sound: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(kept.os, "open", full)
    measurer.measure(own_sound, transcript(), results.put)
    assert taken(results).delivery.sound == MEASURES
    assert list(own_sound.parent.iterdir()) == [own_sound]


def test_a_session_that_is_deleted_meanwhile_leaves_nothing(own_sound: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace = Path.replace

    def late(self: Path, target: Path) -> Path:
        own_sound.unlink()
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", late)
    kept.write(own_sound, Delivery(MEASURES, pace((), 2.0)))
    assert list(own_sound.parent.iterdir()) == []


def test_deleting_a_session_deletes_what_was_measured(folders: Folders) -> None:
    archive = SessionArchive(folders)
    try:
        session = archive.new_session_id()
        path = tones.write(folders.sound / f"{session}-1.wav", tones.tone(200, 16_000, 0.5), 16_000)
        take = example_session.take(sound=path)
        archive.save_take(example_session.run(session), take)
        kept.write(path, Delivery(MEASURES, pace((), 2.0)))
        assert len(list(folders.sound.iterdir())) == 2
        archive.delete_session(session)
    finally:
        archive.close()
    assert list(folders.sound.iterdir()) == []


# the manager's own middle


def keep(folder: Path, name: str, medians: tuple[float | None, float, float]) -> None:
    wpm, dbfs, hz = medians
    path = tones.write(folder / f"{name}.wav", tones.tone(200, 16_000, 0.1), 16_000)
    sound = SoundMeasures(2.0, (), Curve(0.016, (dbfs,)), Curve(0.016, (hz,)))
    kept.write(path, Delivery(sound, Pace(round(wpm or 0), 60.0 if wpm else 0.0, Curve(0.25, ()))))


def test_the_reference_is_the_middle_of_the_own_takes(folders: Folders) -> None:
    folder = folders.sound
    keep(folder, f"{OWN}-1", (100.0, -20.0, 110.0))
    keep(folder, f"{OWN}-2~2", (140.0, -30.0, 130.0))
    keep(folder, f"{'1' * 16}-1", (None, -22.0, 112.0))
    keep(folder, f"{OTHERS}-1", (300.0, -5.0, 400.0))
    found = kept.read_reference(folder, (OWN, "1" * 16))
    assert found == Reference(Medians(120.0, -22.0, 112.0), 3)
    assert kept.read_reference(folder, ("2" * 16,)) is None
    (folder / f"{OWN}-1.delivery.json").write_bytes(b"\0" * 5_000)
    (folder / f"{OWN}-3.delivery.json").mkdir()
    found = kept.read_reference(folder, (OWN,))
    assert found == Reference(Medians(140.0, -30.0, 130.0), 1)


def test_the_reference_comes_with_the_take(measurer: DeliveryMeasurer, results: Results, own_sound: Path) -> None:
    keep(own_sound.parent, f"{OWN}-2", (60.0, -30.0, 140.0))
    keep(own_sound.parent, f"{OTHERS}-1", (300.0, -5.0, 400.0))
    measurer.measure(own_sound, transcript(), results.put)
    found = taken(results).reference
    assert found is not None
    assert found.takes == 2
    assert found.medians.pitch_hz == 129.0


def test_a_session_that_came_in_a_file_is_compared_with_itself_alone(
    measurer: DeliveryMeasurer, results: Results, folders: Folders
) -> None:
    keep(folders.sound, f"{OWN}-1", (60.0, -30.0, 140.0))
    keep(folders.sound, f"{OTHERS}-2", (300.0, -5.0, 400.0))
    received = tones.write(folders.sound / f"{OTHERS}-1.wav", tones.tone(200, 16_000, 0.5), 16_000)
    measurer.measure(received, transcript(), results.put)
    found = taken(results).reference
    assert found is not None
    assert (found.takes, found.medians.pitch_hz) == (2, 259.0)
