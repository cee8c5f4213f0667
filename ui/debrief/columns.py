"""Things side by side where there is room, one under the other where there is not."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from ui import theme

_LEAST_LETTERS = 56
"""A column narrower than this many letters of the font reads badly."""


class Columns(QWidget):
    """Equal columns, top aligned; turns into rows as soon as one would be too narrow to read."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(2 * theme.UNIT)

    def add(self, widget: QWidget) -> None:
        """One more at the end."""
        self._row.addWidget(widget, 1)
        self._row.setAlignment(widget, Qt.AlignmentFlag(0))
        self._turn()

    def clear(self) -> None:
        """Take all of them out."""
        while (item := self._row.takeAt(0)) is not None:
            widget = item.widget()
            if widget:
                widget.hide()
                widget.deleteLater()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Turn where the width asks for it."""
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        least = self.fontMetrics().averageCharWidth() * _LEAST_LETTERS * max(1, self._row.count())
        wide = self.width() >= least
        wanted = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._row.direction() is not wanted:
            self._row.setDirection(wanted)
