"""The reply in writing: instead of speaking, or to mend what the recogniser wrote."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.rehearsal.sound import Condition, Recording
from app.rehearsal.state import Reviewing
from ui import theme, words
from ui.widgets.announcement import announce
from ui.widgets.primary_button import PrimaryButton
from ui.widgets.reply_edit import ReplyEdit
from ui.widgets.side_button import SideButton
from ui.widgets.text import Heading, Text


class _Panel(QWidget):
    """A heading, a hint, the text, and one main button that works once there is text."""

    sent = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = Heading()
        self.hint = Text(quiet=True)
        self.edit = ReplyEdit()
        self.main = PrimaryButton()
        self.row = QHBoxLayout()
        self.row.setSpacing(theme.UNIT)
        self.row.addStretch(1)
        self.row.addWidget(self.main)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.UNIT)
        column.addWidget(self.heading)
        column.addWidget(self.hint)
        column.addWidget(self.edit, 1)
        column.addLayout(self.row)
        self.edit.textChanged.connect(self._allow)
        self.edit.sent.connect(self._send)
        self.main.clicked.connect(self._send)
        self._allow()

    @Slot()
    def _allow(self) -> None:
        self.main.setEnabled(bool(self.edit.text))

    @Slot()
    def _send(self) -> None:
        if self.edit.text and self.isEnabled():
            self.sent.emit(self.edit.text)


class TypingPanel(_Panel):
    """ "Type instead": what is written stays there until it is sent."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading.setText(self.tr("What would you say?"))
        self.edit.setAccessibleName(self.tr("Your reply"))
        self.edit.setPlaceholderText(self.tr("Your reply…"))
        self.be_turn(False)
        back = SideButton(self.tr("Back to speaking"))
        back.clicked.connect(self.closed)
        self.row.insertWidget(1, back)

    def be_turn(self, turn: bool) -> None:
        """Say whether it is one turn of a conversation that goes on, or marked at once."""
        marks = self.tr("Write it the way you would say it. Enter marks it, Shift+Enter starts a new line.")
        adds = self.tr("Write it the way you would say it. Enter adds it, Shift+Enter starts a new line.")
        self.hint.setText(adds if turn else marks)
        self.main.setText(self.tr("Add this turn") if turn else self.tr("Mark this reply"))
        self.main.setAccessibleName(self.main.text())


class ReviewPanel(_Panel):
    """ "Is this what you said?" Enter means yes."""

    offer_whisper = Signal()
    again = Signal()
    """In a conversation: the turn is to be said once more."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._turn = False
        self._take: object = None
        self._heard = ""
        self.edit.setAccessibleName(self.tr("What you said"))
        self._condition = Text()
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)  # noqa: S101 - made above
        layout.insertWidget(2, self._condition)
        self._whisper = SideButton(self.tr("Get a better recogniser…"))
        self._whisper.clicked.connect(self.offer_whisper)
        self.row.insertWidget(0, self._whisper)
        self.say_again = SideButton(self.tr("Say it again"))
        self.say_again.clicked.connect(self.again)
        self.say_again.hide()
        self.row.insertWidget(2, self.say_again)

    def be_turn(self, turn: bool) -> None:
        """Say whether it is one turn of a conversation that goes on; it can then be said once more."""
        self._turn = turn
        self.say_again.setVisible(turn)

    @property
    def changed(self) -> bool:
        """Whether the words are no longer those that were heard."""
        return self.edit.text != self._heard.strip()

    @property
    def note(self) -> str:
        """What is said of the recording."""
        return self._condition.text()

    def draw(self, state: Reviewing) -> None:
        """Show a transcript, once for each take: what is being mended is not overwritten."""
        take = state.take
        transcript = take.transcript
        heard = transcript.text if transcript else ""
        if heard:
            self.heading.setText(self.tr("Is this what you said?"))
            self.hint.setText(self.tr("The recogniser may have misheard. Mend what is wrong; Enter means yes."))
            self.main.setText(self.tr("Yes, go on") if self._turn else self.tr("Yes, mark it"))
        else:
            self.heading.setText(self.tr("What did you say?"))
            self.hint.setText(self.tr("No words were made out. Your recording is kept; write down what you said."))
            self.main.setText(self.tr("Go on") if self._turn else self.tr("Mark it"))
        self.main.setAccessibleName(self.main.text())
        self._whisper.setVisible(transcript is None or transcript.rough)
        note = " ".join(self._notes(take.recording))
        if state.reason is not None:
            note = f"{words.unmarked(state.reason)} {note}".strip()
        if state.error is not None:
            note = f"{words.error(state.error)} {note}".strip()
        self._condition.setText(note)
        self._condition.setVisible(bool(note))
        if take is not self._take:
            self._take = take
            self._heard = heard
            self.edit.setPlainText(heard)
            self.edit.moveCursor(self.edit.textCursor().MoveOperation.End)
            announce(self, f"{self.heading.text()} {heard}")

    def _notes(self, recording: Recording | None) -> list[str]:
        if recording is None:
            return []
        notes = {
            Condition.QUIET: self.tr("You came through very quietly; sit closer to the microphone next time."),
            Condition.CLIPPED: self.tr("The sound was clipped; turn the microphone down a little next time."),
        }
        found = [notes[recording.condition]] if recording.condition in notes else []
        if recording.lost_s >= 0.05:
            lost = self.tr("%1 s of sound were lost on the way from the microphone.")
            found.append(lost.replace("%1", f"{recording.lost_s:.1f}"))
        return found
