"""Plain text to write in that is as tall as its words."""

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget


class GrowingText(QPlainTextEdit):
    """At least `least_lines` tall and at most `most_lines`; from there on it scrolls. Tab leaves it."""

    def __init__(self, least_lines: int, most_lines: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._least_lines = least_lines
        self._most_lines = most_lines
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As tall as its lines."""
        lines = min(max(self._least_lines, self._lines), self._most_lines)
        around = 2 * (self.frameWidth() + round(self.document().documentMargin()))
        return QSize(super().sizeHint().width(), self.fontMetrics().lineSpacing() * lines + around)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Narrower than a few words, nobody would write in it."""
        return QSize(self.fontMetrics().averageCharWidth() * 16, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Another width takes other lines."""
        super().resizeEvent(event)
        self._grow()

    @property
    def _lines(self) -> int:
        return round(self.document().size().height())

    @Slot()
    def _grow(self) -> None:
        """A bar for scrolling would only narrow what is as tall as its words."""
        policy = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if self._lines > self._most_lines:
            policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setVerticalScrollBarPolicy(policy)
        self.updateGeometry()
