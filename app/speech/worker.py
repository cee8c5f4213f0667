"""The speech worker: a child process that loads one recogniser, keeps it warm and answers over a pipe.

It and app.speech.engines are the only places that import whisper, torch and pocketsphinx.
"""

import importlib
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any, Protocol

from app.child.manners import behave
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
    behave()
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
