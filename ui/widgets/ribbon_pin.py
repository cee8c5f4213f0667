"""A moment that somebody marked, as the ribbon shows it."""

from dataclasses import dataclass

BEFORE_S, AFTER_S = 3.0, 2.0
"""A pin is heard from so long before it to so long after it: people press a moment after what they noticed."""


@dataclass(frozen=True)
class RibbonPin:
    """`at` is in the ribbon's seconds, `letter` what it is about, `told` all of it in words."""

    at: float
    letter: str
    good: bool
    told: str

    def around(self, extent: float) -> tuple[float, float]:
        """From where to where it is heard in a sound of this length, in seconds."""
        at = min(self.at, extent)
        return max(0.0, at - BEFORE_S), min(extent, at + AFTER_S)
