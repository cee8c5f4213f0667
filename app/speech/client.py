"""The recogniser as the rehearsal sees it: segments in, words posted, whatever becomes of the process that hears."""

import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing import Pipe
from pathlib import Path
from queue import SimpleQueue

from app.errors import ErrorKind, HeardFirstError
from app.folders import user_folders
from app.rehearsal.event import Event, SegmentFailed, SegmentHeard
from app.rehearsal.ports import Post
from app.rehearsal.sound import SpeechSegment
from app.speech.child import Child, Gone
from app.speech.engine import BUILT_IN, choose
from app.speech.message import Answer, Ask, Loaded, NotLoaded, Refusal, Reply
from app.speech.tidying import tidy
from app.transcript.transcript import Segment, Transcript, join

_LOG = logging.getLogger("heard_first.speech")


@dataclass(frozen=True)
class RecogniserPatience:
    """How long to wait, in seconds."""

    load_s: float = 120.0
    least_s: float = 20.0
    per_second_of_sound_s: float = 10.0
    forgotten_s: float = 1.0  # to finish what nobody wants any more, before the process is killed for it
    closing_s: float = 2.0

    def for_segment(self, segment: SpeechSegment) -> float:
        """The time that a segment may take once the engine is loaded."""
        return max(self.least_s, self.per_second_of_sound_s * (segment.end_s - segment.start_s))


@dataclass
class _Job:
    number: int
    take: int
    segment: SpeechSegment
    deadline_s: float = 0.0
    forgotten: bool = False


class SpeechRecogniser:
    """Turns segments into words in a child process (the port app.rehearsal.ports.Recogniser).

    A thread of its own keeps the child: it starts it, hands it one segment at a time, posts what comes back, and
    replaces it after a crash, a hang or a cancel. A crash costs the segment that was being heard; the others wait.
    """

    def __init__(
        self,
        post: Post,
        engine: str = BUILT_IN,
        model: str | Path | None = None,
        models_folder: Path | None = None,
        patience: RecogniserPatience | None = None,
    ) -> None:
        """Starts nothing yet. Raises HeardFirstError (ENGINE_UNKNOWN, MODEL_UNKNOWN).

        Whether the model is there is found out when it is loaded, and posted with the segments that need it.
        """
        self._choice = choose(engine, model, models_folder or user_folders().models)
        self._post = post
        self._patience = patience or RecogniserPatience()
        # also held while posting, so that nothing is posted for a take once forget() has returned
        self._lock = threading.RLock()
        self._queue: deque[_Job] = deque()
        self._current: _Job | None = None
        self._numbers = 0
        self._warm = False
        self._closed = False
        self._thread: threading.Thread | None = None
        self._child: Child | None = None
        self._loaded = False
        self._load_deadline_s = 0.0
        self._woken, self._wake = Pipe(duplex=False)

    @property
    def engine(self) -> str:
        """The engine and model, e.g. "whisper base.en"."""
        return self._choice.label

    @property
    def rough(self) -> bool:
        """Whether its words are to be shown to the user before they are marked."""
        return self._choice.engine.rough

    @property
    def confidence_floor(self) -> float:
        """The mean word confidence (0 to 1) under which it mostly guesses."""
        return self._choice.engine.confidence_floor

    @property
    def pid(self) -> int | None:
        """The child's process id, for the doctor and the benchmarks; None while there is none."""
        child = self._child
        return child.pid if child else None

    def warm_up(self) -> None:
        """Start the process and load the model, so that the first segment need not wait. Returns at once."""
        with self._lock:
            if not self._closed:
                self._warm = True
                self._stir()

    def recognise(self, take: int, segment: SpeechSegment) -> None:
        """Queue one segment."""
        with self._lock:
            if self._closed:
                return
            self._numbers += 1
            self._queue.append(_Job(self._numbers, take, segment))
            self._stir()

    def forget(self, take: int) -> None:
        """Drop what is queued for a take; nothing more is posted for it."""
        with self._lock:
            self._queue = deque(job for job in self._queue if job.take != take)
            job = self._current
            if job is not None and job.take == take and not job.forgotten:
                job.forgotten = True
                job.deadline_s = min(job.deadline_s, time.monotonic() + self._patience.forgotten_s)
                self._stir()

    def close(self) -> None:
        """End the process, by force after 2 s. Nothing is posted afterwards; safe to call twice."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
            self._queue.clear()
            thread = self._thread
            if thread is not None:
                self._stir()
        if thread is not None and thread is not threading.current_thread():
            thread.join(self._patience.closing_s + 1)
            child = self._child
            if thread.is_alive() and child is not None:
                child.kill()
                thread.join(1)
        if thread is None or not thread.is_alive():
            self._woken.close()
            self._wake.close()

    def _stir(self) -> None:
        """Have the thread look again; started on the first need. Called with the lock held."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._serve, name="speech-recogniser", daemon=True)
            self._thread.start()
        if not self._woken.poll():
            self._wake.send(None)

    # below, everything runs on the recogniser's own thread

    def _serve(self) -> None:
        try:
            while not self._closed:
                self._step()
            self._let_go(self._patience.closing_s)
        except Exception as fault:  # noqa: BLE001 - whoever waits for words must not wait for ever
            _LOG.error("the speech recogniser's thread failed: %s", type(fault).__name__)
            with self._lock:
                self._not_loaded(HeardFirstError(ErrorKind.RECOGNISER_FAILED, reason=type(fault).__name__))
                self._thread = None

    def _step(self) -> None:
        if self._child is None:
            if self._warm or self._queue:
                self._open()
            else:
                self._woken.recv()
            return
        self._hand_out(self._child)
        reply = self._child.hear(self._woken, self._time_left())
        if reply is not None:
            self._take_in(reply)
        elif self._woken.poll():
            self._woken.recv()
        elif self._time_left() == 0.0:
            self._too_late()

    def _open(self) -> None:
        try:
            self._child = Child(self._choice.setup())
        except HeardFirstError as error:
            self._not_loaded(error)
        except OSError as error:
            self._not_loaded(HeardFirstError(ErrorKind.RECOGNISER_FAILED, reason=error.strerror or str(error)))
        else:
            self._loaded = False
            self._load_deadline_s = time.monotonic() + self._patience.load_s

    def _hand_out(self, child: Child) -> None:
        with self._lock:
            if not self._loaded or self._current is not None or not self._queue:
                return
            job = self._current = self._queue.popleft()
            job.deadline_s = time.monotonic() + self._patience.for_segment(job.segment)
        child.ask(Ask(job.number, job.segment.samples))

    def _time_left(self) -> float | None:
        if not self._loaded:
            deadline_s = self._load_deadline_s
        elif self._current is not None:
            deadline_s = self._current.deadline_s
        else:
            return None
        return max(0.0, deadline_s - time.monotonic())

    def _take_in(self, reply: Reply | Gone) -> None:
        match reply:
            case Loaded():
                self._loaded = True
            case NotLoaded(error):
                self._not_loaded(error)
            case Answer(number, words):
                self._answered(number, lambda job: _heard(job, tidy(words, job.segment)))
            case Refusal(number, error):
                self._answered(number, lambda job: _failed(job, error))
            case Gone(error):
                self._lost(error)

    def _answered(self, number: int, event: Callable[[_Job], Event]) -> None:
        job = self._current
        if job is not None and job.number == number:  # else an answer from before; nobody waits for it
            self._current = None
            self._tell(job, event(job))

    def _too_late(self) -> None:
        self._lost(HeardFirstError(ErrorKind.RECOGNISER_TIMEOUT))

    def _lost(self, error: HeardFirstError) -> None:
        """The child is gone, or is of no more use: only the segment it was hearing fails; a new one is warmed up."""
        if not self._loaded:
            self._not_loaded(error)
            return
        self._let_go()
        job, self._current = self._current, None
        # an idle child that dies is not replaced until it is needed, or a faulty one would be started for ever
        self._warm = job is not None
        if job is not None:
            self._tell(job, _failed(job, error))

    def _not_loaded(self, error: HeardFirstError) -> None:
        """No segment can be heard before something changes, so all that wait fail; the next one tries again."""
        self._let_go()
        self._warm = False
        self._fail_all(error)

    def _fail_all(self, error: HeardFirstError) -> None:
        with self._lock:
            waiting = [self._current, *self._queue] if self._current else [*self._queue]
            self._current = None
            self._queue.clear()
            for job in waiting:
                self._tell(job, _failed(job, error))

    def _tell(self, job: _Job, event: Event) -> None:
        with self._lock:
            if not (job.forgotten or self._closed):
                self._post(event)

    def _let_go(self, grace_s: float = 0.0) -> None:
        self._loaded = False
        child = self._child
        if child is not None:
            try:
                child.end(grace_s)
            finally:
                self._child = None


def transcribe(
    segments: Sequence[SpeechSegment],
    engine: str = BUILT_IN,
    model: str | Path | None = None,
    models_folder: Path | None = None,
    patience: RecogniserPatience | None = None,
) -> Transcript:
    """One take in words, in this call: for the front end.

    Words come in the take's time. Raises HeardFirstError: the first thing that went wrong, whichever segment it was.
    """
    events: SimpleQueue[Event] = SimpleQueue()
    recogniser = SpeechRecogniser(events.put, engine, model, models_folder, patience)
    heard: list[Segment] = []
    try:
        for segment in segments:
            recogniser.recognise(0, segment)
        while len(heard) < len(segments):
            event = events.get()
            if isinstance(event, SegmentFailed):
                raise event.error
            if isinstance(event, SegmentHeard):
                heard.append(event.segment)
    finally:
        recogniser.close()
    return join(heard, recogniser.engine, recogniser.rough)


def _heard(job: _Job, segment: Segment) -> Event:
    return SegmentHeard(job.take, job.segment.index, segment)


def _failed(job: _Job, error: HeardFirstError) -> Event:
    return SegmentFailed(job.take, job.segment.index, error)
