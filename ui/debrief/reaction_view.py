"""How the salesperson takes it, and the headline beside their face."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.persona.conversation import Reply
from app.persona.rules_text import ENDINGS
from app.rehearsal.state import Run, Take
from ui import theme, words
from ui.debrief.conversation import replies_to, turns_of
from ui.debrief.evidence import is_marked, moment_s
from ui.debrief.settled_order import SettledOrder
from ui.widgets.face import Face
from ui.widgets.text import Text


class ReactionView(QWidget):
    """Verdict, headline, and what the salesperson says to it. Without a result it shows only why.

    Where the salesperson ended the conversation, that is the headline; the order stands under it.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._face = Face(13, self)
        self._verdict = Text(bold=True, quiet=True, parent=self)
        self._headline = Text(factor=1.6, bold=True, parent=self)
        self.settled = SettledOrder(self)
        self._story = Text(parent=self)
        self._line = Text(factor=1.1, parent=self)
        column = QVBoxLayout()
        column.setSpacing(theme.UNIT)
        column.addStretch(1)
        for part in (self._verdict, self._headline, self._story, self.settled, self._line):
            column.addWidget(part)
        column.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * theme.UNIT)
        row.addWidget(self._face)
        row.addLayout(column, 1)

    @property
    def headline(self) -> str:
        """The headline that is shown."""
        return self._headline.text()

    @property
    def story(self) -> str:
        """The order in plain words, where the headline is another one."""
        return self._story.text() if self._story.isVisibleTo(self) else ""

    @property
    def line(self) -> str:
        """What the salesperson says; empty where there is no result."""
        return self._line.text()

    def show_take(self, take: Take, run: Run) -> None:
        """Show one take's result, or why there is none."""
        self._headline.setText(headline(take))
        self._story.hide()
        marking = take.marking if is_marked(take) else None
        self._face.setVisible(marking is not None)
        self._line.setVisible(marking is not None)
        self._verdict.setVisible(marking is not None)
        self._line.setText("")
        if marking is None:
            return
        self._show_reply(replies_to(run, take), run)
        self._verdict.setText(words.verdict(marking.verdict) if marking.verdict else "")

    def _show_reply(self, replies: Sequence[Reply], run: Run) -> None:
        self._face.setVisible(bool(replies))
        self._line.setVisible(bool(replies))
        if not replies:
            return
        persona, last = run.scenario.persona, replies[-1]
        if last.ends:  # what the order was is then told under how it ended
            self._story.setText(self._headline.text())
            self._story.show()
            self._headline.setText(words.translate(ENDINGS[last.answer]).format_map({"name": persona.name}))
        self._face.show_mood(persona, last.mood)
        told = self.tr("%1 (%2): “%3”").replace("%1", persona.name).replace("%2", self._face.mood_word())
        self._line.setText(told.replace("%3", last.line))


def headline(take: Take) -> str:
    """The order in plain words, or why there is no result."""
    moments = partial(moment_s, take) if len(turns_of(take)) > 1 else None
    return words.headline(take, moments) or QCoreApplication.translate("ReactionView", "This take has not been marked.")
