"""Speech for tests, spoken by flite: the same words give the same samples."""

import functools
import shutil
import subprocess
import tempfile
from pathlib import Path

import numpy as np
import pytest
import soundfile

from app.rehearsal.sound import SPEECH_RATE_HZ, Samples, SpeechSegment

VOICES = ("slt", "rms", "awb")


@functools.lru_cache(maxsize=256)
def speech(text: str, voice: str = "slt") -> Samples:
    """Text as 16 kHz mono samples. The array is shared: copy it before changing it."""
    if shutil.which("flite") is None:
        pytest.fail("flite is not installed: apt install flite")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "speech.wav"
        subprocess.run(["flite", "-voice", voice, "-t", text, "-o", str(path)], check=True, timeout=60)
        samples, rate_hz = soundfile.read(path, dtype="float32")
    assert rate_hz == SPEECH_RATE_HZ
    samples = samples.astype(np.float32)
    samples.setflags(write=False)
    return samples


def segment(samples: Samples, index: int = 0, start_s: float = 0.0) -> SpeechSegment:
    """Samples as a segment of a take."""
    return SpeechSegment(index, start_s, start_s + len(samples) / SPEECH_RATE_HZ, samples)


def noisy(samples: Samples, snr_db: float, seed: int = 0) -> Samples:
    """Samples under white noise, so many dB below the speech's mean power."""
    noise = np.random.default_rng(seed).standard_normal(len(samples)).astype(np.float32)
    power = float(np.mean(samples**2)) / 10 ** (snr_db / 10)
    return np.clip(samples + noise * np.float32(np.sqrt(power)), -1, 1).astype(np.float32)
