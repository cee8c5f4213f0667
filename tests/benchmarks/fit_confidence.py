"""Fits the mean word confidence under which an engine mostly guesses (app.speech.engine, `confidence_floor`).

Speaks the fixture's sentences with three flite voices in turn, clean and under white noise, and looks for the mean word
confidence that best tells clips with over 60 % of the words wrong from the others: the floor is where the share of
bad clips caught and the share of good clips kept, added, are largest. Run from the checkout:

    python -m tests.benchmarks.fit_confidence [builtin | whisper MODEL.pt]

The last run's table stands in fit_confidence.md beside this file.
"""

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from app.classifier.heard import error_rate, plain
from app.rehearsal.sound import Samples
from app.speech.engine import BUILT_IN, Setup, choose
from app.speech.tidying import tidy
from app.speech.worker import loader
from app.transcript.transcript import Word
from tests.flite import VOICES, noisy, segment, speech

_FILE = Path(__file__).parent.parent / "data" / "whisper" / "sentences.txt"
SENTENCES = _FILE.read_text(encoding="utf-8").splitlines()
LEVELS_DB: tuple[float | None, ...] = (None, 30, 25, 20, 10, 0)
MOSTLY_WRONG = 0.6


@dataclass(frozen=True)
class Clip:
    """One sentence heard: its error rate, and the mean confidence of its words (0 where there are none)."""

    level_db: float | None
    errors: float
    confidence: float


def main(arguments: Sequence[str]) -> int:
    """Print the table and the floor."""
    engine, model = (arguments[0], arguments[1]) if len(arguments) > 1 else (BUILT_IN, None)
    choice = choose(engine, model, Path())
    setup = Setup(engine, choice.engine.loader, model, "", threads=1)
    hear = loader(setup)(setup).words
    clips = [
        _clip(text, level_db, _degraded(speech(text, voice), level_db, seed), hear)
        for level_db in LEVELS_DB
        for seed, text in enumerate(one for one in SENTENCES if len(one.split()) >= 5)
        for voice in (VOICES[seed % len(VOICES)],)
    ]
    _print(clips)
    return 0


def _clip(text: str, level_db: float | None, sound: Samples, hear: Callable[[Samples], tuple[Word, ...]]) -> Clip:
    words = tidy(hear(sound), segment(sound)).words
    known = [word.confidence for word in words if word.confidence is not None]
    confidence = sum(known) / len(known) if known else 0.0
    errors = error_rate(plain(text), plain(" ".join(word.text for word in words)))
    sys.stderr.write(f"{level_db} {errors:.2f} {confidence:.3f} {text}\n")
    return Clip(level_db, errors, confidence)


def _degraded(sound: Samples, level_db: float | None, seed: int) -> Samples:
    return sound if level_db is None else noisy(sound, level_db, seed)


def best_floor(clips: Sequence[Clip]) -> tuple[float, float, float]:
    """(floor, share of the mostly wrong clips below it, share of the others above it)."""
    bad = [clip.confidence for clip in clips if clip.errors > MOSTLY_WRONG]
    good = [clip.confidence for clip in clips if clip.errors <= MOSTLY_WRONG]

    def shares(floor: float) -> tuple[float, float]:
        return sum(one < floor for one in bad) / len(bad), sum(one >= floor for one in good) / len(good)

    floor = max((step / 100 for step in range(1, 100)), key=lambda one: sum(shares(one)))
    return floor, *shares(floor)


def _print(clips: Sequence[Clip]) -> None:
    out = sys.stdout.write
    out("| noise | clips | words wrong | mean confidence | clips over 60 % wrong |\n| --- | --- | --- | --- | --- |\n")
    for level_db, group in groupby(clips, key=lambda clip: clip.level_db):
        some = list(group)
        name = "none" if level_db is None else f"{level_db:.0f} dB below"
        wrong = sum(clip.errors > MOSTLY_WRONG for clip in some)
        out(f"| {name} | {len(some)} | {_mean(clip.errors for clip in some):.0%} ")
        out(f"| {_mean(clip.confidence for clip in some):.2f} | {wrong} |\n")
    out("\n| mean confidence | clips | words wrong |\n| --- | --- | --- |\n")
    for low in range(10):
        some = [clip for clip in clips if low <= clip.confidence * 10 < low + 1 or (low == 9 and clip.confidence >= 1)]
        if some:
            errors = _mean(clip.errors for clip in some)
            out(f"| {low / 10:.1f} to {(low + 1) / 10:.1f} | {len(some)} | {errors:.0%} |\n")
    floor, caught, kept = best_floor(clips)
    out(f"\nFloor {floor:.2f}: {caught:.0%} of the mostly wrong clips lie below it, {kept:.0%} of the others above.\n")


def _mean(values: Iterable[float]) -> float:
    some = list(values)
    return sum(some) / len(some)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
