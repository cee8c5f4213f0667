"""The colleague's view and the program's, side by side."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.pairing.critique import Critique
from app.pairing.origin import Origin
from app.rehearsal.state import Take
from ui import theme, words
from ui.debrief.checklist_row import SYMBOLS
from ui.debrief.columns import Columns
from ui.debrief.critique_view import CritiqueView
from ui.debrief.evidence import is_marked
from ui.debrief.reaction_view import headline
from ui.widgets.card import Card
from ui.widgets.text import Text


class BothView(QWidget):
    """Two kinds of judgement that are never added up."""

    def __init__(
        self, critique: Critique, take: Take, origin: Origin | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.UNIT)
        column.addWidget(Text(self.tr("A colleague's view, beside the program's"), factor=1.2, bold=True, parent=self))
        columns = Columns(self)
        self.theirs = CritiqueView(critique, origin, columns)
        self.ours = _ours(take, self.tr("What the program read in the words"), columns)
        columns.add(self.theirs)
        columns.add(self.ours)
        column.addWidget(columns)


def _ours(take: Take, title: str, parent: QWidget) -> Card:
    card = Card(title, parent)
    marking = take.marking if is_marked(take) else None
    if marking and marking.verdict:
        card.body.addWidget(Text(words.verdict(marking.verdict), quiet=True, parent=card))
    card.body.addWidget(Text(headline(take), parent=card))
    for row in marking.checklist if marking else ():
        told = f"{SYMBOLS[row.result]} {words.criterion(row.criterion)}: {words.result(row.result)}"
        card.body.addWidget(Text(told, parent=card))
    card.body.addStretch(1)
    return card
