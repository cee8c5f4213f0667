"""The waveforms of a session's takes, each read once."""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.errors import HeardFirstError
from app.rehearsal.state import Take
from ui.debrief.conversation import has_sound, is_heard, sound_path, turns_of

PeaksOf = Callable[[Path, int], NDArray[np.float32]]
"""The waveform of a recording in so many columns. Raises HeardFirstError where it cannot be read."""

_COLUMNS = 1600


class Waveforms:
    """Keeps what was read until `clear`."""

    def __init__(self, peaks_of: PeaksOf) -> None:
        self._peaks_of = peaks_of
        self._read: dict[Path, NDArray[np.float32] | None] = {}

    def of(self, take: Take) -> NDArray[np.float32] | None:
        """A take's waveform, that of all its turns one after the other; None where no sound can be read."""
        if not has_sound(take):
            return None
        turns = [one for one in turns_of(take) if is_heard(one)]
        if len(turns) == 1:
            return self._read_one(turns[0])
        return _joined([(self._read_one(one), one.recording.duration_s) for one in turns if one.recording])

    def _read_one(self, take: Take) -> NDArray[np.float32] | None:
        path = sound_path(take)
        if path is None:
            return None
        if path not in self._read:
            try:
                self._read[path] = self._peaks_of(path, _COLUMNS)
            except (HeardFirstError, OSError):
                self._read[path] = None
        return self._read[path]

    def clear(self) -> None:
        """Forget them: another session is shown."""
        self._read.clear()


def _joined(waves: Sequence[tuple[NDArray[np.float32] | None, float]]) -> NDArray[np.float32] | None:
    """Waveforms one after the other, each with as many columns as its length in seconds deserves."""
    total_s = sum(length_s for _, length_s in waves)
    parts: list[NDArray[np.float32]] = []
    for wave, length_s in waves:
        columns = max(1, round(_COLUMNS * length_s / total_s))
        if wave is None or not len(wave):
            parts.append(np.zeros(columns, np.float32))
            continue
        loud = np.abs(wave) if wave.ndim == 1 else np.abs(wave).max(axis=1)
        edges = np.linspace(0, len(loud), columns + 1)[:-1].astype(int)
        parts.append(np.maximum.reduceat(loud, np.minimum(edges, len(loud) - 1)))
    return None if all(wave is None for wave, _ in waves) else np.concatenate(parts)
