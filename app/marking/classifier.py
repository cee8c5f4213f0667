"""The port that a classifier fills: text in, sentences and moves out."""

from dataclasses import dataclass
from typing import Protocol

from app.marking.label import Label


@dataclass(frozen=True)
class Move:
    """One label at its place: characters start..end of the turn's text. Confidence 0 to 1."""

    label: Label
    start: int
    end: int
    confidence: float = 1.0


@dataclass(frozen=True)
class Sentence:
    """A sentence of one turn: characters start..end of the turn's text, and the moves in it, in spoken order.

    `confidence` gives for every label, found or not, how likely it is here (0 to 1).
    """

    text: str
    start: int
    end: int
    moves: tuple[Move, ...] = ()
    confidence: tuple[tuple[Label, float], ...] = ()

    @property
    def labels(self) -> frozenset[Label]:
        """The labels that this sentence carries."""
        return frozenset(move.label for move in self.moves)


class Classifier(Protocol):
    """Splits a turn into sentences and says which moves each one makes. Same text, same answer."""

    @property
    def name(self) -> str:
        """Which model answers; kept with every stored result."""
        ...

    def classify(self, text: str, salesperson: str = "") -> tuple[Sentence, ...]:
        """The sentences of `text` in order; `salesperson` is what it answers, as context.

        Raises HeardFirstError (MARKER_MISSING, MARKER_DAMAGED). Called on the marker's thread.
        """
        ...
