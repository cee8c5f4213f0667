"""How right markings are, with intervals: pure counting over labelled replies."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.classifier.corpus import LabelledReply
from app.classifier.decoding import LABELS
from app.marking.classifier import Classifier
from app.marking.label import Label
from app.marking.marker import Marker, Marking, Turn

_RESAMPLES = 1000
_SEED = 1


@dataclass(frozen=True)
class Marked:
    """A labelled reply and what the marker makes of it."""

    reply: LabelledReply
    marking: Marking

    @property
    def right(self) -> bool:
        """Whether the verdict is the labelled one."""
        return self.marking.verdict is self.reply.verdict


@dataclass(frozen=True)
class Score:
    """Precision, recall and F1 over sentences, how often it was there, and F1's 95 % bootstrap interval."""

    precision: float
    recall: float
    f1: float
    count: int
    low: float = 0.0
    high: float = 1.0


def mark_all(replies: Iterable[LabelledReply], classifier: Classifier) -> list[Marked]:
    """Each reply marked with the line that it answers."""
    marker = Marker(classifier)
    return [Marked(reply, marker.mark([Turn(reply.reply, reply.salesperson)])) for reply in replies]


def verdict_accuracy(marked: Sequence[Marked]) -> float:
    """The share of right verdicts, 0 to 1."""
    return sum(one.right for one in marked) / max(len(marked), 1)


def verdict_interval(marked: Sequence[Marked]) -> tuple[float, float]:
    """The 95 % bootstrap interval of `verdict_accuracy`, over replies."""
    right = np.array([one.right for one in marked], float)
    return _interval(_resamples(len(marked)) @ right / max(len(marked), 1))


def label_scores(marked: Sequence[Marked]) -> dict[Label, Score]:
    """Per-label scores over the labelled sentences; a found move counts for the sentence in which it begins."""
    counts = np.stack([_counts(one) for one in marked]) if marked else np.zeros((1, 3, len(LABELS)))
    hit, found, wanted = counts.sum(axis=0)
    resampled = np.einsum("rn,nkl->rkl", _resamples(len(counts)), counts)
    f1s = 2 * resampled[:, 0] / np.maximum(resampled[:, 1] + resampled[:, 2], 1e-9)
    return {
        label: _score(hit[index], found[index], wanted[index], _interval(f1s[:, index]))
        for index, label in enumerate(LABELS)
    }


def macro_f1(scores: dict[Label, Score]) -> float:
    """The mean F1 of the labels that occur."""
    known = [score.f1 for score in scores.values() if score.count]
    return sum(known) / max(len(known), 1)


def boundary_f1(marked: Sequence[Marked]) -> float:
    """F1 of the places where a sentence begins, the first of each reply left out."""
    hit = found = wanted = 0
    for one in marked:
        got = {sentence.start for sentence in one.marking.sentences[0][1:]}
        want = {sentence.start for sentence in one.reply.sentences[1:]}
        hit, found, wanted = hit + len(got & want), found + len(got), wanted + len(want)
    return _score(hit, found, wanted).f1


def _counts(one: Marked) -> NDArray[np.float64]:
    """Sentences hit, found and wanted per label, shape (3, 14)."""
    counts = np.zeros((3, len(LABELS)))
    moves = [placed.move for placed in one.marking.moves]
    for sentence in one.reply.sentences:
        got = {move.label for move in moves if sentence.start <= move.start < sentence.end}
        for index, label in enumerate(LABELS):
            counts[:, index] += (label in got and label in sentence.labels, label in got, label in sentence.labels)
    return counts


def _score(hit: float, found: float, wanted: float, interval: tuple[float, float] = (0.0, 1.0)) -> Score:
    precision, recall = hit / max(found, 1), hit / max(wanted, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return Score(float(precision), float(recall), float(f1), int(wanted), *interval)


def _resamples(count: int) -> NDArray[np.float64]:
    """How often each of `count` replies is drawn in each resample, shape (resamples, count)."""
    chance = np.random.default_rng(_SEED)
    return chance.multinomial(count, np.full(count, 1 / max(count, 1)), _RESAMPLES).astype(float)


def _interval(values: NDArray[np.float64]) -> tuple[float, float]:
    low, high = np.percentile(values, (2.5, 97.5))
    return float(low), float(high)
