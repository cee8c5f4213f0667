"""How long is recorded after Stop: until nobody can be in the middle of a word any more."""

from pathlib import Path

import numpy as np
import pytest

from app.audio.capture import DevicePatience
from app.audio.recorder import MicrophoneRecorder
from app.rehearsal.event import MicrophoneReady, SegmentReady, TakeFinished
from app.rehearsal.sound import Samples
from tests.fake_recorder import FakeLibrary, as_device_sound
from tests.flite import speech
from tests.inbox import Inbox

RATE_HZ = 16_000
SAID = speech("You have nothing left to promise.")


def room(seconds: float) -> Samples:
    """A quiet room."""
    draw = np.random.default_rng(3)
    return draw.standard_normal(round(seconds * RATE_HZ)).astype(np.float32) * np.float32(1e-3)


@pytest.mark.parametrize(
    ("silent_s", "tail_s"), [(1.5, 0.0), (0.0, 0.4)], ids=["silent for a while", "in the middle of a word"]
)
def test_only_who_may_still_be_speaking_is_waited_for(tmp_path: Path, silent_s: float, tail_s: float) -> None:
    inbox, library = Inbox(), FakeLibrary()
    patience = DevicePatience(60, 60, 60, 60, 60, 60)
    recorder = MicrophoneRecorder(inbox, tmp_path, library, library.clock, patience)
    recorder.open(1)
    library.feed(as_device_sound(room(0.5), 48_000))
    inbox.take(MicrophoneReady)
    recorder.start(1, "session", library.clock())
    said = np.concatenate((SAID[: -RATE_HZ // 2], room(silent_s)))
    library.feed(as_device_sound(said, 48_000))
    if silent_s:
        inbox.take(SegmentReady)
    recorder.stop(1)
    library.feed(as_device_sound(room(0.6), 48_000))
    event = inbox.take(SegmentReady | TakeFinished)  # type: ignore[arg-type]
    if isinstance(event, SegmentReady):
        event = inbox.take(TakeFinished)
    assert event.error is None
    assert not event.recording.interrupted
    assert event.recording.duration_s - len(said) / RATE_HZ == pytest.approx(tail_s, abs=0.06)
