"""What the reply answers: the scenario, what happened before it, and what the salesperson said."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.rehearsal.state import Run, Take
from ui import theme
from ui.debrief.conversation import turns_of
from ui.debrief.evidence import turn_name
from ui.debrief.turn_head import said_before
from ui.widgets.card import Card
from ui.widgets.side_button import SideButton
from ui.widgets.text import Text


class AnsweredView(Card):
    """Whoever judges a reply knows what it is a reply to. What happened can be folded away."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.title = Text(bold=True, parent=self)
        self.button = SideButton(parent=self)
        self.button.setCheckable(True)
        self.button.toggled.connect(self._fold)
        self.happened = Text(parent=self)
        self._lines: list[Text] = []
        self._said = QVBoxLayout()
        self._said.setSpacing(theme.UNIT // 2)
        self.body.addWidget(self.title)
        self.body.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.happened)
        self.body.addLayout(self._said)
        self._fold(shown=False)
        self.hide()

    @property
    def lines(self) -> tuple[str, ...]:
        """What was said before each turn."""
        return tuple(one.text() for one in self._lines)

    def show_take(self, run: Run, take: Take, *, opened: bool) -> None:
        """`opened` shows what happened at once, for those who were not there."""
        self.title.setText(run.scenario.title)
        self.happened.setText(run.scenario.happened)
        self.button.setChecked(opened)
        for old in self._lines:
            self._said.removeWidget(old)
            old.hide()
            old.deleteLater()
        speaker = run.pair.colleague if run.pair and run.colleague_plays else run.scenario.persona.name
        turns = turns_of(take)
        self._lines = []
        for turn, one in enumerate(turns):
            told = said_before(one, speaker)
            self._lines.append(
                Text(told if len(turns) == 1 else f"{turn_name(turn).capitalize()} · {told}", parent=self)
            )
            self._said.addWidget(self._lines[-1])
            self._lines[-1].show()
        self.show()

    @Slot(bool)
    def _fold(self, shown: bool) -> None:
        self.happened.setVisible(shown)
        self.button.setText(self.tr("Hide what happened") if shown else self.tr("What happened before"))
        self.button.setAccessibleName(self.button.text())
