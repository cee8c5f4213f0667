"""Plays a stretch of a recording through the default loudspeaker."""

import contextlib
import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np
import soundfile  # pyright: ignore[reportMissingTypeStubs]

from app.audio.portaudio import LoadLibrary, PortAudio, Stream, entering_portaudio, load_pyaudio
from app.errors import ErrorKind, HeardFirstError

_BLOCKS_PER_S = 20

OnPosition = Callable[[float], None]
"""Called about 20 times a second with the second of the recording that is heard now."""
OnEnd = Callable[[], None]
"""Called once, when it was played or stopped, or could not be played."""
OnFail = Callable[[HeardFirstError], None]
"""Called before OnEnd where it could not be played."""


class ClipPlayer:
    """Plays one clip at a time, on a thread of its own for each; the callbacks come on that thread.

    `play` and `stop` return at once, also where the driver blocks. Where there is no loudspeaker, `on_fail` gets
    NO_LOUDSPEAKER, then `on_end` is called as always.
    """

    def __init__(self, backend: LoadLibrary = load_pyaudio) -> None:
        self._load = backend
        self._playing: _Playing | None = None

    def play(
        self,
        path: Path,
        start_s: float,
        end_s: float | None,
        on_position: OnPosition,
        on_end: OnEnd,
        on_fail: OnFail | None = None,
    ) -> None:
        """Play from `start_s` to `end_s` (None: to the end of the file); what plays now is stopped first."""
        previous = self._playing
        if previous is not None:
            previous.stop()
        self._playing = _Playing(self._load, path, (start_s, end_s), on_position, on_end, on_fail)
        self._playing.thread.start()

    def stop(self) -> None:
        """Fall silent within a twentieth of a second."""
        if self._playing is not None:
            self._playing.stop()

    def wait(self, timeout_s: float) -> bool:
        """Wait until the last clip's thread is over."""
        if self._playing is None:
            return True
        self._playing.thread.join(timeout_s)
        return not self._playing.thread.is_alive()


class _Playing:
    def __init__(
        self,
        load: LoadLibrary,
        path: Path,
        span_s: tuple[float, float | None],
        on_position: OnPosition,
        on_end: OnEnd,
        on_fail: OnFail | None,
    ) -> None:
        self._load = load
        self._path = path
        self._span_s = span_s
        self._on_position = on_position
        self._on_end = on_end
        self._on_fail = on_fail
        self._stopping = threading.Event()
        self.thread = threading.Thread(target=self._run, name="player", daemon=True)

    def stop(self) -> None:
        self._stopping.set()

    def _run(self) -> None:
        error: HeardFirstError | None = None
        try:
            with soundfile.SoundFile(self._path) as file:
                self._play(file)
        except HeardFirstError as fault:
            error = fault
        except soundfile.SoundFileError as fault:
            error = HeardFirstError(ErrorKind.FILE_UNREADABLE, path=self._path, reason=str(fault))
        except Exception as fault:  # noqa: BLE001 - whatever a driver raises, the listener must hear of the end
            error = HeardFirstError(ErrorKind.NO_LOUDSPEAKER, reason=str(fault))
        if error is not None and self._on_fail is not None:
            self._on_fail(error)
        self._on_end()

    def _play(self, file: soundfile.SoundFile) -> None:
        library = self._load()
        portaudio: PortAudio | None = None
        stream: Stream | None = None
        try:
            with entering_portaudio():
                portaudio = library.PyAudio()
                portaudio.get_default_output_device_info()
                stream = portaudio.open(
                    rate=file.samplerate, channels=file.channels, format=library.paInt16, output=True
                )
            self._write(file, stream)
        finally:
            with entering_portaudio():
                if stream is not None:
                    with contextlib.suppress(OSError):
                        stream.stop_stream()
                    with contextlib.suppress(OSError):
                        stream.close()
                if portaudio is not None:
                    with contextlib.suppress(OSError):
                        portaudio.terminate()

    def _write(self, file: soundfile.SoundFile, stream: Stream) -> None:
        rate_hz = file.samplerate
        at = min(max(0, round(self._span_s[0] * rate_hz)), file.frames)
        end_s = self._span_s[1]
        end = file.frames if end_s is None else min(round(end_s * rate_hz), file.frames)
        latency = round(stream.get_output_latency() * rate_hz)
        begin = at
        file.seek(at)
        while at < end and not self._stopping.is_set():
            block = np.asarray(file.read(min(rate_hz // _BLOCKS_PER_S, end - at), dtype="int16"))
            if not len(block):
                return
            self._on_position(max(begin, at - latency) / rate_hz)
            stream.write(block.astype("<i2").tobytes())
            at += len(block)
