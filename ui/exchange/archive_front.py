"""The archive for work on another thread: each call is carried out on the GUI thread, where the archive lives."""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar, cast

from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.bundle.arrival import Receives
from app.storage.stored import StoredSession

T = TypeVar("T")
_LOOK_S = 0.05


class GaveUpError(Exception):
    """The work was cancelled before the archive did anything of what it was asked."""


class ArchiveFront(QObject):
    """Made on the GUI thread; `until` gives what the other thread uses."""

    asked = Signal(object)

    def __init__(self, archive: Receives, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.archive = archive
        self.asked.connect(self._carry_out, Qt.ConnectionType.QueuedConnection)

    def until(self, cancel: threading.Event) -> "ArchiveCalls":
        """The archive for a thread that is told by `cancel` to stop."""
        return ArchiveCalls(self, cancel)

    @Slot(object)
    def _carry_out(self, call: "_Call[object]") -> None:
        call.carry_out()


class ArchiveCalls:
    """Fills app.bundle.arrival.Receives. Waits for each answer; raises GaveUpError where it was cancelled first."""

    def __init__(self, front: ArchiveFront, cancel: threading.Event) -> None:
        self._front = front
        self._cancel = cancel

    def open_session(self, session: str, /) -> StoredSession:
        """As the archive's."""
        return self._ask(lambda: self._front.archive.open_session(session))

    def save_received(self, stored: StoredSession, /) -> None:
        """As the archive's."""
        self._ask(lambda: self._front.archive.save_received(stored))

    def withdrawn(self, session: str, /) -> frozenset[str]:
        """As the archive's."""
        return self._ask(lambda: self._front.archive.withdrawn(session))

    def _ask(self, work: Callable[[], T]) -> T:
        call = _Call(work)
        if self._cancel.is_set():
            raise GaveUpError
        try:
            self._front.asked.emit(call)
        except RuntimeError:  # the window is gone
            raise GaveUpError from None
        while not call.done.wait(_LOOK_S):
            if self._cancel.is_set() and call.claim():
                raise GaveUpError
        return call.answer()


class _Call(Generic[T]):
    """Either carried out or given up, never both: whoever claims it first."""

    def __init__(self, work: Callable[[], T]) -> None:
        self.done = threading.Event()
        self._work = work
        self._lock = threading.Lock()
        self._claimed = False
        self._result: T | None = None
        self._error: Exception | None = None

    def claim(self) -> bool:
        """Whether nobody else has it."""
        with self._lock:
            first, self._claimed = not self._claimed, True
        return first

    def carry_out(self) -> None:
        """On the archive's thread."""
        if not self.claim():
            return
        try:
            self._result = self._work()
        except Exception as error:  # noqa: BLE001 - raised again where it was asked
            self._error = error
        self.done.set()

    def answer(self) -> T:
        """What came of it."""
        if self._error is not None:
            raise self._error
        return cast("T", self._result)
