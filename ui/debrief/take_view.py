"""Everything about one take, the weightiest first."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.errors import HeardFirstError
from app.rehearsal.state import Run, Take
from ui import theme
from ui.debrief.checklist_view import ChecklistView, TriesView
from ui.debrief.conversation import attempts, hear, place_of_sound, stretches
from ui.debrief.delivery_view import DeliveryView
from ui.debrief.ending_view import EndingView
from ui.debrief.evidence import Evidence, evidence, is_marked, ribbon_reply, sentence_at
from ui.debrief.feedback_desk import FeedbackDesk
from ui.debrief.feedback_view import FeedbackView
from ui.debrief.model_replies_view import ModelRepliesView, PlayModels
from ui.debrief.notices_view import NoticesView
from ui.debrief.pin_row import Reader
from ui.debrief.pins_view import PinsView
from ui.debrief.reaction_view import ReactionView
from ui.debrief.settled import Settled
from ui.debrief.settling import Settling
from ui.debrief.tab_order import chain
from ui.debrief.takes_view import TakesView
from ui.debrief.transcript_view import TranscriptView
from ui.debrief.withdrawal import Withdrawal
from ui.widgets.ribbon import Ribbon
from ui.widgets.ribbon_reply import Peaks


class TakeView(QWidget):
    """Headline, ribbon, the two lines most worth another try, then the rest."""

    hear = Signal(object, float, float)
    """A sound's Path, and from where to where in seconds."""
    hear_all = Signal(object)
    """Several such stretches, one after the other."""
    pointed = Signal(object)
    """The widget that shows a sentence that has no sound, to be scrolled to."""
    offer_whisper = Signal()
    go_on = Signal(int)
    """The number of a take that was kept without being marked."""

    def __init__(
        self, peaks: Callable[[Take], Peaks | None], desk: FeedbackDesk, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._peaks = peaks
        self._desk = desk
        self._take: Take | None = None
        self._play_models: PlayModels | None = None
        self.reaction = ReactionView(self)
        self.ribbon = Ribbon(self)
        self.ribbon.setAccessibleName(self.tr("Your reply over time"))
        self.ribbon.hear.connect(self._on_ribbon)
        self.ending = EndingView(self)
        self.ending.chosen.connect(self.choose)
        self.delivery = DeliveryView(self.ribbon, self)
        self.delivery.hear.connect(self._on_ribbon)
        self.transcript = TranscriptView(self)
        self.transcript.chosen.connect(self.choose)
        self.settling = Settling(desk, self)
        self.transcript.settle.connect(self.settling.settle_sentence)
        self.reaction.settled.change.connect(self.settling.settle_order)
        self.transcript.settle_order.connect(self.settling.settle_order)
        self.pins = PinsView(desk, Reader.MANAGER, self)
        self.pins.hear.connect(self.hear)
        self.notices: NoticesView | None = None
        self.tries: TriesView | None = None
        self.checklist: ChecklistView | None = None
        self.takes: TakesView | None = None
        self.models: ModelRepliesView | None = None
        self.feedback = FeedbackView(desk, self.settling, self)
        self.feedback.chosen.connect(self.choose)
        self.withdrawal = Withdrawal(desk, self)
        self.feedback.withdraw.connect(self.withdrawal.ask)
        self._passing: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(3 * theme.UNIT)

    def play_models_with(self, play: PlayModels) -> None:
        """What plays the model conversations of a scenario; without it they are not offered."""
        self._play_models = play

    def show_take(self, run: Run, take: Take, error: HeardFirstError | None) -> None:
        """Draw all of it anew; an open editor for the words of the same take stays."""
        self._take = take
        self.reaction.show_take(take, run)
        self.ribbon.show_reply(ribbon_reply(take, self._peaks(take)))
        self.ending.show_take(run, take)
        self.delivery.show_take(take, opened=run.pair is not None or self._desk.origin is not None)
        self._remove_passing()
        self.notices = NoticesView(take, error, self, own=self._desk.origin is None)
        self.notices.offer_whisper.connect(self.offer_whisper)
        self.notices.chosen.connect(self.choose)
        self.notices.settle.connect(self.settling.settle_reading)
        self.notices.go_on.connect(self._on_go_on)
        self.tries = self.checklist = self.takes = self.models = None
        if is_marked(take):
            self.tries = TriesView(take, run.scenario, self)
            self.tries.chosen.connect(self.choose)
            self.checklist = ChecklistView(take, self)
            self.checklist.chosen.connect(self.choose)
            if run.scenario.models is not None and self._play_models is not None:
                self.models = ModelRepliesView(run.scenario, self._play_models, self)
        beside = attempts(run, self._desk.judged(run))
        if len(beside) > 1:
            self.takes = TakesView(beside, take.number, self._peaks, self)
            self.takes.hear.connect(self.hear)
            self.takes.hear_all.connect(self.hear_all)
        self.settling.show_take(run, take)
        self.feedback.show_take(run, take)
        self.pins.show_take(take)
        self._show_pins()
        self._show_settled(take)
        self._stack()

    def show_feedback(self) -> None:
        """Draw anew what people added to the take; the rest stays as it is."""
        self.feedback.show_feedback()
        self.pins.show_feedback()
        self._show_pins()
        if self._take is not None:
            self._show_settled(self._take)
        self._chain()

    def _show_settled(self, take: Take) -> None:
        settled = Settled(self._desk, take)
        self.reaction.settled.show_lines(settled.lines(None))
        self.transcript.sentences.show_notes(settled.notes())

    def _show_pins(self) -> None:
        self.ribbon.show_pins(self.pins.ribbon_pins())

    def tell(self, text: str) -> None:
        """One more thing to know, e.g. that the sound cannot be heard."""
        if self.notices is not None and text not in self.notices.texts:
            self.notices.add(text).show()
            self.notices.show()

    def move_playhead(self, path: Path, at_s: float) -> None:
        """Follow a sound where it is drawn: on the ribbon of its take, and on its card."""
        place = place_of_sound(self._take, path, at_s) if self._take else None
        if place is not None:
            self.ribbon.move_playhead(place)
        for card in self.takes.cards if self.takes else ():
            card.follow(path, at_s)

    @Slot(object)
    def choose(self, found: Evidence) -> None:
        """Hear a sentence, or lead to it in the transcript where it has no sound."""
        if found.path is not None and found.span_s is not None:
            self.hear.emit(found.path, *found.span_s)
            return
        button = self.transcript.sentences.point_at(found)
        if button is not None:
            self.pointed.emit(button)

    @Slot()
    def _on_go_on(self) -> None:
        if self._take is not None:
            self.go_on.emit(self._take.number)

    @Slot(float, float)
    def _on_ribbon(self, start: float, end: float) -> None:
        if self._take is None:
            return
        if self.ribbon.reply.text is None:
            hear(stretches(self._take, start, end), self.hear, self.hear_all)
            return
        place = sentence_at(self._take, start)
        if place is not None:
            self.choose(evidence(self._take, *place))

    def _remove_passing(self) -> None:
        while self._column.takeAt(0) is not None:
            pass
        for widget in self._passing:
            widget.hide()
            widget.deleteLater()
        self._passing = []

    def _ordered(self) -> list[QWidget]:
        """All parts that there are, from top to bottom."""
        parts = (
            self.reaction,
            self.ribbon,
            self.ending,
            self.delivery,
            self.notices,
            self.tries,
            self.pins,
            self.takes,
            self.checklist,
            self.transcript,
            self.feedback,
            self.models,
        )
        return [part for part in parts if part is not None]

    def _stack(self) -> None:
        passing = (self.notices, self.tries, self.takes, self.checklist, self.models)
        self._passing = [widget for widget in passing if widget is not None]
        for widget in self._ordered():
            self._column.addWidget(widget)
            # shown now and not from the event loop, so that it can take the focus at once
            widget.setVisible(
                not isinstance(widget, NoticesView | FeedbackView | PinsView | DeliveryView | EndingView)
                or not widget.is_empty
            )
        self._column.addStretch(1)
        self._chain()

    def _chain(self) -> None:
        chain(self._ordered())
