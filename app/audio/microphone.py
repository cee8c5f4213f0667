"""One opened microphone: the thread that owns PortAudio from its start to its end, and nothing else."""

import contextlib
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.audio.devices import FoundDevice, find_device
from app.audio.portaudio import Library, LoadLibrary, PortAudio, Stream, StreamCallback, entering_portaudio
from app.errors import ErrorKind, HeardFirstError
from app.rehearsal.sound import InputDevice

_BUFFERS_PER_S = 40


@dataclass(frozen=True)
class Opened:
    """The microphone is open; buffers follow."""

    name: str
    rate_hz: int
    channels: int


@dataclass(frozen=True)
class NotOpened:
    """The microphone could not be opened; nothing follows."""

    error: HeardFirstError


@dataclass(frozen=True, eq=False)
class Heard:
    """One buffer: 16-bit samples, interleaved. `latency_s` is how old its last sample was on arrival."""

    data: bytes
    overflow: bool
    arrived_s: float
    latency_s: float


Deliver = Callable[[Opened | NotOpened | Heard], None]


class Microphone:
    """Opens the microphone on a thread of its own and delivers what it hears until `close`.

    `deliver` is called on that thread and on PortAudio's; it must only put the message in a queue. A driver that
    blocks holds up this thread alone, so the owner waits for it with a deadline and can give it up.
    """

    def __init__(
        self,
        load: LoadLibrary,
        wanted: InputDevice | None,
        deliver: Deliver,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._load = load
        self._wanted = wanted
        self._deliver = deliver
        self._clock = clock
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._run, name="microphone", daemon=True)

    def begin(self) -> None:
        """Start to open it. Opened or NotOpened is delivered."""
        self._thread.start()

    def close(self) -> None:
        """Ask for the end; returns at once."""
        self._closing.set()

    def join(self, timeout_s: float) -> bool:
        """Wait for the end; False where the driver still blocks."""
        if self._thread.ident is not None:
            self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _run(self) -> None:
        portaudio: PortAudio | None = None
        stream: Stream | None = None
        try:
            library = self._load()
            with entering_portaudio():
                portaudio = library.PyAudio()
                found = find_device(portaudio, self._wanted)
                stream, opened, callback_latency = self._open(library, portaudio, found)
            self._deliver(opened)
            callback_latency.append(stream.get_input_latency())
            with entering_portaudio():
                stream.start_stream()
            self._closing.wait()
        except HeardFirstError as error:
            self._deliver(NotOpened(error))
        except Exception as error:  # noqa: BLE001 - whatever a driver raises, the owner must hear of it
            name = "" if self._wanted is None else self._wanted.name
            fault = HeardFirstError(ErrorKind.MICROPHONE_UNAVAILABLE, device=name, reason=str(error))
            self._deliver(NotOpened(fault))
        finally:
            _end(stream, portaudio)

    def _open(self, library: Library, portaudio: PortAudio, found: FoundDevice) -> tuple[Stream, Opened, list[float]]:
        """Open at the device's own rate; with fewer channels or a usual rate where it refuses that."""
        tries = dict.fromkeys([(found.rate_hz, found.channels), (found.rate_hz, 1), (48_000, 1)])
        reason = ""
        for rate_hz, channels in tries:
            latency: list[float] = []
            try:
                stream = portaudio.open(
                    rate=rate_hz,
                    channels=channels,
                    format=library.paInt16,
                    input=True,
                    input_device_index=found.index,
                    frames_per_buffer=rate_hz // _BUFFERS_PER_S,
                    stream_callback=self._callback(library, rate_hz, latency),
                    start=False,
                )
            except (OSError, ValueError) as error:
                reason = str(error)
                continue
            return stream, Opened(found.device.name, rate_hz, channels), latency
        raise HeardFirstError(ErrorKind.MICROPHONE_UNAVAILABLE, device=found.device.name, reason=reason)

    def _callback(self, library: Library, rate_hz: int, stated_latency_s: list[float]) -> StreamCallback:
        go_on, overflowed = library.paContinue, library.paInputOverflow
        deliver, clock, closing = self._deliver, self._clock, self._closing

        def heard(data: bytes | None, count: int, at: Mapping[str, float], flags: int) -> tuple[None, int]:
            # an exception here would end the stream, and be raised later in another place
            if data and not closing.is_set():
                age_s = at.get("current_time", 0.0) - at.get("input_buffer_adc_time", 0.0)
                latency_s = max(age_s, *stated_latency_s, 0.0) - count / rate_hz
                deliver(Heard(data, bool(flags & overflowed), clock(), latency_s))
            return None, go_on

        return heard


def _end(stream: Stream | None, portaudio: PortAudio | None) -> None:
    with entering_portaudio():
        if stream is not None:
            for step in (stream.stop_stream, stream.close):
                with contextlib.suppress(Exception):
                    step()
        if portaudio is not None:
            with contextlib.suppress(Exception):
                portaudio.terminate()
