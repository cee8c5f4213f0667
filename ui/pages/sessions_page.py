"""The list of past sessions: open one again, or delete it."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.storage.stored import SessionSummary
from ui import theme, words
from ui.dialogs.question import Question
from ui.widgets.literal import filled, literal
from ui.widgets.primary_button import PrimaryButton
from ui.widgets.side_button import SideButton
from ui.widgets.text import Heading, Text


class Roomy(QStyledItemDelegate):
    """Rows and columns with room around their words."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: N802
        """Two grid units wider and one higher than the words."""
        return super().sizeHint(option, index) + QSize(3 * theme.UNIT, theme.UNIT)


class SessionTable(QTableWidget):
    """One row a session. Enter opens, Delete deletes."""

    opened = Signal()
    deletion = Signal()

    def __init__(self, columns: int, parent: QWidget | None = None) -> None:
        super().__init__(0, columns, parent)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setItemDelegate(Roomy(self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter and Delete work on the row that is selected."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.deletion.emit()
        else:
            super().keyPressEvent(event)


class SessionsPage(QWidget):
    """`opened`, `sent` and `deleted` carry a session's id; `back` leads to the scenarios, `wanted` asks for a file."""

    opened = Signal(str)
    sent = Signal(str)
    deleted = Signal(str)
    wanted = Signal()
    back = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sessions: tuple[SessionSummary, ...] = ()
        self.leave = SideButton(self.tr("‹ All scenarios"), flat=True)
        self.table = self._make_table()
        self.empty = Text(self.tr("Nothing here yet. Every rehearsal is kept and can be opened again from this page."))
        self.open = PrimaryButton(self.tr("Open"))
        self.delete = SideButton(self.tr("Delete…"))
        self.send = SideButton(self.tr("Send to a colleague…"))
        self.bring = SideButton(self.tr("Open a colleague’s file…"))
        self._lay_out()
        self.leave.clicked.connect(self.back)
        self.open.clicked.connect(self._open)
        self.delete.clicked.connect(self._ask)
        self.send.clicked.connect(self._send)
        self.bring.clicked.connect(self.wanted)
        self.table.opened.connect(self._open)
        self.table.deletion.connect(self._ask)
        self.table.itemDoubleClicked.connect(self._open)
        self.table.itemSelectionChanged.connect(self._allow)

    def show_sessions(self, sessions: tuple[SessionSummary, ...]) -> None:
        """Show the list, and keep the place in it."""
        row = max(self.table.currentRow(), 0)
        self._sessions = sessions
        self.table.setRowCount(len(sessions))
        for index, one in enumerate(sessions):
            cells = (
                words.local_time(one.started),
                one.scenario_title,
                self._who(one),
                self._verdict(one),
                str(one.takes),
            )
            for place, text in enumerate(cells):
                self.table.setItem(index, place, QTableWidgetItem(literal(text)))
        self.table.setVisible(bool(sessions))
        self.empty.setVisible(not sessions)
        if sessions:
            self.table.selectRow(min(row, len(sessions) - 1))
            self.table.setFocus()
        self._allow()

    def _verdict(self, one: SessionSummary) -> str:
        """That of one's own; somebody else's counts for nothing here, and waits until it was judged."""
        if one.origin is not None:
            return "–"
        return words.verdict(one.verdict) if one.verdict else self.tr("not marked")

    def _who(self, one: SessionSummary) -> str:
        """Whose it is, where it came in a file; else who was there."""
        if one.origin is not None:
            # "From" comes first: no name can be so long or so chosen that a copy looks like one's own
            told = self.tr("From %1: %2’s session") if one.origin.passed_on else self.tr("From %1")
            return filled(told, one.origin.sender or self.tr("somebody"), one.origin.speaker)
        return filled(self.tr("You and %1"), one.colleague) if one.colleague else self.tr("You")

    def _selected(self) -> SessionSummary | None:
        row = self.table.currentRow()
        return self._sessions[row] if 0 <= row < len(self._sessions) else None

    @Slot()
    def _allow(self) -> None:
        for button in (self.open, self.send, self.delete):
            button.setEnabled(self._selected() is not None)
            button.setVisible(bool(self._sessions))

    @Slot()
    def _open(self) -> None:
        one = self._selected()
        if one is not None:
            self.opened.emit(one.id)

    @Slot()
    def _send(self) -> None:
        one = self._selected()
        if one is not None:
            self.sent.emit(one.id)

    @Slot()
    def _ask(self) -> None:
        one = self._selected()
        if one is None:
            return
        self._doomed = one.id
        question = Question(
            self,
            self.tr("Delete this session?"),
            self.tr("Delete"),
            self.tr("Keep it"),
            more=filled(
                self.tr(
                    "%1, %2. Its sound, transcripts, marks, pins and critiques go with it and cannot be brought back."
                    " What you sent to a colleague stays with them."
                ),
                one.scenario_title,
                words.local_time(one.started),
            ),
        )
        question.agreed.connect(self._delete)
        question.open()

    @Slot()
    def _delete(self) -> None:
        self.deleted.emit(self._doomed)

    def _make_table(self) -> SessionTable:
        heads = (self.tr("Date"), self.tr("Scenario"), self.tr("Who"), self.tr("Verdict"), self.tr("Takes"))
        table = SessionTable(len(heads))
        table.setHorizontalHeaderLabels(heads)
        table.setAccessibleName(self.tr("Past sessions"))
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for place in (1, 2):  # titles and names may be of any length
            header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        return table

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(-theme.UNIT, 0, 0, 0)
        top.addWidget(self.leave)
        top.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.UNIT)
        buttons.addWidget(self.bring)
        buttons.addStretch(1)
        buttons.addWidget(self.send)
        buttons.addWidget(self.delete)
        buttons.addWidget(self.open)
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * theme.UNIT, 2 * theme.UNIT, 4 * theme.UNIT, 3 * theme.UNIT)
        column.setSpacing(2 * theme.UNIT)
        column.addLayout(top)
        column.addWidget(Heading(self.tr("Past sessions")))
        column.addWidget(self.table, 1)
        column.addWidget(self.empty)
        column.addLayout(buttons)
        column.addStretch(0)
