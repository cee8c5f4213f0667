"""The speech worker: a child process that loads one recogniser, keeps it warm and answers over a pipe.

It and app.speech.engines are the only places that import whisper, torch and pocketsphinx.
"""

import importlib
import os
import signal
import sys
import threading
import warnings
from collections.abc import Callable
from multiprocessing import parent_process
from multiprocessing.connection import Connection, wait
from typing import Any, Protocol

from app.errors import ErrorKind, HeardFirstError
from app.rehearsal.sound import Samples
from app.speech.engine import Setup
from app.speech.message import Answer, Ask, Loaded, NotLoaded, Refusal
from app.transcript.transcript import Word


class LoadedEngine(Protocol):
    """A recogniser that is ready."""

    def words(self, samples: Samples) -> tuple[Word, ...]:
        """16 kHz mono samples in words; times in seconds from the first sample. May raise anything."""
        ...


Loader = Callable[[Setup], LoadedEngine]
"""Loads an engine; called once, in the worker. May raise anything."""


def main(pipe: "Connection[Any, Any]", setup: Setup) -> None:
    """Load, say so, then answer until the pipe is closed. The target of the spawned process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C in a terminal reaches us too; the parent decides
    _keep_standard_output_clean()
    _refuse_network()
    threading.Thread(target=_die_with_parent, name="parent-watch", daemon=True).start()
    try:
        try:
            engine = loader(setup)(setup)
        except Exception as error:  # noqa: BLE001 - whatever a recogniser raises must reach the user as a sentence
            pipe.send(NotLoaded(_explain(error, setup)))
            return
        pipe.send(Loaded())
        while True:
            ask: Ask = pipe.recv()
            pipe.send(_answer(engine, ask, setup))
    except (EOFError, OSError):  # the parent closed the pipe or is gone
        return


def _answer(engine: LoadedEngine, ask: Ask, setup: Setup) -> Answer | Refusal:
    try:
        return Answer(ask.number, engine.words(ask.samples))
    except Exception as error:  # noqa: BLE001 - as above
        return Refusal(ask.number, _explain(error, setup))


def loader(setup: Setup) -> Loader:
    """The loader that a setup names, imported."""
    module, _, function = setup.loader.partition(":")
    return getattr(importlib.import_module(module), function)


def _explain(error: Exception, setup: Setup) -> HeardFirstError:
    if isinstance(error, HeardFirstError):
        return error
    # torch reports a failed allocation as a RuntimeError
    if isinstance(error, MemoryError) or "can't allocate memory" in str(error):
        return HeardFirstError(ErrorKind.RECOGNISER_MEMORY)
    if isinstance(error, ImportError):
        return HeardFirstError(ErrorKind.ENGINE_MISSING, engine=setup.engine, reason=error.name or str(error))
    return HeardFirstError(ErrorKind.RECOGNISER_FAILED, reason=type(error).__name__)


def _keep_standard_output_clean() -> None:
    """What a recogniser prints must not mix with the front end's output, and both streams may be None (pythonw).

    Its libraries' warnings are for their authors, not for the user's terminal.
    """
    warnings.simplefilter("ignore")
    if sys.stderr is None:  # pyright: ignore[reportUnnecessaryComparison]
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - for the life of the process
    sys.stdout = sys.stderr


def _refuse_network() -> None:
    """Nothing said here leaves the computer: whisper would fetch a model by itself, so no address is looked up."""

    def refuse(event: str, _: tuple[Any, ...]) -> None:
        if event in {"socket.connect", "socket.getaddrinfo", "socket.sendto"}:
            raise PermissionError("the speech worker uses no network")

    sys.addaudithook(refuse)


def _die_with_parent() -> None:
    """A parent that was killed cannot close the pipe politely while we compute."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
