"""Pins while a take is recorded: the colleague's row on the page where the manager speaks."""

from PySide6.QtCore import QObject, Slot

from app.errors import ErrorKind
from app.rehearsal import state as at
from app.rehearsal.ports import Recorder
from ui.debrief.feedback_desk import FeedbackDesk
from ui.pages.rehearse_page import RehearsePage
from ui.pairing.pin_pad import Moment, PinPad
from ui.pairing.pinning import Pinning
from ui.widgets.literal import filled

_SHOWN = (at.Preparing, at.CountingDown, at.RecordingTake)
_STILL_THE_TAKE = (at.Transcribing, at.Reviewing, at.BeingMarked, at.Failed)


class RehearsalPins(QObject):
    """Drawn from the state: pins are made while a take runs, by the colleague of the run's pair."""

    def __init__(
        self, desk: FeedbackDesk, recorder: Recorder, page: RehearsePage, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._session = ""
        self._take = 0
        self.pinning = Pinning(desk, self)
        self._recorder = recorder
        self.pad = PinPad(self.pinning, self._now, page, "", aloud=False)
        self.pad.hide()
        page.stand_below(self.pad)

    @Slot(object)
    def draw(self, state: at.State) -> None:
        """Follow the rehearsal."""
        # who plays the salesperson cannot watch as well; they pin what they remember in the debrief
        pair = None if isinstance(state, at.Choosing) or state.run.colleague_plays else state.run.pair
        if isinstance(state, _SHOWN) and pair is not None:
            self._desk.turn_to(state.run.session)
            told = self.tr("%1, mark what you notice. The keys work while it records.")
            self.pad.say(filled(told, pair.colleague))
            if isinstance(state, at.RecordingTake) and not self.pinning.active:
                self._begin(state.run, pair.colleague)
        if self.pinning.active and not isinstance(state, at.RecordingTake):
            self._end(state)
        if self.pinning.owes:
            self._settle(state)
        # the pair of a session that came in a file are other people than those who sit here
        here = pair is not None and self._desk.origin is None
        self.pad.setVisible(here and isinstance(state, _SHOWN))

    def _begin(self, run: at.Run, colleague: str) -> None:
        self._session, self._take = run.session, run.number
        self.pinning.forget()
        if self._desk.origin is None:
            self.pinning.begin(colleague)

    def _now(self) -> Moment:
        return self._take, self._recorder.elapsed_s()

    def _end(self, state: at.State) -> None:
        self.pinning.end()
        kept = isinstance(state, _STILL_THE_TAKE) or (
            not isinstance(state, at.Choosing) and state.run.finished(self._take) is not None
        )
        if not kept:  # thrown away, and its pins with it
            self.pinning.forget()
            self._desk.reload()

    def _settle(self, state: at.State) -> None:
        """What could not be kept at first is tried again once the take is; at last its reason is told."""
        if self._desk.session != self._session:
            self.pinning.forget()
            return
        self.pinning.settle()
        error = self.pinning.error
        if error is not None and isinstance(state, at.Debriefing | at.Choosing):
            self.pinning.forget()
            if error.kind is not ErrorKind.SESSION_UNKNOWN:  # else the take was not kept, which was told
                self._desk.fault.emit(error)
