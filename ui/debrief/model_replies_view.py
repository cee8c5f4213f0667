"""A conversation that works and one that does not, to read after one's own."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.scenarios.scenario import ModelTurns, Scenario
from ui import theme
from ui.debrief.columns import Columns
from ui.widgets.card import Card
from ui.widgets.text import Text


class ModelRepliesView(QWidget):
    """Closed at first, so that one's own words are read before."""

    def __init__(self, scenario: Scenario, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.button = QPushButton(self)
        self.button.setCheckable(True)
        self.button.toggled.connect(self._on_toggled)
        self.replies = Columns(self)
        if scenario.models is not None:
            self._add(self.tr("A conversation that works"), scenario.models.strong)
            self._add(self.tr("A conversation that does not"), scenario.models.weak)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.UNIT)
        heading = Text(self.tr("How others might say it"), factor=1.2, bold=True, parent=self)
        column.addWidget(heading)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.replies)
        self._on_toggled(False)

    @Slot(bool)
    def _on_toggled(self, shown: bool) -> None:
        self.replies.setVisible(shown)
        told = self.tr("Hide both") if shown else self.tr("Read a conversation that works and one that does not")
        self.button.setText(told)
        self.button.setAccessibleName(told)

    def _add(self, title: str, model: ModelTurns) -> None:
        card = Card(title, self.replies)
        for turn in model.turns:
            card.body.addWidget(Text(turn, parent=card))
        card.body.addStretch(1)
        self.replies.add(card)
