"""One difference: what each says, the sentence it is about, and a way to settle it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.pairing.difference import Difference, Differs
from app.rehearsal.state import Take
from ui import theme
from ui.debrief.difference_words import difference_words
from ui.debrief.evidence import Evidence, evidence
from ui.debrief.sentence_button import SentenceButton
from ui.debrief.settled import Place
from ui.theme import Meaning
from ui.widgets.card import Card
from ui.widgets.side_button import SideButton
from ui.widgets.text import Text


class DifferenceRow(Card):
    """What was settled stands under it; the same button then changes it."""

    chosen = Signal(object)
    """The Evidence that was clicked."""
    settle = Signal(object)
    """The Difference that somebody wants to settle."""

    def __init__(self, one: Difference, take: Take, parent: QWidget | None = None) -> None:
        super().__init__("", parent, meaning=Meaning.UNSURE)
        self.difference = one
        self._evidence: Evidence | None = None
        told = difference_words(one, take)
        self.setAccessibleName(told)
        self.body.addWidget(Text(told, parent=self))
        if one.sentence is not None:
            self._add_quote(evidence(take, *one.sentence))
        if one.pin is not None and one.pin.note:
            self.body.addWidget(Text(f"{one.by}: “{one.pin.note}”", quiet=True, parent=self))
        self.lines = Text(parent=self)
        self.body.addWidget(self.lines)
        self.button = SideButton("", self)
        self.button.clicked.connect(self._on_settle)
        foot = QHBoxLayout()
        foot.setSpacing(theme.UNIT)
        foot.addWidget(self.button)
        foot.addStretch(1)
        self.body.addLayout(foot)

    @property
    def place(self) -> Place | None:
        """The sentence that it is about; None where it is about the order, or about all of the words."""
        return self.difference.sentence

    def show_lines(self, lines: Sequence[str]) -> None:
        """Show what was settled about it so far."""
        self.lines.setText("\n".join(lines))
        self.lines.setVisible(bool(lines))
        text = self.tr("Change it…") if lines else self._asked()
        self.button.setText(text)
        self.button.setAccessibleName(f"{text} {self.accessibleName()}")

    def _asked(self) -> str:
        if self.difference.differs is Differs.WORDS_WEAK:
            return self.tr("Settle a sentence…")
        return self.tr("Settle this sentence…") if self.place else self.tr("Settle what came first…")

    def _add_quote(self, found: Evidence) -> None:
        self._evidence = found
        button = SentenceButton(found.text, found.marks, self, playable=found.span_s is not None)
        button.clicked.connect(self._on_quote)
        self.body.addWidget(button)

    @Slot()
    def _on_quote(self) -> None:
        self.chosen.emit(self._evidence)

    @Slot()
    def _on_settle(self) -> None:
        self.settle.emit(self.difference)
