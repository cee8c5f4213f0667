"""The list of scenarios: make, change, copy, try, bring and send them."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.errors import HeardFirstError
from ui import theme, words
from ui.scenarios.scenario_table import Entry, Kind, ScenarioTable
from ui.theme import Meaning
from ui.widgets.announcement import announce
from ui.widgets.banner import Banner
from ui.widgets.button_rows import ButtonRows
from ui.widgets.primary_button import PrimaryButton
from ui.widgets.side_button import SideButton
from ui.widgets.text import Heading, Text


class ScenariosPage(QWidget):
    """Each signal but `back`, `made` and `brought` carries the Entry that it is about."""

    back = Signal()
    made = Signal()
    brought = Signal()
    edited = Signal(object)
    copied = Signal(object)
    tried = Signal(object)
    sent = Signal(object)
    deleted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: tuple[Entry, ...] = ()
        self.leave = SideButton(self.tr("‹ All scenarios"), flat=True)
        self.make = PrimaryButton(self.tr("&Write a new one"))
        self.table = ScenarioTable()
        self.fault = Banner(Meaning.MISSTEP)
        self.told = Text(quiet=True)
        self.bring = SideButton(self.tr("&Import a file…"))
        self.send = SideButton(self.tr("E&xport…"))
        self.delete = SideButton(self.tr("&Delete…"))
        self.copy = SideButton(self.tr("&Copy"))
        self.edit = SideButton(self.tr("&Edit"))
        self.try_it = SideButton(self.tr("&Try it"))
        self._lay_out()
        self._connect()

    @property
    def selected(self) -> Entry | None:
        """The row that is selected."""
        row = self.table.currentRow()
        return self._entries[row] if 0 <= row < len(self._entries) else None

    def show_entries(self, shown: Sequence[Entry], chosen: str = "") -> None:
        """Show the list; the place in it stays, unless a scenario's id or a draft's key is `chosen`."""
        row = max(self.table.currentRow(), 0)
        self._entries = tuple(shown)
        self.table.show_entries(shown)
        ids = [{one.key, one.scenario.id if one.scenario else ""} - {""} for one in shown]
        row = next((at for at, names in enumerate(ids) if chosen in names), row)
        if shown:
            self.table.selectRow(min(row, len(shown) - 1))
            self.table.setFocus()
        self._allow()

    def tell(self, error: HeardFirstError) -> None:
        """Say what went wrong."""
        self.say("")
        self.fault.say(words.error(error))
        self.fault.show()
        announce(self, self.fault.text, urgent=True)

    def say(self, text: str) -> None:
        """Say what was done; a fault that was shown goes."""
        self.fault.hide()
        self.told.setText(text)
        self.told.setVisible(bool(text))
        if text:
            announce(self, text)

    @Slot()
    def _allow(self) -> None:
        one = self.selected
        kind = one.kind if one else None
        whole = one is not None and one.scenario is not None
        self.try_it.setEnabled(whole)
        self.copy.setEnabled(whole or kind is Kind.DRAFT)
        self.send.setEnabled(whole)
        self.edit.setEnabled(kind in {Kind.OWN, Kind.DRAFT})
        self.delete.setEnabled(kind in {Kind.OWN, Kind.DRAFT, Kind.BROKEN})

    @Slot()
    def _selection_changed(self) -> None:
        one = self.selected
        self.say("")
        if one is not None and one.fault is not None:
            self.tell(one.fault)
        self._allow()

    @Slot()
    def _open(self) -> None:
        """One's own is changed; of the others a copy is made."""
        one = self.selected
        if one is not None and one.kind in {Kind.OWN, Kind.DRAFT}:
            self.edited.emit(one)
        elif one is not None and one.kind is Kind.BUNDLED:
            self.copied.emit(one)

    @Slot()
    def _press(self) -> None:
        wanted = {self.edit: self.edited, self.copy: self.copied, self.try_it: self.tried, self.send: self.sent}
        button, one = self.sender(), self.selected
        for known, signal in wanted.items():
            if known is button and one is not None:
                signal.emit(one)

    @Slot()
    def _delete(self) -> None:
        one = self.selected
        if one is not None and self.delete.isEnabled():
            self.deleted.emit(one)

    def _connect(self) -> None:
        self.leave.clicked.connect(self.back)
        self.make.clicked.connect(self.made)
        self.bring.clicked.connect(self.brought)
        for button in (self.edit, self.copy, self.try_it, self.send):
            button.clicked.connect(self._press)
        self.delete.clicked.connect(self._delete)
        self.table.opened.connect(self._open)
        self.table.deletion.connect(self._delete)
        self.table.itemDoubleClicked.connect(self._open)
        self.table.itemSelectionChanged.connect(self._selection_changed)

    def _lay_out(self) -> None:
        buttons = (self.bring, self.send, self.delete, self.copy, self.edit, self.try_it)
        for button in (*buttons, self.make):
            button.setAccessibleName(button.text().replace("&", ""))
        self.fault.hide()
        self.told.hide()
        top = QHBoxLayout()
        top.setContentsMargins(-theme.UNIT, 0, 0, 0)
        top.addWidget(self.leave)
        top.addStretch(1)
        head = QHBoxLayout()
        head.addWidget(Heading(self.tr("Your scenarios")), 1)
        head.addWidget(self.make)
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * theme.UNIT, 2 * theme.UNIT, 4 * theme.UNIT, 3 * theme.UNIT)
        column.setSpacing(2 * theme.UNIT)
        column.addLayout(top)
        column.addLayout(head)
        told = self.tr("Write tomorrow’s conversation yourself, or copy one that is here and change it.")
        column.addWidget(Text(told, quiet=True))
        column.addWidget(self.table, 1)
        column.addWidget(self.fault)
        column.addWidget(self.told)
        column.addWidget(ButtonRows(buttons[:3], buttons[3:], spread=True))
