"""What is wrong with a field, right under it."""

from PySide6.QtCore import QEvent, QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui import theme
from ui.theme import Meaning
from ui.widgets.text import Text


class FaultLine(QWidget):
    """A cross and a sentence; takes no room while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = Text()
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._text)
        self._make_room()
        self.hide()

    @property
    def text(self) -> str:
        """The sentence; empty where nothing is wrong."""
        return self._text.text()

    def say(self, text: str) -> None:
        """Show another sentence, or none."""
        if text != self._text.text():
            self._text.setText(text)
        self.setVisible(bool(text))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """The cross is as large as the letters."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._make_room()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The cross, beside the first line."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = self.fontMetrics().height() * 0.75
        box = QRectF(theme.UNIT / 2, (self.fontMetrics().height() - side) / 2, side, side)
        painter.fillPath(theme.shape(Meaning.MISSTEP, box), theme.colour(Meaning.MISSTEP, self.palette()))
        painter.end()

    def _make_room(self) -> None:
        self._row.setContentsMargins(self.fontMetrics().height() + theme.UNIT, 0, 0, 0)
