"""Pins by a colleague who hears the reply: a pad at the playhead while the sound plays, and the list of pins."""

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.pairing.pin import Noticed
from app.rehearsal.state import Take
from ui import theme
from ui.debrief.conversation import has_sound, sound_path, turns_of
from ui.debrief.critique_page import CritiquePage
from ui.debrief.feedback_desk import FeedbackDesk
from ui.debrief.pin_row import Reader
from ui.debrief.pins_view import PinsView
from ui.debrief.tab_order import chain
from ui.pairing.pin_pad import Moment, PinPad
from ui.pairing.pinning import Pinning


class ListeningPins(QWidget):
    """A tool on the colleague's page; what is pinned is theirs who are named there, once both have agreed."""

    hear = Signal(object, float, float)
    """A sound's Path, and from where to where in seconds."""

    def __init__(self, desk: FeedbackDesk, page: CritiquePage) -> None:
        super().__init__(page)
        self._desk = desk
        self._people = page.people
        self._sight = page.sight
        self._ribbon = page.listening.ribbon
        self._session = ""
        self._take: Take | None = None
        self._moment: Moment = (0, 0.0)
        self._playing = False
        self.pinning = Pinning(desk, self)
        self.pad = PinPad(self.pinning, self._now, page, "", aloud=True)
        self.view = PinsView(desk, Reader.COLLEAGUE, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * theme.UNIT)
        column.addWidget(self.pad)
        column.addWidget(self.view)
        self.view.hear.connect(self.hear)
        self.view.rearranged.connect(self._chain)
        desk.changed.connect(self._show_feedback)
        for edit in (self._people.manager_edit, self._people.colleague_edit):
            edit.textChanged.connect(self._offer)
        self._people.consent_box.toggled.connect(self._offer)
        self._sight.changed.connect(self._offer)
        page.listening.add_tool(self)

    def show_take(self, take: Take) -> None:
        """Pin another take, or the same one again."""
        if (self._session, self._take.number if self._take else 0) != (self._desk.session, take.number):
            self.pinning.forget()
        self._session, self._take = self._desk.session, take
        self._playing = False
        self.view.show_take(take)
        self._ribbon.show_pins(self.view.ribbon_pins())
        self._offer()

    def follow(self, path: Path, at_s: float) -> None:
        """A sound is at this moment."""
        turn = next((one for one in turns_of(self._take) if sound_path(one) == path), None) if self._take else None
        if turn is None:
            return
        self._moment = (turn.number, at_s)
        if not self._playing:
            self._playing = True
            self._offer()

    def rest(self) -> None:
        """The sound does not play any more."""
        self._playing = False
        self._offer()

    def _now(self) -> Moment:
        return self._moment

    @Slot()
    def _show_feedback(self) -> None:
        if self._take is not None and self._session == self._desk.session:
            self.view.show_feedback()
            self._ribbon.show_pins(self.view.ribbon_pins())

    @Slot()
    def _offer(self) -> None:
        take = self._take
        missing = self._people.missing()
        self.pad.setVisible(take is not None and has_sound(take))
        self.pad.offer(Noticed.FACE, self._sight.seen)
        play = self.tr("Play the reply to mark moments.")
        if missing is not None:
            self.pad.say(missing[0])
        elif self._playing:
            self.pad.say(self.tr("Mark what you notice, by a button or its key."))
        else:
            self.pad.say(play, idle=play)
        if take is not None and self._playing and missing is None:
            self.pinning.begin(self._people.colleague)
        else:
            self.pinning.pause()

    @Slot()
    def _chain(self) -> None:
        chain((self.pad, *self.view.rows))
