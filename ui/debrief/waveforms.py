"""The waveforms of a session's takes, each read once."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.errors import HeardFirstError
from app.rehearsal.state import Take
from ui.debrief.evidence import has_sound, sound_path

PeaksOf = Callable[[Path, int], NDArray[np.float32]]
"""The waveform of a recording in so many columns. Raises HeardFirstError where it cannot be read."""

_COLUMNS = 1600


class Waveforms:
    """Keeps what was read until `clear`."""

    def __init__(self, peaks_of: PeaksOf) -> None:
        self._peaks_of = peaks_of
        self._read: dict[Path, NDArray[np.float32] | None] = {}

    def of(self, take: Take) -> NDArray[np.float32] | None:
        """A take's waveform; None where there is no sound or it cannot be read."""
        path = sound_path(take)
        if path is None or not has_sound(take):
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
