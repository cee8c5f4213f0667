"""One take at a glance: its number, verdict, headline and a small ribbon."""

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from app.rehearsal.state import Take
from ui import words
from ui.debrief.evidence import is_marked, ribbon_reply, sound_path
from ui.debrief.reaction_view import headline
from ui.widgets.card import Card
from ui.widgets.ribbon import Ribbon
from ui.widgets.ribbon_reply import Peaks
from ui.widgets.text import Text


class TakeCard(Card):
    """Compact, for standing beside another one."""

    hear = Signal(object, float, float)
    """The sound's Path, and from where to where in seconds."""

    def __init__(self, take: Take, peaks: Peaks | None, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.take = take
        self.path: Path | None = sound_path(take)
        verdict = take.marking.verdict if take.marking and is_marked(take) else None
        title = self.tr("Take %1").replace("%1", str(take.number))
        self.title = f"{title} · {words.verdict(verdict)}" if verdict else title
        self.setAccessibleName(self.title)
        self.body.addWidget(Text(self.title, bold=True, parent=self))
        self.body.addWidget(Text(headline(take), parent=self))
        self.body.addStretch(1)
        self.ribbon = Ribbon(self, compact=True)
        self.ribbon.setAccessibleName(self.tr("Take %1 over time").replace("%1", str(take.number)))
        self.ribbon.show_reply(ribbon_reply(take, peaks))
        self.ribbon.hear.connect(self._on_hear)
        self.body.addWidget(self.ribbon)

    @Slot(float, float)
    def _on_hear(self, start: float, end: float) -> None:
        if self.path is not None and self.ribbon.reply.text is None:
            self.hear.emit(self.path, start, end)
