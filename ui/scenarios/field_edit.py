"""A field of the scenario editor: plain text that grows with its words, and never holds more than it may."""

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.widgets.growing_text import GrowingText
from ui.widgets.literal import literal

_MOST_LINES = 12


class FieldEdit(GrowingText):
    """One paragraph, in which Enter goes on to the next field; or several where `paragraphs`.

    `overflowed` where something did not fit; what is in the field already is never shortened.
    """

    overflowed = Signal()
    left = Signal()

    def __init__(self, most: int, *, paragraphs: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(4 if paragraphs else 1, _MOST_LINES, parent)
        self._most = most
        self._paragraphs = paragraphs

    @property
    def words(self) -> str:
        """What stands in it, without space around; half a character, which no file can hold, shows as "?"."""
        text = self.toPlainText().encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        return text.strip() if self._paragraphs else " ".join(text.split())

    def show_words(self, words: str) -> None:
        """Put words in it."""
        shown = literal(words)
        self.setPlainText(shown if self._paragraphs else " ".join(shown.split()))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter goes on; a letter for which there is no room is not taken; Esc and Ctrl+Enter are the page's."""
        key = event.key()
        if key == Qt.Key.Key_Escape:
            event.ignore()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._enter(event)
        elif event.text().isprintable() and event.text() and self._room < 1:
            self.overflowed.emit()
        else:
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 - Qt's name
        """What is pasted or dropped becomes plain text, as much of it as there is room for."""
        text = source.text()
        room = max(0, self._room)
        fits = text[: room + 1]
        if not self._paragraphs:
            fits = fits.replace("\n", " ").replace("\r", " ")
        self.insertPlainText(fits[:room])
        if len(text) > room:
            self.overflowed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Left; a menu of its own or another window does not count."""
        super().focusOutEvent(event)
        if event.reason() not in {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason}:
            self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Another width takes other lines."""
        super().resizeEvent(event)
        if self._lines <= _MOST_LINES:  # it was scrolled while it was still too small
            self.verticalScrollBar().setValue(0)

    def _enter(self, event: QKeyEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        elif self._paragraphs:
            super().keyPressEvent(event)
        else:
            self.focusNextPrevChild(True)

    @property
    def _room(self) -> int:
        """How many more letters fit, counting those that are selected and would go."""
        selected = len(self.textCursor().selectedText())
        return self._most - (self.document().characterCount() - 1) + selected
