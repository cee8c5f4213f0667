"""How much one stretch of what was said is like a planned point, ingredient by ingredient."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.marking.classifier import Sentence
from app.marking.label import ASK
from app.meaning.meaning import Meaning, cosines
from app.planning.figures import figures
from app.planning.plan import Point, Question
from app.planning.word_match import content_words, recall

_LONGEST = 3
"""How many sentences in a row may say one point together."""


@dataclass(frozen=True)
class Stretch:
    """Sentences first..last (last included) of one of the manager's turns."""

    turn: int
    first: int
    last: int


@dataclass(frozen=True)
class Likeness:
    """A stretch beside a point.

    cosine: nearness in meaning, -1 to 1. words: the share of the point's content words that stand in it. figures:
    the share of its numbers, days and months; 1 where it has none. move: how likely (0 to 1) the stretch makes the
    move that answers the point's question; of a need, with its figures.
    """

    stretch: Stretch
    cosine: float
    words: float
    figures: float
    move: float


def likenesses(point: Point, turns: Sequence[Sequence[Sentence]], meaning: Meaning) -> list[Likeness]:
    """Every stretch of up to three sentences of one turn, beside the point. Raises what `meaning` raises."""
    stretches = list(_stretches(turns))
    parts = [turns[one.turn][one.first : one.last + 1] for one in stretches]
    texts = [" ".join(sentence.text for sentence in part) for part in parts]
    if not texts:
        return []
    near = cosines(meaning, [point.text], texts)[0]
    words = content_words(point.text)
    return [
        Likeness(
            stretch,
            float(cosine),
            recall(words, content_words(text)),
            covered := _covered(point, text),
            # an ask for another number or another day is not the ask that was planned
            max(_move(point.question, one) for one in part) * (covered if point.question is Question.NEED else 1.0),
        )
        for stretch, part, text, cosine in zip(stretches, parts, texts, near, strict=True)
    ]


def _covered(point: Point, text: str) -> float:
    """The share of a point's figures that stands in a text; 1 where it has none."""
    wanted = figures(point.text, strict=True)
    return len(wanted & figures(text)) / len(wanted) if wanted else 1.0


def _stretches(turns: Sequence[Sequence[Sentence]]) -> Iterator[Stretch]:
    for turn, sentences in enumerate(turns):
        for first in range(len(sentences)):
            for last in range(first, min(first + _LONGEST, len(sentences))):
                yield Stretch(turn, first, last)


def _move(question: Question, sentence: Sentence) -> float:
    """How likely a sentence makes the question's move; a commitment asks for what one needs as well."""
    labels = ASK if question is Question.NEED else {question.label}
    known = [likely for label, likely in sentence.confidence if label in labels]
    return max(known, default=1.0 if sentence.labels & labels else 0.0)
