"""What crosses the pipe between the program and the speech worker."""

from dataclasses import dataclass

from app.errors import HeardFirstError
from app.rehearsal.sound import Samples
from app.transcript.transcript import Word


@dataclass(frozen=True, eq=False)
class Ask:
    """To the worker: these samples (16 kHz mono, -1 to 1) in words, please."""

    number: int
    samples: Samples


@dataclass(frozen=True)
class Loaded:
    """From the worker: the engine is loaded and waits."""


@dataclass(frozen=True)
class NotLoaded:
    """From the worker, as its last word: the engine cannot be loaded."""

    error: HeardFirstError


@dataclass(frozen=True)
class Answer:
    """From the worker: the words of one Ask, untidied, times in seconds from its first sample."""

    number: int
    words: tuple[Word, ...]


@dataclass(frozen=True)
class Refusal:
    """From the worker: one Ask could not be answered; the next may be."""

    number: int
    error: HeardFirstError


Reply = Loaded | NotLoaded | Answer | Refusal
