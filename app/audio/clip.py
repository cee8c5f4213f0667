"""A sound file as the recognisers want it: mono, 16 kHz. WAV, FLAC and MP3; checked before it is read."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

import numpy as np
import soundfile  # pyright: ignore[reportMissingTypeStubs]
import soxr  # pyright: ignore[reportMissingTypeStubs]

from app.audio.channels import channel_weights
from app.audio.prefixed_file import PrefixedFile
from app.audio.sound_header import MOST_MINUTES, SoundHeader, read_sound_header
from app.errors import ErrorKind, HeardFirstError
from app.rehearsal.sound import SPEECH_RATE_HZ, Samples


@dataclass(frozen=True, eq=False)
class Clip:
    """`samples` are float32 mono at 16 kHz; rate, channels and duration are those of the file."""

    samples: Samples
    rate_hz: int
    channels: int
    duration_s: float


def read_clip(path: Path) -> Clip:
    """Read a whole file. Raises HeardFirstError for whatever is wrong with it; at most 60 minutes are read."""
    source = SoundSource(path)
    resampler = None
    if source.rate_hz != SPEECH_RATE_HZ:
        resampler = soxr.ResampleStream(source.rate_hz, SPEECH_RATE_HZ, 1, dtype="float32")
    parts: list[Samples] = []
    frames = 0
    for block in source.blocks():
        frames += len(block)
        parts.append(block if resampler is None else resampler.resample_chunk(block))
    if resampler is not None:
        parts.append(resampler.resample_chunk(np.zeros(0, np.float32), last=True))
    return Clip(np.concatenate(parts), source.rate_hz, source.channels, frames / source.rate_hz)


class SoundSource:
    """A checked sound file, read in blocks of a second, mixed to one channel. Memory does not grow with it."""

    def __init__(self, path: Path) -> None:
        """Check the header. Raises HeardFirstError."""
        self._path = path
        self._header: SoundHeader = read_sound_header(path)
        self.rate_hz = self._header.rate_hz
        self.channels = self._header.channels

    def blocks(self) -> Iterator[Samples]:
        """Mono blocks at the file's own rate, -1 to 1. Raises HeardFirstError where sound is missing or damaged."""
        weights = self._weights()
        frames = 0
        for block in self._read():
            frames += len(block)
            if frames > MOST_MINUTES * 60 * self.rate_hz:
                minutes = frames / self.rate_hz / 60
                raise HeardFirstError(ErrorKind.AUDIO_TOO_LONG, path=self._path, minutes=minutes, most=MOST_MINUTES)
            yield np.clip(block @ weights, -1, 1)
        if not frames:
            raise HeardFirstError(ErrorKind.FILE_EMPTY, path=self._path)
        self._check_whole(frames)

    def _bytes(self) -> BinaryIO | PrefixedFile:
        mp3 = self._header.mp3
        if mp3 is not None and mp3.stating:
            return PrefixedFile(mp3.stating, self._path.open("rb"), mp3.start)
        return self._path.open("rb")

    def _check_whole(self, frames: int) -> None:
        expected = self._header.frames
        if expected is None:
            return
        # an MP3 announces whole frames, of which a decoder leaves out what the encoder had to pad
        least = expected if self._header.format != "MP3" else 0.95 * expected - 4 * 1152
        if frames < least:
            found_s, expected_s = frames / self.rate_hz, expected / self.rate_hz
            raise HeardFirstError(ErrorKind.AUDIO_TRUNCATED, path=self._path, found_s=found_s, expected_s=expected_s)

    def _weights(self) -> Samples:
        if self.channels == 1:
            return np.ones(1, np.float32)
        products = np.zeros((self.channels, self.channels))
        for block in self._read():
            products += block.T.astype(np.float64) @ block
        power = products.diagonal()
        return channel_weights(power, products[int(power.argmax())])

    def _read(self) -> Iterator[Samples]:
        frames = 0
        try:
            with self._bytes() as data, soundfile.SoundFile(cast("BinaryIO", data)) as file:
                if (file.samplerate, file.channels) != (self.rate_hz, self.channels):
                    raise HeardFirstError(ErrorKind.AUDIO_NOT_RECOGNISED, path=self._path)
                while len(block := cast("Samples", file.read(self.rate_hz, dtype="float32", always_2d=True))):
                    frames += len(block)
                    yield np.nan_to_num(block, copy=False, nan=0.0, posinf=1.0, neginf=-1.0)
        except soundfile.SoundFileError as error:
            if self._header.format == "FLAC":  # its header was good, so the frames end or break too soon
                self._check_whole(frames)
            raise HeardFirstError(ErrorKind.AUDIO_NOT_RECOGNISED, path=self._path) from error
        except OSError as error:
            reason = error.strerror or str(error)
            raise HeardFirstError(ErrorKind.FILE_UNREADABLE, path=self._path, reason=reason) from error
