"""A conversation that works and one that does not, played out, to read after one's own."""

import threading
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.errors import HeardFirstError
from app.persona.rules_text import ENDINGS
from app.scenarios.model_talk import ModelTalk
from app.scenarios.scenario import Scenario
from ui import theme, words
from ui.background_task import BackgroundTask
from ui.debrief.columns import Columns
from ui.widgets.busy_bar import BusyBar
from ui.widgets.card import Card
from ui.widgets.face import mood_word
from ui.widgets.literal import filled
from ui.widgets.text import Text

Talks = tuple[ModelTalk, ModelTalk]
PlayModels = Callable[[Scenario], Talks]
"""Plays the strong and the weak conversation of a scenario; blocks, on a thread of its own. Raises HeardFirstError."""


class ModelRepliesView(QWidget):
    """Closed at first, so that one's own words are read before; played when it is opened for the first time."""

    def __init__(self, scenario: Scenario, play: PlayModels, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scenario, self._play = scenario, play
        self._task: BackgroundTask | None = None
        self.button = QPushButton(self)
        self.button.setCheckable(True)
        self.button.toggled.connect(self._on_toggled)
        self.replies = Columns(self)
        self.busy = BusyBar(self.tr("The two conversations are played"), self)
        self._fault = Text(parent=self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.UNIT)
        heading = Text(self.tr("How others might say it"), factor=1.2, bold=True, parent=self)
        column.addWidget(heading)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        for widget in (self.busy, self._fault, self.replies):
            column.addWidget(widget)
            widget.hide()
        self._name(shown=False)

    @Slot(bool)
    def _on_toggled(self, shown: bool) -> None:
        self._name(shown=shown)
        if shown and self._task is None:
            self._begin()
        self.busy.setVisible(shown and not self.is_played and not self._fault.text())
        self._fault.setVisible(shown and bool(self._fault.text()))
        self.replies.setVisible(shown and self.is_played)

    @property
    def is_played(self) -> bool:
        """Whether both conversations stand there."""
        return bool(self.replies.findChildren(Card))

    def _name(self, *, shown: bool) -> None:
        told = self.tr("Hide both") if shown else self.tr("Read a conversation that works and one that does not")
        self.button.setText(told)
        self.button.setAccessibleName(told)

    def _begin(self) -> None:
        self._task = BackgroundTask(partial(_played, self._play, self._scenario), self)
        self._task.done.connect(self._show)
        self._task.failed.connect(self._failed)
        self._task.start()

    @Slot(object)
    def _show(self, talks: Talks) -> None:
        titles = (self.tr("A conversation that works"), self.tr("A conversation that does not"))
        for title, talk in zip(titles, talks, strict=True):
            self._add(title, talk)
        self._on_toggled(self.button.isChecked())

    @Slot(object)
    def _failed(self, error: HeardFirstError) -> None:
        self._fault.setText(words.error(error))
        self._on_toggled(self.button.isChecked())

    def _add(self, title: str, talk: ModelTalk) -> None:
        card = Card(title, self.replies)
        name = self._scenario.persona.name
        self._say(card, name, talk.opening, mood_word(self._scenario.opening_mood))
        for text, reply in zip(talk.said, talk.replies, strict=False):
            self._say(card, self.tr("The manager"), text)
            self._say(card, name, reply.line, mood_word(reply.mood))
        if talk.replies and talk.replies[-1].ends:
            ending = words.translate(ENDINGS[talk.replies[-1].answer]).format_map({"name": name})
            card.body.addWidget(Text(ending, bold=True, parent=card))
        card.body.addStretch(1)
        self.replies.add(card)

    def _say(self, card: Card, who: str, line: str, mood: str = "") -> None:
        told = filled(self.tr("%1 (%2)"), who, mood) if mood else who
        card.body.addWidget(Text(told, quiet=True, parent=card))
        card.body.addWidget(Text(line, parent=card))


def _played(
    play: PlayModels, scenario: Scenario, progress: Callable[[int, int], None], cancel: threading.Event
) -> Talks:
    return play(scenario)
