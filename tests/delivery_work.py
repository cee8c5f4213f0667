"""What the measuring child does on a bad day. The sound file's name says what."""

import ctypes
import os
import signal
import threading
import urllib.error
import urllib.request
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from app.audio.delivery import measuring
from app.audio.delivery.delivery import Curve, Pause, SoundMeasures
from app.audio.delivery.measuring import Progress
from app.child.manners import behave
from app.errors import ErrorKind, HeardFirstError

MEASURES = SoundMeasures(
    2.0, (Pause(0.5, 1.25),), Curve(0.016, (-20.0, None, -24.0)), Curve(0.016, (118.0, None, None))
)


def work(pipe: "Connection[Any, Any]", path: Path) -> None:
    """Measures at once, or has the day that the file is named after."""
    behave()
    pipe.send(Progress(0.0))
    match path.stem.partition("-")[0]:
        case "crashes":
            os._exit(3)
        case "leaves":
            os._exit(0)
        case "segfaults":
            ctypes.string_at(0)
        case "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        case "hangs":
            threading.Event().wait()
        case "freezes":
            os.kill(os.getpid(), signal.SIGSTOP)
        case "refuses":
            pipe.send(HeardFirstError(ErrorKind.FILE_EMPTY, path=path))
        case "babbles":
            pipe.send("not what was asked")
        case "calls":
            pipe.send(HeardFirstError(ErrorKind.MEASURING_FAILED, reason=_call()))
        case _:
            pipe.send(MEASURES)


def without_memory(pipe: "Connection[Any, Any]", path: Path) -> None:
    """The real work, where the memory does not suffice."""
    _break(pipe, path, MemoryError())


def without_library(pipe: "Connection[Any, Any]", path: Path) -> None:
    """The real work, where the pitch library is not installed."""
    _break(pipe, path, ModuleNotFoundError("No module named 'swift_f0'", name="swift_f0"))


def with_a_fault(pipe: "Connection[Any, Any]", path: Path) -> None:
    """The real work, where a library fails."""
    _break(pipe, path, ValueError("what was said must not get into a message"))


def _break(pipe: "Connection[Any, Any]", path: Path, fault: Exception) -> None:
    def broken(*_: object) -> SoundMeasures:
        raise fault

    measuring.measure_sound = broken
    measuring.main(pipe, path)


def _call() -> str:
    try:
        urllib.request.urlopen("http://127.0.0.1:9/", timeout=5)
    except urllib.error.URLError as error:
        return type(error.reason).__name__
    return "nothing was refused"
