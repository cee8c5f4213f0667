"""One run of the speech worker, seen from the program: start, ask, hear, end."""

from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any, cast

from app.child.process import ChildProcess
from app.child.process import Gone as Ended
from app.errors import ErrorKind, HeardFirstError
from app.speech import worker
from app.speech.engine import Setup
from app.speech.message import Answer, Ask, Loaded, NotLoaded, Refusal, Reply


@dataclass(frozen=True)
class Gone:
    """The child ended by itself: crashed, or was killed from outside."""

    error: HeardFirstError


class Child:
    """The process that hears. Everything but `kill` is called on one thread."""

    def __init__(self, setup: Setup) -> None:
        """Start it; returns before the engine is loaded. Raises OSError."""
        self._process = ChildProcess(worker.main, (setup,), "speech-worker")

    @property
    def pid(self) -> int | None:
        """The process, for looking at it."""
        return self._process.pid

    def ask(self, ask: Ask) -> None:
        """Send one segment. A child that does not read holds up only the thread that writes."""
        self._process.send(ask)

    def hear(self, wake: "Connection[Any, Any]", timeout_s: float | None) -> Reply | Gone | None:
        """The next reply or the child's end; None where `wake` can be read first or the time is over."""
        heard = self._process.hear((Loaded, NotLoaded, Answer, Refusal), timeout_s, wake)
        if isinstance(heard, Ended):
            return Gone(HeardFirstError(ErrorKind.RECOGNISER_MEMORY if heard.killed else ErrorKind.RECOGNISER_STOPPED))
        return cast("Reply | None", heard)

    def kill(self) -> None:
        """End it at once; safe on any thread."""
        self._process.kill()

    def end(self, grace_s: float = 0.0) -> None:
        """End it, by force after `grace_s`, and let go of all that belongs to it."""
        self._process.end(grace_s)
