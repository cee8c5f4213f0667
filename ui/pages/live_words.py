"""The words so far, while they come in."""

import math

from PySide6.QtCore import QEvent, QSize, Qt, Slot
from PySide6.QtGui import QFontMetricsF, QPalette, QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QScrollBar, QSizePolicy, QWidget

from ui import theme
from ui.widgets.literal import literal

_LEAST_LINES = 2


class LiveWords(QPlainTextEdit):
    """Stays at its end, unless its reader went back. Never takes the focus, which belongs to the recording."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: int | None = None
        self._follows = True
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("Your words so far"))
        self.setPlaceholderText(self.tr("Your words appear here while you speak."))
        self.document().setDocumentMargin(theme.UNIT / 2)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        bar = self.verticalScrollBar()
        bar.valueChanged.connect(self._moved)
        bar.rangeChanged.connect(self._grew)
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
        at, follows = bar.value(), self._follows
        if before and shown.startswith(before):
            cursor = QTextCursor(self.document())
            cursor.movePosition(QTextCursor.MoveOperation.End)
            cursor.insertText(shown[len(before) :])
        else:
            self.setPlainText(shown)
        bar.setValue(bar.maximum() if follows else at)
        self._follows = follows or bar.value() == bar.maximum()

    @Slot()
    def page_up(self) -> None:
        """Back to what was said before."""
        self.verticalScrollBar().triggerAction(QScrollBar.SliderAction.SliderPageStepSub)

    @Slot()
    def page_down(self) -> None:
        """Towards what is being said."""
        self.verticalScrollBar().triggerAction(QScrollBar.SliderAction.SliderPageStepAdd)

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

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the system's palette and font."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.ApplicationPaletteChange:
            self._dress()
        if event.type() is QEvent.Type.FontChange:
            self.updateGeometry()

    @Slot()
    def _moved(self) -> None:
        bar = self.verticalScrollBar()
        self._follows = bar.value() >= bar.maximum()

    @Slot()
    def _grew(self) -> None:
        """Long lines are broken, and their height known, only after they were put there."""
        if self._follows:
            bar = self.verticalScrollBar()
            bar.setValue(bar.maximum())

    def _tall(self, lines: int) -> int:
        line = math.ceil(QFontMetricsF(self.font()).lineSpacing()) + 1  # a document's lines are a little taller
        return line * lines + 2 * math.ceil(self.document().documentMargin())

    def _dress(self) -> None:
        """No field to write in: the words stand on the page."""
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        self.setPalette(palette)
