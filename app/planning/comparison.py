"""A plan beside what was said: what became of every planned point, and which sentences show it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from app.marking.classifier import Sentence
from app.marking.label import ASK
from app.meaning.meaning import Meaning
from app.planning.likeness import Likeness, Stretch, likenesses
from app.planning.plan import Plan, Point, Question


@dataclass(frozen=True)
class Limits:
    """Where a point counts as said; fitted on the development pairs (tests.benchmarks.plan_pairs).

    In its own words: a stretch has the share `words` of its content words, all its figures, and `cosine`; with less
    than the share `words_alone` it must also make the point's move, this likely (`move`) at least. Differently: the
    nearness reaches `nearness` plus `draw` times the share of its words. The more of a point's words came without its
    being said, the more likely something else was said about the same thing.
    """

    words: float = 0.65
    cosine: float = 0.55
    words_alone: float = 0.85
    move: float = 0.25
    nearness: float = 0.18
    draw: float = 0.40


class Said(StrEnum):
    """What became of a planned point."""

    SAID = "said"
    DIFFERENTLY = "said_differently"
    ANOTHER_ORDER = "said_in_another_order"
    LEFT_OUT = "left_out"


@dataclass(frozen=True)
class PointResult:
    """One point, what became of it, and the sentences that say it (None only where it was left out)."""

    point: Point
    result: Said
    evidence: Stretch | None


def compare(plan: Plan, turns: Sequence[Sequence[Sentence]], meaning: Meaning) -> tuple[PointResult, ...]:
    """The plan's points in its order, beside the manager's turns as the marker read them; () for a plan with none.

    Said in another order is a point about their side or their feeling that was said, in whatever words, but begins in
    a later sentence than the first ask: the first planned need that was said, or the first sentence that asks,
    whichever came first. Points of the other questions may come at any time.

    Raises HeardFirstError (MEANING_UNAVAILABLE).
    """
    found = [compare_point(point, turns, meaning) for point in plan.points]
    ask = _first_ask(found, turns)
    return tuple(replace(one, result=Said.ANOTHER_ORDER) if _came_late(one, ask) else one for one in found)


def compare_point(point: Point, turns: Sequence[Sequence[Sentence]], meaning: Meaning) -> PointResult:
    """One point by itself: said, said differently or left out. Raises HeardFirstError (MEANING_UNAVAILABLE)."""
    return PointResult(point, *judge(likenesses(point, turns, meaning)))


def judge(found: Sequence[Likeness], limits: Limits = Limits()) -> tuple[Said, Stretch | None]:
    """What became of a point, by all stretches beside it, and the one that says it."""
    if not found:
        return Said.LEFT_OUT, None
    worded = max(found, key=_wordedness)
    if _in_its_words(worded, limits):
        return Said.SAID, worded.stretch
    near = max(found, key=nearness)
    if nearness(near) >= limits.nearness + limits.draw * worded.words:
        return Said.DIFFERENTLY, near.stretch
    return Said.LEFT_OUT, None


def nearness(one: Likeness) -> float:
    """How near a stretch is that answers the point's question; half of that where it makes another move."""
    return one.cosine * (1 + one.move) / 2 - 0.01 * _more_than_one(one)


def _wordedness(one: Likeness) -> float:
    return one.words + 0.3 * one.figures + 0.1 * (one.cosine + one.move) - 0.03 * _more_than_one(one)


def _more_than_one(one: Likeness) -> int:
    """How many sentences a stretch has beyond the first: of two that say as much, the shorter is the evidence."""
    return one.stretch.last - one.stretch.first


def _in_its_words(one: Likeness, limits: Limits) -> bool:
    complete = one.words >= limits.words and one.figures == 1.0 and one.cosine >= limits.cosine
    return complete and (one.words >= limits.words_alone or one.move >= limits.move)


def _first_ask(found: Sequence[PointResult], turns: Sequence[Sequence[Sentence]]) -> tuple[int, int] | None:
    """Turn and sentence of the first ask."""
    spoken = [
        (turn, index)
        for turn, sentences in enumerate(turns)
        for index, sentence in enumerate(sentences)
        if sentence.labels & ASK
    ]
    planned = [
        (one.evidence.turn, one.evidence.first) for one in found if one.evidence and one.point.question is Question.NEED
    ]
    return min([*spoken, *planned], default=None)


def _came_late(one: PointResult, ask: tuple[int, int] | None) -> bool:
    if one.evidence is None or ask is None or one.point.question not in {Question.SIDE, Question.FEELING}:
        return False
    return (one.evidence.turn, one.evidence.first) > ask
