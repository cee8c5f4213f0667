"""The built-in recogniser: pocketsphinx with the model from its own wheel, so that it works without any download."""

import re
from typing import Any, cast

import numpy as np
import pocketsphinx  # pyright: ignore[reportMissingTypeStubs]

from app.rehearsal.sound import SPEECH_RATE_HZ, Samples
from app.speech.engine import Setup
from app.transcript.transcript import Word

_VARIANT = re.compile(r"\(\d+\)$")
_FULL_SCALE = 32767
_MOST_STATES = 5000
"""Of 30,000 by default. Noise then takes half the time, and clear speech comes out the same."""
_NOTHING = 1e-3
"""Nobody speaks with a peak of -60 dBFS, but it hears a word in exact silence."""


class PocketsphinxEngine:
    """Words with times and with their share of the lattice's probability as confidence."""

    def __init__(self) -> None:
        self._decoder = cast("Any", pocketsphinx).Decoder(
            samprate=SPEECH_RATE_HZ, loglevel="FATAL", cmn="batch", maxhmmpf=_MOST_STATES
        )
        self._frame_s = 1.0 / int(self._decoder.config["frate"])

    def words(self, samples: Samples) -> tuple[Word, ...]:
        """16 kHz mono samples in lower-case words; noise and silence give none."""
        sound = np.clip(np.nan_to_num(samples), -1.0, 1.0)
        if not sound.size or float(np.abs(sound).max()) < _NOTHING:
            return ()
        pcm = (sound * _FULL_SCALE).astype("<i2").tobytes()
        self._decoder.reinit_feat()  # forget the noise level heard before: the same sound gives the same words
        self._decoder.start_utt()
        self._decoder.process_raw(pcm, full_utt=True)
        self._decoder.end_utt()
        found: list[Word] = []
        for segment in self._decoder.seg() or ():
            if segment.word.startswith(("<", "[", "+")):  # <s> <sil> [NOISE] ++BREATH++
                continue
            text = _VARIANT.sub("", segment.word).lower()
            start_s, end_s = segment.start_frame * self._frame_s, (segment.end_frame + 1) * self._frame_s
            found.append(Word(text, start_s, end_s, min(1.0, float(segment.prob))))
        return tuple(found)


def load(setup: Setup) -> PocketsphinxEngine:
    """The loader that app.speech.engine names."""
    return PocketsphinxEngine()
