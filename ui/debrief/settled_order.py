"""What people settled about the order, beside the program's headline."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.side_button import SideButton
from ui.widgets.text import Text


class SettledOrder(QWidget):
    """Hidden while nobody settled it."""

    change = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = Text(parent=self)
        self.button = SideButton(self.tr("Change it…"), self)
        self.button.setAccessibleName(self.tr("Change what was settled about the order…"))
        self.button.clicked.connect(self.change.emit)
        row = QHBoxLayout()
        row.addWidget(self.button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.UNIT)
        column.addWidget(self.lines)
        column.addLayout(row)
        self.hide()

    def show_lines(self, lines: Sequence[str]) -> None:
        """A line for each who settled it."""
        self.lines.setText("\n".join(lines))
        self.setVisible(bool(lines))
