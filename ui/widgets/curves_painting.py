"""How curves look at one width: shaded stretches with their words, and under them one plot a row."""

import math
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPalette, QPen, QPolygonF

from ui import theme
from ui.widgets.curve_row import Chart, CurveRow, number

PAD = theme.UNIT
"""What is left free at both sides, just as the ribbon does: both have the same seconds at the same pixels."""
_GAP = theme.UNIT / 2
_PLOT_LINES = 3.2
_RING = 3
"""Room for the line around the curves that shows the focus."""


@dataclass
class CurvesPainting:
    """All that is needed to draw a chart, or to say what lies under the pointer, at one width in pixels."""

    chart: Chart
    metrics: QFontMetrics
    palette: QPalette
    width: int

    @property
    def height(self) -> int:
        """The height in pixels that all of it takes."""
        return math.ceil(self._plot(len(self.chart.rows) - 1).bottom() + _RING + 1)

    def place_at(self, x: float) -> float:
        """The second under a pixel."""
        share = (x - PAD) / max(1, self.width - 2 * PAD)
        return min(max(share, 0.0), 1.0) * self.chart.extent_s

    def x(self, at_s: float) -> float:
        """The pixel of a second."""
        share = at_s / self.chart.extent_s if self.chart.extent_s > 0 else 0.0
        return PAD + min(max(share, 0.0), 1.0) * (self.width - 2 * PAD)

    def paint(self, painter: QPainter) -> None:
        """Draw everything but the playhead."""
        painter.setPen(theme.quiet(self.palette))
        top = _RING + self.metrics.ascent()
        title = self.metrics.elidedText(self.chart.shades_title, Qt.TextElideMode.ElideRight, self.width - 2 * PAD)
        painter.drawText(QPointF(PAD, top), title)
        for index, row in enumerate(self.chart.rows):
            self._paint_ground(painter, self._plot(index))
            self._paint_head(painter, row, self._plot(index))
        self._paint_shades(painter)
        for index, row in enumerate(self.chart.rows):
            self._paint_reference(painter, row, self._plot(index))
            self._paint_curve(painter, row, self._plot(index))

    def paint_playhead(self, painter: QPainter, at_s: float) -> None:
        """Draw where the sound is, across all rows."""
        x = self.x(at_s)
        painter.setPen(QPen(self.palette.color(QPalette.ColorRole.WindowText), 1.5))
        for index in range(len(self.chart.rows)):
            plot = self._plot(index)
            painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))

    # measures, all of them in heights of the font

    @property
    def _line(self) -> float:
        return float(self.metrics.height())

    def _plot(self, index: int) -> QRectF:
        head, plot = self._line * 1.2 + _GAP, self._line * _PLOT_LINES
        first = _RING + 2 * self._line + _GAP  # the stretches' title and their words
        return QRectF(0, first + index * (head + plot + _GAP) + head, self.width, plot)

    def _y(self, value: float, row: CurveRow, plot: QRectF) -> float:
        low, high = row.scale
        share = min(max((value - low) / (high - low), 0.0), 1.0)
        return plot.bottom() - _GAP - share * (plot.height() - 2 * _GAP)

    # drawing

    def _paint_ground(self, painter: QPainter, plot: QRectF) -> None:
        painter.setPen(QPen(theme.line(self.palette), 1))
        painter.setBrush(self.palette.color(QPalette.ColorRole.Base))
        painter.drawRoundedRect(plot.adjusted(0.5, 0.5, -0.5, -0.5), _GAP, _GAP)

    def _paint_head(self, painter: QPainter, row: CurveRow, plot: QRectF) -> None:
        """Title and scale at the left, the reference with its own dashes at the right, as far as there is room."""
        base, right = plot.top() - _GAP - self.metrics.descent(), self.width - PAD
        if row.reference is not None:
            text = row.reference_told
            left = right - self.metrics.horizontalAdvance(text)
            painter.setPen(theme.quiet(self.palette))
            painter.drawText(QPointF(left, base), text)
            gap = self.metrics.averageCharWidth()
            right = left - 6 * gap
            middle = base - self.metrics.ascent() / 3
            painter.setPen(self._dashes())
            painter.drawLine(QPointF(right, middle), QPointF(left - gap, middle))
            right -= 2 * gap
        painter.setPen(self.palette.color(QPalette.ColorRole.WindowText))
        title = self.metrics.elidedText(row.title, Qt.TextElideMode.ElideRight, max(0, int(right - PAD)))
        painter.drawText(QPointF(PAD, base), title)
        low, high = row.scale
        scale = self.chart.scale_told.replace("%1", number(low)).replace("%2", number(high))
        left = PAD + self.metrics.horizontalAdvance(title) + 2 * theme.UNIT
        if np.isfinite(row.known).any() and left + self.metrics.horizontalAdvance(scale) < right:
            painter.setPen(theme.quiet(self.palette))
            painter.drawText(QPointF(left, base), scale)

    def _paint_shades(self, painter: QPainter) -> None:
        if not self.chart.rows:
            return
        text = self.palette.color(QPalette.ColorRole.WindowText)
        fill, edge = QColor(text), theme.quiet(self.palette)
        fill.setAlphaF(0.12)
        for shade in self.chart.shades:
            left, right = self.x(shade.start_s), self.x(shade.end_s)
            for index in range(len(self.chart.rows)):
                plot = self._plot(index).adjusted(0, 1, 0, -1)
                painter.fillRect(QRectF(left, plot.top(), max(1.0, right - left), plot.height()), fill)
                painter.setPen(QPen(edge, 1, Qt.PenStyle.DotLine))
                painter.drawLine(QPointF(left, plot.top()), QPointF(left, plot.bottom()))
                painter.drawLine(QPointF(right, plot.top()), QPointF(right, plot.bottom()))
        self._paint_labels(painter)

    def _paint_labels(self, painter: QPainter) -> None:
        """The longest stretches first; a label that would touch another is left out."""
        taken: list[tuple[float, float]] = []
        painter.setPen(self.palette.color(QPalette.ColorRole.WindowText))
        base = _RING + self._line + self.metrics.ascent()
        for shade in sorted(self.chart.shades, key=lambda one: one.start_s - one.end_s):
            wide = self.metrics.horizontalAdvance(shade.label)
            middle = (self.x(shade.start_s) + self.x(shade.end_s)) / 2
            left = min(max(float(PAD), middle - wide / 2), self.width - PAD - wide)
            if all(left > end + theme.UNIT or left + wide < start - theme.UNIT for start, end in taken):
                painter.drawText(QPointF(left, base), shade.label)
                taken.append((left, left + wide))

    def _paint_reference(self, painter: QPainter, row: CurveRow, plot: QRectF) -> None:
        if row.reference is not None:
            y = self._y(row.reference, row, plot)
            painter.setPen(self._dashes())
            painter.drawLine(QPointF(PAD, y), QPointF(self.width - PAD, y))

    def _dashes(self) -> QPen:
        pen = QPen(theme.quiet(self.palette), 1)
        pen.setDashPattern([6, 4])
        return pen

    def _paint_curve(self, painter: QPainter, row: CurveRow, plot: QRectF) -> None:
        pen = QPen(self.palette.color(QPalette.ColorRole.WindowText), 1.6)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        for run in self._runs(row):
            points = [QPointF(x, self._y(value, row, plot)) for x, value in run]
            if len(points) == 1:
                painter.drawPoint(points[0])
            else:
                painter.drawPolyline(QPolygonF(points))

    def _runs(self, row: CurveRow) -> list[list[tuple[float, float]]]:
        """Points that follow each other, cut where there is nothing; no more of them than pixels."""
        known = row.known
        if not len(known) or self.chart.extent_s <= 0:
            return []
        pixels = max(1.0, self.width - 2 * PAD)
        a_point = max(1, math.ceil(self.chart.extent_s / row.step_s / pixels))
        runs: list[list[tuple[float, float]]] = [[]]
        for first in range(0, len(known), a_point):
            part = known[first : first + a_point]
            part = part[np.isfinite(part)]
            if len(part):
                at_s = (first + (a_point - 1) / 2) * row.step_s
                runs[-1].append((self.x(at_s), float(part.mean())))
            elif runs[-1]:
                runs.append([])
        return [run for run in runs if run]
