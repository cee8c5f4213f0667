"""What kind of sound a recording holds, found while it streams by."""

import numpy as np

from app.audio.voice_activity import FRAME_SAMPLES, Frame
from app.rehearsal.sound import SPEECH_RATE_HZ, Condition, Samples

FULL_SCALE = 0.9995
_QUIET_DBFS = -45.0
_CLIPPED_SHARE = 0.01
_BLOCKED_S = 1.0
_BLOCKED_MOST_SOUND = 0.01


class ConditionMeter:
    """Gathers a few sums from the sound as the device gave it and from the frames judged at 16 kHz.

    Clipping is counted before resampling, which would round it off; the counts wait in 32 ms bins until the
    frame of the same time was judged. Memory does not grow with the length.
    """

    def __init__(self, rate_hz: int) -> None:
        self._frame_length = rate_hz * FRAME_SAMPLES / SPEECH_RATE_HZ
        self._rate_hz = rate_hz
        self._seen = 0
        self._clipped: dict[int, int] = {}
        self._frame = 0
        self._nonzero = 0
        self._zero_run = 0
        self._longest_zero_run = 0
        self._speech_frames = 0
        self._speech_clipped = 0
        self._speech_power = 0.0

    def add_sound(self, samples: Samples) -> None:
        """Mono samples at the device's rate, in order."""
        for place in np.flatnonzero(np.abs(samples) >= FULL_SCALE).tolist():
            number = int((self._seen + place) / self._frame_length)
            self._clipped[number] = self._clipped.get(number, 0) + 1
        self._seen += len(samples)
        self._count_zeros(samples)

    def add_gap(self, count: int) -> None:
        """Samples that the device dropped; their zeros say nothing about the microphone."""
        self._seen += count
        self._zero_run = 0

    def add_frame(self, frame: Frame) -> None:
        """The next judged frame."""
        clipped = self._clipped.pop(self._frame, 0)
        self._frame += 1
        if frame.speech:
            self._speech_frames += 1
            self._speech_clipped += clipped
            self._speech_power += float(np.square(frame.samples, dtype=np.float64).mean())

    def condition(self, spoke: bool) -> Condition:
        """The verdict so far. `spoke`: whether the segmenter found speech."""
        if not spoke or not self._speech_frames:
            little_sound = self._nonzero <= _BLOCKED_MOST_SOUND * self._seen
            blocked = little_sound and self._longest_zero_run > _BLOCKED_S * self._rate_hz
            return Condition.BLOCKED if blocked else Condition.SILENCE
        if self._speech_clipped > _CLIPPED_SHARE * self._speech_frames * self._frame_length:
            return Condition.CLIPPED
        level_dbfs = 10 * np.log10(max(self._speech_power / self._speech_frames, 1e-12))
        return Condition.QUIET if level_dbfs < _QUIET_DBFS else Condition.GOOD

    def _count_zeros(self, samples: Samples) -> None:
        sounding = np.flatnonzero(samples)
        self._nonzero += len(sounding)
        if not len(sounding):
            self._zero_run += len(samples)
            self._longest_zero_run = max(self._longest_zero_run, self._zero_run)
            return
        inner = int(np.diff(sounding).max()) - 1 if len(sounding) > 1 else 0
        self._longest_zero_run = max(self._longest_zero_run, self._zero_run + int(sounding[0]), inner)
        self._zero_run = len(samples) - 1 - int(sounding[-1])
