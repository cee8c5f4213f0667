"""What a chart under a ribbon shows: numbers over the seconds of a sound, in rows, and stretches across them."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Values = tuple[float | None, ...]


@dataclass(frozen=True)
class CurveRow:
    """One curve: a value every `step_s` seconds, the first at 0, None where there is none.

    `title` says what it is and in which unit, `told` how a value is said ("%1 Hz"). `reference` is drawn as a dashed
    line with `reference_told`. The scale ends on multiples of `tick`.
    """

    title: str
    told: str
    step_s: float
    values: Values
    tick: float
    reference: float | None = None
    reference_told: str = ""

    def at(self, time_s: float) -> float | None:
        """The value nearest to a moment."""
        index = round(time_s / self.step_s)
        return self.values[index] if 0 <= index < len(self.values) else None

    def say(self, value: float) -> str:
        """A value with its unit."""
        return self.told.replace("%1", number(value))

    @property
    def known(self) -> NDArray[np.float64]:
        """The values, NaN where there is none."""
        return np.array([math.nan if value is None else value for value in self.values], np.float64)

    @property
    def scale(self) -> tuple[float, float]:
        """From where to where it is drawn: nearly all values and the reference; the rare others end at the edge."""
        known = self.known[np.isfinite(self.known)]
        ends = [] if self.reference is None else [self.reference]
        if len(known):
            ends += [float(end) for end in np.percentile(known, [1, 99])]
        if not ends:
            return 0.0, self.tick
        low = math.floor(min(ends) / self.tick) * self.tick
        return low, max(math.ceil(max(ends) / self.tick) * self.tick, low + self.tick)


@dataclass(frozen=True)
class Shade:
    """A stretch across all rows, with the words above it."""

    start_s: float
    end_s: float
    label: str


@dataclass(frozen=True)
class Chart:
    """Everything that is drawn over `extent_s` seconds.

    `shades_title` says what the shaded stretches are, `scale_told` how a scale is said ("%1 to %2").
    """

    extent_s: float
    rows: tuple[CurveRow, ...] = ()
    shades: tuple[Shade, ...] = ()
    shades_title: str = ""
    scale_told: str = "%1 – %2"


def number(value: float) -> str:
    """A whole number with a true minus sign."""
    return str(round(value)).replace("-", "−")
