"""A plain list: one point a line, the lines of a long one under each other."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from ui import theme
from ui.widgets.text import Text


class PlainList(QWidget):
    """`show_points` draws it anew; what is the same stays."""

    def __init__(self, points: Iterable[str] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._points: list[Text] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.UNIT)
        self._grid.setVerticalSpacing(theme.UNIT // 2)
        self._grid.setColumnStretch(1, 1)
        self.show_points(points)

    @property
    def points(self) -> tuple[str, ...]:
        """What is shown."""
        return tuple(one.text() for one in self._points)

    def show_points(self, points: Iterable[str]) -> None:
        """Show these, in their order; as many as before are only worded anew."""
        wanted = list(points)
        while len(self._points) < len(wanted):
            point, row = Text(), len(self._points)
            self._grid.addWidget(Text("•", wrap=False), row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(point, row, 1)
            self._points.append(point)
        while len(self._points) > len(wanted):
            self._points.pop()
            for column in (0, 1):
                item = self._grid.itemAtPosition(len(self._points), column)
                widget = item.widget() if item else None
                if widget is not None:
                    self._grid.removeWidget(widget)
                    widget.hide()
                    widget.deleteLater()
        for point, text in zip(self._points, wanted, strict=True):
            point.setText(text)
