"""Names and what stands in them, one under the other."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from ui import theme
from ui.widgets.text import Text


class FieldGrid(QWidget):
    """Two columns that wrap; `show_fields` draws them anew."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields: tuple[tuple[str, str], ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(2 * theme.UNIT)
        self._grid.setVerticalSpacing(theme.UNIT)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 3)

    def show_fields(self, fields: Iterable[tuple[str, str]]) -> None:
        """Show these and no others."""
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.fields = tuple(fields)
        for row, (name, what) in enumerate(self.fields):
            self._grid.addWidget(Text(name, quiet=True), row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(Text(what), row, 1, Qt.AlignmentFlag.AlignTop)
        self._grid.setRowStretch(len(self.fields), 1)
