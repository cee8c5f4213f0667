"""What went wrong in a rehearsal, and the ways on."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from app.rehearsal import event as on
from app.rehearsal.state import Awaiting, BeingMarked, Failed, Transcribing
from ui import theme, words
from ui.widgets.banner import Banner


class FailureBanner(Banner):
    """Try again, type it, or let it be. `wanted` carries the event for the rehearsal, `type_instead` opens the text."""

    wanted = Signal(object)
    type_instead = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(theme.Meaning.MISSTEP, parent)
        self._turn = False
        self._before: Awaiting | Transcribing | BeingMarked | None = None
        self.let_be = self.add_button("")
        self.type_it = self.add_button("")
        self.retry = self.add_button(self.tr("Try again"), primary=True)
        self.let_be.clicked.connect(self._leave_it)
        self.type_it.clicked.connect(self._type)
        self.retry.clicked.connect(self._retry)

    def be_turn(self, turn: bool) -> None:
        """Say whether it stands in a conversation that goes on."""
        self._turn = turn

    def draw(self, state: Failed) -> None:
        """Show a failure."""
        self._before = state.before
        self.say(words.error(state.error))
        heard = isinstance(state.before, Transcribing)
        marked = isinstance(state.before, BeingMarked)
        self.type_it.setVisible(not marked)
        self.type_it.setText(self.tr("Type what you said") if heard else self.tr("Type instead"))
        other = self.tr("Look at the words") if marked and not self._turn else self.tr("Back")
        self.let_be.setText(self.tr("Leave it for now") if heard else other)
        self.let_be.setVisible(not (heard and self._turn))  # nobody waits for it elsewhere
        for button in (self.type_it, self.let_be):
            button.setAccessibleName(button.text())

    @Slot()
    def _retry(self) -> None:
        self.wanted.emit(on.Retry())

    @Slot()
    def _type(self) -> None:
        if isinstance(self._before, Transcribing):
            self.wanted.emit(on.CancelPressed())  # the words heard so far are offered for mending
        else:
            self.type_instead.emit()

    @Slot()
    def _leave_it(self) -> None:
        # after a failed transcription the take is already kept: it is found among the past sessions
        self.wanted.emit(on.Leave() if isinstance(self._before, Transcribing) else on.CancelPressed())
