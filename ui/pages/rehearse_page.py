"""The rehearsal: the salesperson speaks, the manager answers. Drawn from the state alone."""

import time

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
from ui.dialogs.question import Question
from ui.pages.failure_banner import FailureBanner
from ui.pages.persona_panel import PersonaPanel
from ui.pages.recording_panel import RecordingPanel
from ui.pages.typing_panel import ReviewPanel, TypingPanel
from ui.persona_voice import PersonaVoice
from ui.widgets.announcement import announce
from ui.widgets.literal import on_tooltip
from ui.widgets.page_content import scrolling
from ui.widgets.record_button import Press
from ui.widgets.side_button import SideButton
from ui.widgets.sound_menus import MicrophoneMenu, VoiceMenu
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
    """`wanted` carries events for the rehearsal."""

    wanted = Signal(object)
    offer_whisper = Signal()

    def __init__(self, recorder: Recorder, voice: PersonaVoice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._state: at.State = at.Choosing()
        self._typing_open = False
        self._question: Question | None = None
        self.title = Text(factor=1.1, bold=True)
        self.leave = SideButton(self.tr("‹ All scenarios"), flat=True)
        self.colleague = QCheckBox(self.tr("A colleague is with me"))
        self.colleague.setAccessibleName(self.colleague.text())
        told = self.tr("They say what they saw and heard before the program's marks are shown.")
        self.colleague.setToolTip(on_tooltip(told))
        self.colleague.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves Space to the recording
        self.persona = PersonaPanel()
        self.failure = FailureBanner()
        self.recording = RecordingPanel(recorder)
        self.typing = TypingPanel()
        self.review = ReviewPanel()
        self.type_instead = SideButton(self.tr("Type instead"))
        self.microphones = MicrophoneMenu(recorder)
        self.voices = VoiceMenu(voice)
        self._stage: QWidget = self.recording
        self._rows: list[QWidget] = []
        self._lay_out()
        self._connect()

    def render(self, state: Rehearsing) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Show a state."""
        before, self._state = self._state, state
        if type(before) is not type(state) and isinstance(state, at.Speaking | at.BeingMarked):
            self._typing_open = False
        if isinstance(state, at.BeingMarked):
            self.typing.edit.clear()
        if self._question is not None and not isinstance(state, at.RecordingTake):
            self._question.reject()
        run = state.run
        self.title.setText(run.scenario.title)
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
        at_rest = isinstance(state, _TYPABLE) or (
            isinstance(state, at.Failed) and isinstance(state.before, at.Awaiting)
        )
        self.type_instead.setEnabled(at_rest)
        self.typing.setEnabled(at_rest)
        self.microphones.setEnabled(at_rest)
        self.voices.setEnabled(at_rest)
        self._show_stage()

    def stand_below(self, widget: QWidget) -> None:
        """Put one more row above the last one. Who has tabbed into it keeps the focus, whatever happens meanwhile."""
        row = QHBoxLayout()
        row.setContentsMargins(4 * theme.UNIT, 0, 4 * theme.UNIT, 0)
        row.addWidget(widget)
        self._outer.insertLayout(self._outer.count() - 1, row)
        self._rows.append(widget)

    @property
    def unsent(self) -> bool:
        """Whether something was written that would be lost now."""
        if isinstance(self._state, at.Reviewing):
            return self.review.changed
        return bool(self.typing.edit.text)

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
            self.press_record()
        elif event.key() == Qt.Key.Key_Escape:
            self.step_back()
        else:
            super().keyPressEvent(event)

    @Slot()
    def press_record(self) -> None:
        """The large button, or Space."""
        if self.recording.button.press is not Press.NOTHING:
            self.wanted.emit(on.RecordPressed(time.monotonic()))

    @Slot()
    def step_back(self) -> None:
        """Esc: close the text, cancel, or ask before a recording is thrown away."""
        if self._stage is self.typing:
            self.close_typing()
        elif isinstance(self._state, at.Preparing | at.CountingDown | at.Transcribing):
            self.wanted.emit(on.CancelPressed())
        elif isinstance(self._state, at.RecordingTake):
            self._ask_to_throw_away()

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
        self.wanted.emit(on.Leave())

    @Slot()
    def _stop_waiting(self) -> None:
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
            self.colleague,
            self.type_instead,
            *self._menus(),
        }

    def _menus(self) -> tuple[QWidget, ...]:
        return (self.microphones, self.voices)

    def _ask_to_throw_away(self) -> None:
        """Asked without stopping the recording; Esc and Enter go on recording."""
        if self._question is not None:
            return
        question = Question(
            self,
            self.tr("Throw this recording away?"),
            self.tr("Throw away"),
            self.tr("Keep recording"),
            more=self.tr("It is still running."),
        )
        question.agreed.connect(self._throw_away)
        question.finished.connect(self._answered)
        self._question = question
        question.open()

    @Slot()
    def _throw_away(self) -> None:
        self.wanted.emit(on.CancelPressed())

    @Slot()
    def _answered(self) -> None:
        self._question = None
        self.recording.button.setFocus()

    def _connect(self) -> None:
        self.leave.clicked.connect(self._leave)
        self.persona.listen_again.connect(self._listen_again)
        self.recording.pressed.connect(self.press_record)
        self.recording.stop_waiting.connect(self._stop_waiting)
        self.recording.cancelled.connect(self.step_back)
        self.failure.wanted.connect(self.wanted)
        self.failure.type_instead.connect(self.open_typing)
        self.type_instead.clicked.connect(self.open_typing)
        self.typing.sent.connect(self._typed)
        self.typing.closed.connect(self.close_typing)
        self.review.sent.connect(self._confirmed)
        self.review.offer_whisper.connect(self.offer_whisper)

    def _lay_out(self) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(4 * theme.UNIT, theme.UNIT, 4 * theme.UNIT, 2 * theme.UNIT)
        column.setSpacing(2 * theme.UNIT)
        column.addWidget(self.persona)
        column.addWidget(self.failure)
        for one in self._stages():
            column.addWidget(one, 1)
        column.addStretch(0)  # takes what is left where a failure stands alone
        top = QHBoxLayout()
        top.setContentsMargins(3 * theme.UNIT, theme.UNIT, 4 * theme.UNIT, 0)
        top.setSpacing(2 * theme.UNIT)
        top.addWidget(self.leave)
        top.addWidget(self.title, 1)
        top.addWidget(self.colleague)
        self._outer = outer = QVBoxLayout(self)
        outer.setContentsMargins(0, theme.UNIT, 0, 2 * theme.UNIT)
        outer.setSpacing(theme.UNIT)
        outer.addLayout(top)
        outer.addWidget(scrolling(page), 1)
        outer.addLayout(self._bottom_row())

    def _bottom_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(4 * theme.UNIT, 0, 4 * theme.UNIT, 0)
        row.setSpacing(theme.UNIT)
        for text, menu in ((self.tr("&Microphone"), self.microphones), (self.tr("&Voice"), self.voices)):
            label = Text(text, wrap=False)
            label.setBuddy(menu)
            row.addWidget(label)
            row.addWidget(menu, 1)
            row.addSpacing(theme.UNIT)
        row.addStretch(1)
        row.addWidget(self.type_instead)
        return row
