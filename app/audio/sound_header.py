"""What a sound file announces, checked against how long the file really is. Reads headers only.

libsndfile reads a file that was cut short as if it were merely shorter, so its lengths are compared here.
"""

import os
import stat
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from app.audio.mp3_frames import Mp3Frames, read_mp3_frames
from app.errors import ErrorKind, HeardFirstError

MOST_MINUTES = 60
_LEAST_RATE_HZ = 8_000
_MOST_RATE_HZ = 96_000
_MOST_CHANNELS = 8
_STREAMED = 0x7FFFF000
"""Data sizes from here on are written by programs that could not know the length (into a pipe)."""
_WAV_CODECS = {1, 3, 6, 7, 0xFFFE}  # PCM, float, A-law, mu-law, extensible


@dataclass(frozen=True)
class SoundHeader:
    """Rate, channels and announced length; `frames` is None where the format does not say."""

    format: str
    rate_hz: int
    channels: int
    frames: int | None
    mp3: Mp3Frames | None = None


def read_sound_header(path: Path) -> SoundHeader:
    """Check a file before any sound is read. Raises HeardFirstError naming what is wrong with it."""
    size = file_size(path)
    try:
        with path.open("rb") as file:
            return _checked(path, _read(path, file, size))
    except OSError as error:
        raise HeardFirstError(ErrorKind.FILE_UNREADABLE, path=path, reason=error.strerror or str(error)) from error
    except struct.error as error:
        raise HeardFirstError(ErrorKind.AUDIO_HEADER_CUT, path=path) from error


def file_size(path: Path) -> int:
    """Bytes of an ordinary file that is not empty. Raises HeardFirstError (FILE_MISSING and the like)."""
    try:
        status = path.stat()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise HeardFirstError(ErrorKind.FILE_MISSING, path=path) from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "the name is not possible"
        raise HeardFirstError(ErrorKind.FILE_UNREADABLE, path=path, reason=reason) from error
    if stat.S_ISDIR(status.st_mode):
        raise HeardFirstError(ErrorKind.FILE_IS_DIRECTORY, path=path)
    if not stat.S_ISREG(status.st_mode):
        raise HeardFirstError(ErrorKind.FILE_UNREADABLE, path=path, reason="it is not an ordinary file")
    if status.st_size == 0:
        raise HeardFirstError(ErrorKind.FILE_EMPTY, path=path)
    return status.st_size


def _read(path: Path, file: BinaryIO, size: int) -> SoundHeader:
    start = file.read(12)
    if start[:4] in (b"RIFF", b"RF64") and (len(start) < 12 or start[8:12] == b"WAVE"):
        return _read_wav(path, file, size)
    if start[:4] == b"fLaC":
        return _read_flac(file)
    file.seek(0)
    frames = read_mp3_frames(file, size)
    if frames is None:
        raise HeardFirstError(ErrorKind.AUDIO_NOT_RECOGNISED, path=path)
    if frames.found < frames.announced:
        _cut_short(path, frames.found / frames.rate_hz, frames.announced / frames.rate_hz)
    return SoundHeader("MP3", frames.rate_hz, frames.channels, frames.announced, frames)


def _read_wav(path: Path, file: BinaryIO, size: int) -> SoundHeader:
    layout: tuple[int, int, int] | None = None  # channels, rate, bytes a frame
    long_size = None
    while True:
        name, length = struct.unpack("<4sI", file.read(8))  # struct.error where the file ends: cut short
        if name == b"ds64":
            long_size = struct.unpack("<QQ", file.read(16))[1]
            file.seek(length - 16, os.SEEK_CUR)
        elif name == b"fmt ":
            layout = _wav_layout(path, file.read(16))
            file.seek(length - 16 + length % 2, os.SEEK_CUR)
        elif name == b"data":
            break
        else:
            file.seek(length + length % 2, os.SEEK_CUR)
    if layout is None:
        raise HeardFirstError(ErrorKind.AUDIO_NOT_RECOGNISED, path=path)
    channels, rate_hz, frame_bytes = layout
    there = size - file.tell()
    announced = long_size if long_size is not None and length == 0xFFFFFFFF else length
    if long_size is None and (length >= _STREAMED or length == 0):
        announced = there
    frames = announced // frame_bytes
    if there < announced and frames <= MOST_MINUTES * 60 * rate_hz:
        _cut_short(path, there / frame_bytes / rate_hz, announced / frame_bytes / rate_hz)
    return SoundHeader("WAV", rate_hz, channels, frames)


def _wav_layout(path: Path, head: bytes) -> tuple[int, int, int]:
    codec, channels, rate_hz, _, frame_bytes, bits = struct.unpack("<HHIIHH", head)
    if channels == 0:
        raise HeardFirstError(ErrorKind.AUDIO_NO_CHANNELS, path=path)
    _check_rate(path, rate_hz)
    if codec not in _WAV_CODECS or frame_bytes != channels * ((bits + 7) // 8) or bits == 0:
        raise HeardFirstError(ErrorKind.AUDIO_NOT_RECOGNISED, path=path)
    return channels, rate_hz, frame_bytes


def _read_flac(file: BinaryIO) -> SoundHeader:
    file.seek(8)
    info = file.read(34)
    packed = struct.unpack(">Q", info[10:18])[0]  # 20 bits rate, 3 channels, 5 depth, 36 samples
    frames = packed & 0xFFFFFFFFF
    return SoundHeader("FLAC", packed >> 44, (packed >> 41 & 7) + 1, frames or None)


def _checked(path: Path, header: SoundHeader) -> SoundHeader:
    if header.channels == 0:
        raise HeardFirstError(ErrorKind.AUDIO_NO_CHANNELS, path=path)
    if header.channels > _MOST_CHANNELS:
        raise HeardFirstError(ErrorKind.AUDIO_NOT_RECOGNISED, path=path)
    _check_rate(path, header.rate_hz)
    if header.frames == 0:
        raise HeardFirstError(ErrorKind.FILE_EMPTY, path=path)
    if header.frames is not None and header.frames > MOST_MINUTES * 60 * header.rate_hz:
        minutes = header.frames / header.rate_hz / 60
        raise HeardFirstError(ErrorKind.AUDIO_TOO_LONG, path=path, minutes=minutes, most=MOST_MINUTES)
    return header


def _check_rate(path: Path, rate_hz: int) -> None:
    if not _LEAST_RATE_HZ <= rate_hz <= _MOST_RATE_HZ:
        raise HeardFirstError(ErrorKind.AUDIO_RATE, path=path, rate_hz=rate_hz)


def _cut_short(path: Path, found_s: float, expected_s: float) -> None:
    raise HeardFirstError(ErrorKind.AUDIO_TRUNCATED, path=path, found_s=found_s, expected_s=expected_s)
