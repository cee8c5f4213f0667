"""How a ribbon looks at one width: a ruler, the waveform or the words, and under them the spans in lanes.

Between ruler and waveform there may be room for flags, which are no matter of this file.
"""

import math
import re
from dataclasses import dataclass, field

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QFontMetricsF, QPainter, QPainterPath, QPalette, QPen

from ui import theme, words
from ui.theme import Meaning
from ui.widgets.ribbon_layout import MOST_LANES, Extent, Layout, Placement, lay_out
from ui.widgets.ribbon_reply import Reply, RibbonSpan

_PAD = theme.UNIT
_BAR = theme.UNIT / 2
_RING = 3
"""Room for the line around the ribbon that shows the focus."""
_STEPS_S = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600)
_QUIETEST = 0.05
"""A waveform whose loudest column is under this is not blown up further."""


@dataclass
class RibbonPainting:
    """All that is needed to draw a reply, or to say what lies under the pointer, at one width in pixels."""

    reply: Reply
    metrics: QFontMetrics
    palette: QPalette
    width: int
    compact: bool = False
    band: float = 0.0
    """Pixels kept free above the waveform."""
    lanes: int | None = None
    """So many lanes whatever is in them, so that the height stays; None for as many as it takes."""
    slim: bool = False
    """The waveform alone, without ruler and lanes."""
    layout: Layout = field(default_factory=lambda: Layout((), 0))

    def lay_out(self) -> Layout:
        """The lanes for this width; set as `layout` it spares working it out again."""
        extents = [Extent(*self._bar(one), self._label_width(one)) for one in self.reply.spans]
        lanes = MOST_LANES if self.lanes is None else max(1, self.lanes)
        return lay_out(extents, self.width - _PAD, shape=self._shape + 2 * _BAR, gap=_BAR, lanes=lanes)

    @property
    def height(self) -> int:
        """The height in pixels that all of it takes."""
        if self.slim:
            return math.ceil(self._wave.bottom()) + 1
        lanes = self.layout.lanes if self.lanes is None else self.lanes
        return math.ceil(self._lanes_top + lanes * self._lane + _BAR)

    def place_at(self, x: float) -> float:
        """The place in the reply under a pixel."""
        share = (x - _PAD) / max(1, self.width - 2 * _PAD)
        return min(max(share, 0.0), 1.0) * self.reply.extent

    def span_at(self, point: QPointF) -> RibbonSpan | None:
        """The span whose bar or label is under the pointer, or whose stretch of the waveform is."""
        for span, placed in zip(self.reply.spans, self.layout.placements, strict=True):
            left, right = _union(placed)
            if QRectF(left, self._lane_top(placed), right - left, self._lane).contains(point):
                return span
        return self.reply.span_at(self.place_at(point.x())) if point.y() < self._lanes_top else None

    def paint(self, painter: QPainter) -> None:
        """Draw everything but the playhead."""
        self._paint_ground(painter)
        if self.reply.text is None:
            if not self.slim:
                self._paint_times(painter)
            self._paint_wave(painter)
        else:
            self._paint_words(painter, self.reply.text)
        self._paint_dividers(painter)
        if self.slim:
            return
        for span, placed in zip(self.reply.spans, self.layout.placements, strict=True):
            self._paint_span(painter, span, placed)

    # measures, all of them in heights of the font

    @property
    def band_top(self) -> float:
        """Where what is kept free begins, in pixels."""
        return self._ruler

    @property
    def _ruler(self) -> float:
        bare = self.slim or (self.reply.text is not None and not self.reply.dividers)
        return 0.0 if bare else self.metrics.height() * 1.3 + _RING

    @property
    def _wave(self) -> QRectF:
        if self.slim:
            return QRectF(0, 0, self.width, self.metrics.height() * 1.4)
        lines = (1.6 if self.compact else 2.0) if self.reply.text is not None else (2.2 if self.compact else 4.0)
        return QRectF(0, self.band_top + self.band, self.width, self.metrics.height() * lines)

    @property
    def _lanes_top(self) -> float:
        return self._wave.bottom() + theme.UNIT

    @property
    def _lane(self) -> float:
        return _BAR + self.metrics.height() + theme.UNIT

    @property
    def _shape(self) -> float:
        return self.metrics.ascent() * 0.8

    def _lane_top(self, placed: Placement) -> float:
        return self._lanes_top + placed.lane * self._lane

    def _label_width(self, span: RibbonSpan) -> float:
        return self._shape + 3 * _BAR + math.ceil(QFontMetricsF(self.metrics).horizontalAdvance(span.label)) + 1

    def x_at(self, at: float) -> float:
        """The pixel of a place in the reply."""
        share = at / self.reply.extent if self.reply.extent > 0 else 0.0
        return _PAD + min(max(share, 0.0), 1.0) * (self.width - 2 * _PAD)

    @property
    def spoken(self) -> float:
        """How far the sound goes, in the reply's units."""
        return self.reply.extent if self.reply.spoken is None else self.reply.spoken

    def _bar(self, span: RibbonSpan) -> tuple[float, float]:
        # a little short, so that sentences that follow each other can share a lane
        left = self.x_at(span.start)
        return left, max(self.x_at(span.end) - _BAR, left + _BAR)

    # drawing

    def _paint_ground(self, painter: QPainter) -> None:
        painter.setPen(QPen(theme.line(self.palette), 1))
        painter.setBrush(self.palette.color(QPalette.ColorRole.Base))
        painter.drawRoundedRect(self._wave.adjusted(0.5, 0.5, -0.5, -0.5), _BAR, _BAR)
        painter.setPen(Qt.PenStyle.NoPen)
        for span in self.reply.spans:
            if span.meaning is not Meaning.UNSURE:
                left, right = self.x_at(span.start), self.x_at(span.end)
                painter.setBrush(theme.tint(span.meaning, self.palette))
                painter.drawRect(QRectF(left, self._wave.top() + 1, right - left, self._wave.height() - 2))

    def _paint_times(self, painter: QPainter) -> None:
        """As many moments as have room, and never two that touch."""
        painter.setPen(theme.quiet(self.palette))
        room = self.metrics.horizontalAdvance(words.clock(max(self.reply.extent, 600))) * 2
        wanted = self.reply.extent * room / max(1, self.width - 2 * _PAD)
        step = next((one for one in _STEPS_S if one >= wanted), _STEPS_S[-1])
        for at in range(0, math.floor(self.reply.extent) + 1, step):
            text = words.clock(at)
            left = min(self.x_at(at), self.width - self.metrics.horizontalAdvance(text))
            painter.drawText(QPointF(left, self.metrics.ascent() + _RING), text)
            painter.drawLine(QPointF(self.x_at(at), self._ruler - _BAR), QPointF(self.x_at(at), self._ruler))

    def _paint_wave(self, painter: QPainter) -> None:
        middle, half = self._wave.center().y(), self._wave.height() / 2 - _BAR
        count = self.width - 2 * _PAD
        columns = self._columns(round(self.x_at(self.spoken) - _PAD))
        for x, (tall, ink) in enumerate(zip(columns, self._inks(count), strict=False), start=_PAD):
            reach = max(0.5, float(tall) * half)
            painter.fillRect(QRectF(x, middle - reach, 1, 2 * reach), ink)

    def _columns(self, count: int) -> np.ndarray:
        """The loudest of the peaks that fall on each pixel, stretched so that the loudest of all is 1."""
        peaks = self.reply.peaks
        if peaks is None or not len(peaks) or count < 1:
            return np.zeros(max(0, count))
        loud = np.abs(peaks) if peaks.ndim == 1 else np.abs(peaks).max(axis=1)
        edges = np.linspace(0, len(loud), count + 1)
        first = np.minimum(edges[:-1].astype(int), len(loud) - 1)
        columns = np.maximum.reduceat(loud, first)
        loudest = self.reply.loudest or max(float(columns.max()), _QUIETEST)
        return np.minimum(columns / loudest, 1.0)

    def _paint_words(self, painter: QPainter, text: str) -> None:
        """Each word as a block as long as it is, so that a typed reply looks like a line of text."""
        tall = self._wave.height() / 3
        painter.setPen(Qt.PenStyle.NoPen)
        inks = self._inks(len(text))
        for found in re.finditer(r"\S+", text):
            left, right = self.x_at(found.start()), self.x_at(found.end())
            block = QRectF(left, self._wave.center().y() - tall / 2, max(1.0, right - left), tall)
            painter.setBrush(inks[(found.start() + found.end()) // 2])
            painter.drawRoundedRect(block, 2, 2)

    def _paint_dividers(self, painter: QPainter) -> None:
        """A line where another turn begins, and its name where there is room for it before the next."""
        edges = [*(self.x_at(one.at) for one in self.reply.dividers), self.width - _PAD]
        ink = self.palette.color(QPalette.ColorRole.WindowText)
        for one, x, end in zip(self.reply.dividers, edges, edges[1:], strict=False):
            painter.setPen(QPen(ink, 2))
            painter.drawLine(QPointF(x, self.band_top), QPointF(x, self._wave.bottom()))
            # above the words, which fill their band; in the sound's, a corner is free
            top = _RING if self.reply.text is not None else self._wave.top() + 1
            wide = self.metrics.horizontalAdvance(one.label) + theme.UNIT
            name = QRectF(x + 1, top, wide, self.metrics.height())
            if name.right() < end:
                painter.fillRect(name, self.palette.color(QPalette.ColorRole.Base))
                painter.drawText(name, Qt.AlignmentFlag.AlignCenter, one.label)

    def _inks(self, count: int) -> list[QColor]:
        """The colour of each of `count` equal parts of the reply; a shorter span lies over a longer one."""
        text, ground = QPalette.ColorRole.WindowText, QPalette.ColorRole.Base
        inks = [theme.mix(self.palette.color(text), self.palette.color(ground), 0.55)] * count
        certain = [one for one in self.reply.spans if one.meaning is not Meaning.UNSURE]
        for span in sorted(certain, key=lambda one: one.start - one.end):
            first, last = (round(at / self.reply.extent * count) for at in (span.start, span.end))
            inks[first:last] = [theme.colour(span.meaning, self.palette)] * len(inks[first:last])
        return inks

    def _paint_span(self, painter: QPainter, span: RibbonSpan, placed: Placement) -> None:
        top, solid = self._lane_top(placed), theme.colour(span.meaning, self.palette)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(solid)
        painter.drawRoundedRect(QRectF(placed.bar[0], top, placed.bar[1] - placed.bar[0], _BAR), 2, 2)
        if placed.label is None:
            return
        left, right = placed.label
        box = QRectF(left, top + _BAR, right - left, self.metrics.height() + _BAR)
        painter.setBrush(theme.tint(span.meaning, self.palette))
        painter.drawRoundedRect(box, 2, 2)
        mark = QRectF(left + _BAR, box.center().y() - self._shape / 2, self._shape, self._shape)
        painter.fillPath(theme.shape(span.meaning, mark), solid)
        room = box.adjusted(self._shape + 2 * _BAR, 0, -_BAR, 0)
        text = self.metrics.elidedText(span.label, Qt.TextElideMode.ElideRight, math.ceil(room.width()))
        if room.width() >= self.metrics.averageCharWidth() * 2:
            painter.setPen(self.palette.color(QPalette.ColorRole.Text))
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)

    def paint_playhead(self, painter: QPainter, at: float) -> None:
        """Draw where the sound is."""
        x, ink = self.x_at(at), self.palette.color(QPalette.ColorRole.WindowText)
        painter.setPen(QPen(ink, 1.5))
        painter.drawLine(QPointF(x, self._wave.top()), QPointF(x, self._wave.bottom()))
        knob = QPainterPath()
        knob.addEllipse(QPointF(x, self._wave.bottom()), _BAR, _BAR)
        painter.fillPath(knob, ink)


def _union(placed: Placement) -> tuple[float, float]:
    label = placed.label or placed.bar
    return min(placed.bar[0], label[0]), max(placed.bar[1], label[1])
