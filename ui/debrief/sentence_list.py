"""Sentences one under the other; one stop of the Tab key, Up and Down go through them."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import theme
from ui.debrief.evidence import Evidence
from ui.debrief.sentence_button import SentenceButton
from ui.widgets.text import Text


class SentenceList(QWidget):
    """Every sentence with the words for what it does."""

    chosen = Signal(object)
    """The Evidence that was clicked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._buttons: list[SentenceButton] = []
        self._evidence: tuple[Evidence, ...] = ()
        self._told: Mapping[tuple[int, int], Sequence[str]] = {}
        self._notes: list[Text] = []
        self._heads: tuple[QWidget, ...] = ()

    @property
    def buttons(self) -> tuple[SentenceButton, ...]:
        """One for each sentence, in spoken order."""
        return tuple(self._buttons)

    @property
    def current(self) -> Evidence | None:
        """The sentence that the keys are on, or that was clicked last; the first one before that."""
        stops = (at for at, button in enumerate(self._buttons) if button.focusPolicy() is Qt.FocusPolicy.StrongFocus)
        at = next(stops, None)
        return None if at is None else self._evidence[at]

    def show_notes(self, notes: Mapping[tuple[int, int], Sequence[str]]) -> None:
        """Lines under sentences, by turn and index; those that stood there before go."""
        self._told = notes
        self._remove(self._notes)
        self._notes = []
        for one, button in zip(self._evidence, self._buttons, strict=True):
            lines = notes.get((one.turn, one.index), ())
            if not lines:
                continue
            note = Text("\n".join(lines), quiet=True, parent=self)
            note.setContentsMargins(4 * theme.UNIT, 0, 0, theme.UNIT)
            self._column.insertWidget(self._column.indexOf(button) + 1, note)
            self._notes.append(note)
            note.show()

    def show_sentences(self, sentences: Sequence[Evidence], heads: Sequence[QWidget] = ()) -> None:
        """Replace what is shown. Each turn has its head before it, where there are any."""
        self._remove((*self._buttons, *self._notes, *self._heads))
        self._notes = []
        self._heads = tuple(heads)
        self._evidence = tuple(sentences)
        self._buttons = []
        turns = max((one.turn + 1 for one in self._evidence), default=0)
        for turn in range(max(turns, len(heads))):
            for head in heads[turn : turn + 1]:
                self._column.addWidget(head)
                head.show()
            self._buttons += [self._button(one) for one in self._evidence if one.turn == turn]
        self._rove(0)
        self.show_notes(self._told)

    def point_at(self, wanted: Evidence) -> SentenceButton | None:
        """Bring one sentence into focus."""
        for index, one in enumerate(self._evidence):
            if (one.turn, one.index) == (wanted.turn, wanted.index):
                self._rove(index)
                self._buttons[index].setFocus(Qt.FocusReason.OtherFocusReason)
                return self._buttons[index]
        return None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Up, Down, Home and End among the sentences."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and watched in self._buttons:
            here = self._buttons.index(watched)  # pyright: ignore[reportArgumentType]
            last = len(self._buttons) - 1
            wanted = {
                Qt.Key.Key_Up: max(0, here - 1),
                Qt.Key.Key_Down: min(last, here + 1),
                Qt.Key.Key_Home: 0,
                Qt.Key.Key_End: last,
            }.get(Qt.Key(event.key()))
            if wanted is not None:
                self._rove(wanted)
                self._buttons[wanted].setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return super().eventFilter(watched, event)

    def _remove(self, widgets: Sequence[QWidget]) -> None:
        for widget in widgets:
            self._column.removeWidget(widget)
            widget.hide()
            widget.deleteLater()

    def _button(self, one: Evidence) -> SentenceButton:
        button = SentenceButton(one.text, one.marks, self, playable=one.span_s is not None)
        button.installEventFilter(self)
        button.clicked.connect(self._on_clicked)
        self._column.addWidget(button)
        button.show()
        return button

    def _rove(self, index: int) -> None:
        for at, button in enumerate(self._buttons):
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if at == index else Qt.FocusPolicy.ClickFocus)

    @Slot()
    def _on_clicked(self) -> None:
        sender = self.sender()
        if isinstance(sender, SentenceButton) and sender in self._buttons:
            index = self._buttons.index(sender)
            self._rove(index)
            self.chosen.emit(self._evidence[index])
