"""What arrives from the microphone: mixed to one channel, put in its place in time, the last second kept."""

from collections import deque

import numpy as np

from app.audio.channels import ChannelMix
from app.audio.level_meter import LevelMeter
from app.audio.microphone import Heard
from app.audio.timeline import Piece, Timeline
from app.rehearsal.sound import Level

_SETTLED_S = 0.3
_LATENCY_ROOM_S = 1.0


class SoundInput:
    """One opened microphone's stream, on the capture thread; `level` on any."""

    def __init__(self, rate_hz: int, channels: int, keep_s: float) -> None:
        self.rate_hz = rate_hz
        self.lost_s = 0.0
        self.sounds = False
        """Whether real sound arrived: headsets send exact zeros while they wake up, for at most 0.3 s here."""
        self._channels = channels
        self._mix = ChannelMix(channels, rate_hz)
        self._timeline = Timeline(rate_hz)
        self._meter = LevelMeter(rate_hz)
        self._kept: deque[Piece] = deque()
        self._keep = round((keep_s + _LATENCY_ROOM_S) * rate_hz)

    @property
    def level(self) -> Level:
        """The level now."""
        return self._meter.level

    def add(self, heard: Heard) -> list[Piece]:
        """One buffer; gives what found its place."""
        frames = np.frombuffer(heard.data, "<i2")
        frames = frames[: len(frames) - len(frames) % self._channels].reshape(-1, self._channels)
        samples = self._mix.mix(frames.astype(np.float32) / np.float32(32768))
        self._meter.add(samples, self.lost_s)
        return self._keep_pieces(self._timeline.add(samples, heard.arrived_s, heard.overflow, heard.latency_s))

    def flush(self) -> list[Piece]:
        """What was still held, at the end."""
        return self._keep_pieces(self._timeline.flush())

    def kept(self) -> list[Piece]:
        """The last seconds, in order."""
        return list(self._kept)

    def place_of(self, time_s: float) -> int:
        """The number of the sample that was spoken at a time of the monotonic clock."""
        return self._timeline.place_of(time_s)

    def time_of(self, place: int) -> float:
        """When, on the monotonic clock, the sample of this number was spoken. Some sound must have come."""
        return self._timeline.time_of(place)

    def _keep_pieces(self, pieces: list[Piece]) -> list[Piece]:
        for piece in pieces:
            self._kept.append(piece)
            end = piece.first + piece.count
            self.sounds |= end >= _SETTLED_S * self.rate_hz or (piece.samples is not None and bool(piece.samples.any()))
            while self._kept[0].first + self._kept[0].count < end - self._keep:
                self._kept.popleft()
        return pieces
