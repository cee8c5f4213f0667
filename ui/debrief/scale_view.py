"""One scale from 1 to 5, each number with what it looks like, and a note."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QLineEdit, QPushButton, QRadioButton, QWidget

from app.pairing.critique import LEAST, MOST
from ui import theme
from ui.debrief.critique_scales import Scale, scale_words
from ui.widgets.card import Card
from ui.widgets.text import Text

_NONE = -1


class Anchor(Text):
    """What a number looks like; clicking it chooses the number."""

    clicked = Signal()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """As the label of any radio button does."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit()


class ScaleView(Card):
    """The number keys 1 to 5 choose while one of its numbers has focus; 0 or Delete leaves it open again."""

    def __init__(self, scale: Scale, parent: QWidget | None = None) -> None:
        words = scale_words(scale)
        super().__init__(words.name, parent)
        self.scale = scale
        self._group = QButtonGroup(self)
        self.body.addWidget(Text(words.question, quiet=True, parent=self))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.UNIT)
        grid.setColumnStretch(1, 1)
        for row, looks in enumerate(words.anchors):
            self._add_number(grid, row, words.name, looks)
        self.body.addLayout(grid)
        self.open_button = QPushButton(self.tr("Leave it open"), self)
        self.open_button.setAccessibleName(f"{words.name}: {self.open_button.text()}")
        self.open_button.clicked.connect(self.clear)
        self.note_edit = QLineEdit(self)
        self.note_edit.setPlaceholderText(self.tr("A moment that shows it"))
        self.note_edit.setAccessibleName(self.tr("%1: note").replace("%1", words.name))
        foot = QHBoxLayout()
        foot.addWidget(self.note_edit, 1)
        foot.addWidget(self.open_button)
        self.body.addLayout(foot)
        self._group.idToggled.connect(self._on_toggled)
        self._on_toggled()

    @property
    def number(self) -> int | None:
        """The number that is chosen, None where it is left open."""
        found = self._group.checkedId()
        return None if found == _NONE else found

    @property
    def note(self) -> str:
        """The note, trimmed."""
        return self.note_edit.text().strip()

    def button(self, number: int) -> QRadioButton:
        """The button of one number."""
        found = self._group.button(number)
        assert isinstance(found, QRadioButton)  # noqa: S101 - only such are in the group
        return found

    def choose(self, number: int) -> None:
        """Choose a number and go there."""
        self.button(number).setChecked(True)
        self.button(number).setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def clear(self) -> None:
        """Leave it open."""
        # an exclusive group lets none of its buttons be unchecked
        self._group.setExclusive(False)
        for button in self._group.buttons():
            button.setChecked(False)
        self._group.setExclusive(True)

    def reset(self) -> None:
        """As it was at first."""
        self.clear()
        self.note_edit.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Number keys on a focused number."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.text().isdecimal() and LEAST <= int(event.text()) <= MOST:
                self.choose(int(event.text()))
                return True
            if event.text() == "0" or event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
                self.clear()
                return True
        return super().eventFilter(watched, event)

    def _add_number(self, grid: QGridLayout, row: int, name: str, looks: str) -> None:
        number = row + LEAST
        button = QRadioButton(str(number), self)
        button.setAccessibleName(f"{name}, {number}: {looks}")
        button.installEventFilter(self)
        self._group.addButton(button, number)
        anchor = Anchor(looks, parent=self)
        anchor.clicked.connect(button.click)
        anchor.clicked.connect(button.setFocus)
        grid.addWidget(button, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(anchor, row, 1)

    @Slot()
    def _on_toggled(self) -> None:
        self.open_button.setEnabled(self.number is not None)
