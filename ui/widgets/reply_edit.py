"""A text field for a reply: Enter sends it, Shift+Enter starts a new line, Tab leaves it."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.widgets.words_edit import WordsEdit

_LINES = 5


class ReplyEdit(WordsEdit):
    """Emits `sent` on Enter, also while it is empty; takes what room there is."""

    sent = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_LINES, parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def text(self) -> str:
        """What stands in it, without space around."""
        return self.toPlainText().strip()

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
