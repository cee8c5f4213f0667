"""A child process, seen from the program: start, send, hear, end."""

import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from typing import Any

_KILLED = -9
_TO_DIE_S = 2.0


@dataclass(frozen=True)
class Gone:
    """The child ended by itself. `killed` by somebody else: on Linux that is the kernel, out of memory."""

    killed: bool


class ChildProcess:
    """The process and our end of its pipe. Everything but `kill` is called on one thread."""

    def __init__(self, target: Callable[..., None], arguments: tuple[object, ...], name: str) -> None:
        """Start `target(pipe, *arguments)`; returns before it runs. Raises OSError."""
        context = get_context("spawn")  # a fork would copy Qt, PortAudio and their locks
        self._name = name
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=target, args=(theirs, *arguments), name=name, daemon=True)
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

    def send(self, message: object) -> None:
        """Send a message. A child that does not read holds up only the thread that writes."""
        self._join_writer()
        self._writer = threading.Thread(target=self._write, args=(message,), name=f"{self._name}-writer", daemon=True)
        self._writer.start()

    def hear(
        self, known: tuple[type, ...], timeout_s: float | None, wake: "Connection[Any, Any] | None" = None
    ) -> object | None:
        """The next message, which must be of a `known` type, or Gone.

        None where `wake` can be read first or the time is over.
        """
        ready = wait([self._pipe, self._process.sentinel, *([wake] if wake is not None else [])], timeout_s)
        if self._pipe in ready or (self._process.sentinel in ready and self._pipe.poll()):
            try:
                message: Any = self._pipe.recv()
            except Exception:  # noqa: BLE001 - a torn message may raise anything while it is unpacked
                return self._gone()
            return message if isinstance(message, known) else self._gone()
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
            self._pipe.close()  # the child reads to the end of the pipe and goes
        self._process.join(grace_s)

    def _write(self, message: object) -> None:
        with suppress(OSError, ValueError):  # the child is gone; hear() tells
            self._pipe.send(message)

    def _join_writer(self) -> None:
        if self._writer is not None:
            self._writer.join()
            self._writer = None

    def _gone(self) -> Gone:
        self._process.join(_TO_DIE_S)
        # only a kill that was not ours counts
        return Gone(killed=self._process.exitcode == _KILLED and sys.platform != "win32")
