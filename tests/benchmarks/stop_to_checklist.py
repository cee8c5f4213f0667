"""From Stop to the checklist, beside the plain way: transcribe everything after Stop."""

import statistics
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from app.speech.engine import BUILT_IN, ENGINES, Engine
from tests.benchmarks.replies import spoken
from tests.benchmarks.table import Table, megabytes, seconds
from tests.benchmarks.true_speed import TrueSpeed, Waited

LENGTHS_S = {5: 5, 20: 3, 60: 1, 120: 1}
"""Length of the reply in seconds, and how often it is spoken; the median is told."""
QUICK_S = {5: 1, 20: 1}
QUICK_WHISPER_S = {20: 1}
_HEAD = (
    "reply",
    "pieces",
    "the last of them",
    "words",
    "Stop to checklist",
    "until the file is closed",
    "plain way",
    "sooner",
    "other programs' share of the processor",
)


def measure_built_in(quick: bool) -> Sequence[Table]:
    """With pocketsphinx."""
    with tempfile.TemporaryDirectory() as folder, _open(Path(folder), BUILT_IN) as parts:
        waited = _measure(parts, QUICK_S if quick else LENGTHS_S, in_pieces=True)
        note = (
            "Speech by flite at true speed into the recorder; Stop falls on the last sample. The plain way is the "
            "same warm worker and marker, everything sent after Stop: in one piece or in the same pieces, "
            "whichever is faster."
        )
        memory = f"Speech worker at its peak: {megabytes(parts.worker_memory)}."
    return [Table("Stop to checklist, built-in recogniser", _HEAD, _rows(waited), [note, *_growth(waited), memory])]


def measure_whisper(quick: bool) -> Sequence[Table]:
    """With Whisper's own code at base.en's size: the weights are random, the number of tokens is that of speech."""
    from tests.benchmarks import forced_whisper  # torch stays out of the process until the other parts are measured

    with tempfile.TemporaryDirectory() as folder:
        weights = forced_whisper.write_random_weights(Path(folder) / "base-size.en.pt")
        name = "whisper at base.en size"
        loader = "tests.benchmarks.forced_whisper:load"
        ENGINES[name] = Engine(name, loader, rough=False, confidence_floor=0.0, default_model=str(weights))
        try:
            with _open(Path(folder), name, weights) as parts:
                lengths = QUICK_WHISPER_S if quick else dict.fromkeys(LENGTHS_S, 1)
                waited = _measure(parts, lengths, in_pieces=False)
                memory = f"Speech worker at its peak: {megabytes(parts.worker_memory)}."
        finally:
            del ENGINES[name]
    note = (
        "openai-whisper's own transcribe with random weights of base.en's dimensions; each window decodes "
        f"{forced_whisper.TOKENS_PER_S} given tokens for each second of sound, as real speech needs. The plain way "
        "sends the recording in one piece, which Whisper cuts into windows of 30 s."
    )
    title = "Stop to checklist, Whisper at base.en size (random weights, forced length)"
    return [Table(title, _HEAD, _rows(waited), [note, *_growth(waited), memory])]


@contextmanager
def _open(folder: Path, engine: str, model: Path | None = None) -> Iterator[TrueSpeed]:
    parts = TrueSpeed(folder, engine, model)
    try:
        yield parts
    finally:
        parts.close()


def _measure(parts: TrueSpeed, lengths: dict[int, int], in_pieces: bool) -> dict[int, Waited]:
    waited: dict[int, Waited] = {}
    for length_s, times in lengths.items():
        runs = sorted((parts.measure(spoken(length_s), in_pieces) for _ in range(times)), key=lambda one: one.ours_s)
        plain = statistics.median(one.plain_s for one in runs)
        middle = runs[len(runs) // 2]
        waited[length_s] = replace(middle, plain_whole_s=plain, plain_pieces_s=None)
    return waited


def _rows(waited: dict[int, Waited]) -> list[list[str]]:
    return [
        [
            f"{length_s} s",
            str(one.segments),
            seconds(one.last_s),
            str(one.words),
            seconds(one.ours_s),
            seconds(one.closed_s),
            seconds(one.plain_s),
            f"{one.plain_s / one.ours_s:.1f} times",
            f"{one.others:.0%}",
        ]
        for length_s, one in waited.items()
    ]


def _growth(waited: dict[int, Waited]) -> list[str]:
    if not {20, 120} <= set(waited):
        return []
    ratio = waited[120].ours_s / waited[20].ours_s
    return [f"120 s takes {ratio:.2f} times as long after Stop as 20 s (the aim is at most 1.5)."]
