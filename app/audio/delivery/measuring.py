"""The child process that measures one sound and ends: the only place that loads the pitch network."""

from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import numpy as np

from app.audio.clip import SoundSource
from app.audio.delivery.delivery import Curve, SoundMeasures
from app.audio.delivery.levels import LevelBins, Mask, sounding
from app.audio.delivery.loudness import loudness
from app.audio.delivery.pauses import pauses
from app.audio.delivery.pitch import STEP_S, Pitches, PitchTrack
from app.child.manners import behave
from app.errors import ErrorKind, HeardFirstError
from app.rehearsal.sound import SPEECH_RATE_HZ


@dataclass(frozen=True)
class Progress:
    """From the child while it works: so much of the sound is heard."""

    heard_s: float


def main(pipe: "Connection[Any, Any]", path: Path) -> None:
    """Measure, send SoundMeasures or HeardFirstError, and end. The target of the spawned process."""
    behave()
    try:
        answer: object = measure_sound(path, lambda heard_s: pipe.send(Progress(heard_s)))
    except HeardFirstError as error:
        answer = error
    except ImportError as error:
        answer = HeardFirstError(ErrorKind.MEASURING_FAILED, reason=f"{error.name or error} is missing")
    except MemoryError:
        answer = HeardFirstError(ErrorKind.MEASURING_FAILED, reason="out of memory")
    except (EOFError, BrokenPipeError):  # the parent closed the pipe or is gone
        return
    except Exception as error:  # noqa: BLE001 - whatever a library raises must reach the user as a sentence
        answer = HeardFirstError(ErrorKind.MEASURING_FAILED, reason=type(error).__name__)
    pipe.send(answer)


def measure_sound(path: Path, progress: Callable[[float], None]) -> SoundMeasures:
    """Pauses, loudness and pitch of a file, block by block: its length costs little memory.

    `progress` is told the seconds heard after each second of sound. Raises HeardFirstError, ImportError.
    """
    import soxr  # pyright: ignore[reportMissingTypeStubs]

    source = SoundSource(path)
    bins = LevelBins(source.rate_hz)
    track = PitchTrack()
    resampler = None
    if source.rate_hz != SPEECH_RATE_HZ:
        resampler = soxr.ResampleStream(source.rate_hz, SPEECH_RATE_HZ, 1, dtype="float32")
    progress(0.0)
    for block in source.blocks():
        bins.add(block)
        track.add(block if resampler is None else resampler.resample_chunk(block))
        progress(bins.duration_s)
    if resampler is not None:
        track.add(resampler.resample_chunk(np.zeros(0, np.float32), last=True))
    powers = bins.powers()
    heard = sounding(powers)
    pitch_hz = _pitch_of(track.finish(), heard)
    return SoundMeasures(round(bins.duration_s, 3), pauses(heard), loudness(powers, heard), pitch_hz)


def _pitch_of(found_hz: Pitches, heard: Mask) -> Curve:
    """The pitch where there is sound as well: next to a voice, the network also hears its echo in a pause."""
    values = (
        round(float(hz), 1) if np.isfinite(hz) and heard[max(0, 2 * index - 1) : 2 * index + 1].any() else None
        for index, hz in enumerate(found_hz)
    )
    return Curve(STEP_S, tuple(values))
