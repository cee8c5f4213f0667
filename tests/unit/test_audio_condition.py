import numpy as np
import pytest

from app.audio.listening import Listening
from app.rehearsal.sound import Condition, Samples
from tests.fake_recorder import as_device_sound
from tests.flite import VOICES, speech

TEXT = "You have had three shipments slip and you have nothing left to promise people."


def condition_of(sound: Samples, rate_hz: int = 16_000, gap_s: float = 0.0) -> Condition:
    listening = Listening(rate_hz)
    listening.feed_gap(round(gap_s * rate_hz))
    for at in range(0, len(sound), 777):
        listening.feed(sound[at : at + 777])
    listening.finish()
    return listening.condition


def spoken(rate_hz: int, gain: float, voice: str = "slt") -> Samples:
    sound = as_device_sound(speech(TEXT, voice), rate_hz).astype(np.float32) / np.float32(32768)
    return np.clip(sound / np.abs(sound).max() * gain, -1, 32767 / 32768).astype(np.float32)


@pytest.mark.parametrize("rate_hz", [8_000, 16_000, 44_100, 48_000, 96_000])
def test_speech_is_judged_by_its_level(rate_hz: int) -> None:
    assert condition_of(spoken(rate_hz, 0.5), rate_hz) is Condition.GOOD
    assert condition_of(spoken(rate_hz, 4.0), rate_hz) is Condition.CLIPPED
    assert condition_of(spoken(rate_hz, 0.01), rate_hz) is Condition.QUIET


def test_a_single_peak_at_full_scale_is_no_clipping() -> None:
    assert condition_of(spoken(48_000, 1.0), 48_000) is Condition.GOOD


@pytest.mark.parametrize("voice", VOICES)
@pytest.mark.parametrize("over", [1.0, 1.2])
def test_ordinary_loud_speech_is_no_clipping(voice: str, over: float) -> None:
    """Turned up until it just fills the scale, and a little beyond that, where only its highest peaks are cut."""
    assert condition_of(spoken(16_000, over, voice)) is Condition.GOOD


def test_a_slammed_door_without_speech_is_silence() -> None:
    sound = np.zeros(80_000, np.float32)
    sound[20_000:24_000] = np.random.default_rng(1).choice(np.array([-1, 1], np.float32), 4_000)
    assert condition_of(sound) is Condition.SILENCE


@pytest.mark.parametrize(
    ("sound", "expected"),
    [
        (np.zeros(10 * 48_000, np.float32), Condition.BLOCKED),
        (np.zeros(24_000, np.float32), Condition.SILENCE),  # half a second proves nothing
        (np.full(480_000, 1 / 32768, np.float32), Condition.SILENCE),
        (np.random.default_rng(2).standard_normal(480_000).astype(np.float32) * 1e-4, Condition.SILENCE),
    ],
    ids=["zeros", "too short", "offset", "room"],
)
def test_without_speech(sound: Samples, expected: Condition) -> None:
    assert condition_of(sound, 48_000) is expected


def test_zeros_that_stand_for_lost_sound_do_not_accuse_the_microphone() -> None:
    assert condition_of(np.zeros(8_000, np.float32), 16_000, gap_s=3) is Condition.SILENCE


def test_zeros_before_speech_do_not_matter() -> None:
    assert condition_of(np.concatenate((np.zeros(160_000, np.float32), spoken(16_000, 0.5)))) is Condition.GOOD


def test_duration_counts_what_was_fed() -> None:
    listening = Listening(44_100)
    listening.feed(np.zeros(44_100, np.float32))
    listening.feed_gap(22_050)
    assert listening.duration_s == 1.5
    assert listening.speech_s == 0
