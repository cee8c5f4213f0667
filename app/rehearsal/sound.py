"""What the rehearsal knows of sound: a finished recording, a stretch of speech, the level now."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

SPEECH_RATE_HZ = 16_000
"""The rate that every recogniser here wants."""

Samples = NDArray[np.float32]
"""Mono sound, -1 to 1."""


class Condition(StrEnum):
    """What kind of sound a recording holds."""

    GOOD = "good"
    QUIET = "quiet"  # speech, but under -45 dBFS
    CLIPPED = "clipped"  # over 1 % of the samples of speech at full scale
    SILENCE = "silence"  # sound, but nobody spoke
    BLOCKED = "blocked"  # exact zeros: the system withholds the microphone


@dataclass(frozen=True, eq=False)
class SpeechSegment:
    """Speech between two pauses: 16 kHz mono, with its place in the take in seconds."""

    index: int
    start_s: float
    end_s: float
    samples: Samples


@dataclass(frozen=True)
class Recording:
    """A finished take on disk. `lost_s` counts what the device dropped; it is filled with silence."""

    path: Path | None
    duration_s: float
    speech_s: float
    condition: Condition
    lost_s: float = 0.0
    interrupted: bool = False


@dataclass(frozen=True)
class Level:
    """What the microphone hears now, in dB below full scale."""

    rms_dbfs: float = -120.0
    peak_dbfs: float = -120.0
    clipping: bool = False
    lost_s: float = 0.0


@dataclass(frozen=True)
class InputDevice:
    """A microphone, known by name and host API, since indexes change when something is plugged in."""

    name: str
    host_api: str
    is_default: bool = False
