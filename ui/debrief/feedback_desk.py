"""What people added to the session that is shown: kept at once, and told to whoever shows it."""

from collections.abc import Mapping
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from app.errors import ErrorKind, HeardFirstError
from app.pairing.critique import Critique
from app.pairing.feedback import Feedback
from app.pairing.origin import Origin
from app.pairing.pin import Pin
from app.pairing.settlement import Settlement
from app.rehearsal.state import Run
from app.storage.stored import StoredSession


class Keeps(Protocol):
    """The part of the archive that the desk needs. Raises HeardFirstError."""

    def open_session(self, session_id: str, /) -> StoredSession: ...  # noqa: D102
    def save_feedback(self, session: str, one: Feedback, /) -> None: ...  # noqa: D102
    def withdraw_feedback(self, session: str, id: str, /) -> None: ...  # noqa: D102


class FeedbackDesk(QObject):
    """Pins, critiques and settled marks of one session. Nothing is shown here that could not be kept."""

    changed = Signal()
    fault = Signal(object)
    """A HeardFirstError; what was to be kept or withdrawn stays with whoever asked."""

    def __init__(self, archive: Keeps, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._archive = archive
        self._session = ""
        self._pieces: dict[str, Feedback] = {}
        self._origin: Origin | None = None
        self._received: Mapping[str, Origin] = {}

    @property
    def session(self) -> str:
        """The session whose feedback lies here; empty where none was opened."""
        return self._session

    @property
    def pieces(self) -> tuple[Feedback, ...]:
        """Everything, in the order in which it came."""
        return tuple(self._pieces.values())

    @property
    def origin(self) -> Origin | None:
        """Where the session came from; None where it was made on this computer."""
        return self._origin

    @property
    def received(self) -> Mapping[str, Origin]:
        """Where feedback came from that was not given on this computer, by its id."""
        return self._received

    def judged(self, run: Run) -> frozenset[int]:
        """The numbers of the takes of which there is a critique."""
        return frozenset(take.number for take in run.takes if self.critiques(take.number))

    def critiques(self, take: int) -> tuple[Critique, ...]:
        """The critiques of a take."""
        return tuple(one for one in self.pieces if isinstance(one, Critique) and one.take == take)

    def pins(self, take: int) -> tuple[Pin, ...]:
        """The pins of a take, in the order of their moments."""
        found = (one for one in self.pieces if isinstance(one, Pin) and one.take == take)
        return tuple(sorted(found, key=lambda pin: pin.at_s))

    def settlements(self, take: int) -> tuple[Settlement, ...]:
        """The marks of a take that people settled, the latest last."""
        return tuple(one for one in self.pieces if isinstance(one, Settlement) and one.take == take)

    def turn_to(self, session: str) -> None:
        """Lay out a session's feedback; one that is not kept yet has none."""
        if session != self._session:
            self.recall(session)

    def recall(self, session: str) -> None:
        """Lay out a session's feedback as it is kept now: another program may have taken in a file meanwhile."""
        self._session = session
        self.reload()

    def reload(self) -> None:
        """Read the session's feedback again, e.g. after more came in a file."""
        try:
            stored = self._archive.open_session(self._session)
        except HeardFirstError as error:
            stored = None
            if error.kind is not ErrorKind.SESSION_UNKNOWN:
                self.fault.emit(error)
        self._pieces = {one.id: one for one in stored.feedback} if stored else {}
        self._origin = stored.origin if stored else None
        self._received = stored.received if stored else {}
        self.changed.emit()

    def keep(self, one: Feedback) -> bool:
        """Insert a piece, or replace the one with its id; whether that worked."""
        return self._worked(self.try_to_keep(one))

    def withdraw(self, id: str) -> bool:
        """Take a piece back; whether that worked."""
        return self._worked(self.try_to_withdraw(id))

    def try_to_keep(self, one: Feedback) -> HeardFirstError | None:
        """As `keep`, for those who tell themselves why it did not work."""
        try:
            self._archive.save_feedback(self._session, one)
        except HeardFirstError as error:
            return error
        self._pieces[one.id] = one
        self.changed.emit()
        return None

    def try_to_withdraw(self, id: str) -> HeardFirstError | None:
        """As `withdraw`, for those who tell themselves why it did not work."""
        try:
            self._archive.withdraw_feedback(self._session, id)
        except HeardFirstError as error:
            return error
        self._pieces.pop(id, None)
        self.changed.emit()
        return None

    def _worked(self, error: HeardFirstError | None) -> bool:
        if error is not None:
            self.fault.emit(error)
        return error is None
