"""A sound as it is drawn: the lowest and highest sample of each column."""

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import numpy as np
import soundfile  # pyright: ignore[reportMissingTypeStubs]

from app.errors import ErrorKind, HeardFirstError
from app.rehearsal.sound import Samples

_BLOCK = 1 << 18


def peaks(sound: Path | Samples, columns: int) -> tuple[Samples, Samples]:
    """(lowest, highest), each of shape (columns,), -1 to 1; zeros where there is no sound.

    A file is read in blocks, so that its length costs no memory. Raises HeardFirstError (FILE_UNREADABLE).
    """
    if isinstance(sound, Path):
        try:
            with soundfile.SoundFile(sound) as file:
                return _peaks(_blocks(file), file.frames, columns)
        except (OSError, soundfile.SoundFileError) as error:
            raise HeardFirstError(ErrorKind.FILE_UNREADABLE, path=sound, reason=str(error)) from error
    return _peaks(iter([sound]), len(sound), columns)


def _blocks(file: soundfile.SoundFile) -> Iterator[Samples]:
    while len(block := cast("Samples", file.read(_BLOCK, dtype="float32", always_2d=True))):
        yield block[:, 0] if block.shape[1] == 1 else cast("Samples", block.mean(axis=1))


def _peaks(blocks: Iterator[Samples], frames: int, columns: int) -> tuple[Samples, Samples]:
    low = np.full(columns, np.inf, np.float32)
    high = np.full(columns, -np.inf, np.float32)
    first = 0
    for block in blocks:
        block = block[: frames - first]
        if not len(block):
            break
        # column c holds the samples from ceil(c * frames / columns) on; several columns share one short sample
        begin = first * columns // frames
        end = (first + len(block) - 1) * columns // frames
        starts = -(-np.arange(begin, end + 1, dtype=np.int64) * frames // columns) - first
        starts = np.unique(np.clip(starts, 0, len(block) - 1))
        at = (starts + first) * columns // frames
        np.minimum.at(low, at, np.minimum.reduceat(block, starts))
        np.maximum.at(high, at, np.maximum.reduceat(block, starts))
        first += len(block)
    return _filled(low), _filled(high)


def _filled(values: Samples) -> Samples:
    """Columns narrower than a sample take the value before them."""
    known = np.isfinite(values)
    if not known.any():
        return np.zeros_like(values)
    last = np.maximum.accumulate(np.where(known, np.arange(len(values)), 0))
    return values[last]
