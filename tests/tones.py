"""Sounds of known pitch, loudness and gaps."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

from tests.flite import speech

Sound = NDArray[np.float64]


def tone(hz: float, rate_hz: int, duration_s: float = 2.0, overtones: int = 0, amplitude: float = 0.2) -> Sound:
    """A sine, with so many overtones that fall off as in a voice."""
    return _waves(2 * np.pi * hz * np.arange(round(duration_s * rate_hz)) / rate_hz, overtones, amplitude)


def sweep(low_hz: float, high_hz: float, rate_hz: int, duration_s: float = 6.0, overtones: int = 0) -> Sound:
    """A pitch that rises evenly."""
    at_s = np.arange(round(duration_s * rate_hz)) / rate_hz
    phase = 2 * np.pi * (low_hz * at_s + (high_hz - low_hz) * at_s**2 / (2 * duration_s))
    return _waves(phase, overtones, 0.2)


def under_noise(sound: Sound, snr_db: float, seed: int = 0) -> Sound:
    """White noise, so many dB below the mean power of what sounds."""
    power = np.mean(np.square(sound[sound != 0])) / 10 ** (snr_db / 10)
    return sound + np.random.default_rng(seed).standard_normal(len(sound)) * np.sqrt(power)


def noise_bursts(lengths_s: Sequence[float], rate_hz: int, seed: int = 0) -> list[Sound]:
    """Low-passed noise with soft edges of 10 ms."""
    chance = np.random.default_rng(seed)
    bursts: list[Sound] = []
    for length_s in lengths_s:
        count = round(length_s * rate_hz)
        edge = np.minimum(np.arange(count), np.arange(count)[::-1]) / (0.01 * rate_hz)
        smooth = np.convolve(chance.standard_normal(count), np.ones(8) / 8, mode="same")
        bursts.append(0.3 * smooth * np.minimum(1.0, edge))
    return bursts


def spoken(text: str) -> Sound:
    """Flite's voice without the silence before and after."""
    samples = speech(text).astype(np.float64)
    loud = np.flatnonzero(np.abs(samples) > 0.01)
    return samples[loud[0] : loud[-1] + 1]


def with_gaps(parts: Sequence[Sound], gaps_s: Sequence[float], rate_hz: int) -> tuple[Sound, list[tuple[float, float]]]:
    """Half a second of silence, the parts with these gaps between them, half a second of silence; and the gaps."""
    edge = np.zeros(rate_hz // 2)
    sounds, places, at = [edge], [], len(edge)
    for part, gap_s in zip(parts, [*gaps_s, 0.0], strict=True):
        sounds += [part, np.zeros(round(gap_s * rate_hz))]
        at += len(part)
        places.append((at / rate_hz, at / rate_hz + gap_s))
        at += round(gap_s * rate_hz)
    return np.concatenate([*sounds, edge]), places[:-1]


def write(path: Path, sound: Sound, rate_hz: int) -> Path:
    """As 16-bit sound."""
    soundfile.write(path, np.clip(sound, -1, 1), rate_hz, subtype="PCM_16")
    return path


def level_dbfs(sound: Sound) -> float:
    """The true RMS level."""
    return float(10 * np.log10(np.mean(np.square(sound))))


def _waves(phase: Sound, overtones: int, amplitude: float) -> Sound:
    waves = np.sum([np.sin(number * phase) / number for number in range(1, overtones + 2)], axis=0)
    return amplitude * waves / np.abs(waves).max()
