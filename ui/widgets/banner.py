"""A calm message within a page: what happened, and what can be done about it."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.primary_button import PrimaryButton
from ui.widgets.side_button import SideButton
from ui.widgets.text import Text


class Banner(QFrame):
    """A shape, a sentence and buttons. The meaning gives shape and colour; the sentence says it in words."""

    def __init__(self, meaning: theme.Meaning = theme.Meaning.UNSURE, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._meaning = meaning
        self._text = Text()
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(theme.UNIT)
        self._buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(5 * theme.UNIT, 2 * theme.UNIT, 2 * theme.UNIT, 2 * theme.UNIT)
        column.setSpacing(theme.UNIT)
        column.addWidget(self._text)
        column.addLayout(self._buttons)

        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def text(self) -> str:
        """The sentence that is shown."""
        return self._text.text()

    def say(self, text: str) -> None:
        """Show a sentence."""
        self._text.setText(text)
        self.setAccessibleName(text)

    def add_button(self, text: str, *, primary: bool = False) -> QPushButton:
        """One more thing that can be done, to the right of those that are there."""
        button = PrimaryButton(text) if primary else SideButton(text)
        button.setAccessibleName(text)
        self._buttons.addWidget(button)
        return button

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """A tinted card with the meaning's shape."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = theme.colour(self._meaning, self.palette())
        painter.setPen(colour)
        painter.setBrush(theme.tint(self._meaning, self.palette()))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme.UNIT, theme.UNIT)
        box = QRectF(2 * theme.UNIT, 2 * theme.UNIT, 2 * theme.UNIT, 2 * theme.UNIT)
        painter.fillPath(theme.shape(self._meaning, box), colour)
        painter.end()
