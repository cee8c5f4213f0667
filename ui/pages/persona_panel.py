"""The salesperson on the rehearsal page: face, name, and what they say as a caption."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.rehearsal.state import Run, Speaking, State
from ui import theme
from ui.widgets.card import Card
from ui.widgets.face import Face
from ui.widgets.side_button import SideButton
from ui.widgets.text import Text


class PersonaPanel(QWidget):
    """Shows who speaks and what; `listen_again` where the line can be heard once more."""

    listen_again = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._face = Face(17)
        self._name = Text(factor=1.2, bold=True)
        self._role = Text(quiet=True)
        self._line = Text(factor=1.25)
        self._line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._again = SideButton(self.tr("Listen again"))
        self._again.clicked.connect(self.listen_again)
        self._lay_out()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def draw(self, run: Run, state: State, *, can_listen: bool) -> None:
        """Show the persona of a run as the state has it."""
        scenario = run.scenario
        self._face.show_mood(scenario.persona, run.mood)
        self._name.setText(scenario.persona.name)
        words = [scenario.persona.role, self._face.mood_word()]
        if isinstance(state, Speaking):
            words.append(self.tr("speaking"))
        self._role.setText(" · ".join(words))
        self._line.setText(f"“{run.line}”")
        self._again.setEnabled(can_listen)

    def _lay_out(self) -> None:
        caption = Card()
        words = caption.body
        words.setContentsMargins(3 * theme.UNIT, 2 * theme.UNIT, 3 * theme.UNIT, 2 * theme.UNIT)
        words.addWidget(self._name)
        words.addWidget(self._role)
        words.addSpacing(theme.UNIT)
        words.addWidget(self._line)
        words.addStretch(1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._again)
        words.addLayout(row)
        both = QHBoxLayout(self)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(3 * theme.UNIT)
        both.addWidget(self._face, 0, Qt.AlignmentFlag.AlignTop)
        both.addWidget(caption, 1)
