"""PyAudio as this program sees it: loaded late, quiet, and never entered by two threads at once."""

import contextlib
import ctypes
import os
import sys
import threading
from collections.abc import Callable, Generator, Mapping
from typing import Protocol, cast

from app.errors import ErrorKind, HeardFirstError

DeviceInfo = Mapping[str, str | int | float]
StreamCallback = Callable[[bytes | None, int, Mapping[str, float], int], tuple[bytes | None, int]]


class Stream(Protocol):
    """An open PortAudio stream."""

    def start_stream(self) -> None: ...  # noqa: D102
    def stop_stream(self) -> None: ...  # noqa: D102
    def close(self) -> None: ...  # noqa: D102
    def write(self, frames: bytes, /) -> None: ...  # noqa: D102
    def get_input_latency(self) -> float: ...  # noqa: D102
    def get_output_latency(self) -> float: ...  # noqa: D102


class PortAudio(Protocol):
    """One initialised PortAudio (pyaudio.PyAudio). Every call may raise OSError."""

    def get_device_count(self) -> int: ...  # noqa: D102
    def get_device_info_by_index(self, index: int, /) -> DeviceInfo: ...  # noqa: D102
    def get_default_input_device_info(self) -> DeviceInfo: ...  # noqa: D102
    def get_default_output_device_info(self) -> DeviceInfo: ...  # noqa: D102
    def get_host_api_info_by_index(self, index: int, /) -> DeviceInfo: ...  # noqa: D102
    def open(self, **options: object) -> Stream: ...  # noqa: D102
    def terminate(self) -> None: ...  # noqa: D102


class Library(Protocol):
    """The pyaudio module."""

    paInt16: int  # noqa: N815 - PyAudio's own names
    paContinue: int  # noqa: N815
    paInputOverflow: int  # noqa: N815

    def PyAudio(self) -> PortAudio: ...  # noqa: D102, N802


LoadLibrary = Callable[[], Library]
"""Gives the pyaudio module or raises HeardFirstError (AUDIO_LIBRARY_MISSING)."""


def load_pyaudio() -> Library:
    """Import PyAudio and keep ALSA and JACK from writing to the terminal."""
    try:
        import pyaudio
    except (ImportError, OSError) as error:
        raise HeardFirstError(ErrorKind.AUDIO_LIBRARY_MISSING, reason=str(error)) from error
    if sys.platform == "linux":
        _quiet_linux()
    return cast("Library", pyaudio)


_LOCK_TIMEOUT_S = 2.0
_lock = threading.Lock()


@contextlib.contextmanager
def entering_portaudio() -> Generator[None]:
    """Around every call that initialises, opens, closes or ends PortAudio: it is not thread-safe.

    A driver that blocks for good would hold the lock for good; after 2 s such a lock is given up, so that the
    program can record again.
    """
    global _lock
    lock = _lock
    held = lock.acquire(timeout=_LOCK_TIMEOUT_S)
    if not held:
        if _lock is lock:
            _lock = threading.Lock()
        lock = _lock
        held = lock.acquire(timeout=_LOCK_TIMEOUT_S)
    try:
        yield
    finally:
        if held:
            lock.release()


_AlsaHandler = ctypes.CFUNCTYPE(None, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p)
_JackHandler = ctypes.CFUNCTYPE(None, ctypes.c_char_p)


def _ignore(*_: object) -> None:
    pass


_alsa_handler = _AlsaHandler(_ignore)  # kept here: the libraries hold on to them
_jack_handler = _JackHandler(_ignore)


def _quiet_linux() -> None:
    """Both libraries print dozens of lines for devices that are merely not there."""
    with contextlib.suppress(OSError, AttributeError):
        alsa = ctypes.CDLL("libasound.so.2", mode=os.RTLD_NOLOAD | os.RTLD_LAZY)
        alsa.snd_lib_error_set_handler(_alsa_handler)
    with contextlib.suppress(OSError, AttributeError):
        jack = ctypes.CDLL("libjack.so.0", mode=os.RTLD_NOLOAD | os.RTLD_LAZY)
        jack.jack_set_error_function(_jack_handler)
        jack.jack_set_info_function(_jack_handler)
