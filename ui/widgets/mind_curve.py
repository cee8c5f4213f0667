"""Trust and how far the salesperson felt heard, turn by turn, under the ribbon of the same conversation."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ui import theme
from ui.theme import Meaning
from ui.widgets.literal import on_tooltip

_PAD = theme.UNIT
"""What is left free at both sides, just as the ribbon does."""
_PLOT_LINES = 4.5
_DOT = 3.0


@dataclass(frozen=True)
class MindPoint:
    """How it stood at one moment of the ribbon (0 to 1 of its width): trust and heard from 0 to 1."""

    at: float
    trust: float
    heard: float


class MindCurve(QWidget):
    """A picture without keys: what it shows stands turn by turn in its description and its tooltip."""

    def __init__(self, heard_from: float, parent: QWidget | None = None) -> None:
        """From `heard_from` (of 1) on an ask reaches them; that is drawn as a dashed line."""
        super().__init__(parent)
        self._heard_from = heard_from
        self._points: tuple[MindPoint, ...] = ()
        self.setAccessibleName(self.tr("Trust, and how far they felt heard"))
        self.setSizePolicy(QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed))

    @property
    def points(self) -> tuple[MindPoint, ...]:
        """What is shown: how it began, then a point for the end of each turn."""
        return self._points

    def show_points(self, points: Sequence[MindPoint]) -> None:
        """Show another conversation."""
        self._points = tuple(points)
        self.setAccessibleDescription("; ".join(self._told(turn) for turn in range(len(self._points))))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as forty of the font's letters."""
        return QSize(self.fontMetrics().averageCharWidth() * 40, self._height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Narrower than this, nothing can be told apart."""
        return QSize(self.fontMetrics().averageCharWidth() * 20, self._height())

    def event(self, event: QEvent) -> bool:
        """A tooltip tells the numbers of the turn under the pointer."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._points:
            place = (event.pos().x() - _PAD) / max(1, self.width() - 2 * _PAD)
            turn = next((turn for turn, one in enumerate(self._points) if one.at >= place), len(self._points) - 1)
            QToolTip.showText(event.globalPos(), on_tooltip(self._told(turn)), self)
            return True
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """A new font needs more room."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Legend, ground, and the two lines."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        plot = self._plot()
        self._paint_legend(painter)
        painter.setPen(QPen(theme.line(self.palette()), 1))
        painter.setBrush(self.palette().color(QPalette.ColorRole.Base))
        painter.drawRoundedRect(plot.adjusted(0.5, 0.5, -0.5, -0.5), theme.UNIT / 2, theme.UNIT / 2)
        painter.setPen(self._dashes())
        y = self._y(self._heard_from, plot)
        painter.drawLine(QPointF(_PAD, y), QPointF(self.width() - _PAD, y))
        for one in self._points[1:-1]:
            x = self._x(one.at)
            painter.drawLine(QPointF(x, plot.top() + 1), QPointF(x, plot.bottom() - 1))
        self._paint_line(painter, [(one.at, one.trust) for one in self._points], self._trust_pen(), filled=False)
        self._paint_line(painter, [(one.at, one.heard) for one in self._points], self._heard_pen(), filled=True)
        painter.end()

    def _paint_line(self, painter: QPainter, values: list[tuple[float, float]], pen: QPen, *, filled: bool) -> None:
        plot = self._plot()
        points = [QPointF(self._x(at), self._y(value, plot)) for at, value in values]
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(points))
        painter.setPen(QPen(pen.color(), pen.widthF()))
        painter.setBrush(pen.color() if filled else self.palette().color(QPalette.ColorRole.Base))
        for point in points[1:]:
            painter.drawEllipse(point, _DOT, _DOT)

    def _paint_legend(self, painter: QPainter) -> None:
        """Each line's own stroke before its name; as far as there is room."""
        metrics = self.fontMetrics()
        x, base = float(_PAD), metrics.ascent() + 1.0
        entries = (
            (self._heard_pen(), self.tr("feels heard")),
            (self._trust_pen(), self.tr("trust")),
            (self._dashes(), self.tr("from here on an ask reaches them")),
        )
        for pen, name in entries:
            if x + 4 * _PAD + metrics.horizontalAdvance(name) > self.width():
                return
            middle = base - metrics.ascent() / 3
            painter.setPen(pen)
            painter.drawLine(QPointF(x, middle), QPointF(x + 3 * _PAD, middle))
            painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
            painter.drawText(QPointF(x + 4 * _PAD, base), name)
            x += 6 * _PAD + metrics.horizontalAdvance(name)

    def _heard_pen(self) -> QPen:
        return QPen(theme.colour(Meaning.EMPATHY, self.palette()), 2.5)

    def _trust_pen(self) -> QPen:
        pen = QPen(self.palette().color(QPalette.ColorRole.WindowText), 1.6)
        pen.setStyle(Qt.PenStyle.DotLine)
        return pen

    def _dashes(self) -> QPen:
        pen = QPen(theme.quiet(self.palette()), 1)
        pen.setDashPattern([6, 4])
        return pen

    def _height(self) -> int:
        return round(self.fontMetrics().height() * (1.4 + _PLOT_LINES)) + 1

    def _plot(self) -> QRectF:
        top = self.fontMetrics().height() * 1.4
        return QRectF(0, top, self.width(), self.fontMetrics().height() * _PLOT_LINES)

    def _x(self, share: float) -> float:
        return _PAD + min(max(share, 0.0), 1.0) * (self.width() - 2 * _PAD)

    def _y(self, value: float, plot: QRectF) -> float:
        gap = theme.UNIT
        return plot.bottom() - gap - value * (plot.height() - 2 * gap)

    def _told(self, turn: int) -> str:
        one = self._points[turn]
        when = self.tr("after turn %1").replace("%1", str(turn)) if turn else self.tr("at the start")
        told = self.tr("%1: trust %2, feels heard %3 of 100").replace("%1", when)
        return told.replace("%2", str(round(100 * one.trust))).replace("%3", str(round(100 * one.heard)))
