"""What the recorder holds in memory over a long take."""

import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import psutil

from app.audio.recorder import MicrophoneRecorder
from app.rehearsal.event import Event, MicrophoneReady, TakeFinished
from tests.benchmarks.replies import spoken
from tests.benchmarks.table import Table, megabytes, seconds
from tests.fake_recorder import FakeLibrary, as_device_sound

_RATE_HZ = 48_000
_LOOP_S = 20
_HEADER_BYTES = 44
_BEHIND_S = 10
"""How far the feeder may run ahead of the file; without a limit its own queue would be what is measured."""


class _Gone:
    """Takes the events and keeps no segment."""

    def __init__(self) -> None:
        self.ready = self.finished = False
        self.segments = 0

    def __call__(self, event: Event) -> None:
        self.ready |= isinstance(event, MicrophoneReady)
        self.finished |= isinstance(event, TakeFinished)
        self.segments += not isinstance(event, MicrophoneReady | TakeFinished)


def measure(quick: bool) -> Sequence[Table]:
    """Speech fed as fast as it is taken in, by a clock of its own."""
    minutes = 3 if quick else 15
    loop = as_device_sound(spoken(_LOOP_S), _RATE_HZ)
    us, library, gone = psutil.Process(), FakeLibrary(), _Gone()
    rows: list[list[str]] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        recorder = MicrophoneRecorder(gone, folder, library, library.clock)
        recorder.open(1)
        library.feed(loop[:_RATE_HZ])
        _wait(lambda: gone.ready)
        rows.append(["before", megabytes(us.memory_info().rss)])
        recorder.start(1, "long", library.clock())
        begin_s = time.perf_counter()
        for minute in range(1, minutes + 1):
            _feed_minute(library, loop, folder, minute)
            if minute in {1, minutes // 2, minutes}:
                rows.append([f"after {minute} min", megabytes(us.memory_info().rss)])
        took_s = time.perf_counter() - begin_s
        recorder.stop(1)
        library.feed(loop[: 2 * _RATE_HZ])
        _wait(lambda: gone.finished)
        recorder.wait(30)
    rows.append([f"work for {minutes} min of sound", seconds(took_s)])
    note = f"Resident memory of a process that only records ({gone.segments} segments were handed on and dropped)."
    return [Table("Recorder over a long take", ("what", "measured"), rows, [note])]


def _feed_minute(library: FakeLibrary, loop: np.ndarray, folder: Path, minute: int) -> None:
    for part in range(60 // _LOOP_S):
        library.feed(loop)
        fed_s = (minute - 1) * 60 + (part + 1) * _LOOP_S
        wanted = (fed_s - _BEHIND_S) * _RATE_HZ * 2 + _HEADER_BYTES
        _wait(lambda wanted=wanted: sum(one.stat().st_size for one in folder.glob("*.part")) >= wanted)


def _wait(reached: Callable[[], bool]) -> None:
    until_s = time.monotonic() + 120
    while not reached():
        if time.monotonic() > until_s:
            raise TimeoutError("the recorder does not take it in")
        time.sleep(0.02)
