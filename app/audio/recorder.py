"""The microphone as the rehearsal knows it (app.rehearsal.ports.Recorder), through PyAudio."""

import threading
import time
from collections.abc import Callable
from pathlib import Path

from app.audio.capture import Capture, DevicePatience
from app.audio.devices import found_devices
from app.audio.microphone import Deliver, Microphone
from app.audio.portaudio import LoadLibrary, entering_portaudio, load_pyaudio
from app.rehearsal.ports import Post
from app.rehearsal.sound import InputDevice, Level

_LIST_WITHIN_S = 3.0


class MicrophoneRecorder:
    """Implements app.rehearsal.ports.Recorder. Called on the owner's thread; posts from its capture threads.

    `backend` gives the PyAudio module or one like it; `clock` is the monotonic clock that `not_before_s` refers to.
    """

    def __init__(
        self,
        post: Post,
        sound_folder: Path,
        backend: LoadLibrary = load_pyaudio,
        clock: Callable[[], float] = time.monotonic,
        patience: DevicePatience = DevicePatience(),  # noqa: B008 - frozen
    ) -> None:
        self._post = post
        self._folder = sound_folder
        self._load = backend
        self._clock = clock
        self._patience = patience
        self._chosen: InputDevice | None = None
        self._known: tuple[InputDevice, ...] = ()
        self._capture: Capture | None = None

    def devices(self) -> tuple[InputDevice, ...]:
        """The microphones there are; while one is open, those found last. Raises AUDIO_LIBRARY_MISSING."""
        library = self._load()
        if self._capture is not None and not self._capture.ended and self._known:
            return self._known
        found: list[InputDevice] = []

        def look() -> None:
            try:
                with entering_portaudio():
                    portaudio = library.PyAudio()
                    try:
                        found.extend(one.device for one in found_devices(portaudio))
                    finally:
                        portaudio.terminate()
            except Exception:  # noqa: BLE001 - a driver that fails to list its devices has none to offer
                found.clear()

        looking = threading.Thread(target=look, name="microphones", daemon=True)
        looking.start()
        looking.join(_LIST_WITHIN_S)  # a driver that blocks must not block the window
        self._known = () if looking.is_alive() else tuple(found)
        return self._known

    def choose(self, device: InputDevice | None) -> None:
        """Use this microphone from the next `open` on; None for the system's default."""
        self._chosen = device

    def open(self, take: int) -> None:
        """Open the microphone and keep the last second."""
        previous = self._capture
        if previous is not None:
            previous.close()
        chosen, load, clock = self._chosen, self._load, self._clock

        def open_microphone(deliver: Deliver) -> Microphone:
            return Microphone(load, chosen, deliver, clock)

        self._capture = Capture(take, open_microphone, self._folder, self._post, clock, previous, self._patience)
        self._capture.begin()

    def start(self, take: int, session: str, not_before_s: float) -> None:
        """Write to disk from now on, and up to 1 s from before, but nothing from before `not_before_s`."""
        if (capture := self._of(take)) is not None:
            capture.start(session, not_before_s)

    def stop(self, take: int) -> None:
        """Keep 0.4 s more, close the file and the microphone, then post TakeFinished."""
        if (capture := self._of(take)) is not None:
            capture.stop()

    def drop(self, take: int) -> None:
        """Stop at once and delete the file."""
        if (capture := self._of(take)) is not None:
            capture.drop()

    def close(self) -> None:
        """Close the microphone; a take that runs is ended and kept."""
        if self._capture is not None:
            self._capture.close()

    def wait(self, timeout_s: float) -> bool:
        """Wait until the last capture's threads are over; False where a driver still blocks. For the program's end."""
        return self._capture is None or self._capture.join(timeout_s)

    def level(self) -> Level:
        """The level now, for a meter; cheap."""
        return Level() if self._capture is None else self._capture.level

    def elapsed_s(self) -> float:
        """Seconds since the first sample that the running take keeps; 0.0 when none runs or it was stopped."""
        return 0.0 if self._capture is None else self._capture.elapsed_s

    def _of(self, take: int) -> Capture | None:
        capture = self._capture
        return capture if capture is not None and capture.take == take else None
