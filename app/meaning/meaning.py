"""The port that an embedding fills: texts in, points out; texts that mean much the same lie near each other."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

WIDTH = 384
"""How many numbers one point has."""

Vectors = NDArray[np.float32]


class Meaning(Protocol):
    """Says where texts lie. Same text, same point, whatever else is asked for with it."""

    @property
    def name(self) -> str:
        """Which model answers; kept with what is stored of its answers."""
        ...

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Points of length 1, shape (texts, 384); what is longer than about 250 words is cut there.

        Raises HeardFirstError (MEANING_UNAVAILABLE). Called on one thread.
        """
        ...


@dataclass(frozen=True)
class Nearest:
    """A candidate's place in its list, and its cosine (-1 to 1; 1: the same meaning)."""

    index: int
    cosine: float


def cosines(meaning: Meaning, texts: Sequence[str], candidates: Sequence[str]) -> Vectors:
    """How near each text is to each candidate, -1 to 1, shape (texts, candidates)."""
    # no matrix product: its last bits hang on where a candidate stands among the others
    return (meaning.embed(texts)[:, None] * meaning.embed(candidates)[None]).sum(axis=2)


def nearest(meaning: Meaning, text: str, candidates: Sequence[str]) -> Nearest | None:
    """The candidate nearest to `text`, the first of equally near ones; None where there is none.

    Raises HeardFirstError (MEANING_UNAVAILABLE).
    """
    if not candidates:
        return None
    found = cosines(meaning, [text], candidates)[0]
    index = int(found.argmax())
    return Nearest(index, float(found[index]))
