"""How the salesperson took the conversation: the sentence that they answered to, and trust and hearing over time."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.persona.conversation import Reply
from app.persona.mind import HEARD_FROM, Answer
from app.rehearsal.state import Run, Take
from ui import theme
from ui.debrief.conversation import replies_to
from ui.debrief.evidence import Evidence, evidence, ribbon_reply
from ui.debrief.sentence_button import SentenceButton
from ui.widgets.mind_curve import MindCurve, MindPoint
from ui.widgets.text import Text


class EndingView(QWidget):
    """Hidden where there is nothing of it: no marks, or a colleague who played."""

    chosen = Signal(object)
    """The Evidence of the sentence that was clicked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.curve = MindCurve(HEARD_FROM, self)
        self._told = Text(bold=True, parent=self)
        self._found: Evidence | None = None
        self.quote: SentenceButton | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.UNIT)
        self._column.addWidget(self.curve)
        self._column.addWidget(self._told)

    @property
    def told(self) -> str:
        """What is said of the sentence, or that there was none; empty where nothing is."""
        return self._told.text()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return not self.told

    def show_take(self, run: Run, take: Take) -> None:
        """Show the conversation that ends with a take."""
        replies = replies_to(run, take)
        points = _points(run, take, replies)
        self.curve.show_points(points)
        self.curve.setVisible(len(replies) > 1)
        self._show_quote(take, replies)

    def _show_quote(self, take: Take, replies: Sequence[Reply]) -> None:
        if self.quote is not None:
            self._column.removeWidget(self.quote)
            self.quote.hide()
            self.quote.deleteLater()
            self.quote = None
        self._told.setText(self._what_turned_it(replies[-1]) if replies else "")
        decided = replies[-1].decided_by if replies else None
        if decided is None:
            return
        self._found = evidence(take, len(replies) - 1, decided)
        self.quote = SentenceButton(self._found.text, self._found.marks, self, playable=self._found.span_s is not None)
        self.quote.clicked.connect(self._on_clicked)
        self._column.addWidget(self.quote)
        self.quote.show()

    def _what_turned_it(self, last: Reply) -> str:
        if last.decided_by is None:
            return self.tr("No sentence of your last turn reached them: it neither heard nor asked.")
        if not last.ends:
            return self.tr("They answered to this sentence:")
        if last.answer is Answer.COMMITMENT:
            return self.tr("This sentence turned it:")
        return self.tr("This sentence ended it:")

    @Slot()
    def _on_clicked(self) -> None:
        if self._found is not None:
            self.chosen.emit(self._found)


def _points(run: Run, take: Take, replies: Sequence[Reply]) -> list[MindPoint]:
    """How it began, and how it stood at the end of each turn, on the ribbon of the whole conversation."""
    reply = ribbon_reply(take, None, with_spans=False)
    ends = [*(divider.at for divider in reply.dividers), reply.extent]
    extent = reply.extent or 1.0
    found = (MindPoint(end / extent, one.mind.trust, one.mind.heard) for end, one in zip(ends, replies, strict=False))
    return [MindPoint(0.0, run.scenario.trust, 0.0), *found]
