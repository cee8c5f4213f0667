"""A line to write in that grows with its words, and hands them over when it is left."""

from PySide6.QtCore import QMimeData, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QWidget

from ui.widgets.growing_text import GrowingText
from ui.widgets.literal import literal

MOST_LETTERS = 2000
_MOST_LINES = 6


class GrowingEdit(GrowingText):
    """Enter and leaving it hand over what was changed, Esc puts back what stood there; it holds no line breaks.

    Up in its first line and Down in its last are left to whoever holds it.
    """

    handed_over = Signal(str)

    def __init__(self, asked: str, parent: QWidget | None = None) -> None:
        super().__init__(1, _MOST_LINES, parent)
        self._shown = ""
        self.setPlaceholderText(asked)
        self.textChanged.connect(self._bound)

    @property
    def words(self) -> str:
        """What stands in it, in one line."""
        return " ".join(self.toPlainText().split())

    @property
    def changed(self) -> bool:
        """Whether it was written in and not handed over."""
        return self.words != self._shown

    def show_words(self, words: str) -> None:
        """Put words in it, unless somebody is just writing others."""
        if words == self._shown or self.changed:
            return
        self._shown = " ".join(words.split())
        self.setPlainText(literal(words).replace("\n", " "))

    @Slot()
    def hand_over(self) -> None:
        """Hand over what was changed."""
        if self.changed:
            self._shown = self.words
            self.handed_over.emit(self._shown)

    def owe(self, kept: str) -> None:
        """What was handed over was not taken: `kept` still holds, and what stands here counts as changed."""
        self._shown = " ".join(kept.split())

    def put_back(self) -> None:
        """As if nothing had been written."""
        self.setPlainText(self._shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter hands over, Esc puts back, Up and Down at the ends go on to the neighbours."""
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                    event.ignore()
                else:
                    self.hand_over()
            case Qt.Key.Key_Escape if self.changed:
                self.put_back()
            case Qt.Key.Key_Escape:
                event.ignore()
            case Qt.Key.Key_Up if self._at_end(QTextCursor.MoveOperation.Up):
                event.ignore()
            case Qt.Key.Key_Down if self._at_end(QTextCursor.MoveOperation.Down):
                event.ignore()
            case _:
                super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Left, it hands over; a menu of its own or another window does not count."""
        super().focusOutEvent(event)
        if event.reason() not in {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason}:
            self.hand_over()

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 - Qt's name
        """What is pasted becomes one line of plain text."""
        self.insertPlainText(" ".join(source.text().split()))

    def _at_end(self, move: QTextCursor.MoveOperation) -> bool:
        return not self.textCursor().movePosition(move)

    @Slot()
    def _bound(self) -> None:
        if self.document().characterCount() - 1 > MOST_LETTERS:
            self.setPlainText(self.toPlainText()[:MOST_LETTERS])
            self.moveCursor(QTextCursor.MoveOperation.End)
