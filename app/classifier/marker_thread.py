"""Marks takes on a thread of its own, where the network is loaded once."""

import logging
import threading
from collections.abc import Callable
from queue import SimpleQueue

from app.errors import ErrorKind, HeardFirstError
from app.marking.classifier import Classifier
from app.marking.facts import Goal
from app.marking.marker import Marker, Marking, Turn
from app.persona.acts import Turns, acts_of
from app.persona.nearness import Nearness
from app.rehearsal.event import Marked, MarkingFailed
from app.rehearsal.ports import Post
from app.scenarios.scenario import Persona

_LOG = logging.getLogger("heard_first.marker")
_Job = tuple[int, tuple[Turn, ...], Goal, bool, Persona | None]


class MarkerThread:
    """The port app.rehearsal.ports.BackgroundMarker. The thread starts with the first need and ends with `close`."""

    def __init__(self, post: Post, load: Callable[[], Classifier], nearness: Nearness | None = None) -> None:
        """`load` gives the classifier; it is called on the thread, again after a failure.

        `nearness` tells what a sentence is about; it is used on the thread alone.
        """
        self._post = post
        self._load = load
        self._nearness = nearness
        self._marker: Marker | None = None
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._thread: threading.Thread | None = None

    def warm_up(self) -> None:
        """Load the network before the first take needs it."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._serve, name="marker", daemon=True)
            self._thread.start()

    def mark(
        self, take: int, turns: tuple[Turn, ...], goal: Goal, *, ended: bool = True, persona: Persona | None = None
    ) -> None:
        """Queue one conversation, known by its last take."""
        self.warm_up()
        self._jobs.put((take, turns, goal, ended, persona))

    def close(self) -> None:
        """End the thread; it finishes the take that it is at."""
        if self._thread is not None:
            self._jobs.put(None)
            self._thread.join(2.0)
            self._thread = None

    def _serve(self) -> None:
        self._try_load()
        while (job := self._jobs.get()) is not None:
            take, turns, goal, ended, persona = job
            try:
                if self._marker is None:
                    self._marker = Marker(self._load())
                marking = self._marker.mark(turns, goal, ended=ended)
                event = Marked(take, marking, self._acts(marking, persona))
            except Exception as fault:  # noqa: BLE001 - whoever waits for marks must not wait for ever
                event = MarkingFailed(take, _told(fault))
            self._post(event)

    def _acts(self, marking: Marking, persona: Persona | None) -> Turns | None:
        if persona is None:
            return None
        return acts_of(marking, persona.facts, persona.feelings, self._nearness)

    def _try_load(self) -> None:
        try:
            self._marker = Marker(self._load())
        except Exception as fault:  # noqa: BLE001 - said when a take needs it
            _told(fault)


def _told(fault: Exception) -> HeardFirstError:
    """A fault for the user; of one that nobody foresaw only the kind goes into the log."""
    if isinstance(fault, HeardFirstError):
        return fault
    _LOG.error("the marker failed: %s", type(fault).__name__)
    return HeardFirstError(ErrorKind.MARKER_UNAVAILABLE, reason=type(fault).__name__)
