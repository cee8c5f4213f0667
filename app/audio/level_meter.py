"""The level of the last tenth of a second, for a meter."""

from collections import deque

import numpy as np

from app.audio.condition import FULL_SCALE
from app.rehearsal.sound import Level, Samples

_WINDOW_S = 0.1
_FLOOR = 1e-6


class LevelMeter:
    """Takes blocks on the capture thread; `level` may be read on any thread."""

    def __init__(self, rate_hz: int) -> None:
        self._window = rate_hz * _WINDOW_S
        self._blocks: deque[tuple[int, float, float]] = deque()
        self.level = Level()

    def add(self, samples: Samples, lost_s: float) -> None:
        """One block of mono samples, and what was lost so far."""
        if not len(samples):
            return
        power = float(np.dot(samples, samples))
        self._blocks.append((len(samples), power, float(np.abs(samples).max())))
        while sum(count for count, _, _ in self._blocks) > self._window and len(self._blocks) > 1:
            self._blocks.popleft()
        count = sum(block[0] for block in self._blocks)
        rms = (sum(block[1] for block in self._blocks) / count) ** 0.5
        peak = max(block[2] for block in self._blocks)
        self.level = Level(_dbfs(rms), _dbfs(peak), peak >= FULL_SCALE, lost_s)


def _dbfs(value: float) -> float:
    return float(20 * np.log10(max(value, _FLOOR)))
