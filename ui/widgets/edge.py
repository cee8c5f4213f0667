"""A quiet line between two parts of a page."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui import theme


class Edge(QWidget):
    """One pixel high, as wide as there is room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(1)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The line."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.line(self.palette()))
        painter.end()
