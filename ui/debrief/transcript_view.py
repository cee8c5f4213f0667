"""What was said, each sentence with what it does; the words can be corrected and are marked again."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.rehearsal.state import Take
from ui import theme
from ui.debrief.conversation import LastTurn, turns_of
from ui.debrief.evidence import all_evidence, is_marked, is_stale, spoken_text
from ui.debrief.sentence_list import SentenceList
from ui.debrief.turn_head import TurnHead
from ui.widgets.announcement import announce
from ui.widgets.button_rows import ButtonRows
from ui.widgets.text import Text
from ui.widgets.words_edit import WordsEdit

_LINES = 5
"""Lines of text that the editor shows without scrolling."""


class TranscriptView(QWidget):
    """Shows a take's words, or an editor for them. An edit that was begun survives being shown the same take."""

    chosen = Signal(object)
    """The Evidence that was clicked."""
    corrected = Signal(int, str)
    again = Signal(int)
    """The number of a turn's take that is to be tried again."""
    settle = Signal(object)
    """The Evidence that somebody wants to settle; None where none was pointed at."""
    settle_order = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._take: Take | None = None
        self._edited = 0  # the number of the turn's take whose words are in the editor
        self.heads: tuple[TurnHead, ...] = ()
        self._busy = False
        self._own = True
        self._heading = Text(self.tr("What you said"), factor=1.2, bold=True, parent=self)
        self._hint = Text(quiet=True, parent=self)
        self.sentences = SentenceList(self)
        self._plain = Text(parent=self)
        self.editor = WordsEdit(_LINES, self)
        self.editor.setAccessibleName(self.tr("Your words"))
        self.correct_button = self._button(self.tr("Correct the words"), self.edit)
        self.mark_button = self._button(self.tr("Mark again"), self._mark_again)
        self.cancel_button = self._button(self.tr("Leave as it was"), self._cancel)
        self.settle_button = self._button(self.tr("Settle what a sentence does…"), self._on_settle)
        self.order_button = self._button(self.tr("Settle what came first…"), self.settle_order.emit)
        self.sentences.chosen.connect(self.chosen)
        self._lay_out()
        self._show_editor(False)

    def allow_correcting(self, allowed: bool) -> None:
        """Whether the words may be corrected: not those of somebody else."""
        self._own = allowed
        self._heading.setText(self.tr("What you said") if allowed else self.tr("What was said"))
        self._allow_heads()
        self._show_editor(self.editing and allowed)

    @property
    def editing(self) -> bool:
        """Whether the words are being corrected."""
        return self.editor.isVisibleTo(self)

    @property
    def unsent(self) -> bool:
        """Whether words were changed that would be lost now."""
        said = self._said
        return self.editing and said is not None and _plain(self.editor) != _words_of(said)

    def show_take(self, take: Take, *, marking_again: bool = False) -> None:
        """Show a take; while it is marked again, its words cannot be changed."""
        before, was_busy = self._take, self._busy
        self._take, self._busy = take, marking_again
        if before is None or before.number != take.number or marking_again:
            self._show_editor(False)
        self._tell(marking_again)
        if marking_again and not was_busy:
            announce(self, self._hint.text())
        marked = _has_sentences(take) and not marking_again
        self._make_heads(take, marked=marked)
        self.sentences.show_sentences(all_evidence(take) if marked else (), self.heads)
        text = take.transcript.text if take.transcript else spoken_text(take)
        self._plain.setText(text or self.tr("No words were understood."))
        self.correct_button.setText(self.tr("Correct the words") if text else self.tr("Type what you said"))
        self._show_editor(self.editing)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Escape leaves the editor without changing anything."""
        if event.key() == Qt.Key.Key_Escape and self.editing:
            self._cancel()
        else:
            super().keyPressEvent(event)

    @Slot()
    def edit(self) -> None:
        """Open the editor with the words as they are: those of the take, or of the last turn."""
        if self._take is not None:
            self.edit_turn(self._take.number)

    @Slot(int)
    def edit_turn(self, number: int) -> None:
        """Open the editor with the words of one turn, by the number of its take."""
        self._edited, before = number, self._edited
        said = self._said
        if said is None or self._busy or not self._own:
            self._edited = before
            return
        self.editor.setPlainText(_words_of(said))
        self._show_editor(True)
        self._tell(self._busy)
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _mark_again(self) -> None:
        words, said = _plain(self.editor), self._said
        if self._take is None or said is None:
            return
        if not words:
            self._hint.setText(self.tr("Type what you said first; there is nothing to mark yet."))
            self._hint.show()
            announce(self, self._hint.text())
            return
        self._show_editor(False)
        self._focus_correcting()
        if words != _words_of(said) or not _has_sentences(self._take):
            self.corrected.emit(said.number, words)

    @Slot()
    def _on_settle(self) -> None:
        self.settle.emit(self.sentences.current)

    @Slot()
    def _cancel(self) -> None:
        self._show_editor(False)
        self._tell(self._busy)
        self._focus_correcting()

    @property
    def _said(self) -> Take | None:
        """The turn whose words are in the editor."""
        turns = turns_of(self._take) if self._take else ()
        return next((one for one in turns if one.number == self._edited), None)

    def _focus_correcting(self) -> None:
        """Back to where the editor was opened."""
        head = next((one for one in self.heads if one.take.number == self._edited), None)
        button = head.correct_button if head else self.correct_button
        button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_heads(self, take: Take, *, marked: bool) -> None:
        turns = turns_of(take)
        speaker = take.speaker if isinstance(take, LastTurn) else ""
        self.heads = tuple(
            TurnHead(one, turn, speaker, "" if marked else _words_of(one) or self.tr("No words were understood."))
            for turn, one in enumerate(turns if len(turns) > 1 else ())
        )
        for head in self.heads:
            head.correct.connect(self.edit_turn)
            head.again.connect(self.again)
        self._allow_heads()

    def _allow_heads(self) -> None:
        for head in self.heads:
            head.allow(own=self._own, idle=not self._busy)

    def _tell(self, marking_again: bool) -> None:
        transcript = self._take.transcript if self._take else None
        told = ""
        if marking_again:
            told = self.tr("Marking again…")
        elif self.heads and self.editing:
            numbers = [head.take.number for head in self.heads]
            told = self.tr("Your words in turn %1").replace("%1", str(numbers.index(self._edited) + 1))
        elif self.heads:
            told = ""
        elif transcript and transcript.corrected is not None and transcript.segments:
            told = self.tr("You corrected these words.")
        self._hint.setText(told)
        self._hint.setVisible(bool(told))

    def _show_editor(self, editing: bool) -> None:
        for widget in (self.editor, self.mark_button, self.cancel_button):
            widget.setVisible(editing)
        marked = self._take is not None and _has_sentences(self._take) and not self._busy
        for widget in (self.settle_button, self.order_button):
            widget.setVisible(marked and not editing)
        self.sentences.setVisible((marked or bool(self.heads)) and not editing)
        self._plain.setVisible(not marked and not self.heads and not editing)
        self.correct_button.setVisible(self._own and not self.heads and not editing)
        self.correct_button.setEnabled(not self._busy)

    def _button(self, text: str, pressed: object) -> QPushButton:
        button = QPushButton(text, self)
        button.setAccessibleName(text)
        button.clicked.connect(pressed)
        return button

    def _lay_out(self) -> None:
        correcting = (self.correct_button, self.mark_button, self.cancel_button)
        buttons = ButtonRows(correcting, (self.settle_button, self.order_button), parent=self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.UNIT)
        for widget in (self._heading, self._hint, self.sentences, self._plain, self.editor, buttons):
            column.addWidget(widget)


def _plain(editor: WordsEdit) -> str:
    return " ".join(editor.toPlainText().split())


def _words_of(take: Take) -> str:
    return take.transcript.text if take.transcript else ""


def _has_sentences(take: Take) -> bool:
    return is_marked(take) and not is_stale(take)
