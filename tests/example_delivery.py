"""Measures of a reply that look like speech, for tests and pictures; the same for every call."""

import numpy as np

from app.audio.delivery.delivery import (
    Curve,
    Delivery,
    Measured,
    Medians,
    Pace,
    Pause,
    Reference,
    SoundMeasures,
    Values,
)

PAUSES = (Pause(3.1, 3.5), Pause(7.0, 8.8), Pause(12.2, 12.9))


def delivery(duration_s: float = 20.0) -> Delivery:
    """Three pauses, a voice around 118 Hz, 132 words per minute."""
    at_s = np.arange(int(duration_s / 0.016)) * 0.016
    quiet = np.array([any(one.start_s <= at < one.end_s for one in PAUSES) for at in at_s], np.bool_)
    level = -26 + 8 * np.sin(at_s * 9) - 3 * np.sin(at_s * 1.7)
    voiced = ~quiet & (np.sin(at_s * 9) > -0.6)
    pitch = 118 + 16 * np.sin(at_s * 2.1) + 6 * np.sin(at_s / 7)
    steps_s = np.arange(int(duration_s / 0.25)) * 0.25
    pace: Values = tuple(round(132 + 30 * float(np.sin(at / 2)), 1) for at in steps_s)
    sound = SoundMeasures(
        duration_s,
        tuple(one for one in PAUSES if one.end_s < duration_s),
        Curve(0.016, _values(level, ~quiet)),
        Curve(0.016, _values(pitch, voiced)),
    )
    return Delivery(sound, Pace(44, 20.0, Curve(0.25, pace)))


def measured(duration_s: float = 20.0, takes: int = 4) -> Measured:
    """With the middle of four takes to compare."""
    return Measured(delivery(duration_s), Reference(Medians(140.0, -24.0, 112.0), takes))


def _values(numbers: np.ndarray, known: np.ndarray) -> Values:
    return tuple(round(float(one), 1) if there else None for one, there in zip(numbers, known, strict=True))
