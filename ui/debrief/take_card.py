"""One take at a glance: its number, verdict, headline and a small ribbon."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.rehearsal.state import Take
from ui import words
from ui.debrief.conversation import hear, place_of_sound, sound_path, stretches, turns_of
from ui.debrief.evidence import is_marked, ribbon_reply
from ui.debrief.reaction_view import headline
from ui.widgets.card import Card
from ui.widgets.ribbon import Ribbon
from ui.widgets.ribbon_reply import Peaks
from ui.widgets.text import Text


class TakeCard(Card):
    """Compact, for standing beside another one."""

    hear = Signal(object, float, float)
    """The sound's Path, and from where to where in seconds."""
    hear_all = Signal(object)
    """Several such stretches, one after the other."""

    def __init__(self, take: Take, number: int, peaks: Peaks | None, parent: QWidget | None = None) -> None:
        """`number` says which it is of the takes beside it, from 1."""
        super().__init__("", parent)
        self.take = take
        self.path: Path | None = sound_path(take)
        verdict = take.marking.verdict if take.marking and is_marked(take) else None
        title = take_name(take, number)
        self.title = f"{title} · {words.verdict(verdict)}" if verdict else title
        self.setAccessibleName(self.title)
        self.body.addWidget(Text(self.title, bold=True, parent=self))
        self.body.addWidget(Text(headline(take), parent=self))
        self.body.addStretch(1)
        self.ribbon = Ribbon(self, compact=True)
        self.ribbon.setAccessibleName(self.tr("Take %1 over time").replace("%1", str(number)))
        self.ribbon.show_reply(ribbon_reply(take, peaks))
        self.ribbon.hear.connect(self._on_hear)
        self.body.addWidget(self.ribbon)

    def follow(self, path: Path, at_s: float) -> None:
        """Follow a sound that may be one of this take's."""
        place = place_of_sound(self.take, path, at_s)
        if place is not None:
            self.ribbon.move_playhead(place)

    @Slot(float, float)
    def _on_hear(self, start: float, end: float) -> None:
        if self.ribbon.reply.text is None:
            hear(stretches(self.take, start, end), self.hear, self.hear_all)


def take_name(take: Take, number: int) -> str:
    """What a take is called, and how many turns it has where it is a conversation."""
    name = QCoreApplication.translate("TakeCard", "Take %1").replace("%1", str(number))
    turns = len(turns_of(take))
    if turns == 1:
        return name
    return f"{name} · {QCoreApplication.translate('TakeCard', '%1 turns').replace('%1', str(turns))}"
