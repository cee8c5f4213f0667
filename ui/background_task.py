"""One piece of blocking work on a thread of its own, its news on the GUI thread."""

import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.errors import HeardFirstError


class BackgroundTask(QObject):
    """Runs `work(progress, cancel)`. Emits `progress` (done, in all), then `done`, `failed` or `cancelled` once."""

    progress = Signal(object, object)
    done = Signal(object)
    failed = Signal(object)  # HeardFirstError
    cancelled = Signal()
    _ended = Signal(object, object)

    def __init__(
        self, work: Callable[[Callable[[int, int], None], threading.Event], object], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._work = work
        self._cancel = threading.Event()
        self._thread = threading.Thread(target=self._run, name="background", daemon=True)
        self._ended.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def cancel(self) -> None:
        """Ask it to stop; `cancelled` tells when it has."""
        self._cancel.set()

    def join(self, deadline_s: float) -> None:
        """Wait for the thread, for so long at most."""
        self._thread.join(deadline_s)

    def _run(self) -> None:
        try:
            result: object = self._work(self._report, self._cancel)
            error: Exception | None = None
        except Exception as fault:  # noqa: BLE001 - carried to the GUI thread
            result, error = None, fault
        try:
            self._ended.emit(result, error)
        except RuntimeError:  # the window is gone
            return

    def _report(self, done: int, in_all: int) -> None:
        try:
            self.progress.emit(done, in_all)
        except RuntimeError:
            self._cancel.set()

    @Slot(object, object)
    def _tell(self, result: object, error: Exception | None) -> None:
        if isinstance(error, HeardFirstError):
            self.failed.emit(error)
        elif self._cancel.is_set():
            self.cancelled.emit()
        elif error is not None:
            raise error
        else:
            self.done.emit(result)
