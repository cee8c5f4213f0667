"""The waveform of a take while it is recorded: how loud each tenth of a second was."""

import math

import numpy as np
from numpy.typing import NDArray

COLUMN_S = 0.1
SILENT_DBFS = -45.0
"""What is quieter is drawn as a line: a pause can be told from speech, whatever hums in the room."""
_FULL_DBFS = -8.0


class LiveWave:
    """Grows with the take. A column that nobody measured in time is as loud as the one measured after it."""

    def __init__(self) -> None:
        self._heights: list[float] = []

    @property
    def length_s(self) -> float:
        """How far it goes, in seconds."""
        return len(self._heights) * COLUMN_S

    @property
    def heights(self) -> NDArray[np.float32]:
        """The columns, 0 (silence) to 1."""
        return np.array(self._heights, np.float32)

    def clear(self) -> None:
        """Another take begins."""
        self._heights.clear()

    def add(self, at_s: float, level_dbfs: float) -> None:
        """How loud it is at a moment of the take; what lies before the last column is known already."""
        columns = math.ceil(at_s / COLUMN_S) if math.isfinite(at_s) else 0
        height = (level_dbfs - SILENT_DBFS) / (_FULL_DBFS - SILENT_DBFS) if math.isfinite(level_dbfs) else 0.0
        self._heights += [min(max(height, 0.0), 1.0)] * (columns - len(self._heights))
