"""One take, from the opened microphone to the closed file: the thread that owns the file and posts what happens."""

import contextlib
import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.audio.microphone import Deliver, Heard, Microphone, NotOpened, Opened
from app.audio.sound_input import SoundInput
from app.audio.take_file import check_room
from app.audio.take_recording import TakeRecording
from app.errors import ErrorKind, HeardFirstError
from app.rehearsal.event import MicrophoneFailed, MicrophoneReady, SegmentReady, TakeFinished
from app.rehearsal.ports import Post
from app.rehearsal.sound import Condition, Level, Recording, SpeechSegment

_TAIL_S = 0.4
_BEFORE_S = 1.0
_AHEAD_S = 0.9
"""How far a take's clock may be ahead of its file: what is late may still come, what never comes is no time of it."""


@dataclass(frozen=True)
class DevicePatience:
    """How long, in seconds, a driver may take: to open, to bring first sound, between buffers, for the tail, to close.

    `previous_s` is how long a new capture waits for a blocked one before it. Together under 5 s after a failure.
    """

    open_s: float = 5.0
    first_sound_s: float = 3.0
    between_s: float = 1.0
    tail_s: float = 1.2
    close_s: float = 1.0
    previous_s: float = 1.5


@dataclass(frozen=True)
class _Start:
    session: str
    not_before_s: float
    at_s: float


@dataclass(frozen=True)
class _Stop:
    at_s: float


@dataclass(frozen=True)
class _Close:
    pass


_Message = Opened | NotOpened | Heard | _Start | _Stop | _Close


class Capture:
    """One opening of the microphone for one take. `start`, `stop`, `drop` and `close` return at once.

    All that happens goes through one queue to one thread: buffers, commands, failures. After `drop` nothing is
    posted any more.
    """

    def __init__(
        self,
        take: int,
        open_microphone: Callable[[Deliver], Microphone],
        folder: Path,
        post: Post,
        clock: Callable[[], float],
        previous: "Capture | None",
        patience: DevicePatience,
    ) -> None:
        self.take = take
        self._folder = folder
        self._post_event = post
        self._clock = clock
        self._previous = previous
        self._patience = patience
        self._inbox: queue.SimpleQueue[_Message] = queue.SimpleQueue()
        self._microphone = open_microphone(self._inbox.put)
        self._device = ""
        self._input: SoundInput | None = None
        self._recording: TakeRecording | None = None
        self._started = self._dropped = self._ended = self._ready = False
        self._stopping = self._told_to_end = False
        self._began_s: float | None = None  # when the first sample of the file was spoken
        self._written_s = 0.0
        self._error: HeardFirstError | None = None
        self._path: Path | None = None
        self._deadline_s = 0.0
        self._lock = threading.RLock()
        self._thread = threading.Thread(target=self._run, name=f"capture {take}", daemon=True)

    def begin(self) -> None:
        """Start the thread, which opens the microphone once the capture before this one is over."""
        self._thread.start()

    def start(self, session: str, not_before_s: float) -> None:
        """Keep sound from now on; where the microphone failed already, the take is finished with that error."""
        with self._lock:
            if not self._ended:
                self._started = True
                self._inbox.put(_Start(session, not_before_s, self._clock()))
                return
            if not self._started and not self._dropped:
                self._started = True
                self._post_event(TakeFinished(self.take, _nothing(), self._error or self._lost()))

    def stop(self) -> None:
        """Keep the tail, then end."""
        self._told_to_end = True
        self._inbox.put(_Stop(self._clock()))

    def drop(self) -> None:
        """End at once and delete the file; nothing more is posted."""
        self._told_to_end = True
        with self._lock:
            self._dropped = True
            if self._ended and self._path is not None:
                with contextlib.suppress(OSError):
                    self._path.unlink()
        self._inbox.put(_Close())

    def close(self) -> None:
        """End at once; a take that was started is kept, else nothing more is posted."""
        self._told_to_end = True
        with self._lock:
            self._dropped |= not self._started
        self._inbox.put(_Close())

    def join(self, timeout_s: float) -> bool:
        """Wait for the end; False where the driver still blocks."""
        until = time.monotonic() + timeout_s
        if self._thread.ident is not None:
            self._thread.join(timeout_s)
        return not self._thread.is_alive() and self._microphone.join(max(0.0, until - time.monotonic()))

    @property
    def level(self) -> Level:
        """The level now."""
        return Level() if self._input is None or self._ended else self._input.level

    @property
    def elapsed_s(self) -> float:
        """Seconds since the first sample in the file was spoken; 0.0 before there is one and once told to end."""
        began_s = self._began_s
        if began_s is None or self._told_to_end or self._ended:
            return 0.0
        return min(max(0.0, self._clock() - began_s), self._written_s + _AHEAD_S)

    @property
    def ended(self) -> bool:
        """Whether everything was posted."""
        return self._ended

    # the thread

    def _run(self) -> None:
        try:
            if self._previous is not None:
                self._previous.join(self._patience.previous_s)
                self._previous = None
            check_room(self._folder)
            self._microphone.begin()
            self._deadline_s = time.monotonic() + self._patience.open_s
            while self._step():
                pass
        except HeardFirstError as error:
            self._error = error
        except Exception as error:  # noqa: BLE001 - the take must be finished whatever happens
            self._error = self._fault(error)
        self._end()

    def _step(self) -> bool:
        """Handle one message; False when the take is over."""
        try:
            message = self._inbox.get(timeout=max(0.0, self._deadline_s - time.monotonic()))
        except queue.Empty:
            if self._stopping:
                return False  # the tail never came
            raise self._lost() from None
        match message:
            case Opened():
                self._device = message.name
                self._input = SoundInput(message.rate_hz, message.channels, _BEFORE_S)
                self._deadline_s = time.monotonic() + self._patience.first_sound_s
            case NotOpened(error):
                raise error
            case Heard():
                return self._hear(message)
            case _Start():
                self._begin_recording(message)
            case _Stop(at_s):
                return self._begin_tail(at_s)
            case _Close():
                return False
        return True

    def _hear(self, heard: Heard) -> bool:
        assert self._input is not None  # noqa: S101 - Opened is delivered first
        if not self._stopping:
            self._deadline_s = time.monotonic() + self._patience.between_s
        pieces = self._input.add(heard)
        if not self._ready and self._input.sounds:
            self._ready = True
            self._post(MicrophoneReady(self.take))
        if self._recording is None:
            return True
        for piece in pieces:
            self._post_segments(self._recording.add(piece))
        self._input.lost_s = self._recording.lost_s
        self._set_clock(self._recording, self._input)
        return not self._recording.complete

    def _begin_recording(self, start: _Start) -> None:
        if self._input is None:
            raise self._lost()
        if self._recording is not None:
            return
        first = self._input.place_of(max(start.at_s - _BEFORE_S, start.not_before_s))
        self._recording = TakeRecording(self._folder, start.session, self.take, self._input.rate_hz, first)
        for piece in self._input.kept():
            self._post_segments(self._recording.add(piece))
        self._set_clock(self._recording, self._input)

    def _set_clock(self, recording: TakeRecording, source: SoundInput) -> None:
        """Where the file begins is known better with every buffer: some come late, none comes early."""
        if recording.first is not None:
            self._written_s = recording.written_s
            self._began_s = source.time_of(recording.first)

    def _begin_tail(self, at_s: float) -> bool:
        if self._stopping:
            return True
        if self._recording is None or self._input is None:
            return False
        self._stopping = True
        self._deadline_s = time.monotonic() + self._patience.tail_s
        self._recording.stop_at(self._input.place_of(at_s), self._input.place_of(at_s + _TAIL_S))
        return not self._recording.complete

    def _end(self) -> None:
        self._microphone.close()
        try:
            recording = self._finish_recording()
        except Exception as error:  # noqa: BLE001 - whatever failed, the take is finished and its part file stays
            self._error = self._error or self._fault(error)
            recording = _nothing()
        self._microphone.join(self._patience.close_s)
        with self._lock:
            self._ended = True
            self._path = recording.path
            if self._dropped:
                if self._path is not None:
                    self._path.unlink(missing_ok=True)
            elif self._started:
                self._post_event(TakeFinished(self.take, recording, self._error))
            elif self._error is not None:
                self._post_event(MicrophoneFailed(self.take, self._error))

    def _finish_recording(self) -> Recording:
        if self._recording is None or self._input is None:
            return _nothing(interrupted=self._error is not None)
        try:
            for piece in self._input.flush():
                self._post_segments(self._recording.add(piece))
        except HeardFirstError as error:
            self._error = self._error or error
        recording, segments = self._recording.finish(interrupted=not self._stopping or self._error is not None)
        self._post_segments(segments)
        return recording

    def _post_segments(self, segments: list[SpeechSegment]) -> None:
        for segment in segments:
            self._post(SegmentReady(self.take, segment))

    def _post(self, event: MicrophoneReady | SegmentReady) -> None:
        with self._lock:
            if not self._dropped:
                self._post_event(event)

    def _fault(self, error: Exception) -> HeardFirstError:
        return HeardFirstError(ErrorKind.MICROPHONE_UNAVAILABLE, device=self._device, reason=repr(error))

    def _lost(self) -> HeardFirstError:
        if self._input is None:
            reason = "it does not answer"
            return HeardFirstError(ErrorKind.MICROPHONE_UNAVAILABLE, device=self._device, reason=reason)
        return HeardFirstError(ErrorKind.MICROPHONE_LOST, device=self._device)


def _nothing(interrupted: bool = True) -> Recording:
    return Recording(None, 0.0, 0.0, Condition.SILENCE, interrupted=interrupted)
