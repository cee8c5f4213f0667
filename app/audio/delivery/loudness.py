"""Loudness over time: the level of what sounds."""

import numpy as np

from app.audio.delivery.delivery import Curve
from app.audio.delivery.levels import BIN_S, Mask, Powers, decibels

STEP_S = 0.016
_BINS_A_STEP = 2
_REACH = 4
"""Bins before and after a moment that are measured together (64 ms in all: several swings of the lowest voice)."""


def loudness(powers: Powers, sounding: Mask) -> Curve:
    """The RMS level in dBFS of the sounding bins around each moment; None where nothing sounds within 16 ms of it."""
    if not len(powers):
        return Curve(STEP_S, ())
    count = _running(sounding.astype(np.float64))
    power = _running(np.where(sounding, powers, 0.0))
    near = _running(sounding.astype(np.float64), _BINS_A_STEP)
    places = np.arange(0, len(powers), _BINS_A_STEP)
    levels = decibels(power[places] / np.maximum(count[places], 1))
    heard = near[places] > 0
    return Curve(
        STEP_S, tuple(round(float(at), 2) if is_heard else None for at, is_heard in zip(levels, heard, strict=True))
    )


def _running(values: Powers, reach: int = _REACH) -> Powers:
    """At each bin's left edge the sum of the bins within reach."""
    summed = np.concatenate((np.zeros(reach + 1), np.cumsum(values), np.full(reach, values.sum())))
    return summed[2 * reach :][: len(values)] - summed[: len(values)]


assert round(STEP_S / BIN_S) == _BINS_A_STEP  # noqa: S101 - the two belong together
