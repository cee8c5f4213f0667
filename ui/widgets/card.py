"""A quiet surface that holds what belongs together."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QWidget

from ui import theme


class Card(QWidget):
    """A rounded surface in the palette's base colour with a thin border."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the surface."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.line(self.palette()))
        painter.setBrush(self.palette().color(QPalette.ColorRole.Base))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme.UNIT, theme.UNIT)
        painter.end()
