"""One scale from 1 to 5, each number with what it looks like, and a note."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QRadioButton, QWidget

from ui.debrief.critique_scales import Scale, scale_words
from ui.debrief.numbered_choice import NumberedChoice
from ui.widgets.card import Card
from ui.widgets.literal import on_tooltip
from ui.widgets.text import Text


class ScaleView(Card):
    """Two stops of the Tab key: its numbers, and the note."""

    def __init__(self, scale: Scale, parent: QWidget | None = None) -> None:
        words = scale_words(scale)
        super().__init__(words.name, parent)
        self.scale = scale
        self.body.addWidget(Text(words.question, quiet=True, parent=self))
        self.choice = NumberedChoice(words.name, words.anchors, self)
        self.body.addWidget(self.choice)
        self.open_button = QPushButton(self.tr("Leave it open"), self)
        self.open_button.setAccessibleName(f"{words.name}: {self.open_button.text()}")
        self.open_button.setToolTip(on_tooltip(self.tr("0 or Delete does it too")))
        self.open_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.open_button.clicked.connect(self.clear)
        self.note_edit = QLineEdit(self)
        self.note_edit.setPlaceholderText(self.tr("A moment that shows it"))
        self.note_edit.setAccessibleName(self.tr("%1: note").replace("%1", words.name))
        foot = QHBoxLayout()
        foot.addWidget(self.note_edit, 1)
        foot.addWidget(self.open_button)
        self.body.addLayout(foot)
        self.choice.changed.connect(self._on_changed)
        self._on_changed()

    @property
    def number(self) -> int | None:
        """The number that is chosen, None where it is left open."""
        return self.choice.number

    @property
    def note(self) -> str:
        """The note, trimmed."""
        return self.note_edit.text().strip()

    def button(self, number: int) -> QRadioButton:
        """The button of one number."""
        return self.choice.button(number)

    def choose(self, number: int) -> None:
        """Choose a number and go there."""
        self.choice.choose(number)

    @Slot()
    def clear(self) -> None:
        """Leave it open."""
        self.choice.clear()

    def reset(self) -> None:
        """As it was at first."""
        self.clear()
        self.note_edit.clear()

    @Slot()
    def _on_changed(self) -> None:
        self.open_button.setEnabled(self.number is not None)
