"""One run of the speech worker, seen from the program: start, ask, hear, end."""

import sys
import threading
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from typing import Any

from app.errors import ErrorKind, HeardFirstError
from app.speech import worker
from app.speech.engine import Setup
from app.speech.message import Answer, Ask, Loaded, NotLoaded, Refusal, Reply

_KILLED = -9
_TO_DIE_S = 2.0


@dataclass(frozen=True)
class Gone:
    """The child ended by itself: crashed, or was killed from outside."""

    error: HeardFirstError


class Child:
    """The process and our end of its pipe. Everything but `kill` is called on one thread."""

    def __init__(self, setup: Setup) -> None:
        """Start it; returns before the engine is loaded. Raises OSError."""
        context = get_context("spawn")  # a fork would copy Qt, PortAudio and their locks
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=worker.main, args=(theirs, setup), name="speech-worker", daemon=True)
        self._writer: threading.Thread | None = None
        try:
            self._process.start()
        except BaseException:
            self._pipe.close()
            raise
        finally:
            theirs.close()

    @property
    def pid(self) -> int | None:
        """The process, for looking at it."""
        return self._process.pid

    def ask(self, ask: Ask) -> None:
        """Send one segment. A child that does not read holds up only the thread that writes."""
        self._join_writer()
        self._writer = threading.Thread(target=self._write, args=(ask,), name="speech-writer", daemon=True)
        self._writer.start()

    def hear(self, wake: "Connection[Any, Any]", timeout_s: float | None) -> Reply | Gone | None:
        """The next reply or the child's end; None where `wake` can be read first or the time is over."""
        ready = wait([self._pipe, self._process.sentinel, wake], timeout_s)
        if self._pipe in ready or (self._process.sentinel in ready and self._pipe.poll()):
            try:
                reply: Any = self._pipe.recv()
            except Exception:  # noqa: BLE001 - a torn message may raise anything while it is unpacked
                return self._gone()
            known = isinstance(reply, (Loaded, NotLoaded, Answer, Refusal))
            return reply if known else self._gone()
        return self._gone() if self._process.sentinel in ready else None

    def kill(self) -> None:
        """End it at once; safe on any thread."""
        with suppress(ValueError):  # it was ended before
            self._process.kill()

    def end(self, grace_s: float = 0.0) -> None:
        """End it, by force after `grace_s`, and let go of all that belongs to it."""
        self._pipe_closes_for_child(grace_s)
        if self._process.is_alive():
            self._process.kill()
        self._process.join()
        self._join_writer()
        self._pipe.close()
        with suppress(ValueError):  # somebody else in this program waited for it, so that Python never learns its end
            self._process.close()

    def _pipe_closes_for_child(self, grace_s: float) -> None:
        if grace_s <= 0:
            return
        if self._writer is None or not self._writer.is_alive():
            self._pipe.close()  # the worker reads to the end of the pipe and goes
        self._process.join(grace_s)

    def _write(self, ask: Ask) -> None:
        with suppress(OSError, ValueError):  # the child is gone; hear() tells
            self._pipe.send(ask)

    def _join_writer(self) -> None:
        if self._writer is not None:
            self._writer.join()
            self._writer = None

    def _gone(self) -> Gone:
        self._process.join(_TO_DIE_S)
        # only a kill that was not ours counts, and on Linux that is the kernel out of memory
        killed = self._process.exitcode == _KILLED and sys.platform != "win32"
        return Gone(HeardFirstError(ErrorKind.RECOGNISER_MEMORY if killed else ErrorKind.RECOGNISER_STOPPED))
