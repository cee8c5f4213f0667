"""Cuts a stream of sound into stretches of speech, each as soon as a pause ends it."""

from collections.abc import Callable

import numpy as np

from app.audio.voice_activity import FRAME_S, FRAME_SAMPLES, Frame, VoiceActivity
from app.rehearsal.sound import SPEECH_RATE_HZ, Samples, SpeechSegment

_PAD = 6
"""Frames kept before and after the voice (0.19 s), so that no first or last sound is cut off."""
_PAUSE = 19
"""Frames without a voice that end a segment (0.61 s)."""
_LONGEST = 375
"""Frames after which a segment is cut in any case (12 s)."""
_EARLIEST_CUT = 200
_LEAST_VOICE = 6
"""Frames of voice under which it was a click or a cough, not speech (0.19 s)."""


class Segmenter:
    """Feeds on 16 kHz mono samples and gives speech segments that never overlap. One per take, on one thread.

    `on_frame` sees every frame that was judged. Memory stays under 13 s of sound whatever the length.
    """

    def __init__(self, on_frame: Callable[[Frame], None] | None = None) -> None:
        self._activity = VoiceActivity()
        self._on_frame = on_frame
        self._frames: list[Frame] = []
        self._first = 0  # number of the first frame in _frames
        self._open = False
        self._continues = False  # the segment before was cut while somebody spoke
        self._index = 0
        self._voice_frames = 0
        self._silent_frames: int | None = None  # since the last voice; None before there was one

    @property
    def silent_s(self) -> float:
        """Seconds since somebody last spoke; 0.0 where nobody was heard so far."""
        return (self._silent_frames or 0) * FRAME_S

    @property
    def speech_s(self) -> float:
        """Seconds of voice in the segments given so far."""
        return self._voice_frames * FRAME_S

    def feed(self, samples: Samples) -> list[SpeechSegment]:
        """The segments that these samples complete."""
        return self._take(self._activity.feed(samples))

    def flush(self) -> list[SpeechSegment]:
        """The last segment, where somebody still spoke at the end."""
        segments = self._take(self._activity.flush())
        if self._open:
            segments += self._end()
        return segments

    def _take(self, frames: list[Frame]) -> list[SpeechSegment]:
        segments: list[SpeechSegment] = []
        for frame in frames:
            if self._on_frame is not None:
                self._on_frame(frame)
            self._frames.append(frame)
            if frame.speech:
                self._silent_frames = 0
            elif self._silent_frames is not None:
                self._silent_frames += 1
            if not self._open and not frame.speech:
                self._forget(len(self._frames) - _PAD)
                continue
            self._open = True
            if not any(one.speech for one in self._frames[-_PAUSE:]):
                segments += self._end()
            elif len(self._frames) >= _LONGEST:
                segments += self._cut()
        return segments

    def _end(self) -> list[SpeechSegment]:
        last = max(number for number, frame in enumerate(self._frames) if frame.speech)
        segments = self._emit(min(last + 1 + _PAD, len(self._frames)))
        self._open = self._continues = False
        self._forget(len(self._frames) - _PAD)
        return segments

    def _cut(self) -> list[SpeechSegment]:
        loudness = np.array([float(np.square(frame.samples).mean()) for frame in self._frames])
        smooth = np.convolve(loudness, np.ones(3) / 3, mode="same")
        at = _EARLIEST_CUT + int(smooth[_EARLIEST_CUT:-1].argmin())
        segments = self._emit(at)
        self._continues = self._open = any(frame.speech for frame in self._frames)
        if not self._open:
            self._forget(len(self._frames) - _PAD)
        return segments

    def _emit(self, count: int) -> list[SpeechSegment]:
        frames = self._frames[:count]
        start = self._first * FRAME_SAMPLES
        self._forget(count)
        voice = sum(frame.speech for frame in frames)
        if voice < _LEAST_VOICE and not self._continues:
            return []
        samples = np.concatenate([frame.samples for frame in frames])
        segment = SpeechSegment(self._index, start / SPEECH_RATE_HZ, (start + len(samples)) / SPEECH_RATE_HZ, samples)
        self._index += 1
        self._voice_frames += voice
        return [segment]

    def _forget(self, count: int) -> None:
        if count > 0:
            del self._frames[:count]
            self._first += count
