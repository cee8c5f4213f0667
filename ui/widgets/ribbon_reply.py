"""What a ribbon shows: one reply, in seconds where it has a sound, in characters where it was typed."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ui.theme import Meaning

Peaks = NDArray[np.float32]
"""The waveform's columns, 0 to 1; or their lowest and highest sample, shape (columns, 2), -1 to 1."""


@dataclass(frozen=True)
class RibbonSpan:
    """One labelled stretch, in the reply's units; `quote` are its words."""

    meaning: Meaning
    label: str
    start: float
    end: float
    quote: str = ""

    def holds(self, at: float) -> bool:
        """Whether a place lies in it."""
        return self.start <= at < self.end


@dataclass(frozen=True)
class Divider:
    """Where another turn begins, in the reply's units, and what it is called."""

    at: float
    label: str


@dataclass(frozen=True, eq=False)
class Reply:
    """`extent` is its length in seconds, or in characters where `text` holds a typed reply.

    `peaks` is None where there is no waveform, or it cannot be read; they span all of `extent`, or end at `spoken`
    where more is still to come. One of `loudest` is drawn at full height, where that is None the loudest of them.
    `dividers` stand between turns.
    """

    extent: float
    spans: tuple[RibbonSpan, ...] = ()
    peaks: Peaks | None = None
    text: str | None = None
    dividers: tuple[Divider, ...] = ()
    spoken: float | None = None
    loudest: float | None = None

    def span_at(self, at: float, slack: float = 0.0) -> RibbonSpan | None:
        """The shortest span that holds a place or begins within `slack` after it, None where none does."""
        found = [one for one in self.spans if one.start - slack <= at < one.end]
        return min(found, key=lambda one: one.end - one.start, default=None)
