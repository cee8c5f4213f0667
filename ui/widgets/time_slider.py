"""A slider that is a picture over time: its value is the playhead."""

from abc import abstractmethod

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Slot
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPixmap,
    QWheelEvent,
)
from PySide6.QtWidgets import QSlider, QToolTip, QWidget

from ui.widgets.literal import on_tooltip

STEPS_A_UNIT = 1000
"""The slider counts thousandths of a second, or of a character where a reply was typed."""


class TimeSlider(QSlider):
    """A base for widgets that draw something over time. What is drawn rarely is kept as a picture."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._picture: tuple[object, QPixmap] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def playhead(self) -> float:
        """Where the playhead stands, in seconds or characters."""
        return self.value() / STEPS_A_UNIT

    @Slot(float)
    def move_playhead(self, at: float) -> None:
        """Follow the sound."""
        self.setValue(round(at * STEPS_A_UNIT))

    @abstractmethod
    def paint_picture(self, painter: QPainter) -> None:
        """Draw what stays the same while the playhead moves."""

    @abstractmethod
    def paint_over(self, painter: QPainter) -> None:
        """Draw the playhead, and what depends on it."""

    @abstractmethod
    def told_at(self, point: QPointF) -> str:
        """What the tooltip says at a place; it is shown as plain text."""

    def draw_anew(self, extent: float | None = None) -> None:
        """What is drawn has changed; so has its length, where one is given."""
        self._picture = None
        if extent is not None:
            self.setRange(0, max(1, round(extent * STEPS_A_UNIT)))
        self.updateGeometry()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The picture, what moves on it, and a frame where it has the focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawPixmap(0, 0, self._kept_picture())
        self.paint_over(painter)
        if self.hasFocus():
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), 2))
            painter.setBrush(QColor(0, 0, 0, 0))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Moving alone changes nothing."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """The press has done it all."""

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """The wheel scrolls the page, not the playhead."""
        event.ignore()

    def event(self, event: QEvent) -> bool:
        """A tooltip tells what is under the pointer."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), on_tooltip(self.told_at(event.pos().toPointF())), self)
            return True
        return super().event(event)

    def _kept_picture(self) -> QPixmap:
        key = (self.size(), self.devicePixelRatioF(), self.palette().cacheKey(), self.font().key())
        if self._picture is None or self._picture[0] != key:
            pixmap = QPixmap(self.size() * self.devicePixelRatioF())
            pixmap.setDevicePixelRatio(self.devicePixelRatioF())
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(self.font())
            self.paint_picture(painter)
            painter.end()
            self._picture = key, pixmap
        return self._picture[1]
