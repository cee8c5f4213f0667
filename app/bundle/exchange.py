"""Sending sessions to another person and taking in what comes back: one object for the window and the front end."""

import time
from collections.abc import Callable
from pathlib import Path

from app.bundle import arrival, export, preview
from app.bundle.arrival import Accepted, Arrival, Receives
from app.bundle.preview import Leaving
from app.errors import ErrorKind, HeardFirstError
from app.storage.stored import StoredSession


def _now_utc_s() -> int:
    return int(time.time())


class Exchange:
    """Bound to one archive and its sound folder. On the archive's thread, but for `read`; all raise HeardFirstError."""

    def __init__(self, archive: Receives, sound_folder: Path, now_utc_s: Callable[[], int] = _now_utc_s) -> None:
        self._archive = archive
        self._sound_folder = sound_folder
        self._now_utc_s = now_utc_s

    def over(self, archive: Receives) -> "Exchange":
        """The same, through another way to the archive, e.g. from another thread."""
        return Exchange(archive, self._sound_folder, self._now_utc_s)

    def preview(self, session: str, with_sound: bool, sender: str = "") -> tuple[Leaving, ...]:
        """One entry for every field of a session that would leave. Raises SESSION_UNKNOWN, SESSION_DAMAGED."""
        return preview.preview(self._archive.open_session(session), with_sound=with_sound, sender=sender)

    def export(self, session: str, path: Path, sender: str, with_sound: bool) -> None:
        """Write a session to `path`, in the place of a file that is there."""
        if not sender.strip():
            raise HeardFirstError(ErrorKind.EXPORT_SENDER, how="give a name")
        stored = self._archive.open_session(session)
        export.export(stored, path, sender=sender, with_sound=with_sound, now_utc_s=self._now_utc_s())

    def read(self, path: Path) -> Arrival:
        """Check a file; nothing is kept yet. On any thread."""
        return arrival.read(path)

    def accept(self, one: Arrival) -> Accepted:
        """Take in what is new of a file that was read."""
        return arrival.accept(one, self._archive, self._sound_folder, self._now_utc_s())


def sender_of(stored: StoredSession) -> str:
    """The name that most likely sends this session; empty where nobody can tell.

    The manager sends their own; a copy goes back from the colleague who added to it here.
    """
    pair = stored.run.pair
    own = [one for one in stored.critiques if one.id not in stored.received]
    if stored.origin is None:
        return pair.manager if pair else next((one.manager for one in own), "")
    return next((one.colleague for one in reversed(own)), pair.colleague if pair else "")
