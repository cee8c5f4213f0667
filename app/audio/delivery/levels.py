"""The power of a sound in bins of 8 ms, gathered at the sound's own rate, and which of the bins hold a sound."""

import numpy as np
from numpy.typing import NDArray

from app.rehearsal.sound import Samples

BIN_S = 0.008
_BINS_A_SECOND = 125

_SMOOTH = 3
"""Bins over which the power is evened out (24 ms), so that the swing of a low voice is no gap."""
_LEAST_DBFS = -75.0
_OVER_FLOOR_DB = 6.0
_UNDER_LOUD_DB = 12.0
_FAR_UNDER_LOUD_DB = 45.0
_FLOOR_PERCENT = 5.0
_TINY = 1e-12
_CLICK = 5
"""Bins (40 ms) up to which a sound that stands alone is a click."""
_ALONE = 38
"""Bins of silence (0.3 s) on both sides of what stands alone; the burst of a last t or k follows more closely."""

Powers = NDArray[np.float64]
Mask = NDArray[np.bool_]


class LevelBins:
    """Feeds on mono sound at `rate_hz`; memory grows by 16 bytes for each 8 ms."""

    def __init__(self, rate_hz: int) -> None:
        self._rate_hz = rate_hz
        self._fed = 0
        self._sums: list[NDArray[np.float64]] = []
        """Of each block, from its first bin on: samples, their sum, the sum of their squares; shape (3, bins)."""
        self._firsts: list[int] = []

    @property
    def duration_s(self) -> float:
        """Seconds fed so far."""
        return self._fed / self._rate_hz

    def add(self, samples: Samples) -> None:
        """The next samples."""
        if not len(samples):
            return
        at = (np.arange(self._fed, self._fed + len(samples), dtype=np.int64) * _BINS_A_SECOND) // self._rate_hz
        first = int(at[0])
        at -= first
        fine = samples.astype(np.float64)
        sums = [np.bincount(at), np.bincount(at, fine), np.bincount(at, fine * fine)]
        self._sums.append(np.stack(sums).astype(np.float64))
        self._firsts.append(first)
        self._fed += len(samples)

    def powers(self) -> Powers:
        """The mean square of each bin, without the constant that some microphones add."""
        if not self._sums:
            return np.zeros(0)
        sums = np.zeros((3, self._firsts[-1] + self._sums[-1].shape[1]))
        for first, one in zip(self._firsts, self._sums, strict=True):
            sums[:, first : first + one.shape[1]] += one
        count, total, squares = sums
        offset = total.sum() / self._fed
        return np.maximum(squares - 2 * offset * total + offset**2 * count, 0.0) / np.maximum(count, 1)


def sounding(powers: Powers) -> Mask:
    """Which bins hold a sound: those that stand out from the quietest of all, or are not far under the loud ones.

    Whether the sound is a voice is not asked: the hum of a room can have a pitch too. What hardly changes in level,
    such as a tone, is sound throughout; what stays 12 dB and more under the loud parts may be taken for the room.
    """
    if not len(powers):
        return np.zeros(0, np.bool_)
    smooth = np.convolve(np.pad(powers, _SMOOTH // 2, mode="edge"), np.ones(_SMOOTH) / _SMOOTH, mode="valid")
    levels = decibels(smooth)
    found = levels > max(_LEAST_DBFS, _threshold_dbfs(levels, smooth))
    # evening out has widened every sound by a bin on either side
    wide = np.pad(found, _SMOOTH // 2, constant_values=True)
    return _without_clicks(found & wide[:-2] & wide[2:])


def decibels(powers: Powers) -> Powers:
    """Mean squares as dB below full scale."""
    return 10 * np.log10(np.maximum(powers, _TINY))


def _threshold_dbfs(levels: Powers, powers: Powers) -> float:
    ordered = np.sort(powers)
    energy: Powers = np.cumsum(ordered)
    # half of the energy lies above it: clicks hold little of it, and neither do long silences
    loud = float(decibels(ordered)[int(np.searchsorted(energy, float(energy[-1]) / 2))])
    over_floor = float(np.percentile(levels, _FLOOR_PERCENT)) + _OVER_FLOOR_DB
    return max(loud - _FAR_UNDER_LOUD_DB, min(over_floor, loud - _UNDER_LOUD_DB))


def _without_clicks(mask: Mask) -> Mask:
    runs = stretches(mask)
    kept = mask.copy()
    for index, (start, end) in enumerate(runs):
        before = runs[index - 1][1] if index else -_ALONE
        after = runs[index + 1][0] if index + 1 < len(runs) else len(mask) + _ALONE
        if end - start <= _CLICK and start - before >= _ALONE and after - end >= _ALONE:
            kept[start:end] = False
    return kept


def stretches(mask: Mask) -> list[tuple[int, int]]:
    """(first, one past the last) of each run that is true."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], mask.astype(np.int8), [0]))))
    return [(int(start), int(end)) for start, end in zip(edges[::2], edges[1::2], strict=True)]
