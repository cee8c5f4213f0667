"""A quiet frame around what belongs together."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import theme
from ui.theme import Meaning
from ui.widgets.text import Text


class Card(QWidget):
    """A rounded frame with a title of its own; `body` takes what stands in it."""

    def __init__(self, title: str = "", parent: QWidget | None = None, *, meaning: Meaning | None = None) -> None:
        super().__init__(parent)
        self._meaning = meaning
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(2 * theme.UNIT, 2 * theme.UNIT, 2 * theme.UNIT, 2 * theme.UNIT)
        self.body.setSpacing(theme.UNIT)
        if title:
            self.body.addWidget(Text(title, bold=True, parent=self))
            self.setAccessibleName(title)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The frame, and at its left the meaning's colour where it has one."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(theme.line(self.palette()), 1))
        painter.setBrush(ground(self.palette()))
        painter.drawRoundedRect(frame, theme.UNIT, theme.UNIT)
        if self._meaning:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(self._meaning, self.palette()))
            painter.drawRect(QRectF(1, theme.UNIT, theme.UNIT / 2, frame.height() - 2 * theme.UNIT))
        painter.end()


def ground(palette: QPalette) -> QColor:
    """A card's background: paper in the light; in the dark a little lighter than the window.

    The dark base colour is that of fields and buttons' insides, which would vanish on it.
    """
    if not theme.is_dark(palette):
        return palette.color(QPalette.ColorRole.Base)
    return theme.mix(palette.color(QPalette.ColorRole.Window), palette.color(QPalette.ColorRole.WindowText), 0.05)
