"""A colleague's pins while a take is recorded or heard: each kept at once, the latest taken back."""

import time

from PySide6.QtCore import QObject, Signal

from app.errors import HeardFirstError
from app.pairing.pin import Noticed, Pin
from ui.debrief.feedback_desk import FeedbackDesk


class Pinning(QObject):
    """A pin that could not be kept is tried again with the next one, and by `settle`; until then it is owed."""

    changed = Signal()

    def __init__(self, desk: FeedbackDesk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._by = ""
        self._open = False
        self._made: list[Pin] = []
        self._owed: list[Pin] = []
        self.error: HeardFirstError | None = None
        """Why something is owed, or why a pin could not be taken back."""

    @property
    def active(self) -> bool:
        """Whether pins can be made."""
        return self._open

    @property
    def last(self) -> Pin | None:
        """The pin that `undo` takes back."""
        return self._made[-1] if self._made else None

    def begin(self, by: str) -> None:
        """Let somebody pin takes of the session that lies on the desk; what was pinned before can still be undone."""
        if (by, True) != (self._by, self._open):
            self._by, self._open = by, True
            self.changed.emit()

    def pause(self) -> None:
        """No pins until it begins again; the latest can still be taken back."""
        if self._open:
            self._open = False
            self.changed.emit()

    def end(self) -> None:
        """No more pins; what is owed may still be settled."""
        self._open = False
        self._made = []
        self.changed.emit()

    def forget(self) -> None:
        """As `end`; the take was thrown away, and nothing is owed to it."""
        self._owed = []
        self.error = None
        self.end()

    def pin(self, noticed: Noticed, take: int, at_s: float, *, good: bool) -> None:
        """Mark a moment of a take's sound."""
        if not self.active:
            return
        given = int(time.time())
        made = Pin(take=take, noticed=noticed, good=good, at_s=max(0.0, at_s), by=self._by, given_utc_s=given)
        self._made.append(made)
        self._owed.append(made)
        self.settle()

    def undo(self) -> None:
        """Take the latest pin back.

        Withdrawing serves: that its id is remembered as taken back costs 16 letters and harms nobody, and the row
        leaves the file without a trace, as anything that people take back.
        """
        last = self.last
        if last is None:
            return
        if last in self._owed:
            self._owed.remove(last)
            self.error = None
        else:
            self.error = self._desk.try_to_withdraw(last.id)
        if self.error is None:
            self._made.pop()
        self.changed.emit()

    def settle(self) -> None:
        """Try to keep what is owed."""
        self.error = None
        while self._owed and self.error is None:
            self.error = self._desk.try_to_keep(self._owed[0])
            if self.error is None:
                self._owed.pop(0)
        self.changed.emit()

    @property
    def owes(self) -> bool:
        """Whether a pin is not kept yet."""
        return bool(self._owed)
