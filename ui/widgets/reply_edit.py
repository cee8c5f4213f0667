"""A text field for a reply: Enter sends it, Shift+Enter starts a new line, Tab leaves it."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from ui import theme

LINES = 5


class ReplyEdit(QPlainTextEdit):
    """Emits `sent` on Enter, also while it is empty."""

    sent = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def text(self) -> str:
        """What stands in it, without space around."""
        return self.toPlainText().strip()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Room for a few lines in the present font."""
        return QSize(60 * theme.UNIT, self.fontMetrics().lineSpacing() * LINES + 2 * theme.UNIT)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Room for three lines."""
        return QSize(30 * theme.UNIT, self.fontMetrics().lineSpacing() * 3 + 2 * theme.UNIT)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Send on Enter."""
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.sent.emit()
            return
        super().keyPressEvent(event)
