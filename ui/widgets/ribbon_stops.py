"""Where Left and Right stop on a ribbon: the beginnings of its spans, and its pins."""

from collections.abc import Sequence
from dataclasses import dataclass

from ui.widgets.ribbon_pin import AFTER_S, BEFORE_S, RibbonPin
from ui.widgets.ribbon_reply import Reply

_SLACK = 1e-3
"""Places closer than this are the same to the slider, which counts thousandths."""


@dataclass(frozen=True)
class Stop:
    """A place in the reply's units; `pin` is the index of the pin that stands there, None where a span begins."""

    at: float
    pin: int | None = None


class Stops:
    """Remembers at which stop the reader is: two pins may share a moment, and hearing one moves the playhead."""

    def __init__(self, reply: Reply, pins: Sequence[RibbonPin]) -> None:
        spans, end = reply.spans, reply.extent
        starts = [Stop(at) for at in sorted({one.start for one in spans})]
        self._all = sorted([*starts, *(Stop(min(pin.at, end), index) for index, pin in enumerate(pins))], key=_order)
        self._here: Stop | None = None

    def __bool__(self) -> bool:
        return bool(self._all)

    def of_pin(self, pin: int) -> Stop:
        """The stop of a pin."""
        return next(one for one in self._all if one.pin == pin)

    def come_to(self, stop: Stop) -> None:
        """The reader stands here now."""
        self._here = stop

    def leave(self) -> None:
        """The reader stands at none of them."""
        self._here = None

    def pin_here(self, playhead: float) -> int | None:
        """The pin at which the reader stands while the playhead is at its moment; None anywhere else."""
        here = self._here
        return here.pin if here is not None and abs(playhead - here.at) < _SLACK else None

    def next(self, playhead: float, step: int) -> Stop | None:
        """The stop after (`step` 1) or before (-1) the one at which the reader stands; None past the ends."""
        if self._here is not None and self._still_at(self._here, playhead):
            index = self._all.index(self._here) + step
            return self._all[index] if 0 <= index < len(self._all) else None
        ahead = [one for one in self._all if (one.at - playhead) * step > _SLACK]
        if not ahead:
            return None
        return ahead[0] if step > 0 else ahead[-1]

    def _still_at(self, here: Stop, playhead: float) -> bool:
        """Whether the playhead is at a stop, or where hearing it may have taken it."""
        if here.pin is None:
            return abs(playhead - here.at) < _SLACK
        return here.at - BEFORE_S - _SLACK <= playhead <= here.at + AFTER_S + _SLACK


def _order(stop: Stop) -> tuple[float, int]:
    return stop.at, -1 if stop.pin is None else stop.pin
