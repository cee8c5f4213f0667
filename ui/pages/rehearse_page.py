"""The rehearsal: the salesperson speaks, the manager answers. Drawn from the state alone."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from app.rehearsal import event as on
from app.rehearsal import state as at
from app.rehearsal.ports import Recorder
from ui import theme
from ui.pages.cue_cards import CueCards
from ui.pages.failure_banner import FailureBanner
from ui.pages.persona_panel import PersonaPanel
from ui.pages.quiet_switch import QuietSwitch
from ui.pages.record_key import RecordKey
from ui.pages.recording_panel import RecordingPanel
from ui.pages.rehearse_question import RehearseQuestion
from ui.pages.sound_row import SoundRow
from ui.pages.turns_panel import TurnsPanel
from ui.pages.typing_panel import ReviewPanel, TypingPanel
from ui.persona_voice import PersonaVoice
from ui.widgets.announcement import announce
from ui.widgets.edge import Edge
from ui.widgets.literal import on_tooltip
from ui.widgets.page_content import PageContent, scrolling
from ui.widgets.side_button import SideButton
from ui.widgets.text import Text

Rehearsing = (
    at.Speaking
    | at.Awaiting
    | at.Preparing
    | at.CountingDown
    | at.RecordingTake
    | at.Transcribing
    | at.Reviewing
    | at.BeingMarked
    | at.Failed
)
_LEAVABLE = (at.Speaking, at.Awaiting, at.Preparing, at.CountingDown, at.Reviewing, at.BeingMarked, at.Failed)
_TYPABLE = (at.Speaking, at.Awaiting)


class RehearsePage(QWidget):
    """`wanted` carries events for the rehearsal. Where a colleague plays, their cue cards take the page."""

    wanted = Signal(object)
    offer_whisper = Signal()

    def __init__(self, recorder: Recorder, voice: PersonaVoice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._state: at.State = at.Choosing()
        self._typing_open = False
        self._lent = False
        self._question = RehearseQuestion(self)
        self.title = Text(factor=1.1, bold=True)
        self.leave = SideButton(self.tr("‹ All scenarios"), flat=True)
        self.colleague = QCheckBox(self.tr("A colleague is with me"))
        self.colleague.setAccessibleName(self.colleague.text())
        told = self.tr("They say what they saw and heard before the program's marks are shown.")
        self.colleague.setToolTip(on_tooltip(told))
        self.colleague.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves Space to the recording
        self.quiet = QuietSwitch(self)
        self.persona = PersonaPanel()
        self.cues = CueCards()
        self.turns = TurnsPanel()
        self.failure = FailureBanner()
        self.recording = RecordingPanel(recorder)
        self._key = RecordKey(self.recording, self)
        self.typing = TypingPanel()
        self.review = ReviewPanel()
        self._sound = SoundRow(recorder, voice)
        self.microphones, self.voices = self._sound.microphones, self._sound.voices
        self.type_instead = self._sound.type_instead
        self._stage: QWidget = self.recording
        self._rows: list[QWidget] = []
        self._lay_out()
        self._connect()

    def render(self, state: Rehearsing) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Show a state."""
        before, self._state = self._state, state
        if type(before) is not type(state) and isinstance(state, at.Speaking | at.BeingMarked):
            self._typing_open = False
        sent = not isinstance(before, at.Choosing) and before.run.number < state.run.number  # one more turn is kept
        if isinstance(state, at.BeingMarked) or (sent and self._stage is self.typing):
            self._typing_open = False
            self.typing.edit.clear()
        if type(before) is not type(state):
            self._question.withdraw()
        run = state.run
        self.title.setText(run.scenario.title)
        self._lend_page(run.colleague_plays)
        if run.colleague_plays:
            self.cues.draw(run)
        self.turns.draw(run, state)
        self.persona.draw(run, state, can_listen=isinstance(state, at.Speaking | at.Awaiting))
        self.recording.draw(state)
        if isinstance(state, at.Reviewing):
            self.review.draw(state)
        if isinstance(state, at.Failed):
            self.failure.draw(state)
            if not isinstance(before, at.Failed):
                announce(self, self.failure.text, urgent=True)
        self.failure.setVisible(isinstance(state, at.Failed))
        self.leave.setEnabled(isinstance(state, _LEAVABLE))
        at_rest = (isinstance(state, _TYPABLE) and not run.over) or (
            isinstance(state, at.Failed) and isinstance(state.before, at.Awaiting)
        )
        self._sound.allow(at_rest)
        self.typing.setEnabled(at_rest)
        self._show_stage()
        self._key.draw(state)

    def stand_below(self, widget: QWidget) -> None:
        """Put one more row above the last one. Who has tabbed into it keeps the focus, whatever happens meanwhile."""
        row = QHBoxLayout()
        row.setContentsMargins(4 * theme.UNIT, 0, 4 * theme.UNIT, 0)
        row.addWidget(widget)
        self._outer.insertLayout(self._outer.count() - 1, row)
        self._rows.append(widget)

    @property
    def unsent(self) -> bool:
        """Whether something was written that would be lost now, or a conversation is left in the middle."""
        if isinstance(self._state, at.Reviewing):
            return self.review.changed or self._talking
        return bool(self.typing.edit.text) or self._talking

    def rest(self) -> None:
        """The page is left."""
        self._state = at.Choosing()
        self._typing_open = False
        self.recording.rest()
        self.typing.edit.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Space records where nothing else took it; Esc goes one step back."""
        if event.isAutoRepeat():
            return
        if event.key() == Qt.Key.Key_Space and self._stage is self.recording:
            self._key.down()
        elif self.cues.isVisible() and self.cues.take_key(event):
            pass
        elif event.key() == Qt.Key.Key_Escape:
            self.step_back()
        else:
            super().keyPressEvent(event)

    @Slot()
    def press_record(self) -> None:
        """A tap of the large button, or of Space."""
        self._key.tap()

    @Slot()
    def step_back(self) -> None:
        """Esc: close the text, cancel, or ask before a recording is thrown away."""
        if self._stage is self.typing:
            self.close_typing()
        elif isinstance(self._state, at.Preparing | at.CountingDown | at.Transcribing):
            self.wanted.emit(on.CancelPressed())
        elif isinstance(self._state, at.RecordingTake):
            self._question.ask_to_throw_away()

    @Slot()
    def open_typing(self) -> None:
        """Type instead; the salesperson falls silent only when the reply is sent."""
        self._typing_open = True
        self._show_stage()

    @Slot()
    def close_typing(self) -> None:
        """Back to speaking; what was typed stays."""
        self._typing_open = False
        self._show_stage()

    @Slot(str)
    def _typed(self, text: str) -> None:
        self.wanted.emit(on.ReplyTyped(text))

    @Slot(str)
    def _confirmed(self, text: str) -> None:
        self.wanted.emit(on.TranscriptConfirmed(text))

    @Slot()
    def _listen_again(self) -> None:
        self.wanted.emit(on.ListenAgain())

    @Slot()
    def _leave(self) -> None:
        if not self._talking:
            self.wanted.emit(on.Leave())
            return
        self._question.ask_to_leave()

    @Slot()
    def _leave_all_the_same(self) -> None:
        self.wanted.emit(on.Leave())

    @Slot(str)
    def _line_chosen(self, line: str) -> None:
        self.wanted.emit(on.LineChosen(line))

    @Slot()
    def _end_conversation(self) -> None:
        self.wanted.emit(on.EndConversation())

    @property
    def _talking(self) -> bool:
        """Whether there are turns that would be left unmarked."""
        return isinstance(self._state, at.Awaiting | at.Reviewing | at.Failed) and self._state.run.talking

    @Slot()
    def _cancel(self) -> None:
        self.wanted.emit(on.CancelPressed())

    def _show_stage(self) -> None:
        """Bring up what belongs to the state, and put the focus where the next key is meant to go."""
        stage: QWidget = self.recording
        if isinstance(self._state, at.Reviewing):
            stage = self.review
        elif self._typing_open and self.typing.isEnabled():
            stage = self.typing
        changed = stage is not self._stage
        self._stage = stage
        failed = isinstance(self._state, at.Failed)
        for one in self._stages():
            one.setVisible(one is stage and not (failed and stage is self.recording))
        self.type_instead.setVisible(stage is self.recording)
        talks = self._lent and stage is self.recording
        self.cues.setVisible(talks)
        self._strip.setVisible(talks or (stage is self.recording and self.turns.any))
        self.persona.setVisible(not self._lent)
        if isinstance(stage, TypingPanel | ReviewPanel):
            if changed:
                stage.edit.setFocus()
        elif isinstance(self._state, at.Failed):
            self.failure.retry.setFocus()
        elif self.recording.button.isEnabled() and (changed or not self._focus_is_meant()):
            self.recording.button.setFocus()
        elif not self._focus_is_meant():
            self.setFocus()

    def _stages(self) -> tuple[QWidget, ...]:
        return (self.recording, self.typing, self.review)

    def _focus_is_meant(self) -> bool:
        """Whether somebody tabbed to a control that still works, so that the focus must not be taken away."""
        widget = self.focusWidget()
        if widget is not None and widget.isEnabled() and any(row.isAncestorOf(widget) for row in self._rows):
            return True
        return isinstance(self._state, _TYPABLE) and widget in {
            self.leave,
            self.quiet,
            self.colleague,
            self.type_instead,
            self.microphones,
            self.voices,
        }

    @Slot()
    def _answered(self) -> None:
        self.recording.button.setFocus()

    def _connect(self) -> None:
        self.leave.clicked.connect(self._leave)
        self.persona.listen_again.connect(self._listen_again)
        self._key.wanted.connect(self.wanted)
        self._question.throw_away.connect(self._cancel)
        self._question.leave.connect(self._leave_all_the_same)
        self._question.answered.connect(self._answered)
        self.cues.line_chosen.connect(self._line_chosen)
        self.turns.ended.connect(self._end_conversation)
        self.recording.stop_waiting.connect(self._cancel)
        self.recording.cancelled.connect(self.step_back)
        self.failure.wanted.connect(self.wanted)
        self.failure.type_instead.connect(self.open_typing)
        self.type_instead.clicked.connect(self.open_typing)
        self.typing.sent.connect(self._typed)
        self.typing.closed.connect(self.close_typing)
        self.review.sent.connect(self._confirmed)
        self.review.again.connect(self._cancel)
        self.review.offer_whisper.connect(self.offer_whisper)

    def _lend_page(self, lent: bool) -> None:
        """Give the page to a colleague's cue cards, with the manager's part in a row under them, or take it back."""
        if lent is self._lent:
            return
        self._lent = lent
        self.recording.lie(flat=lent)
        if lent:
            self._under.insertWidget(1, self.recording)
        else:
            self._column.insertWidget(self._column.indexOf(self.typing), self.recording, 1)
        self._sound.offer_voice(not lent)
        self.typing.be_turn(lent)
        self.review.be_turn(lent)
        self.failure.be_turn(lent)

    def _lay_out(self) -> None:
        page = PageContent()
        self._column = column = QVBoxLayout(page)
        column.setContentsMargins(4 * theme.UNIT, theme.UNIT, 4 * theme.UNIT, theme.UNIT)
        column.setSpacing(2 * theme.UNIT)
        column.addWidget(self.persona)
        column.addWidget(self.failure)
        column.addWidget(self.cues)
        for one in self._stages():
            column.addWidget(one, 1)
        column.addStretch(0)  # takes what is left where a failure stands alone
        self._strip = QWidget()
        self._under = QVBoxLayout(self._strip)
        self._under.setContentsMargins(4 * theme.UNIT, 0, 4 * theme.UNIT, 0)
        self._under.setSpacing(theme.UNIT)
        self._under.addWidget(Edge())
        self._under.addWidget(self.turns)
        top = QHBoxLayout()
        top.setContentsMargins(3 * theme.UNIT, theme.UNIT, 4 * theme.UNIT, 0)
        top.setSpacing(2 * theme.UNIT)
        top.addWidget(self.leave)
        top.addWidget(self.title, 1)
        top.addWidget(self.quiet)
        top.addWidget(self.colleague)
        self._outer = outer = QVBoxLayout(self)
        outer.setContentsMargins(0, theme.UNIT, 0, 2 * theme.UNIT)
        outer.setSpacing(theme.UNIT)
        outer.addLayout(top)
        outer.addWidget(scrolling(page), 1)
        outer.addWidget(self._strip)
        outer.addWidget(self._sound)
