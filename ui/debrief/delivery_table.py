"""The numbers behind the curves."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QTableWidget, QTableWidgetItem, QWidget

from ui import theme
from ui.debrief.delivery_chart import TableRow
from ui.widgets.literal import literal

_MOST_ROWS = 12
"""Rows that are seen without scrolling."""


class DeliveryTable(QTableWidget):
    """Read only; the keys move through it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, 5, parent)
        self.setAccessibleName(self.tr("Pace, pauses, loudness and pitch as numbers"))
        titles = (
            self.tr("Part"),
            self.tr("Words per minute"),
            self.tr("Loudness, dBFS"),
            self.tr("Pitch, Hz"),
            self.tr("Pauses, seconds"),
        )
        self.setHorizontalHeaderLabels(titles)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignCenter | Qt.AlignmentFlag(Qt.TextFlag.TextWordWrap)
        )
        self.verticalHeader().hide()
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_rows(self, rows: Sequence[TableRow]) -> None:
        """Show other numbers."""
        self.setRowCount(len(rows))
        for at, row in enumerate(rows):
            for column, text in enumerate(row):
                item = QTableWidgetItem(literal(text))
                side = Qt.AlignmentFlag.AlignLeft if column == 0 else Qt.AlignmentFlag.AlignRight
                item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
                self.setItem(at, column, item)
        self._make_room()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """All rows, up to twelve of them."""
        rows = sum(self.rowHeight(row) for row in range(min(self.rowCount(), _MOST_ROWS)))
        edge = 2 * self.frameWidth()
        return QSize(super().sizeHint().width(), rows + self.horizontalHeader().sizeHint().height() + edge)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As tall as it is."""
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Larger letters need taller rows."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange}:
            self._make_room()

    def _make_room(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + theme.UNIT)
        self.updateGeometry()
