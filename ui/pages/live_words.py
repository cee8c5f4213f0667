"""The words so far, while they come in."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPalette, QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QWidget

from ui import theme
from ui.widgets.literal import literal

_LEAST_LINES = 3


class LiveWords(QPlainTextEdit):
    """Stays at its end, unless its reader went back; keys that do not scroll are left to the page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: int | None = None
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(self.tr("Your words so far"))
        self.setPlaceholderText(self.tr("Your words appear here while you speak."))
        self.document().setDocumentMargin(theme.UNIT / 2)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._dress()

    @property
    def words(self) -> str:
        """What stands there."""
        return self.toPlainText()

    def show_words(self, words: str) -> None:
        """Show what was heard so far; what is the same stays where it is."""
        before, shown = self.toPlainText(), literal(words)
        if shown == before:
            return
        bar = self.verticalScrollBar()
        at, follows = bar.value(), bar.value() >= bar.maximum()
        if before and shown.startswith(before):
            cursor = QTextCursor(self.document())
            cursor.movePosition(QTextCursor.MoveOperation.End)
            cursor.insertText(shown[len(before) :])
        else:
            self.setPlainText(shown)
        bar.setValue(bar.maximum() if follows else at)

    def be_lines(self, lines: int | None) -> None:
        """As tall as so many lines; None for as much as there is room."""
        self._lines = lines
        vertical = QSizePolicy.Policy.Expanding if lines is None else QSizePolicy.Policy.Fixed
        self.setSizePolicy(QSizePolicy.Policy.Expanding, vertical)
        one_line = lines == 1
        bar = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if one_line else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setVerticalScrollBarPolicy(bar)
        self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Its lines, or the fewest."""
        return QSize(30 * theme.UNIT, self._tall(self._lines or _LEAST_LINES))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The same: it scrolls."""
        return QSize(20 * theme.UNIT, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Space records or stops wherever the focus is."""
        if event.key() == Qt.Key.Key_Space:
            event.ignore()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the system's palette and font."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.ApplicationPaletteChange:
            self._dress()
        if event.type() is QEvent.Type.FontChange:
            self.updateGeometry()

    def _tall(self, lines: int) -> int:
        return self.fontMetrics().lineSpacing() * lines + 2 * round(self.document().documentMargin())

    def _dress(self) -> None:
        """No field to write in: the words stand on the page."""
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        self.setPalette(palette)
