"""One pass over a sound at its own rate: resampled once, cut into speech, its condition known at the end."""

import numpy as np
import soxr  # pyright: ignore[reportMissingTypeStubs]

from app.audio.condition import ConditionMeter
from app.audio.segmenter import Segmenter
from app.rehearsal.sound import SPEECH_RATE_HZ, Condition, Samples, SpeechSegment


class Listening:
    """Feeds on mono sound at `rate_hz`. One per take, on one thread; memory does not grow with the length."""

    def __init__(self, rate_hz: int) -> None:
        self._rate_hz = rate_hz
        self._fed = 0
        self._meter = ConditionMeter(rate_hz)
        self._segmenter = Segmenter(self._meter.add_frame)
        self._resampler = None
        if rate_hz != SPEECH_RATE_HZ:
            self._resampler = soxr.ResampleStream(rate_hz, SPEECH_RATE_HZ, 1, dtype="float32")

    @property
    def duration_s(self) -> float:
        """Seconds fed so far."""
        return self._fed / self._rate_hz

    @property
    def speech_s(self) -> float:
        """Seconds of voice in the segments given so far."""
        return self._segmenter.speech_s

    @property
    def silent_s(self) -> float:
        """Seconds since somebody last spoke; 0.0 where nobody was heard so far."""
        return self._segmenter.silent_s

    @property
    def condition(self) -> Condition:
        """What kind of sound it is so far."""
        return self._meter.condition(self.speech_s > 0)

    def feed(self, samples: Samples) -> list[SpeechSegment]:
        """The segments that these samples complete."""
        self._meter.add_sound(samples)
        return self._hear(samples)

    def feed_gap(self, count: int) -> list[SpeechSegment]:
        """Stand in silence for samples that the device dropped."""
        self._meter.add_gap(count)
        return self._hear(np.zeros(count, np.float32))

    def finish(self) -> list[SpeechSegment]:
        """The last segments. Nothing may be fed afterwards."""
        segments: list[SpeechSegment] = []
        if self._resampler is not None:
            rest = self._resampler.resample_chunk(np.zeros(0, np.float32), last=True)
            segments += self._segmenter.feed(rest)
        return segments + self._segmenter.flush()

    def _hear(self, samples: Samples) -> list[SpeechSegment]:
        self._fed += len(samples)
        if self._resampler is not None:
            samples = self._resampler.resample_chunk(samples)
        return self._segmenter.feed(samples)
