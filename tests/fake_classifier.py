"""A classifier that answers what it was told, so that a test's reply means exactly what it says."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from app.marking.classifier import Move, Sentence
from app.marking.label import Label


@dataclass(frozen=True)
class Said:
    """A sentence and its labels; `at` gives the words of it that a label belongs to, else the whole sentence.

    `doubt` gives a confidence (0 to 1) for a label that is nearly, or only just, there.
    """

    text: str
    labels: tuple[Label, ...] = ()
    at: dict[Label, str] = field(default_factory=dict)
    doubt: dict[Label, float] = field(default_factory=dict)


class FakeClassifier:
    """Knows the sentences that it was given, by their text, wherever they stand."""

    name = "fake"

    def __init__(self, said: Sequence[Said]) -> None:
        self._said = {one.text: one for one in said}

    def classify(self, text: str, salesperson: str = "") -> tuple[Sentence, ...]:
        found: list[Sentence] = []
        for sentence, one in self._said.items():
            start = text.find(sentence)
            if start >= 0:
                found.append(_sentence(one, start))
        return tuple(sorted(found, key=lambda sentence: sentence.start))


def _sentence(said: Said, start: int) -> Sentence:
    moves: list[Move] = []
    for label in said.labels:
        piece = said.at.get(label, said.text)
        at = start + said.text.index(piece)
        moves.append(Move(label, at, at + len(piece), said.doubt.get(label, 1.0)))
    confidence = tuple((label, said.doubt.get(label, 1.0 if label in said.labels else 0.0)) for label in Label)
    ordered = tuple(sorted(moves, key=lambda move: move.start))
    return Sentence(said.text, start, start + len(said.text), ordered, confidence)
