"""Recordings that wait to go on: what a crash left behind, and takes that were kept without being marked."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

from app.audio.recovery import Unfinished
from app.errors import HeardFirstError
from app.rehearsal.event import TakeResumed
from app.rehearsal.state import Run
from ui.background_task import BackgroundTask
from ui.playback import Playback
from ui.services import Services


class KeptTakes(QObject):
    """Listens to one recording at a time, on a thread of its own; the archive is used on the GUI thread alone."""

    ready = Signal(object)
    """The TakeResumed with which the rehearsal goes on."""
    failed = Signal(object)
    """The HeardFirstError that says why it does not."""
    unplayable = Signal(object)
    """The HeardFirstError that says why one cannot be heard."""
    discarded = Signal()

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._task: BackgroundTask | None = None
        self._playback = Playback(services.player, self)
        self._playback.failed.connect(self.unplayable)

    @Slot(object)
    def play(self, one: Unfinished) -> None:
        """Hear a recording that a crash left behind."""
        self._playback.hear(one.path, 0.0, None)

    @Slot(object)
    def discard(self, one: Unfinished) -> None:
        """Delete a recording that a crash left behind."""
        self._playback.stop()
        try:
            self._services.discard(one)
        except HeardFirstError as error:
            self.failed.emit(error)
        self.discarded.emit()

    @Slot(object)
    def adopt(self, one: Unfinished) -> None:
        """Keep a recording that a crash left behind in its session, and go on with it."""
        self._playback.stop()
        try:
            run = self._services.archive.open_session(one.session).run
        except HeardFirstError as error:  # the sound is kept, but nobody knows what it answered
            self.failed.emit(error)
            return
        self._begin(lambda: self._services.adopt(run, one), self._adopted)

    def resume(self, run: Run, take: int) -> None:
        """Go on with a take that was kept without being marked."""
        self._begin(lambda: self._services.resume(run, take), self._resumed)

    def close(self, deadline_s: float) -> None:
        """Wait for the thread, for so long at most; nothing is emitted any more."""
        if self._task is not None:
            self._task.disconnect(self)
            self._task.join(deadline_s)

    def _begin(self, work: Callable[[], TakeResumed], done: Callable[[TakeResumed], None]) -> None:
        if self._task is not None:
            return
        self._task = BackgroundTask(lambda _progress, _cancel: work(), self)
        self._task.done.connect(done)
        self._task.failed.connect(self._failed)
        self._task.start()

    @Slot(object)
    def _adopted(self, event: TakeResumed) -> None:
        try:
            self._services.archive.save_take(event.run, event.run.take(event.take))
        except HeardFirstError as error:
            self._failed(error)
            return
        self._resumed(event)

    @Slot(object)
    def _resumed(self, event: TakeResumed) -> None:
        self._over()
        self.ready.emit(event)

    @Slot(object)
    def _failed(self, error: HeardFirstError) -> None:
        self._over()
        self.failed.emit(error)

    def _over(self) -> None:
        if self._task is not None:
            self._task.deleteLater()
            self._task = None
