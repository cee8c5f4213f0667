"""Pauses, found in the sound and not in the words."""

from itertools import pairwise

from app.audio.delivery.delivery import Pause
from app.audio.delivery.levels import BIN_S, Mask, stretches

LEAST_PAUSE_S = 0.2
"""What is shorter belongs to the words: the closure of a p or a t."""
_LEEWAY_S = 0.02
"""By which a pause just as long as that may be measured too short."""


def pauses(sounding: Mask) -> tuple[Pause, ...]:
    """The stretches without sound between two sounds; what is silent before the first and after the last is none."""
    runs = stretches(sounding)
    gaps = ((before[1] * BIN_S, after[0] * BIN_S) for before, after in pairwise(runs))
    least_s = LEAST_PAUSE_S - _LEEWAY_S
    return tuple(Pause(round(start, 3), round(end, 3)) for start, end in gaps if end - start >= least_s)
