"""Which conversation to rehearse; what is missing; what a crash left behind."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.audio.recovery import Unfinished
from app.errors import HeardFirstError
from app.scenarios.scenario import Scenario
from ui import theme, words
from ui.pages.unfinished_list import UnfinishedList
from ui.widgets.announcement import announce
from ui.widgets.banner import Banner
from ui.widgets.literal import on_tooltip
from ui.widgets.page_content import scrolling
from ui.widgets.scenario_card import ScenarioCard
from ui.widgets.side_button import SideButton
from ui.widgets.text import Heading, Text

TWO_COLUMNS_EM = 56
"""From this many letters' width on, two cards stand side by side."""


class ChoosePage(QWidget):
    """`chosen` carries the scenario; `own` leads to those that the user wrote or wants to write."""

    chosen = Signal(object)
    own = Signal()
    sessions = Signal()
    rules = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards: list[ScenarioCard] = []
        self.notices = Banner()
        self.unfinished = UnfinishedList()
        self._dismiss = self.notices.add_button(self.tr("Hide"))
        self._dismiss.clicked.connect(self.notices.hide)
        self.past = SideButton(self.tr("Past sessions"))
        self.past.clicked.connect(self.sessions)
        self.write = SideButton(self.tr("Write your own"))
        self.write.clicked.connect(self.own)
        self.marked = SideButton(self.tr("How this is marked"))
        self.marked.clicked.connect(self.rules)
        self.colleague = QCheckBox(self.tr("A colleague is with me"))
        self.colleague.setAccessibleName(self.colleague.text())
        self.colleague.setToolTip(on_tooltip(self.tr("They watch, or play the salesperson. You set it up together.")))
        self._grid = QGridLayout()
        self._grid.setSpacing(2 * theme.UNIT)
        self._columns = 0
        self._none = Text(self.tr("No scenario could be read. The message above says why."))
        self._lay_out()
        self.notices.hide()
        self._none.hide()

    def show_scenarios(self, scenarios: Sequence[Scenario], own: Sequence[Scenario] = ()) -> None:
        """Show one card for each scenario, the user's own first."""
        for card in self.cards:
            self._grid.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = [ScenarioCard(scenario, own=True) for scenario in own]
        self.cards += [ScenarioCard(scenario) for scenario in scenarios]
        for card in self.cards:
            card.clicked.connect(self._pick)
        self._none.setVisible(not self.cards)
        self._columns = 0
        self._arrange()

    def show_notices(self, faults: tuple[HeardFirstError, ...]) -> None:
        """Say calmly what is missing."""
        self.notices.say("\n".join(words.error(fault) for fault in faults))
        self.notices.setVisible(bool(faults))

    @Slot(object)
    def tell(self, fault: HeardFirstError) -> None:
        """Say one more thing, e.g. that a recording cannot be heard."""
        before = self.notices.text.splitlines() if self.notices.isVisibleTo(self) else []
        told = words.error(fault)
        self.notices.say("\n".join([*(one for one in before if one != told), told]))
        self.notices.show()
        announce(self, told)

    def show_unfinished(self, recordings: Sequence[Unfinished]) -> None:
        """Offer what a crash left behind."""
        self.unfinished.draw(recordings)

    def focus_first(self) -> None:
        """Put the focus on the first card, so that Enter begins."""
        if self.cards:
            self.cards[0].setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """One column or two, as there is room."""
        super().resizeEvent(event)
        self._arrange()

    @Slot()
    def _pick(self) -> None:
        card = self.sender()
        if isinstance(card, ScenarioCard):
            self.chosen.emit(card.scenario)

    def _arrange(self) -> None:
        em = self.fontMetrics().averageCharWidth()
        columns = 2 if self.width() > 2 * TWO_COLUMNS_EM * em else 1
        if columns == self._columns:
            return
        self._columns = columns
        for index, card in enumerate(self.cards):
            self._grid.addWidget(card, index // columns, index % columns)
        for column in range(2):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

    def _lay_out(self) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(4 * theme.UNIT, 2 * theme.UNIT, 4 * theme.UNIT, 3 * theme.UNIT)
        column.setSpacing(2 * theme.UNIT)
        head = QHBoxLayout()
        head.setSpacing(theme.UNIT)
        head.addWidget(Heading(self.tr("Which conversation is ahead of you?")), 1)
        head.addWidget(self.write)
        head.addWidget(self.marked)
        head.addWidget(self.past)
        column.addLayout(head)
        told = self.tr("They speak, you answer out loud, and you see whether they were heard before you asked.")
        under = QHBoxLayout()
        under.setSpacing(2 * theme.UNIT)
        under.addWidget(Text(told, quiet=True), 1)
        under.addWidget(self.colleague)
        column.addLayout(under)
        column.addWidget(self.notices)
        column.addWidget(self.unfinished)
        column.addLayout(self._grid)
        column.addWidget(self._none)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolling(page))
