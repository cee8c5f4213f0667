"""Marks takes on a thread of its own, where the network is loaded once."""

import logging
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from app.classifier.remembering import Remembering
from app.errors import ErrorKind, HeardFirstError
from app.marking.classifier import Classifier
from app.marking.facts import Goal
from app.marking.marker import Marker, Marking, Turn
from app.persona.acts import Turns, acts_of
from app.persona.nearness import Nearness
from app.rehearsal.event import Event, Marked, MarkingFailed, SegmentsRead
from app.rehearsal.ports import Post
from app.rehearsal.reading import Reading
from app.scenarios.scenario import Persona

_LOG = logging.getLogger("heard_first.marker")


@dataclass(frozen=True)
class _Mark:
    take: int
    turns: tuple[Turn, ...]
    goal: Goal
    ended: bool
    persona: Persona | None


@dataclass(frozen=True)
class _Read:
    take: int
    segments: tuple[int, ...]
    turn: Turn


class MarkerThread:
    """The port app.rehearsal.ports.BackgroundMarker. The thread starts with the first need and ends with `close`."""

    def __init__(self, post: Post, load: Callable[[], Classifier], nearness: Nearness | None = None) -> None:
        """`load` gives the classifier; it is called on the thread, again after a failure.

        `nearness` tells what a sentence is about; it is used on the thread alone.
        """
        self._post = post
        self._load = load
        self._nearness = nearness
        self._classifier: Classifier | None = None
        self._jobs: deque[_Mark | None] = deque()
        self._read: _Read | None = None
        self._wake = threading.Condition()
        self._thread: threading.Thread | None = None

    def warm_up(self) -> None:
        """Load the network before the first take needs it."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._serve, name="marker", daemon=True)
            self._thread.start()

    def mark(
        self, take: int, turns: tuple[Turn, ...], goal: Goal, *, ended: bool = True, persona: Persona | None = None
    ) -> None:
        """Queue one conversation, known by its last take; what waits to be read is forgotten."""
        self.warm_up()
        with self._wake:
            self._read = None
            self._jobs.append(_Mark(take, turns, goal, ended, persona))
            self._wake.notify()

    def read(self, take: int, segments: tuple[int, ...], turn: Turn) -> None:
        """Find the moves in a turn that is still being said, in the place of one that waits for that."""
        self.warm_up()
        with self._wake:
            self._read = _Read(take, segments, turn)
            self._wake.notify()

    def close(self) -> None:
        """End the thread; it finishes the takes that it was given."""
        if self._thread is not None:
            with self._wake:
                self._jobs.append(None)
                self._wake.notify()
            self._thread.join(2.0)
            self._thread = None

    def _next(self) -> _Mark | _Read | None:
        """What is marked goes before what is only read."""
        with self._wake:
            self._wake.wait_for(lambda: self._jobs or self._read)
            if self._jobs:
                return self._jobs.popleft()
            job, self._read = self._read, None
            return job

    def _serve(self) -> None:
        self._try_load()
        while (job := self._next()) is not None:
            event = self._marked(job) if isinstance(job, _Mark) else self._found(job)
            if event is not None:
                self._post(event)

    def _marked(self, job: _Mark) -> Event:
        try:
            marking = Marker(self._loaded()).mark(job.turns, job.goal, ended=job.ended)
            acts = self._acts(marking, job.persona)
        except Exception as fault:  # noqa: BLE001 - whoever waits for marks must not wait for ever
            return MarkingFailed(job.take, _told(fault))
        return Marked(job.take, marking, acts)

    def _found(self, job: _Read) -> Event | None:
        try:
            sentences = self._loaded().classify(job.turn.text, job.turn.salesperson)
        except Exception as fault:  # noqa: BLE001 - said when the take is marked
            _told(fault)
            return None
        return SegmentsRead(job.take, Reading(job.segments, job.turn.text, sentences))

    def _loaded(self) -> Classifier:
        if self._classifier is None:
            self._classifier = Remembering(self._load())
        return self._classifier

    def _acts(self, marking: Marking, persona: Persona | None) -> Turns | None:
        if persona is None:
            return None
        return acts_of(marking, persona.facts, persona.feelings, self._nearness)

    def _try_load(self) -> None:
        try:
            self._loaded()
        except Exception as fault:  # noqa: BLE001 - said when a take needs it
            _told(fault)


def _told(fault: Exception) -> HeardFirstError:
    """A fault for the user; of one that nobody foresaw only the kind goes into the log."""
    if isinstance(fault, HeardFirstError):
        return fault
    _LOG.error("the marker failed: %s", type(fault).__name__)
    return HeardFirstError(ErrorKind.MARKER_UNAVAILABLE, reason=type(fault).__name__)
