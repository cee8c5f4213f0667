"""Recordings that a crash left behind: found, kept or deleted. Their headers are never believed."""

import contextlib
import os
import re
import struct
from collections.abc import Container
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from app.audio.listening import Listening
from app.audio.take_file import HEADER_BYTES, PART, lock, sync_folder, wav_header
from app.errors import ErrorKind, HeardFirstError
from app.rehearsal.sound import Recording

_MOST_TAKES = 9_999
"""A file with a higher number in its name is not ours."""
_CONSENT = re.compile(r"(?P<session>[0-9a-f]{16})-0(~[0-9]+)?\.wav(?P<part>\.part)?")


@dataclass(frozen=True)
class Unfinished:
    """A recording that was cut off (its session knows at most that it began), or one of which no session knows."""

    path: Path
    session: str
    take: int
    duration_s: float
    started: datetime


def unfinished(sound_folder: Path, kept: Container[str] | None = None) -> list[Unfinished]:
    """The recordings that were cut off, latest first; with `kept` also whole ones whose file name is not in it.

    A recording that is being made now, by this program or another window, is left out. Files without any sound
    are deleted here: there is nothing in them to keep.
    """
    found: list[Unfinished] = []
    for path in sorted(sound_folder.glob("*.wav" + PART)):
        if not _is_being_recorded(path):
            found += _look_at(path)
    if kept is not None:
        for path in sorted(sound_folder.glob("*.wav")):
            if path.name not in kept:
                found += _look_at(path)
    return sorted(found, key=lambda one: one.started, reverse=True)


def adopt(path: Path) -> Recording:
    """Mend the header, rename it to .wav and listen to it, at a fraction of its length; never written over another.

    Raises HeardFirstError (FILE_UNREADABLE, AUDIO_NOT_RECOGNISED) and leaves the file as it is then.
    """
    try:
        rate_hz, data_bytes = _layout(path)
        with path.open("r+b") as file:
            file.write(wav_header(rate_hz, data_bytes))
            file.truncate(HEADER_BYTES + data_bytes)
            file.flush()
            os.fsync(file.fileno())
        path = _renamed(path)
        listening = Listening(rate_hz)
        with path.open("rb") as file:
            file.seek(HEADER_BYTES)
            while block := file.read(rate_hz * 2):
                listening.feed(np.frombuffer(block, "<i2").astype(np.float32) / np.float32(32768))
    except OSError as error:
        raise HeardFirstError(ErrorKind.FILE_UNREADABLE, path=path, reason=error.strerror or str(error)) from error
    listening.finish()
    return Recording(path, listening.duration_s, listening.speech_s, listening.condition, interrupted=True)


def discard(path: Path) -> None:
    """Delete a recording that was left behind. Raises HeardFirstError (FILE_UNREADABLE)."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise HeardFirstError(ErrorKind.FILE_UNREADABLE, path=path, reason=error.strerror or str(error)) from error


def forget_consents(sound_folder: Path, sessions: Container[str]) -> None:
    """Delete spoken agreements that came to nothing: cut off, or of a session that was never kept.

    They are named as take 0, and nobody is asked about them: without their session they agree to nothing.
    """
    for path in sound_folder.glob("*-0*.wav*"):
        found = _CONSENT.fullmatch(path.name)
        if found is None or (not found["part"] and found["session"] in sessions):
            continue
        if not (found["part"] and _is_being_recorded(path)):
            with contextlib.suppress(OSError):
                path.unlink()


def _look_at(path: Path) -> list[Unfinished]:
    try:
        rate_hz, data_bytes = _layout(path)
        started_s = path.stat().st_mtime - data_bytes / 2 / rate_hz
    except (OSError, HeardFirstError):
        return []
    if not data_bytes:
        with contextlib.suppress(OSError):
            path.unlink()
        return []
    session, _, take = path.name.split(".wav")[0].rpartition("-")
    number = take.split("~")[0]
    if not session or not number.isdecimal() or not 1 <= int(number) <= _MOST_TAKES:
        return []
    started = datetime.fromtimestamp(started_s, tz=UTC).astimezone()
    return [Unfinished(path, session, int(number), data_bytes / 2 / rate_hz, started)]


def _layout(path: Path) -> tuple[int, int]:
    """Rate from the header, length from the file. Raises OSError, HeardFirstError where we did not write it."""
    size = path.stat().st_size
    if size <= HEADER_BYTES:
        return 16_000, 0
    with path.open("rb") as file:
        head = file.read(HEADER_BYTES)
    (rate_hz,) = struct.unpack_from("<I", head, 24)
    ours = wav_header(rate_hz, 0) if rate_hz < 2**31 else b""
    lengths = (slice(4, 8), slice(40, 44))
    told = bytearray(head)
    for place in lengths:
        told[place] = ours[place]
    if bytes(told) != ours or not rate_hz:
        raise HeardFirstError(ErrorKind.AUDIO_NOT_RECOGNISED, path=path)
    return rate_hz, (size - HEADER_BYTES) // 2 * 2


def _is_being_recorded(path: Path) -> bool:
    try:
        descriptor = os.open(path, os.O_RDWR)
    except OSError:
        return True
    try:
        return not lock(descriptor)
    finally:
        os.close(descriptor)


def _renamed(path: Path) -> Path:
    if path.suffix != PART:
        return path
    final = path.with_suffix("")
    number = 2
    while final.exists():
        final = path.with_name(f"{path.name.removesuffix('.wav' + PART)}~{number}.wav")
        number += 1
    path.rename(final)
    sync_folder(final.parent)
    return final
