"""Sound files in the place of the microphone, for rehearsing without a window: one file a take."""

import threading
from collections.abc import Sequence
from pathlib import Path

from app.audio.clip import Clip, SoundSource
from app.audio.listening import Listening
from app.audio.take_recording import TakeRecording
from app.audio.timeline import Piece
from app.errors import ErrorKind, HeardFirstError
from app.rehearsal.event import MicrophoneFailed, MicrophoneReady, SegmentReady, TakeFinished
from app.rehearsal.ports import Post
from app.rehearsal.sound import SPEECH_RATE_HZ, Condition, InputDevice, Level, Recording, SpeechSegment


def recording_of(clip: Clip, path: Path) -> tuple[Recording, list[SpeechSegment]]:
    """What a clip is as a recording, and its segments: exactly as they would have come while it was recorded."""
    listening = Listening(SPEECH_RATE_HZ)
    segments: list[SpeechSegment] = []
    for at in range(0, len(clip.samples), SPEECH_RATE_HZ):
        segments += listening.feed(clip.samples[at : at + SPEECH_RATE_HZ])
    segments += listening.finish()
    return Recording(path, clip.duration_s, listening.speech_s, listening.condition), segments


class FileRecorder:
    """Implements app.rehearsal.ports.Recorder. A take is over when its file is; `stop` need not be called.

    The sound is copied into `sound_folder` as a take, as if it had been recorded, so that deleting a session never
    touches the file that was handed in. Called on the owner's thread; posts from a thread for each take.
    """

    def __init__(self, post: Post, sound_folder: Path, files: Sequence[Path]) -> None:
        self._post = post
        self._folder = sound_folder
        self._files = list(files)
        self._playing: _Playing | None = None

    def devices(self) -> tuple[InputDevice, ...]:
        """The file that comes next, as the microphone; empty after the last."""
        return tuple(InputDevice(path.name, "file", is_default=True) for path in self._files[:1])

    def choose(self, device: InputDevice | None) -> None:
        """Files come in the order they were given."""

    def open(self, take: int) -> None:
        """Take the next file; what is wrong with it is posted as MicrophoneFailed."""
        self.close()
        try:
            if not self._files:
                raise HeardFirstError(ErrorKind.NO_MICROPHONE)
            source = SoundSource(self._files[0])
        except HeardFirstError as error:
            self._post(MicrophoneFailed(take, error))
            return
        self._playing = _Playing(self._post, self._folder, source, take)
        self._post(MicrophoneReady(take))

    def start(self, take: int, session: str, not_before_s: float) -> None:
        """Hear the whole file; `not_before_s` is of no account here."""
        if self._playing is not None and self._playing.take == take and not self._playing.started:
            del self._files[0]
            self._playing.start(session)

    def stop(self, take: int) -> None:
        """The take ends with its file; nothing to do."""

    def drop(self, take: int) -> None:
        """Stop at once and delete the copy."""
        if self._playing is not None and self._playing.take == take:
            self._playing.drop()

    def close(self) -> None:
        """Let a file that was not started go."""
        if self._playing is not None and not self._playing.started:
            self._playing = None

    def wait(self, timeout_s: float) -> bool:
        """Wait until the last take's thread is over."""
        return self._playing is None or self._playing.join(timeout_s)

    def level(self) -> Level:
        """Files have no level to watch."""
        return Level()

    def elapsed_s(self) -> float:
        """Seconds of the file that were heard so far; 0.0 when none is being heard."""
        return 0.0 if self._playing is None else self._playing.elapsed_s


class _Playing:
    def __init__(self, post: Post, folder: Path, source: SoundSource, take: int) -> None:
        self.take = take
        self.started = False
        self._post = post
        self._folder = folder
        self._source = source
        self._session = ""
        self._dropped = self._ended = False
        self._place = 0
        self._path: Path | None = None
        self._lock = threading.RLock()
        self._thread = threading.Thread(target=self._run, name=f"file take {take}", daemon=True)

    def start(self, session: str) -> None:
        self.started = True
        self._session = session
        self._thread.start()

    def drop(self) -> None:
        with self._lock:
            self._dropped = True
            self._delete()

    @property
    def elapsed_s(self) -> float:
        return 0.0 if self._dropped or self._ended else self._place / self._source.rate_hz

    def join(self, timeout_s: float) -> bool:
        if self._thread.ident is not None:
            self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _run(self) -> None:
        error: HeardFirstError | None = None
        recording = Recording(None, 0.0, 0.0, Condition.SILENCE, interrupted=True)
        take: TakeRecording | None = None
        try:
            take = TakeRecording(self._folder, self._session, self.take, self._source.rate_hz, first=0)
            self._hear(take)
        except HeardFirstError as fault:
            error = fault
        if take is not None:
            recording, segments = take.finish(interrupted=error is not None)
            for segment in segments:
                self._say(SegmentReady(self.take, segment))
        with self._lock:
            self._ended = True
            self._path = recording.path
            if self._dropped:
                self._delete()
            else:
                self._post(TakeFinished(self.take, recording, error))

    def _hear(self, take: TakeRecording) -> None:
        for block in self._source.blocks():
            if self._dropped:
                return
            segments = take.add(Piece(self._place, len(block), block))
            self._place += len(block)
            for segment in segments:
                self._say(SegmentReady(self.take, segment))

    def _say(self, event: SegmentReady) -> None:
        with self._lock:
            if not self._dropped:
                self._post(event)

    def _delete(self) -> None:
        if self._path is not None:
            self._path.unlink(missing_ok=True)
