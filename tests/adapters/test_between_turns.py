"""What is heard between two turns of a conversation is in no file: only what was recorded is kept.

The colleague is a tone, so that a single second of them would show in any file. Over a scripted PyAudio, and on real
sound from a private PulseAudio.
"""

import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

from app.audio.capture import DevicePatience
from app.audio.recorder import MicrophoneRecorder
from app.pairing.pair import Agreed, Consent, Pair, Salesperson
from app.rehearsal import event as on
from app.rehearsal import state as at
from app.rehearsal.rehearsal import Ports, Rehearsal
from tests import example_session as example
from tests import pulse
from tests.fake_archive import FakeArchive
from tests.fake_recogniser import FakeRecogniser
from tests.fake_recorder import FakeLibrary, as_device_sound
from tests.flite import speech
from tests.inbox import Inbox

PAIR = Pair("Ann", "Ben", Salesperson.COLLEAGUE, Consent("We agree.", Agreed.TYPED, 1))
TEXT = "You have had three shipments slip."
TONE_HZ = 3_100.0  # speech has next to nothing in so narrow a band
RATE_HZ = 48_000
LONG = DevicePatience(60, 60, 60, 60, 60, 60)


def tone(seconds: float, rate_hz: int = RATE_HZ) -> np.ndarray:
    """The colleague."""
    at_s = np.arange(round(seconds * rate_hz)) / rate_hz
    return (0.4 * np.sin(2 * np.pi * TONE_HZ * at_s)).astype(np.float32)


def tone_share(path: Path) -> float:
    """How much of a file's energy is the colleague's, 0 to 1; the loudest quarter of a second of it."""
    samples, rate_hz = soundfile.read(path, dtype="float64")
    width = rate_hz // 4
    shares = [0.0]
    for start in range(0, len(samples) - width, width // 2):
        power = np.abs(np.fft.rfft(samples[start : start + width])) ** 2
        hertz = np.fft.rfftfreq(width, 1 / rate_hz)
        total = power.sum()
        if total > 1e-3:
            shares.append(float(power[np.abs(hertz - TONE_HZ) < 30].sum() / total))
    return max(shares)


class Talk:
    """A rehearsal with a real recorder, in which a colleague plays; all else are fakes."""

    def __init__(self, recorder: MicrophoneRecorder, inbox: Inbox) -> None:
        self.inbox = inbox
        self.archive = FakeArchive()
        recogniser = FakeRecogniser(inbox, "four words of it")
        ports = Ports(recorder, recogniser, _Silent(), _Silent(), _Silent(), self.archive)  # type: ignore[arg-type]
        self.rehearsal = Rehearsal(ports, 3, lambda _: None, lambda _: None)
        self.rehearsal.handle(on.ScenarioChosen(example.scenario(), "s", PAIR))

    def press(self, at_s: float) -> None:
        self.rehearsal.handle(on.RecordPressed(at_s))

    def until(self, state: type) -> None:
        """Take what comes until the rehearsal stands there."""
        while not isinstance(self.rehearsal.state, state):
            self.rehearsal.handle(self.inbox.take(object))  # type: ignore[arg-type]


class _Silent:
    """A marker, a voice and a timer of whom nothing is wanted."""

    def __getattr__(self, name: str) -> object:
        def unwanted(*_: object, **__: object) -> None:
            raise AssertionError(f"{name} is not for a colleague who plays")

        return unwanted


def test_what_a_late_driver_still_brings_from_before_the_turn_is_cut_off(tmp_path: Path) -> None:
    library, inbox = FakeLibrary(), Inbox()
    recorder = MicrophoneRecorder(inbox, tmp_path, library, library.clock, LONG)
    talk = Talk(recorder, inbox)
    for number in range(3):
        library.clock.now_s += 5.0
        talk.press(library.clock())
        stream = library.stream(number)
        old = as_device_sound(tone(0.5, 16_000), RATE_HZ)
        stream.deliver(old[: stream.frames], 0, 0.6)  # it was in the driver's buffers before the button
        talk.until(at.RecordingTake)
        for start in range(stream.frames, len(old) - stream.frames, stream.frames):
            stream.deliver(old[start : start + stream.frames], 0, 0.6)
        library.feed(as_device_sound(speech(TEXT), RATE_HZ), number)
        talk.press(library.clock())
        library.feed(as_device_sound(speech(TEXT)[:16_000] * 0, RATE_HZ), number)
        talk.until(at.Awaiting)
        assert stream.closed.wait(10), "between turns no microphone is open"
    recorder.close()
    recorder.wait(10)
    files = sorted(path for path in tmp_path.rglob("*") if path.is_file())
    assert [path.name for path in files] == ["s-1.wav", "s-2.wav", "s-3.wav"]
    for path in files:
        assert soundfile.info(path).duration > 1.0
        assert tone_share(path) < 0.2, path.name
    assert tone_share(_written(tmp_path / "tone.wav", tone(1.0))) > 0.9, "this ear hears no tone at all"


@pytest.fixture
def server() -> Iterator[pulse.Pulse]:
    assert not pulse.missing(), f"install {pulse.missing()}"
    with pulse.pulse_server() as running:
        yield running


@pytest.mark.sound
@pytest.mark.timeout(180)
def test_what_is_played_between_turns_is_in_no_file(server: pulse.Pulse, tmp_path: Path) -> None:
    sounds, inbox = tmp_path / "sound", Inbox()
    sounds.mkdir()
    played = _written(tmp_path / "colleague.wav", tone(30.0))
    server.speech(TEXT)
    recorder = MicrophoneRecorder(inbox, sounds)
    talk = Talk(recorder, inbox)
    for _ in range(3):
        player = server.play_in_background(played)
        _let_play(player, 1.5)
        server.hush()
        time.sleep(0.4)  # until the last of it is out of the loudspeaker
        talk.press(time.monotonic())
        talk.until(at.RecordingTake)
        server.say(TEXT)
        talk.press(time.monotonic())
        talk.until(at.Awaiting)
    recorder.close()
    recorder.wait(10)
    files = sorted(path for path in sounds.rglob("*") if path.is_file())
    assert [path.name for path in files] == ["s-1.wav", "s-2.wav", "s-3.wav"]
    for path in files:
        assert tone_share(path) < 0.2, path.name
        assert np.abs(soundfile.read(path)[0]).max() > 0.05, "the manager is in it"
    kept = talk.archive.open_session("s").run
    assert [take.turn.text for take in kept.conversation(3)] == ["four words of it"] * 3


@pytest.mark.sound
@pytest.mark.timeout(120)
def test_the_same_ear_hears_what_is_played_within_a_turn(server: pulse.Pulse, tmp_path: Path) -> None:
    """Else the test above could not fail."""
    sounds, inbox = tmp_path / "sound", Inbox()
    sounds.mkdir()
    played = _written(tmp_path / "colleague.wav", tone(1.5))
    recorder = MicrophoneRecorder(inbox, sounds)
    talk = Talk(recorder, inbox)
    talk.press(time.monotonic())
    talk.until(at.RecordingTake)
    server.play(played)
    talk.press(time.monotonic())
    talk.until(at.Reviewing | at.Awaiting)  # type: ignore[arg-type]  # a tone is no speech
    recorder.close()
    recorder.wait(10)
    assert tone_share(sounds / "s-1.wav") > 0.5


def _let_play(player: "subprocess.Popen[bytes]", seconds: float) -> None:
    time.sleep(seconds)
    assert player.poll() is None, "the colleague was not heard"


def _written(path: Path, samples: np.ndarray) -> Path:
    soundfile.write(path, samples, RATE_HZ)
    return path
