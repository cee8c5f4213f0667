"""A dialog to be read: a scrolling column and a button that closes it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.page_content import scrolling
from ui.widgets.primary_button import PrimaryButton


class ReadingDialog(QDialog):
    """What is read goes into `column`."""

    def __init__(self, title: str, width: int, parent: QWidget | None = None) -> None:
        """`width` in units of the grid."""
        super().__init__(parent)
        self.setWindowTitle(title)
        page = QWidget()
        page_column = QVBoxLayout(page)
        page_column.setContentsMargins(3 * theme.UNIT, 3 * theme.UNIT, 3 * theme.UNIT, 3 * theme.UNIT)
        self.column = QVBoxLayout()
        self.column.setSpacing(theme.UNIT)
        page_column.addLayout(self.column)
        page_column.addStretch(1)
        scroll = scrolling(page)
        scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # so that the arrow keys go through what is read
        scroll.setAccessibleName(title)
        close = PrimaryButton(self.tr("Close"))
        close.clicked.connect(self.accept)
        close.setDefault(True)
        row = QHBoxLayout()
        row.setContentsMargins(3 * theme.UNIT, 0, 3 * theme.UNIT, 2 * theme.UNIT)
        row.addStretch(1)
        row.addWidget(close)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll, 1)
        outer.addLayout(row)
        self.resize(width * theme.UNIT, 72 * theme.UNIT)
