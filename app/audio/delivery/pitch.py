"""Pitch over time, found by SwiftF0 (MIT licence, Lars Nieradzik), a network that comes with its package."""

import numpy as np
from numpy.typing import NDArray

from app.audio.delivery.levels import stretches
from app.rehearsal.sound import SPEECH_RATE_HZ, Samples

FRAME_SAMPLES = 256
STEP_S = FRAME_SAMPLES / SPEECH_RATE_HZ
LOWEST_HZ = 60.0
HIGHEST_HZ = 500.0

_VOICED = 0.5
_CHUNK_FRAMES = 600
_CONTEXT_FRAMES = 16
"""What the network, and the level that goes with it, need to know of before and after."""
_LEAST_RUN = 3
"""Frames (48 ms): what is voiced for a shorter time is none."""
_LEVEL_SAMPLES = 2048

Pitches = NDArray[np.float64]


class PitchTrack:
    """Feeds on 16 kHz mono sound, in chunks of 10 s; memory grows by 8 bytes for each 16 ms.

    Each frame is read twice, as it is and bent, and the more confident reading is taken: the network was trained on
    voices and instruments, and a tone without overtones (a whistle, or a voice behind a strict filter) is strange
    to it. Bending gives it overtones and leaves its period as it is.
    """

    def __init__(self) -> None:
        """Load the network. Raises ImportError."""
        from swift_f0 import SwiftF0

        self._network = SwiftF0(threads=1, spin=False)
        self._sound = np.zeros(0, np.float32)
        self._known = 0  # frames at the front of _sound that are context alone
        self._found: list[Pitches] = []

    def add(self, samples: Samples) -> None:
        """The next samples."""
        self._sound = np.concatenate((self._sound, samples))
        if len(self._sound) >= (_CHUNK_FRAMES + 2 * _CONTEXT_FRAMES) * FRAME_SAMPLES:
            self._read(len(self._sound) // FRAME_SAMPLES - _CONTEXT_FRAMES)

    def finish(self) -> Pitches:
        """The pitch in Hz at every 16 ms, NaN where nothing is voiced. Nothing may be added afterwards."""
        if len(self._sound):
            self._read(max(1, len(self._sound) // FRAME_SAMPLES))
        return _without_blips(np.concatenate(self._found)) if self._found else np.zeros(0)

    def _read(self, end: int) -> None:
        """Read the frames up to `end` (counted from the front of the sound), and keep what the next need to know."""
        plain = self._network.detect(self._sound, SPEECH_RATE_HZ, LOWEST_HZ, HIGHEST_HZ)
        bent = self._network.detect(_bent(self._sound), SPEECH_RATE_HZ, LOWEST_HZ, HIGHEST_HZ)
        better = bent.confidence > plain.confidence
        pitch_hz = np.where(better, bent.pitch_hz, plain.pitch_hz)
        pitch_hz[np.maximum(plain.confidence, bent.confidence) < _VOICED] = np.nan
        self._found.append(pitch_hz[self._known : end])
        left = max(0, end - _CONTEXT_FRAMES)
        self._known = end - left
        self._sound = self._sound[left * FRAME_SAMPLES :]


def _bent(sound: Samples) -> Samples:
    """Overtones for what has none, at any level alike: each sample bent by its size beside the level around it."""
    half = _LEVEL_SAMPLES // 2
    summed = np.cumsum(np.pad(np.square(sound, dtype=np.float64), (half + 1, half)))
    around = summed[_LEVEL_SAMPLES:][: len(sound)] - summed[: len(sound)]
    level = np.sqrt(2 * np.maximum(around, 0.0) / _LEVEL_SAMPLES) + 1e-9
    size = np.abs(sound)
    return (sound + 0.5 * size + sound * np.minimum(1.5, size / level)).astype(np.float32)


def _without_blips(pitch_hz: Pitches) -> Pitches:
    kept = pitch_hz.copy()
    for start, end in stretches(np.isfinite(pitch_hz)):
        if end - start < _LEAST_RUN:
            kept[start:end] = np.nan
    return kept
