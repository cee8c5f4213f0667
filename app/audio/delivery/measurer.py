"""Measures takes in a process of their own, one after the other; nothing runs while nobody waits."""

import logging
import threading
from collections import deque
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from pathlib import Path

from app.audio.delivery import kept, measuring
from app.audio.delivery.delivery import Delivery, Measured, Reference, SoundMeasures
from app.audio.delivery.measuring import Progress
from app.audio.delivery.pace import pace
from app.child.process import ChildProcess, Gone
from app.errors import ErrorKind, HeardFirstError
from app.transcript.transcript import Transcript

Done = Callable[[Measured | HeardFirstError], None]
_LOG = logging.getLogger("heard_first.delivery")


@dataclass(frozen=True)
class MeasuringPatience:
    """How long to wait, in seconds: for the child's first news, between two of them, and when closing."""

    start_s: float = 90.0
    silent_s: float = 45.0
    closing_s: float = 2.0


@dataclass(eq=False)
class _Job:
    path: Path
    transcript: Transcript | None
    own: Collection[str]
    done: Done
    dropped: bool = False
    child: ChildProcess | None = field(default=None)


class DeliveryMeasurer:
    """Measures sounds on a thread that lives while there is something to do, each in a child process.

    Called on its owner's thread; `done` comes on another one, once for each sound, unless it was cancelled.
    """

    def __init__(
        self,
        sound_folder: Path | None,
        own_sessions: Callable[[], Collection[str]],
        patience: MeasuringPatience | None = None,
        work: Callable[..., None] = measuring.main,
    ) -> None:
        """Results for sounds in `sound_folder` are kept beside them; None keeps nothing.

        `own_sessions` names the sessions that count for the reference; it is called where `measure` is. `work` is
        what the child runs: work(pipe, path).
        """
        self._folder = sound_folder
        self._own_sessions = own_sessions
        self._patience = patience or MeasuringPatience()
        self._work = work
        self._lock = threading.RLock()  # held while `done` is called, so that nothing comes after a cancel
        self._jobs: deque[_Job] = deque()
        self._current: _Job | None = None
        self._thread: threading.Thread | None = None
        self._closed = False

    @property
    def pid(self) -> int | None:
        """The child's process id; None while there is none."""
        with self._lock:
            child = self._current.child if self._current else None
            return child.pid if child else None

    def measure(self, path: Path, transcript: Transcript | None, done: Done) -> Callable[[], None]:
        """Measure a sound, with the pace of its words where there are any; returns at once with what cancels it.

        `done` gets HeardFirstError where the file cannot be read, or the child crashed (MEASURING_STOPPED), hung
        (MEASURING_TIMEOUT) or failed (MEASURING_FAILED). After a cancel, which may come on any thread, it is not
        called any more.
        """
        job = _Job(path, transcript, frozenset(self._own_sessions()), done)
        with self._lock:
            if not self._closed:
                self._jobs.append(job)
                if self._thread is None:
                    self._thread = threading.Thread(target=self._serve, name="delivery", daemon=True)
                    self._thread.start()

        def cancel() -> None:
            with self._lock:
                self._drop(job)

        return cancel

    def close(self) -> None:
        """End what runs, by force. Nothing is told afterwards; safe to call twice."""
        with self._lock:
            self._closed = True
            self._jobs.clear()
            thread = self._thread
            if self._current is not None:
                self._drop(self._current)
        if thread is not None and thread is not threading.current_thread():
            thread.join(self._patience.closing_s)

    def _drop(self, job: _Job) -> None:
        job.dropped = True
        if job in self._jobs:
            self._jobs.remove(job)
        if job.child is not None:
            job.child.kill()

    # below, everything runs on the measurer's own thread

    def _serve(self) -> None:
        while True:
            with self._lock:
                if not self._jobs:
                    self._thread = None
                    return
                job = self._current = self._jobs.popleft()
            result = self._result(job)
            with self._lock:
                self._current = None
                if not job.dropped and result is not None:
                    self._tell(job, result)

    def _tell(self, job: _Job, result: Measured | HeardFirstError) -> None:
        try:
            job.done(result)
        except Exception as fault:  # noqa: BLE001 - a listener that fails must not keep the others waiting
            _LOG.error("a listener failed: %s", type(fault).__name__)

    def _result(self, job: _Job) -> Measured | HeardFirstError | None:
        """What was measured or why not; None where it was cancelled."""
        try:
            known = kept.read(job.path)
            sound = known.sound if known else self._in_child(job)
            if sound is None:
                return None
            delivery = Delivery(sound, pace(job.transcript.words if job.transcript else (), sound.duration_s))
            return Measured(delivery, self._keep(job, delivery, known))
        except HeardFirstError as error:
            return error
        except OSError as error:
            return HeardFirstError(ErrorKind.MEASURING_FAILED, reason=error.strerror or str(error))
        except Exception as fault:  # noqa: BLE001 - whoever waits must not wait for ever
            _LOG.error("measuring failed: %s", type(fault).__name__)
            return HeardFirstError(ErrorKind.MEASURING_FAILED, reason=type(fault).__name__)

    def _keep(self, job: _Job, delivery: Delivery, known: kept.Kept | None) -> Reference | None:
        """Keep it where the sound is one of ours, and say what is usual for who spoke."""
        if self._folder is None or job.path.parent != self._folder:
            return None
        if known is None or known.medians != delivery.medians:  # the words may have come since
            kept.write(job.path, delivery)
        session = kept.session_of(job.path)
        # the takes of a session that came in a file are another manager's
        return kept.read_reference(self._folder, job.own if session in job.own else {session})

    def _in_child(self, job: _Job) -> SoundMeasures | None:
        child = ChildProcess(self._work, (job.path,), "delivery")
        with self._lock:
            job.child = child
        try:
            return self._hear(job, child)
        finally:
            with self._lock:
                job.child = None
            child.end()

    def _hear(self, job: _Job, child: ChildProcess) -> SoundMeasures | None:
        patience_s = self._patience.start_s
        while not job.dropped:
            heard = child.hear((Progress, SoundMeasures, HeardFirstError), patience_s)
            patience_s = self._patience.silent_s
            if isinstance(heard, SoundMeasures):
                return heard
            if isinstance(heard, HeardFirstError):
                raise heard
            if job.dropped:
                break
            if heard is None:
                raise HeardFirstError(ErrorKind.MEASURING_TIMEOUT)
            if isinstance(heard, Gone):
                raise HeardFirstError(ErrorKind.MEASURING_STOPPED)
        return None
