"""Pace from the times of the recognised words."""

from collections.abc import Sequence

import numpy as np

from app.audio.delivery.delivery import Curve, Pace
from app.transcript.transcript import Word

WINDOW_S = 5.0
"""The pace over time counts what was said within so many seconds around each moment."""
STEP_S = 0.25
LEAST_WORDS = 3
_LEAST_S = 0.5


def pace(words: Sequence[Word], duration_s: float) -> Pace:
    """Words per minute, overall and in a window that slides over `duration_s` of sound, pauses included.

    The window is cut where the speech begins or ends, so that silence before and after makes nobody slow; a word
    on its edge counts by the share that lies within. Words are counted as they were heard, before any correction.
    """
    spoken = [word for word in words if word.text.split() and word.end_s >= word.start_s]
    counts = np.array([len(word.text.split()) for word in spoken], np.float64)
    if counts.sum() < LEAST_WORDS:
        return Pace(0, 0.0, Curve(STEP_S, ()))
    starts = np.array([word.start_s for word in spoken])
    ends = np.maximum(np.array([word.end_s for word in spoken]), starts + 1e-3)
    first, last = float(starts.min()), float(ends.max())
    if last - first < _LEAST_S:
        return Pace(0, 0.0, Curve(STEP_S, ()))
    values: list[float | None] = []
    for index in range(int(duration_s / STEP_S) + 1):
        at = index * STEP_S
        if not first <= at <= last:
            values.append(None)
            continue
        left, right = max(first, at - WINDOW_S / 2), min(last, at + WINDOW_S / 2)
        within = np.clip(np.minimum(ends, right) - np.maximum(starts, left), 0, None) / (ends - starts)
        values.append(round(60 * float((within * counts).sum()) / (right - left), 1))
    return Pace(round(counts.sum()), last - first, Curve(STEP_S, tuple(values)))
