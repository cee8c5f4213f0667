"""Where adapters post to in tests: events are kept in order and can be waited for."""

import queue
from typing import TypeVar

from app.rehearsal.event import Event

PATIENCE_S = 110.0
_E = TypeVar("_E")


class Inbox:
    """A Post whose events are taken one by one on the test's thread."""

    def __init__(self) -> None:
        self._events: queue.SimpleQueue[Event] = queue.SimpleQueue()

    def __call__(self, event: Event) -> None:
        """Post."""
        self._events.put(event)

    def take(self, kind: type[_E]) -> _E:
        """The next event, which must be of this kind; fails when nothing comes."""
        event = self._events.get(timeout=PATIENCE_S)
        assert isinstance(event, kind), event
        return event

    @property
    def empty(self) -> bool:
        """Whether nothing waits to be taken."""
        return self._events.empty()
