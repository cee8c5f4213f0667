"""Engines that do in the speech worker what real ones do on a bad day. The first sample says what."""

import ctypes
import math
import os
import signal
import sys
import threading
import urllib.error
import urllib.request
from dataclasses import replace
from enum import IntEnum
from pathlib import Path
from typing import NoReturn

import numpy as np

from app.errors import HeardFirstError
from app.rehearsal.sound import SPEECH_RATE_HZ, Samples, SpeechSegment
from app.speech.engine import Engine, Setup
from app.transcript.transcript import Word


class Day(IntEnum):
    """What one segment meets."""

    GOOD = 0
    RAISES = 1
    CRASHES = 2
    KILLED = 3  # as the kernel does where memory runs out
    SEGFAULTS = 4
    LEAVES = 5  # exit code 0, no answer
    HANGS = 6
    FREEZES = 7
    OUT_OF_MEMORY = 8
    TORCH_OUT_OF_MEMORY = 9
    CLOSES_ITS_PIPE = 10
    NOT_A_NUMBER = 11
    FLOODS = 12
    TELLS_MODULES = 13
    USES_NETWORK = 14
    PRINTS = 15


def day(kind: Day, index: int = 0, start_s: float = 0.0, duration_s: float = 1.0) -> SpeechSegment:
    """A segment that lets the worker have such a day."""
    samples = np.zeros(int(duration_s * SPEECH_RATE_HZ), np.float32)
    samples[0] = kind / 100
    return SpeechSegment(index, start_s, start_s + duration_s, samples)


def said(text: str) -> tuple[Word, ...]:
    """Words of a tenth of a second each."""
    return tuple(Word(word, at / 10, at / 10 + 0.1, 0.9) for at, word in enumerate(text.split()))


class TestEngine:
    """Hears "one two three four", or has a bad day."""

    __test__ = False

    def words(self, samples: Samples) -> tuple[Word, ...]:
        """What the first sample asks for."""
        kind = Day(round(float(samples[0]) * 100))
        match kind:
            case Day.RAISES:
                raise ValueError("what was said must not get into a message")
            case Day.OUT_OF_MEMORY:
                raise MemoryError
            case Day.TORCH_OUT_OF_MEMORY:
                raise RuntimeError("[enforce fail at alloc_cpu.cpp:127] DefaultCPUAllocator: can't allocate memory")
            case Day.HANGS:
                threading.Event().wait()
            case Day.NOT_A_NUMBER:
                return (Word("one", math.nan, -5.0, math.nan), Word("two", math.inf, math.nan, 7.0))
            case Day.FLOODS:
                return tuple(Word(f"word{at % 977}", 9e9, 0.0, 0.5) for at in range(300_000))
            case Day.TELLS_MODULES:
                return said(" ".join(name for name in ("PySide6", "torch", "whisper", "numpy") if name in sys.modules))
            case Day.USES_NETWORK:
                try:
                    urllib.request.urlopen("http://127.0.0.1:9/", timeout=5)
                except urllib.error.URLError as error:
                    return said(type(error.reason).__name__)
            case Day.PRINTS:
                print("a progress bar")  # noqa: T201 - recognisers do
                return said(f"printed to {'nowhere' if sys.stdout is None else 'stderr'}")
            case Day.GOOD:
                pass
            case _:
                _end(kind)
        return said("one two three four")


def _end(kind: Day) -> None:
    match kind:
        case Day.CRASHES:
            os._exit(3)
        case Day.LEAVES:
            os._exit(0)
        case Day.KILLED:
            os.kill(os.getpid(), signal.SIGKILL)
        case Day.FREEZES:
            os.kill(os.getpid(), signal.SIGSTOP)
        case Day.SEGFAULTS:
            ctypes.string_at(0)
        case Day.CLOSES_ITS_PIPE:
            os.closerange(3, 256)
        case _:
            raise AssertionError(kind)


def load(setup: Setup) -> TestEngine:
    """Loads at once."""
    return TestEngine()


def load_raises(setup: Setup) -> NoReturn:
    """Loading fails."""
    raise ValueError("no such weights")


def load_misses_library(setup: Setup) -> NoReturn:
    """The recogniser's library is not installed."""
    raise ModuleNotFoundError("No module named 'whisper'", name="whisper")


def load_killed(setup: Setup) -> NoReturn:
    """The model is larger than the memory."""
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def load_hangs(setup: Setup) -> NoReturn:
    """Loading never ends."""
    threading.Event().wait()
    raise AssertionError


def engine(loader: str = "load") -> Engine:
    """The entry for app.speech.engine.ENGINES."""
    return Engine("test", f"tests.speech_engines:{loader}", rough=False, confidence_floor=0.25, default_model="")


class _Report:
    """Says what was found out while loading, whatever it hears."""

    def __init__(self, text: str) -> None:
        self._text = text

    def words(self, samples: Samples) -> tuple[Word, ...]:
        """The findings as words."""
        return said(self._text)


def load_each_with_whisper(setup: Setup) -> _Report:
    """Has Whisper's engine load every file beside the model, and a known model by name; reports what came of it."""
    from app.speech.engines import whisper_engine

    folder = Path(setup.model or "").parent
    found: list[str] = []
    for model in (*sorted(str(path) for path in folder.glob("*.pt")), "tiny.en"):
        try:
            whisper_engine.load(replace(setup, model=model, models_folder=str(folder)))
        except HeardFirstError as error:
            found.append(error.kind)
        else:
            found.append("loaded")
    return _Report(" ".join(found))
