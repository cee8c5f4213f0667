"""A take being made: each piece of sound goes to disk first, then to the ear that cuts it into speech."""

from pathlib import Path

import numpy as np

from app.audio.listening import Listening
from app.audio.take_file import TakeFile
from app.audio.timeline import Piece
from app.errors import HeardFirstError
from app.rehearsal.sound import Recording, SpeechSegment

_GAP_BLOCK = 16_000
_NOTHING_SAID_S = 0.6
"""Nobody who was silent for so long is in the middle of a word."""


class TakeRecording:
    """Keeps the samples from number `first` on until `stop_at`. On the capture thread."""

    def __init__(self, folder: Path, session: str, take: int, rate_hz: int, first: int) -> None:
        """Create the file. Raises HeardFirstError (DISK_FULL, FOLDER_UNWRITABLE)."""
        self._file = TakeFile(folder, session, take, rate_hz)
        self._listening = Listening(rate_hz)
        self.first: int | None = None
        """The number of the first sample in the file; None while it is empty."""
        self._rate_hz = rate_hz
        self._next = first
        self._last: int | None = None
        self._stopped = 0
        self._lost = 0
        self._broken = False

    @property
    def written_s(self) -> float:
        """Seconds that are in the file so far."""
        return self._file.duration_s

    @property
    def lost_s(self) -> float:
        """Seconds of silence that stand for what the device dropped."""
        return self._lost / self._rate_hz

    @property
    def complete(self) -> bool:
        """Whether everything up to `stop_at` is there."""
        if self._last is None:
            return False
        silent = self._listening.silent_s >= _NOTHING_SAID_S
        return self._next >= (self._stopped if silent else self._last)

    def stop_at(self, stopped: int, last: int) -> None:
        """Keep nothing from sample number `last` on; end at `stopped` already where nobody has been speaking."""
        self._stopped, self._last = stopped, last

    def add(self, piece: Piece) -> list[SpeechSegment]:
        """Keep what of this piece belongs to the take. Raises HeardFirstError where the disk refuses it."""
        end = piece.first + piece.count if self._last is None else min(piece.first + piece.count, self._last)
        begin = max(piece.first, self._next)
        if self._broken or end <= begin:
            return []
        self._next = end
        self.first = begin if self.first is None else self.first
        try:
            if piece.samples is None:
                return self._add_gap(end - begin)
            samples = piece.samples[begin - piece.first : end - piece.first]
            self._file.write(np.clip(np.rint(samples * 32768), -32768, 32767).astype(np.int16))
            return self._listening.feed(samples)
        except HeardFirstError:
            self._broken = True
            raise

    def finish(self, interrupted: bool) -> tuple[Recording, list[SpeechSegment]]:
        """Close the file; an empty one is deleted. Gives the recording and the last segments."""
        segments = self._listening.finish()
        duration_s = self._file.duration_s
        path = self._file.finish() if duration_s > 0 else None
        if path is None:
            self._file.delete()
        listening = self._listening
        recording = Recording(path, duration_s, listening.speech_s, listening.condition, self.lost_s, interrupted)
        return recording, segments

    def _add_gap(self, count: int) -> list[SpeechSegment]:
        self._lost += count
        segments: list[SpeechSegment] = []
        for at in range(0, count, _GAP_BLOCK):
            part = min(_GAP_BLOCK, count - at)
            self._file.write(np.zeros(part, np.int16))
            segments += self._listening.feed_gap(part)
        return segments
