"""The salesperson's voice must never be in the manager's take: real PyAudio on a private PulseAudio."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

from app.audio.recorder import MicrophoneRecorder
from app.rehearsal.event import MicrophoneReady, SegmentReady, TakeFinished
from tests import pulse
from tests.inbox import Inbox

pytestmark = pytest.mark.sound
RATE_HZ = 16_000


@pytest.fixture
def server() -> Iterator[pulse.Pulse]:
    assert not pulse.missing(), f"install {pulse.missing()}"
    with pulse.pulse_server() as running:
        yield running


def tone_share(sound: np.ndarray, rate_hz: int, hz: float) -> float:
    """Power of the sound in a narrow band, relative to full scale."""
    spectrum = np.abs(np.fft.rfft(sound * np.hanning(len(sound)))) ** 2
    at = np.fft.rfftfreq(len(sound), 1 / rate_hz)
    return float(spectrum[np.abs(at - hz) < 20].sum() / (len(sound) ** 2 / 16))


def write_tone(path: Path, hz: float, seconds: float) -> Path:
    at = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    soundfile.write(path, 0.5 * np.sin(2 * np.pi * hz * at), RATE_HZ)
    return path


def test_nothing_of_the_salespersons_voice_is_recorded(server: pulse.Pulse, tmp_path: Path) -> None:
    """Their voice is a tone of 700 Hz, the manager's one of 1900 Hz, so that either can be found in any stretch."""
    theirs = write_tone(tmp_path / "theirs.wav", 700, 2.0)
    ours = write_tone(tmp_path / "ours.wav", 1900, 1.0)
    inbox = Inbox()
    recorder = MicrophoneRecorder(inbox, tmp_path / "sound")
    recorder.open(1)
    inbox.take(MicrophoneReady)
    time.sleep(0.2)
    server.play(theirs)
    ended_s = time.monotonic()
    start = threading.Timer(0.5, recorder.start, (1, "s", ended_s + 0.2))
    start.start()
    start.join()
    server.play(ours)
    recorder.stop(1)
    take = finished(inbox)
    assert recorder.wait(10)
    sound, rate_hz = soundfile.read(take.recording.path or "")
    length_s = len(sound) / rate_hz
    assert length_s > 1.3
    window = rate_hz // 20
    blocks = [sound[at : at + window] for at in range(0, len(sound) - window, window // 2)]
    own = next(number for number, block in enumerate(blocks) if tone_share(block, rate_hz, 1900) > 1e-4)
    before_own = sound[: own * (window // 2)]
    assert len(before_own) > rate_hz // 10
    assert np.abs(before_own).max() < 1e-3
    assert max(tone_share(block, rate_hz, 700) for block in blocks[own:]) < 1e-4  # the onset of their own is no line


def finished(inbox: Inbox) -> TakeFinished:
    while True:
        event = inbox.take(SegmentReady | TakeFinished)  # type: ignore[arg-type]
        if isinstance(event, TakeFinished):
            return event


def test_without_the_limit_the_same_voice_is_found(server: pulse.Pulse, tmp_path: Path) -> None:
    """The measure itself: with the pre-roll allowed to reach back, their voice is in the take."""
    theirs = write_tone(tmp_path / "theirs.wav", 700, 2.0)
    inbox = Inbox()
    recorder = MicrophoneRecorder(inbox, tmp_path / "sound")
    recorder.open(1)
    inbox.take(MicrophoneReady)
    server.play(theirs)
    recorder.start(1, "s", 0.0)
    recorder.stop(1)
    take = finished(inbox)
    assert recorder.wait(10)
    sound, rate_hz = soundfile.read(take.recording.path or "")
    assert tone_share(sound[: rate_hz // 4], rate_hz, 700) > 1e-2


def test_a_server_that_ends_is_a_lost_microphone(server: pulse.Pulse, tmp_path: Path) -> None:
    inbox = Inbox()
    recorder = MicrophoneRecorder(inbox, tmp_path / "sound")
    recorder.open(1)
    inbox.take(MicrophoneReady)
    recorder.start(1, "s", 0.0)
    server.play(write_tone(tmp_path / "tone.wav", 700, 0.5))
    killed_s = time.monotonic()
    server.kill()
    take = finished(inbox)
    assert time.monotonic() - killed_s < 10
    assert take.error is not None
    assert take.recording.interrupted
    assert take.recording.path is not None
    assert soundfile.info(take.recording.path).duration > 0.5
    recorder.wait(5)
