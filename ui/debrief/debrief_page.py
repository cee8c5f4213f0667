"""The debrief: what happened in plain words, the ribbon, the checklist, and a way to try again."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.errors import HeardFirstError
from app.pairing.critique import Critique
from app.rehearsal import event as on
from app.rehearsal.state import Debriefing, Run, Take
from ui import words
from ui.debrief.conversation import attempts, goes_on, has_sound, turns_of
from ui.debrief.covered_takes import CoveredTakes
from ui.debrief.critique_page import CritiquePage
from ui.debrief.debrief_frame import DebriefFrame
from ui.debrief.evidence import is_marked
from ui.debrief.feedback_desk import FeedbackDesk
from ui.debrief.listening_pins import ListeningPins
from ui.debrief.reaction_view import headline
from ui.debrief.shown_take import ShownTake
from ui.debrief.take_playback import TakePlayback
from ui.debrief.take_view import TakeView
from ui.debrief.waveforms import PeaksOf, Waveforms
from ui.services import DeliveryMeasurer, Player
from ui.widgets.announcement import announce
from ui.widgets.literal import filled


class DebriefPage(QWidget):
    """Shows one take of a run at a time; the others stand beside it.

    While a colleague is there, a take's new marks stay hidden until the colleague's are in, or theirs are skipped.
    """

    try_again = Signal()
    wanted = Signal(object)
    """An Event with which a conversation goes on, or a turn of it is tried again."""
    corrected = Signal(int, str)
    """A take's number and the user's own wording of it."""
    leave = Signal()
    send = Signal()
    """The session is to go to a colleague, or back to the one from whom it came."""
    offer_whisper = Signal()
    rules = Signal()
    go_on = Signal(int)
    """The number of a take that was kept without being marked."""

    def __init__(self, player: Player, peaks_of: PeaksOf, desk: FeedbackDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._waveforms = Waveforms(peaks_of)
        self._desk = desk
        self._shown: ShownTake | None = None
        self._covered = CoveredTakes(desk)
        self._untold = False
        self._playback = TakePlayback(player, self)
        self._view = TakeView(self._waveforms.of, desk, self)
        self._frame = DebriefFrame(self._view, self)
        self._critique = CritiquePage(self)
        self._pins = ListeningPins(desk, self._critique)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self._frame)
        self._pages.addWidget(self._critique)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self._pages)
        self._connect()

    def render(self, state: Debriefing) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Show where a live rehearsal stands."""
        before = self._shown
        self._desk.turn_to(state.run.session)
        take = state.take
        if before and before.run.session == state.run.session and len(before.run.takes) == len(state.run.takes):
            take = before.number  # the reader has chosen one; a new marking does not take it away
        self._show(ShownTake(state.run, take, state.marking_again, state.error))
        if state.run.pair is None and self._desk.origin is None:
            self._covered.see(state.run)  # also where a colleague joins later

    def measure_with(self, measurer: DeliveryMeasurer) -> None:
        """What measures pace, pauses, loudness and pitch; without it none of these is offered."""
        self._view.delivery.use(measurer)
        self._critique.listening.delivery.use(measurer)

    def recall(self, run: Run) -> None:
        """Expect a session from the past: its marks are no news, unless it came in a file to be judged."""
        self._shown = None
        self._desk.recall(run.session)
        if self._desk.origin is None:
            self._covered.see(run)

    @property
    def take_view(self) -> TakeView:
        """What is shown of the take."""
        return self._view

    @property
    def frame(self) -> DebriefFrame:
        """What stands around the take: its title, whose it is, the buttons."""
        return self._frame

    @property
    def critique_page(self) -> CritiquePage:
        """The colleague's page."""
        return self._critique

    @property
    def turns(self) -> tuple[int, ...]:
        """The numbers of the takes that are shown, from the first turn to the last; empty where nothing is."""
        take = self._take()
        return tuple(one.number for one in turns_of(take)) if take else ()

    @property
    def unsent(self) -> bool:
        """Whether something was written that would be lost now."""
        pins = self._view.pins.unsent or self._pins.view.unsent
        return self._view.transcript.unsent or self._critique.unsent or pins

    @Slot()
    def ask_colleague(self) -> None:
        """Open the colleague's page for the take that is shown; our marks are hidden until theirs are in."""
        self._ask(first=False)

    def _ask(self, *, first: bool) -> None:
        shown, take = self._shown, self._take()
        if shown is None or take is None:
            return
        self._playback.stop()
        # a colleague to whom a file came is not the one who sat beside the manager
        origin = self._desk.origin
        pair = shown.run.pair if origin is None else None
        self._critique.answered.show_take(shown.run, take, opened=origin is not None)
        self._critique.show_take(
            take, self._waveforms.of(take), pair, first=first, apart=origin.sender if origin else None
        )
        if origin is not None:
            self._critique.people.suggest(origin.speaker)
        self._pages.setCurrentWidget(self._critique)
        self._pins.show_take(take)
        self._critique.focus_first()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Nothing is heard from a page that is not seen."""
        self._playback.stop()
        super().hideEvent(event)

    def _show(self, shown: ShownTake) -> None:
        before, self._shown = self._shown, shown
        if shown == before:
            return
        take, frame = shown.take, self._frame
        frame.title.setText(shown.run.scenario.title)
        seen = self._covered.shown(shown.run)
        frame.choice.show_takes(attempts(seen, self._desk.judged(seen)), shown.number)
        self._show_origin()
        for button in (frame.again, frame.onward):
            button.setEnabled(shown.marking_again is None)
        frame.onward.setVisible(self._desk.origin is None and take is not None and goes_on(shown.run, take))
        frame.colleague.setEnabled(take is not None)
        frame.hear.setVisible(take is not None and has_sound(take))
        if take is None:
            return
        if not shown.same_run(before):
            self._critique.reset()
            self._waveforms.clear()
        if not (shown.is_marked_again and shown.same_take(before)):
            self._playback.stop()
            self._view.show_take(seen, take, shown.error)
        self._view.transcript.show_take(take, marking_again=shown.is_marked_again)
        if not shown.same_take(before):
            self._pages.setCurrentWidget(frame)
            frame.scroll_area.verticalScrollBar().setValue(0)
        if self._covered.covers(shown.run, take) and not self._asking:
            self._ask(first=True)
        if take.marking is not None and not shown.is_marked_again:
            self._tell(take)

    def _show_origin(self) -> None:
        """A copy that came in a file is its owner's: it is judged, not tried again or reworded."""
        mine = (one for one in self._desk.pieces if isinstance(one, Critique) and one.id not in self._desk.received)
        self._frame.show_origin(self._desk.origin, judged=any(mine))
        self._view.transcript.allow_correcting(self._desk.origin is None)

    @property
    def _asking(self) -> bool:
        """Whether the colleague's page is open, so that nothing of ours may be seen or heard."""
        return self._pages.currentWidget() is self._critique

    def _tell(self, take: Take) -> None:
        """Have a result read out, at once or after the colleague has given theirs."""
        self._untold = self._asking
        if not self._untold:
            announce(self, self._told(take))

    def _told(self, take: Take) -> str:
        """What a screen reader says of a result."""
        verdict = take.marking.verdict if take.marking and is_marked(take) else None
        return f"{words.verdict(verdict)}. {headline(take)}" if verdict else headline(take)

    def _take(self) -> Take | None:
        return self._shown.take if self._shown else None

    @Slot(int)
    def _on_take_chosen(self, number: int) -> None:
        shown = self._shown
        if shown is not None:
            self._show(replace(shown, number=number, error=None))

    @Slot(object)
    def _keep_critique(self, critique: Critique) -> None:
        """Show a critique beside our marks once it is kept, in the place of an earlier one by the same colleague."""
        for one in self._desk.critiques(critique.take):
            if one.colleague == critique.colleague and one.id not in self._desk.received:
                critique = replace(critique, id=one.id)
        if not self._desk.keep(critique):
            return
        self._critique.reset()
        self._show_ours()
        # where it stands is only known once the page has been laid out
        QTimer.singleShot(0, self, self.show_newest_critique)

    @Slot()
    def _draw_feedback(self) -> None:
        """Feedback came, changed or went."""
        shown = self._shown
        if shown is not None and shown.run.session == self._desk.session:
            self._view.show_feedback()
            self._show_origin()

    @Slot(str)
    def _on_withdrawn(self, colleague: str) -> None:
        """What had the focus is gone."""
        self._frame.colleague.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, filled(self.tr("What %1 saw and heard was taken back."), colleague))

    @Slot()
    def show_newest_critique(self) -> None:
        """Scroll to what a colleague saw and heard, where there is such."""
        if self._view.feedback.critiques:
            self._frame.lead_to(self._view.feedback.critiques[-1], to_top=True)

    @Slot()
    def _on_onward(self) -> None:
        if self._shown is not None:
            self.wanted.emit(on.NextTurn(self._shown.number))

    @Slot(int)
    def _on_turn_again(self, number: int) -> None:
        self.wanted.emit(on.TryAgain(number))

    @Slot()
    def _on_hear_all(self) -> None:
        self._playback.toggle(self._take())

    @Slot()
    def _on_began(self) -> None:
        self._frame.name_hear(playing=True)

    @Slot(object, float)
    def _on_moved(self, path: Path, at_s: float) -> None:
        if self._asking:
            self._critique.listening.follow(path, at_s)
            self._pins.follow(path, at_s)
        else:
            self._view.move_playhead(path, at_s)

    @Slot()
    def _on_ended(self) -> None:
        self._frame.name_hear(playing=False)
        self._pins.rest()

    @Slot(object)
    def _on_failed(self, error: HeardFirstError) -> None:
        self._on_ended()
        told = words.error(error)
        if self._asking:
            self._critique.tell(told)
        else:
            self._view.tell(told)
            announce(self, told)

    @Slot(object)
    def _on_pointed(self, widget: QWidget) -> None:
        self._frame.lead_to(widget)

    @Slot()
    def _on_back(self) -> None:
        self._playback.stop()
        self._show_ours()

    def _show_ours(self) -> None:
        """Our marks may be seen and heard from now on."""
        shown, take = self._shown, self._take()
        self._pages.setCurrentWidget(self._frame)
        if shown is None or take is None:
            return
        self._covered.uncover(shown.run, take.number)
        seen = self._covered.shown(shown.run)
        self._frame.choice.show_takes(attempts(seen, self._desk.judged(seen)), take.number)
        if self._untold:
            self._tell(take)

    @Slot(object)
    def cannot_go_on(self, error: HeardFirstError) -> None:
        """Say why a take that was left does not go on; it can be tried again."""
        if self._shown is not None:
            self._show(replace(self._shown, error=error))

    def _connect(self) -> None:
        frame = self._frame
        frame.choice.chosen.connect(self._on_take_chosen)
        frame.again.clicked.connect(self.try_again.emit)
        frame.onward.clicked.connect(self._on_onward)
        frame.hear.clicked.connect(self._on_hear_all)
        frame.colleague.clicked.connect(self.ask_colleague)
        frame.rules.clicked.connect(self.rules.emit)
        frame.leave.clicked.connect(self.leave.emit)
        frame.send.clicked.connect(self.send.emit)
        for listener in (self._view, self._critique):
            listener.hear.connect(self._playback.begin)
            listener.hear_all.connect(self._playback.begin_all)
        self._view.pointed.connect(self._on_pointed)
        self._view.offer_whisper.connect(self.offer_whisper)
        self._view.go_on.connect(self.go_on)
        self._view.withdrawal.done.connect(self._on_withdrawn)
        self._view.transcript.corrected.connect(self.corrected)
        self._view.transcript.again.connect(self._on_turn_again)
        self._critique.saved.connect(self._keep_critique)
        self._desk.changed.connect(self._draw_feedback)
        self._critique.back.connect(self._on_back)
        self._pins.hear.connect(self._playback.begin)
        self._playback.began.connect(self._on_began)
        self._playback.moved.connect(self._on_moved)
        self._playback.ended.connect(self._on_ended)
        self._playback.failed.connect(self._on_failed)
