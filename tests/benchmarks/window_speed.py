"""The window as its user meets it: cold start, the longest stop of its thread in a rehearsal, memory."""

import statistics
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.replies import replies
from tests.benchmarks.table import Table, megabytes, seconds
from tests.e2e.program import Program
from tests.pulse import pulse_server

STARTS = 5
QUICK_STARTS = 2


def measure(quick: bool) -> Sequence[Table]:
    """In processes of their own, on a sound server of their own."""
    with tempfile.TemporaryDirectory() as folder, pulse_server() as server:
        starts = [_start_s(Path(folder) / str(number)) for number in range(QUICK_STARTS if quick else STARTS)]
        sound = server.speech(replies()[0])
        program = Program(Path(folder) / "rehearsal")
        try:
            program.shown()
            program.order("watch")
            program.record()
            server.play(sound)
            program.order("record")
            program.hear("state", "Reviewing")
            program.order("confirm")
            program.hear("state", "Speaking")
            program.order("watched")
            longest_s = program.hear("longest_ms")["longest_ms"] / 1000
            program.order("memory")
            memory: dict[str, int] = program.hear("memory")["memory"]
            program.order("close")
            program.end()
        finally:
            program.kill()
    rows = [
        ["process start to first picture (median of " + str(len(starts)) + ")", seconds(statistics.median(starts))],
        ["the same, slowest", seconds(max(starts))],
        ["longest stop of the window's thread in a spoken rehearsal", seconds(longest_s)],
        *([f"peak memory: {name}", megabytes(memory[name])] for name in sorted(memory)),
    ]
    note = (
        "The rehearsal goes from Choose to Debrief with the real recorder, recogniser and marker; a timer of 10 ms in "
        "the window's thread tells how late it came. The voice is Qt's mock engine in its own process."
    )
    return [Table("The window", ("what", "measured"), rows, [note])]


def _start_s(folder: Path) -> float:
    program = Program(folder)
    try:
        shown_s = program.shown()["shown"] - program.started_s
        program.order("close")
        program.end()
    finally:
        program.kill()
    return shown_s
