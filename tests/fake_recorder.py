"""A PyAudio that follows a script, so that the real MicrophoneRecorder runs without a sound card.

`FakeLibrary` stands for the pyaudio module. Sound is fed by the test: at once, with a clock of its own (`feed`), or
in real time from a thread (`play`). Entering it on a thread other than the one that made it fails, as it would crash.
"""

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

PATIENCE_S = 30.0
OVERFLOW = 2
Int16 = NDArray[np.int16]


@dataclass
class FakeDevice:
    """A microphone as PortAudio describes it, and what is wrong with it."""

    name: str = "Built-in microphone"
    rate_hz: int = 48_000
    channels: int = 1
    host_api: str = "ALSA"
    opening: Callable[[], None] = lambda: None
    """Called by `open`; may raise or block."""
    closing: Callable[[], None] = lambda: None
    """Called by `stop_stream`; may raise or block."""
    refused_channels: tuple[int, ...] = ()


class FakeClock:
    """A monotonic clock that moves when sound is fed."""

    def __init__(self) -> None:
        self.now_s = 1000.0

    def __call__(self) -> float:
        return self.now_s


class FakeStream:
    """An open input stream."""

    def __init__(self, owner: "FakePortAudio", device: FakeDevice, options: Mapping[str, object]) -> None:
        self._owner = owner
        self.device = device
        self.rate_hz = int(str(options["rate"]))
        self.channels = int(str(options["channels"]))
        self.frames = int(str(options["frames_per_buffer"]))
        self._callback: Callable[..., object] = options["stream_callback"]  # type: ignore[assignment]
        self.started = threading.Event()
        self.closed = threading.Event()

    def start_stream(self) -> None:
        self._owner.check_thread()
        self.started.set()

    def stop_stream(self) -> None:
        self._owner.check_thread()
        self.device.closing()
        self.started.clear()

    def close(self) -> None:
        self._owner.check_thread()
        self.closed.set()

    def get_input_latency(self) -> float:
        return self.frames / self.rate_hz

    def get_output_latency(self) -> float:
        raise OSError(-9996, "No Default Output Device Available")

    def write(self, frames: bytes) -> None:
        raise OSError(-9988, "Stream closed")

    def deliver(self, block: Int16, flags: int = 0, age_s: float = 0.0) -> None:
        """One callback. `age_s` is the driver's own latency beyond the buffer."""
        count = len(block) // self.channels if block.ndim == 1 else len(block)
        at = {"current_time": 10.0, "input_buffer_adc_time": 10.0 - age_s - count / self.rate_hz}
        answer = self._callback(block.astype("<i2").tobytes(), count, at, flags)
        assert answer == (None, 0)


class FakePortAudio:
    """One initialised PortAudio, bound to its thread."""

    def __init__(self, library: "FakeLibrary") -> None:
        self._library = library
        self._thread = threading.get_ident()
        library.alive += 1

    def check_thread(self) -> None:
        assert threading.get_ident() == self._thread, "PortAudio was entered by a second thread"

    def get_device_count(self) -> int:
        if self._library.listing_fails:
            raise OSError(-9999, "Unanticipated host error")
        return len(self._library.devices) + 1

    def get_device_info_by_index(self, index: int) -> dict[str, str | int | float]:
        if index == len(self._library.devices):  # a loudspeaker
            return {"index": index, "name": "Loudspeaker", "hostApi": 0, "maxInputChannels": 0, "defaultSampleRate": 0}
        device = self._library.devices[index]
        apis = sorted({one.host_api for one in self._library.devices})
        return {
            "index": index,
            "name": device.name,
            "hostApi": apis.index(device.host_api),
            "maxInputChannels": device.channels,
            "defaultSampleRate": float(device.rate_hz),
        }

    def get_default_input_device_info(self) -> dict[str, str | int | float]:
        if self._library.default is None or not self._library.devices:
            raise OSError(-9996, "No Default Input Device Available")
        return self.get_device_info_by_index(self._library.default)

    def get_default_output_device_info(self) -> dict[str, str | int | float]:
        raise OSError(-9996, "No Default Output Device Available")

    def get_host_api_info_by_index(self, index: int) -> dict[str, str | int | float]:
        return {"name": sorted({one.host_api for one in self._library.devices})[index]}

    def open(self, **options: object) -> FakeStream:
        self.check_thread()
        device = self._library.devices[int(str(options["input_device_index"]))]
        device.opening()
        if options["channels"] in device.refused_channels:
            raise OSError(-9998, "Invalid number of channels")
        return self._library.opened(FakeStream(self, device, options))

    def terminate(self) -> None:
        self.check_thread()
        self._library.alive -= 1


@dataclass
class FakeLibrary:
    """Stands for the pyaudio module; call it to load it."""

    devices: list[FakeDevice] = field(default_factory=lambda: [FakeDevice()])
    default: int | None = 0
    listing_fails: bool = False
    clock: FakeClock = field(default_factory=FakeClock)
    alive: int = 0
    """How many PortAudios were made and not yet terminated."""
    paInt16: int = 8  # noqa: N815
    paContinue: int = 0  # noqa: N815
    paInputOverflow: int = OVERFLOW  # noqa: N815

    def __post_init__(self) -> None:
        self._streams: list[FakeStream] = []
        self._changed = threading.Condition()

    def __call__(self) -> "FakeLibrary":
        return self

    def PyAudio(self) -> FakePortAudio:  # noqa: N802
        return FakePortAudio(self)

    def wait_until_closed(self, timeout_s: float = 5.0) -> None:
        """Every PortAudio is terminated, if need be by a thread whose driver has only just let it go."""
        deadline_s = time.monotonic() + timeout_s
        while self.alive and time.monotonic() < deadline_s:
            time.sleep(0.01)
        assert self.alive == 0

    def opened(self, stream: FakeStream) -> FakeStream:
        with self._changed:
            self._streams.append(stream)
            self._changed.notify_all()
        return stream

    def stream(self, number: int = 0) -> FakeStream:
        """The stream that was opened as this one, from 0; waits until it runs."""
        with self._changed:
            assert self._changed.wait_for(lambda: len(self._streams) > number, PATIENCE_S), "no stream was opened"
            stream = self._streams[number]
        assert stream.started.wait(PATIENCE_S)
        return stream

    def feed(self, sound: Int16, number: int = 0, flags: int = 0, age_s: float = 0.0) -> None:
        """Deliver sound at once, as if its time had gone by."""
        stream = self.stream(number)
        for at in range(0, len(sound), stream.frames):
            block = sound[at : at + stream.frames]
            self.clock.now_s += len(block) / stream.rate_hz
            stream.deliver(block, flags, age_s)

    def lose(self, seconds: float) -> None:
        """Time goes by without sound."""
        self.clock.now_s += seconds

    def play(
        self, sound: Int16, number: int = 0, delivering: Callable[[int], None] = lambda _: None
    ) -> threading.Thread:
        """Deliver sound in real time from a thread, until it is over or the stream is closed.

        `delivering` is told before each buffer how many samples there are with it.
        """
        stream = self.stream(number)

        def run() -> None:
            begin = time.monotonic()
            for at in range(0, len(sound), stream.frames):
                block = sound[at : at + stream.frames]
                if stream.closed.wait(max(0.0, begin + (at + len(block)) / stream.rate_hz - time.monotonic())):
                    return
                delivering(at + len(block))
                stream.deliver(block)

        thread = threading.Thread(target=run, name="fake sound", daemon=True)
        thread.start()
        return thread


def as_device_sound(samples: NDArray[np.float32], rate_hz: int, channels: int = 1) -> Int16:
    """16 kHz mono samples as a device of another rate gives them, on every channel."""
    import soxr

    sound = samples if rate_hz == 16_000 else soxr.resample(samples, 16_000, rate_hz)
    mono = np.clip(np.rint(sound * 32767), -32768, 32767).astype(np.int16)
    return mono if channels == 1 else np.repeat(mono[:, None], channels, axis=1)
