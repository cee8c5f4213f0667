"""A reply that works and one that does not, to read after one's own."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.scenarios.scenario import ModelReply, Scenario
from ui import theme, words
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
        self._add(self.tr("A reply that works"), scenario.models.strong)
        self._add(self.tr("A reply that does not"), scenario.models.weak)
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
        told = self.tr("Hide the two replies") if shown else self.tr("Read a reply that works and one that does not")
        self.button.setText(told)
        self.button.setAccessibleName(told)

    def _add(self, title: str, model: ModelReply) -> None:
        card = Card(title, self.replies)
        card.body.addWidget(Text(words.verdict(model.verdict), quiet=True, parent=card))
        card.body.addWidget(Text(model.reply, parent=card))
        card.body.addStretch(1)
        self.replies.add(card)
