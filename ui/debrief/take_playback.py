"""Hears a take, whole or in stretches, and says when it begins."""

from pathlib import Path

from PySide6.QtCore import Signal, Slot

from app.rehearsal.state import Take
from ui.debrief.conversation import Stretch, length_s, sound_path, stretches, turns_of
from ui.playback import Playback


class TakePlayback(Playback):
    """What asks for a stretch is connected to `begin` or `begin_all`."""

    began = Signal()

    def toggle(self, take: Take | None) -> None:
        """Hear a take from its beginning, a conversation turn after turn; or stop what is heard."""
        if self.active:
            self.stop()
        elif take is not None and len(turns_of(take)) > 1:
            self.begin_all(stretches(take, 0.0, length_s(take)))
        elif take is not None and (path := sound_path(take)) is not None:
            self.begin(path, 0.0, None)

    @Slot(object, float, float)
    def begin(self, path: Path, start_s: float, end_s: float | None) -> None:
        """Hear a stretch of a sound, to its end where `end_s` is None."""
        self.hear(path, start_s, end_s)
        if self.active:
            self.began.emit()

    @Slot(object)
    def begin_all(self, found: tuple[Stretch, ...]) -> None:
        """Hear several stretches, one after the other."""
        self.hear_all(found)
        if self.active:
            self.began.emit()
