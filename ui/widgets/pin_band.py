"""The ribbon's flags: a row above the waveform, with a line from each flag down to its moment."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPalette, QPen

from ui import theme
from ui.widgets.pin_flag import full_width, narrow_width, paint_flag, snug_width
from ui.widgets.ribbon_layout import Flags, lay_out_flags
from ui.widgets.ribbon_pin import RibbonPin

_LINE = theme.UNIT
"""How tall the lines between flags and waveform are, in pixels."""
_BARE = 5.0
_GAP = 2.0
_ASIDE = 6.0 * theme.UNIT
"""A flag further from its moment than this would be taken for another's; narrower ones stand nearer."""


def band_height(pins: Sequence[RibbonPin], metrics: QFontMetrics) -> float:
    """The pixels that the row and its lines take; none without pins."""
    return metrics.height() + _LINE + _GAP if pins else 0.0


@dataclass(frozen=True)
class PinBand:
    """Pins at one width: `places` are their true places in pixels, `top` is where the row begins."""

    pins: Sequence[RibbonPin]
    places: Sequence[float]
    metrics: QFontMetrics
    width: int
    top: float

    def lay_out(self) -> Flags:
        """Where the flags stand."""
        metrics = self.metrics
        widths = (full_width(metrics), narrow_width(metrics), snug_width(metrics), _BARE)
        return lay_out_flags(self.places, (_GAP, self.width - _GAP), widths, gap=_GAP, aside=_ASIDE)

    def pin_at(self, flags: Flags, point: QPointF) -> int | None:
        """Which pin's flag is under the pointer; the nearest, where they are narrow."""
        if not self.pins or not self.top <= point.y() < self.top + self.metrics.height() + _LINE:
            return None
        reach = max(flags.width, 2 * theme.UNIT) / 2
        middles = [left + flags.width / 2 for left in flags.lefts]
        nearest = min(range(len(middles)), key=lambda index: abs(middles[index] - point.x()))
        return nearest if abs(middles[nearest] - point.x()) <= reach else None

    def box(self, flags: Flags, index: int) -> QRectF:
        """The pixels of a flag."""
        wide = flags.width or _GAP
        return QRectF(flags.lefts[index], self.top, wide, self.metrics.height())

    def paint(self, painter: QPainter, flags: Flags, palette: QPalette) -> None:
        """Draw lines, then flags."""
        ink, ground = palette.color(QPalette.ColorRole.WindowText), palette.color(QPalette.ColorRole.Base)
        for index, place in enumerate(self.places):
            self._paint_line(painter, self.box(flags, index), place, ink)
        for index, pin in enumerate(self.pins):
            paint_flag(painter, self.box(flags, index), pin.letter, ink, ground, good=pin.good)

    def paint_chosen(self, painter: QPainter, flags: Flags, index: int, palette: QPalette) -> None:
        """Draw a frame around the flag that the keys stand at."""
        painter.setPen(QPen(palette.color(QPalette.ColorRole.Highlight), 2))
        painter.setBrush(QColor(0, 0, 0, 0))
        painter.drawRoundedRect(self.box(flags, index).adjusted(-2, -2, 2, 2), 4, 4)

    def _paint_line(self, painter: QPainter, box: QRectF, place: float, ink: QColor) -> None:
        painter.setPen(QPen(ink, 1))
        foot = QPointF(place, box.bottom() + _LINE)
        # a flag at its own place hangs on its pole; one that had to stand aside is tied to its moment
        tied = min(max(place, box.left() + 0.75), box.right() - 0.75)
        painter.drawLine(QPointF(tied, box.bottom()), foot)
