"""A close call: both readings, the sentence that decides between them, and a way to settle it."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.marking.verdict import Verdict
from app.rehearsal.state import Take
from ui import words
from ui.debrief.evidence import Evidence, evidence
from ui.debrief.sentence_button import SentenceButton
from ui.theme import Meaning
from ui.widgets.banner import Banner


class DoubtBanner(Banner):
    """For a take whose marking has a second reading."""

    chosen = Signal(object)
    """The Evidence that decides, when it is clicked."""
    settle = Signal(object)
    """The Verdict as which somebody wants to settle it."""

    def __init__(self, take: Take, reading: Verdict, other: Verdict, parent: QWidget | None = None) -> None:
        super().__init__(Meaning.UNSURE, parent)
        self._readings = reading, other
        self._evidence: Evidence | None = None
        told = self.tr("This is a close call. It reads as “%1”, but could also be read as “%2”.")
        told = told.replace("%1", words.verdict(reading)).replace("%2", words.verdict(other))
        decided_by = take.marking.decided_by if take.marking else None
        self.say(told if decided_by is None else told + " " + self.tr("This sentence decides it:"))
        if decided_by is not None:
            self._add_quote(evidence(take, *decided_by))
        self.first = self.add_button(self._settle_as(reading))
        self.first.clicked.connect(self._settle_first)
        self.second = self.add_button(self._settle_as(other))
        self.second.clicked.connect(self._settle_second)

    def _settle_as(self, reading: Verdict) -> str:
        return self.tr("Settle it as “%1”…").replace("%1", words.verdict(reading))

    def _add_quote(self, found: Evidence) -> None:
        self._evidence = found
        quote = SentenceButton(found.text, found.marks, self, playable=found.span_s is not None)
        quote.clicked.connect(self._on_quote)
        column = self.layout()
        assert isinstance(column, QVBoxLayout)  # noqa: S101 - so that the quote stands under its sentence
        column.insertWidget(1, quote)

    @Slot()
    def _on_quote(self) -> None:
        self.chosen.emit(self._evidence)

    @Slot()
    def _settle_first(self) -> None:
        self.settle.emit(self._readings[0])

    @Slot()
    def _settle_second(self) -> None:
        self.settle.emit(self._readings[1])
