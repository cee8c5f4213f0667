"""A field with its name, a hint, and what is wrong with it."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.scenarios.field_fault import FieldFault, FieldFaultKind, Place
from ui import theme
from ui.scenarios import field_words
from ui.scenarios.fault_line import FaultLine
from ui.scenarios.field_edit import FieldEdit
from ui.widgets.literal import filled
from ui.widgets.text import Text

_WAITS = {FieldFaultKind.EMPTY, FieldFaultKind.TOO_FEW, FieldFaultKind.ONE_SIDED, FieldFaultKind.NOT_ALL}
"""What is missing is not held against a field in which nobody has been yet."""


class Field(QWidget):
    """`changed` with each letter. `place` is where it stands in a draft; `bare` where its name is only read out."""

    changed = Signal()
    left = Signal()

    def __init__(
        self,
        place: Place,
        name: str,
        hint: str = "",
        *,
        most: int,
        paragraphs: bool = False,
        bare: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.place = place
        self._most = most
        self._hint = hint
        self._visited = self._overfull = False
        self.edit = FieldEdit(most, paragraphs=paragraphs)
        self.edit.setAccessibleName(name)
        self.edit.setAccessibleDescription(hint)
        self.fault = FaultLine()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.UNIT // 2)
        if not bare:
            label = Text(name, bold=True)
            label.setBuddy(self.edit)
            column.addWidget(label)
        if hint:
            column.addWidget(Text(hint, quiet=True))
        column.addWidget(self.edit)
        column.addWidget(self.fault)
        self.setFocusProxy(self.edit)
        self.edit.textChanged.connect(self._change)
        self.edit.left.connect(self._leave)
        self.edit.overflowed.connect(self._overflow)

    @property
    def words(self) -> str:
        """What stands in it."""
        return self.edit.words

    def show_words(self, words: str) -> None:
        """Put words in it, as if nobody had been there."""
        self.edit.show_words(words)
        self._visited = self._overfull = False
        self.fault.say("")

    def show_fault(self, fault: FieldFault | None, *, at_once: bool) -> bool:
        """Say what is wrong, or nothing; whether something is shown. `at_once`: also where nobody has been yet."""
        waits = fault is not None and fault.kind in _WAITS and not (at_once or self._visited)
        if fault is not None and not waits:
            self.fault.say(field_words.fault(fault))
        elif not self._overfull:
            self.fault.say("")
        self.edit.setAccessibleDescription(self.fault.text or self._hint)
        return bool(self.fault.text)

    def begin(self) -> None:
        """Put the focus in it, at the end of its words."""
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edit.moveCursor(self.edit.textCursor().MoveOperation.End)

    @Slot()
    def _change(self) -> None:
        self._overfull = False
        self.fault.say("")
        self.changed.emit()

    @Slot()
    def _leave(self) -> None:
        self._visited = True
        self.left.emit()

    @Slot()
    def _overflow(self) -> None:
        self._overfull = True
        told = self.tr("It holds %1 characters at most. The rest was not taken.")
        self.fault.say(filled(told, str(self._most)))
