"""The checklist in its three groups, what stands beside it, and the two lines most worth another try."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.marking.checklist import GROUPS, worth_another_try
from app.marking.label import EMPATHY, Label
from app.marking.marker import Marking
from app.marking.verdict import Placed
from app.rehearsal.state import Take
from app.scenarios.scenario import Scenario
from ui import theme, words
from ui.debrief.checklist_row import ChecklistRow
from ui.debrief.columns import Columns
from ui.debrief.evidence import evidence_of
from ui.debrief.sentence_button import SentenceButton
from ui.widgets.card import Card
from ui.widgets.text import Text


class TriesView(QWidget):
    """The two lines most worth another try, each with a wording in this person's facts."""

    chosen = Signal(object)

    def __init__(self, take: Take, scenario: Scenario, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.UNIT)
        self.rows: list[ChecklistRow] = []
        tries = worth_another_try(take.marking.checklist) if take.marking else ()
        heading = self.tr("Most worth another try") if tries else self.tr("Nothing on the list was missed.")
        column.addWidget(Text(heading, factor=1.2, bold=True, parent=self))
        columns = Columns(self)
        for result in tries:
            card = Card(parent=columns)
            better = scenario.better.of(result.criterion) if scenario.better else ""
            row = ChecklistRow(result, take, card, better=better)
            row.chosen.connect(self.chosen)
            card.body.addWidget(row)
            card.body.addStretch(1)
            columns.add(card)
            self.rows.append(row)
        column.addWidget(columns)


class ChecklistView(QWidget):
    """Ten rows in three groups, and under them what was noticed but is never counted."""

    chosen = Signal(object)

    def __init__(self, take: Take, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._take = take
        self.rows: list[ChecklistRow] = []
        self.remarks: list[str] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2 * theme.UNIT)
        self._column.addWidget(Text(self.tr("The checklist"), factor=1.2, bold=True, parent=self))
        if take.marking:
            self._add_groups(take.marking)
            self._add_remarks(take.marking)

    def _add_groups(self, marking: Marking) -> None:
        by_criterion = {row.criterion: row for row in marking.checklist}
        for key, criteria in GROUPS:
            card = Card(words.group(key), self)
            card.body.setSpacing(2 * theme.UNIT)
            for criterion in criteria:
                row = ChecklistRow(by_criterion[criterion], self._take, card)
                row.chosen.connect(self.chosen)
                card.body.addWidget(row)
                self.rows.append(row)
            self._column.addWidget(card)

    def _add_remarks(self, marking: Marking) -> None:
        invite, support = marking.first(Label.INVITE), marking.first(Label.SUPPORT)
        heard = any(one.move.label in EMPATHY for one in marking.moves)
        found: list[tuple[str, Placed]] = []
        if invite:
            told = self.tr("You asked about their side.")
            alone = self.tr("You asked about their side, but did not say it back.")
            found.append((told if heard else alone, invite))
        if support:
            found.append((self.tr("You offered help."), support))
        if not found:
            return
        card = Card(self.tr("Also noticed, never counted"), self)
        for told, placed in found:
            card.body.addWidget(Text(told, parent=card))
            card.body.addWidget(self._quote(placed, card))
            self.remarks.append(told)
        self._column.addWidget(card)

    def _quote(self, placed: Placed, parent: QWidget) -> SentenceButton:
        found = evidence_of(self._take, placed)
        button = SentenceButton(found.text, found.marks, parent, playable=found.span_s is not None)
        button.clicked.connect(lambda: self.chosen.emit(found))
        return button
