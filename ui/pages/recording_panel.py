"""Where the manager answers out loud: what happens now, the large button, level, time and the words so far."""

from PySide6.QtCore import QElapsedTimer, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from app.rehearsal import state as at
from app.rehearsal.ports import Recorder
from ui import theme, words
from ui.pages.live_view import LiveView
from ui.widgets.announcement import announce
from ui.widgets.busy_bar import BusyBar
from ui.widgets.level_meter import LevelMeter
from ui.widgets.literal import filled
from ui.widgets.record_button import Press, RecordButton
from ui.widgets.side_button import SideButton
from ui.widgets.text import Text

_LISTENS = (at.Preparing, at.CountingDown, at.RecordingTake)
_WORKS = (at.Transcribing, at.BeingMarked)


class RecordingPanel(QWidget):
    """Draws every state in which nothing is typed. `stop_waiting` is the small button beside the large one.

    Lying `flat` it is a row that leaves the page to a colleague's cue cards. Quiet, it hides words and ribbon.
    """

    pressed = Signal()
    """The large button went down; `released` once it is up again and still can be pressed."""
    released = Signal()
    stop_waiting = Signal()
    cancelled = Signal()

    def __init__(self, recorder: Recorder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state: at.State | None = None
        self._flat = self._quiet = False
        self._word = Text(factor=1.4, bold=True)
        self._word.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._hint = Text(quiet=True)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.button = RecordButton()
        self.button.pressed.connect(self.pressed)
        self.button.released.connect(self._released)
        self._time = Text(factor=1.2, wrap=False)
        self._time.setAccessibleName(self.tr("Recorded so far"))
        self._meter = LevelMeter(recorder.level)
        self._busy = BusyBar(self.tr("Working"))
        self.live = LiveView(recorder)
        self._skip = SideButton(self.tr("Type the rest instead of waiting"))
        self._skip.clicked.connect(self.stop_waiting)
        self._drop = SideButton(self.tr("Throw away"))
        self._drop.clicked.connect(self.cancelled)
        self._elapsed = QElapsedTimer()
        self._clock = QTimer(self)
        self._clock.setInterval(200)
        self._clock.timeout.connect(self._show_time)
        self._lay_out()

    @property
    def heard(self) -> str:
        """The words that stand there so far."""
        return self.live.words.words

    @property
    def elapsed(self) -> str:
        """The time that stands there."""
        return self._time.text()

    @property
    def word(self) -> str:
        """What the page says happens now."""
        return self._word.text()

    def draw(self, state: at.State) -> None:
        """Show a state."""
        before, self._state = self._state, state
        word = self._state_word(state)
        if type(before) is not type(state) and word:
            announce(self, word, urgent=isinstance(state, at.RecordingTake))
        self._word.setText(word)
        self._hint.setText(self._hint_words(state))
        self._hint.setMinimumHeight(self._hint.fontMetrics().lineSpacing())  # also where there is nothing to say
        self.button.offer(_press(state))
        parting = isinstance(state, at.Speaking) and state.run.over
        self.button.setVisible(not parting and not isinstance(state, (*_WORKS, at.Failed)))
        self._skip.setVisible(isinstance(state, at.Transcribing))
        self._skip.setEnabled(isinstance(state, at.Transcribing) and state.recording is not None)
        self._drop.setVisible(isinstance(state, at.RecordingTake | at.CountingDown | at.Preparing))
        self._drop.setText(self.tr("Throw away") if isinstance(state, at.RecordingTake) else self.tr("Cancel"))
        self._drop.setAccessibleName(self._drop.text())
        self._run_meter(state)
        self._run_clock(before, state)
        self.live.draw(state)

    def lie(self, *, flat: bool) -> None:
        """One row, or everything under each other in the middle."""
        if flat is self._flat:
            return
        self._flat = flat
        ways = QBoxLayout.Direction
        self._column.setDirection(ways.LeftToRight if flat else ways.TopToBottom)
        beside = Qt.AlignmentFlag.AlignLeft if flat else Qt.AlignmentFlag.AlignHCenter
        for text in (self._word, self._hint):
            text.setAlignment(beside)
        self.live.lie(flat=flat)
        for index, stretch in ((0, 1), (self._column.count() - 1, 2)):  # the gaps at both ends
            self._column.setStretch(index, 0 if flat else stretch)
        self._column.setStretch(1, 3 if flat else 0)
        self._share_room()

    def be_quiet(self, quiet: bool) -> None:
        """Show only level and time, or words and ribbon too."""
        self._quiet = quiet
        self.live.setVisible(not quiet)
        self._share_room()

    def rest(self) -> None:
        """The page is left: nothing is polled any more."""
        self._meter.stop()
        self._clock.stop()
        self.live.rest()
        self._state = None

    def _run_meter(self, state: at.State) -> None:
        if isinstance(state, _LISTENS):
            self._under.setCurrentWidget(self._meter)
            self._meter.start()
        else:
            self._meter.stop()
            self._under.setCurrentWidget(self._busy if isinstance(state, _WORKS) else self._nothing)

    def _run_clock(self, before: at.State | None, state: at.State) -> None:
        if isinstance(state, at.RecordingTake):
            if not isinstance(before, at.RecordingTake):
                self._elapsed.start()
                self._clock.start()
                self._show_time()
            return
        self._clock.stop()
        if isinstance(state, at.Transcribing) and state.recording is not None:
            self._time.setText(words.clock(state.recording.duration_s))
        elif not isinstance(state, at.Transcribing):
            self._time.setText("")

    @Slot()
    def _show_time(self) -> None:
        self._time.setText(words.clock(self._elapsed.elapsed() / 1000))

    @Slot()
    def _released(self) -> None:
        # a button that is disabled while it is pressed says that it was released, which nobody did
        if self.button.isEnabled():
            self.released.emit()

    def _state_word(self, state: at.State) -> str:
        match state:
            case at.Awaiting(run) | at.RecordingTake(run) if run.colleague_plays:
                turn = self.tr("Turn %1: recording") if isinstance(state, at.RecordingTake) else self.tr("Turn %1")
                return turn.replace("%1", str(run.turn))
            case at.Speaking(run):
                return self.tr("%1 is speaking").replace("%1", run.scenario.persona.name)
            case at.Awaiting(run):
                return self.tr("Your turn") if run.after == 0 else self.tr("Your turn: answer them")
            case at.Preparing():
                return self.tr("Opening the microphone…")
            case at.CountingDown(_, left):
                return self.tr("Recording in %1").replace("%1", str(left))
            case at.RecordingTake():
                return self.tr("Recording")
            case at.Transcribing():
                return self.tr("Writing down what you said…")
            case at.BeingMarked():
                return self.tr("Reading your reply…")
        return ""

    def _hint_words(self, state: at.State) -> str:  # noqa: PLR0911 - a hint for each state
        match state:
            case at.Awaiting(run) if run.colleague_plays and run.pair:
                told = self.tr("Hear %1 out. Then hold Space while you answer, or tap it to begin and again to end.")
                return filled(told, run.pair.colleague)
            case at.RecordingTake(run) if run.colleague_plays:
                return self.tr("Let Space go where you held it, else tap it again. Esc throws it away.")
            case at.Speaking(run):
                if run.over:
                    return self.tr("With this the conversation ends; the debrief comes next.")
                return self.tr("You need not wait: answer as soon as you are ready.")
            case at.Awaiting(run) if run.pair:
                told = self.tr(
                    "Press Space and answer as you would face to face. %1 then marks moments with F, T and W."
                )
                return filled(told, run.pair.colleague)
            case at.Awaiting():
                return self.tr("Press Space and answer as you would face to face.")
            case at.CountingDown():
                return self.tr("The microphone listens already. Space starts at once, Esc cancels.")
            case at.RecordingTake():
                return self.tr("Space stops, Esc throws it away. It is saved as you speak.")
            case at.Transcribing(hearing=hearing):
                left = len(hearing.pending)
                if left > 1:
                    return self.tr("%1 pieces left. Your recording is saved.").replace("%1", str(left))
                return self.tr("One piece left. Your recording is saved.") if left else ""
        return ""

    def _share_room(self) -> None:
        """The words take what is left where they are shown under the rest, which does not move then."""
        for one in (self.button, self._drop):  # what stands under them keeps its place; a row has no room for that
            policy = one.sizePolicy()
            policy.setRetainSizeWhenHidden(not self._flat)
            one.setSizePolicy(policy)
        shown = not self._quiet and not self._flat
        for index, stretch in enumerate((0, 1) if shown else (1, 0)):
            self._outer.setStretch(index, stretch)

    def _lay_out(self) -> None:
        self._nothing = QWidget()
        under = QWidget()
        under.setMaximumWidth(52 * theme.UNIT)
        self._under = QStackedLayout(under)
        for one in (self._nothing, self._meter, self._busy):
            self._under.addWidget(one)
        buttons = QHBoxLayout()
        buttons.setSpacing(2 * theme.UNIT)
        buttons.addStretch(1)
        side = QWidget()  # as wide as the time at the other side, so that the button stands in the middle
        side.setMinimumWidth(8 * theme.UNIT)
        buttons.addWidget(side)
        buttons.addWidget(self.button)
        self._time.setMinimumWidth(8 * theme.UNIT)
        buttons.addWidget(self._time)
        buttons.addStretch(1)
        small = QHBoxLayout()
        small.addStretch(1)
        small.addWidget(self._skip)
        small.addWidget(self._drop)
        small.addStretch(1)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(under, 4)
        middle.addStretch(1)
        said = QVBoxLayout()
        said.setSpacing(theme.UNIT)
        said.addWidget(self._word)
        said.addWidget(self._hint)
        self._column = column = QVBoxLayout()
        column.setSpacing(theme.UNIT)
        column.addStretch(1)
        column.addLayout(said)
        column.addSpacing(theme.UNIT)
        column.addLayout(buttons)
        column.addLayout(middle)
        column.addLayout(small)
        column.addStretch(2)
        self._outer = outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme.UNIT)
        outer.addLayout(column)
        outer.addWidget(self.live)
        self._share_room()


def _press(state: at.State) -> Press:
    if isinstance(state, at.Speaking) and state.run.over:
        return Press.NOTHING
    return {
        at.Speaking: Press.INTERRUPT,
        at.Awaiting: Press.RECORD,
        at.CountingDown: Press.START_NOW,
        at.RecordingTake: Press.STOP,
    }.get(type(state), Press.NOTHING)
