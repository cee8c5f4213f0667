"""What stands before one turn of a conversation: its number, what it answers, and what can be done with it."""

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.rehearsal.state import Take
from ui import theme
from ui.debrief.evidence import turn_name
from ui.widgets.literal import filled
from ui.widgets.side_button import SideButton
from ui.widgets.text import Text


class TurnHead(QWidget):
    """`said` is shown under it where its sentences are not. The signals carry the number of the turn's take."""

    correct = Signal(int)
    again = Signal(int)

    def __init__(self, take: Take, turn: int, speaker: str, said: str, parent: QWidget | None = None) -> None:
        """`speaker` is who spoke for the salesperson; `turn` counts from 0."""
        super().__init__(parent)
        self.take = take
        self.title = Text(_begun(turn_name(turn)), bold=True, parent=self)
        self.line = Text(said_before(take, speaker), quiet=True, parent=self)
        self.said = Text(said, parent=self)
        self.said.setVisible(bool(said))
        self.said.setContentsMargins(3 * theme.UNIT, 0, 0, 0)
        worded = take.transcript is not None and bool(take.transcript.text)
        self.correct_button = self._button(self.tr("Correct the words") if worded else self.tr("Type what you said"))
        self.again_button = self._button(self.tr("Try again from here"))
        self.correct_button.clicked.connect(self._correct)
        self.again_button.clicked.connect(self._again)
        self._lay_out()

    def allow(self, *, own: bool, idle: bool) -> None:
        """`own` where the words are the reader's; `idle` while nothing is being marked."""
        for button in (self.correct_button, self.again_button):
            button.setVisible(own)
            button.setEnabled(idle)

    @Slot()
    def _correct(self) -> None:
        self.correct.emit(self.take.number)

    @Slot()
    def _again(self) -> None:
        self.again.emit(self.take.number)

    def _button(self, text: str) -> SideButton:
        button = SideButton(text, self, flat=True)
        button.setAccessibleName(f"{text}, {self.title.text()}")
        return button

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(theme.UNIT)
        top.addWidget(self.title, 1)
        top.addWidget(self.correct_button)
        top.addWidget(self.again_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.UNIT, 0, 0)
        column.setSpacing(theme.UNIT // 2)
        column.addLayout(top)
        for text in (self.line, self.said):
            column.addWidget(text)


def said_before(take: Take, speaker: str) -> str:
    """What a turn answers, with who said it."""
    if take.salesperson:
        return f"{speaker}: “{take.salesperson}”"
    return filled(QCoreApplication.translate("TurnHead", "(what %1 said was not recorded)"), speaker)


def _begun(text: str) -> str:
    return text[:1].upper() + text[1:]
