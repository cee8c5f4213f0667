"""One pin to be read, heard and answered: when, what, how it was, by whom, its note and the manager's line on it."""

from dataclasses import replace
from enum import StrEnum

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.pairing.pin import Pin
from ui import theme, words
from ui.pairing import pin_words
from ui.widgets.growing_edit import GrowingEdit
from ui.widgets.literal import filled, on_button
from ui.widgets.pin_flag import flag_icon
from ui.widgets.side_button import SideButton
from ui.widgets.text import Text

_LEAST_LETTERS = 44
"""Room beside when and what for notes, answers and buttons."""


class Reader(StrEnum):
    """Who reads: colleagues add to their notes and take pins back, the manager answers."""

    COLLEAGUE = "colleague"
    MANAGER = "manager"


class PinRow(QWidget):
    """A pin that came `by_file` keeps its note as it is: it is somebody else's. Only what is `mine` is answered."""

    hear = Signal(str)
    """The pin's id."""
    changed = Signal(object)
    """The Pin with another note or answer."""
    delete = Signal(str)
    """The pin's id."""

    def __init__(self, pin: Pin, reader: Reader, parent: QWidget | None = None, *, by_file: bool, mine: bool) -> None:
        super().__init__(parent)
        self.pin = pin
        self.place_s = pin.at_s
        self._by_file = by_file
        self._left = QWidget(self)  # the first child, so that Tab comes to it first
        self.button = SideButton(parent=self._left)
        self.button.setFlat(True)
        self.button.clicked.connect(self._hear)
        self._by = Text(quiet=True, parent=self)
        self._note, self._answer = Text(parent=self), Text(parent=self)
        colleague = reader is Reader.COLLEAGUE
        self.note_edit = self._edit(self.tr("Add a note"), self._noted) if colleague and not by_file else None
        self.answer_edit = self._edit(self.tr("Your answer"), self._answered) if not colleague and mine else None
        self.delete_button = SideButton(self.tr("Delete"), self) if colleague else None
        if self.delete_button is not None:
            self.delete_button.clicked.connect(self._delete)
        self._lay_out()

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What the Tab key reaches, in reading order."""
        offered = (self.button, self.note_edit, self.answer_edit, self.delete_button)
        return tuple(stop for stop in offered if stop is not None)

    @property
    def unsent(self) -> bool:
        """Whether something was written that was not handed over."""
        return any(edit.changed for edit in self._edits)

    def show_pin(self, pin: Pin, place_s: float) -> None:
        """Show it as it is now, and its moment on the ribbon; what is just being written stays."""
        self.pin, self.place_s = pin, place_s
        told = pin_words.told(pin, by_file=self._by_file, place_s=place_s)
        self.button.setText(on_button(f"{words.clock(place_s)}  {pin_words.brief(pin)}"))
        self.button.setAccessibleName(told)
        self.button.setAccessibleDescription(self.tr("Hear it"))
        self._by.setText(pin_words.by(pin, by_file=self._by_file))
        if self.note_edit is not None:
            self.note_edit.show_words(pin.note)
            self.note_edit.setAccessibleName(filled(self.tr("Note on %1"), told))
        if self.answer_edit is not None:
            self.answer_edit.show_words(pin.answer)
            self.answer_edit.setAccessibleName(filled(self.tr("Your answer to %1"), told))
        if self.delete_button is not None:
            self.delete_button.setAccessibleName(filled(self.tr("Delete the pin: %1"), told))
        self._note.setText(pin.note)
        self._note.setVisible(bool(pin.note) and self.note_edit is None)
        self._answer.setText(filled(self.tr("Answer: %1"), pin.answer))
        self._answer.setVisible(bool(pin.answer) and self.answer_edit is None)

    def reach(self, reachable: bool) -> None:
        """Whether the Tab key stops in it; only one row of a list is."""
        for stop in self.stops:
            stop.setFocusPolicy(Qt.FocusPolicy.StrongFocus if reachable else Qt.FocusPolicy.ClickFocus)

    def hand_over(self) -> None:
        """What was written is handed over, before the row goes or shows another pin."""
        for edit in self._edits:
            edit.hand_over()

    def owe(self) -> None:
        """What was handed over could not be kept; it stays, and is handed over again."""
        if self.note_edit is not None:
            self.note_edit.owe(self.pin.note)
        if self.answer_edit is not None:
            self.answer_edit.owe(self.pin.answer)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Delete takes the pin back where that is offered."""
        if event.key() == Qt.Key.Key_Delete and self.delete_button is not None:
            self._delete()
        else:
            super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As narrow as its parts under each other."""
        return QSize(self._left.width(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Its parts stand under each other where the words would have no room beside the rest."""
        super().resizeEvent(event)
        wide = self._left.width() + _LEAST_LETTERS * self.fontMetrics().averageCharWidth() <= self.width()
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        self._row.setSpacing(2 * theme.UNIT if wide else theme.UNIT // 2)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow palette and font."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.PaletteChange, QEvent.Type.FontChange}:
            self._dress()

    @property
    def _edits(self) -> tuple[GrowingEdit, ...]:
        return tuple(edit for edit in (self.note_edit, self.answer_edit) if edit is not None)

    @Slot()
    def _hear(self) -> None:
        self.hear.emit(self.pin.id)

    @Slot()
    def _delete(self) -> None:
        self.delete.emit(self.pin.id)

    @Slot(str)
    def _noted(self, note: str) -> None:
        self._change(note=note)

    @Slot(str)
    def _answered(self, answer: str) -> None:
        self._change(answer=answer)

    def _change(self, **parts: str) -> None:
        self.changed.emit(replace(self.pin, **parts))

    def _edit(self, asked: str, handed_over: object) -> GrowingEdit:
        edit = GrowingEdit(asked, self)
        edit.handed_over.connect(handed_over)
        return edit

    def _dress(self) -> None:
        icon = flag_icon(pin_words.KEYS[self.pin.noticed], self.palette(), self.font(), good=self.pin.good)
        self.button.setIcon(icon)
        size = icon.availableSizes()[0] / 3
        self.button.setIconSize(size)
        longest = max(self.fontMetrics().horizontalAdvance(one) for one in pin_words.all_brief())
        clock = self.fontMetrics().horizontalAdvance("00:00  ")
        self._left.setFixedWidth(size.width() + clock + longest + 3 * theme.UNIT)  # the same in every row

    def _lay_out(self) -> None:
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        left.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        left.addWidget(self._by)
        left.addStretch(1)
        self._by.setContentsMargins(theme.UNIT, 0, 0, 0)  # under the flag
        self._note.setContentsMargins(0, theme.UNIT // 2, 0, 0)  # in line with the words on the button
        right = QVBoxLayout()
        right.setSpacing(theme.UNIT // 2)
        for widget in (self._note, self.note_edit, self._answer, self.answer_edit):
            if widget is not None:
                right.addWidget(widget)
        right.addStretch(1)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self._left)
        self._row.addLayout(right, 1)
        if self.delete_button is not None:
            self._row.addWidget(self.delete_button, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._dress()
