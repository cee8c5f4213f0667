import numpy as np
import pytest

from app.audio.channels import ChannelMix
from app.rehearsal.sound import Samples
from tests.flite import speech

TEXT = "Tell me what the last weeks have been like."


def mixed(sound: Samples) -> Samples:
    mix = ChannelMix(sound.shape[1], 16_000)
    return np.concatenate([mix.mix(sound[at : at + 400]) for at in range(0, len(sound), 400)])


def rms(sound: Samples) -> float:
    return float(np.sqrt(np.mean(np.square(sound, dtype=np.float64))))


@pytest.mark.parametrize("channels", [2, 4, 8])
@pytest.mark.parametrize("other", ["zeros", "noise", "same", "inverted"])
def test_the_voice_survives_whatever_the_other_channels_hold(channels: int, other: str) -> None:
    voice = speech(TEXT)
    sound = np.zeros((len(voice), channels), np.float32)
    sound[:, 1] = voice
    for number in range(channels):
        if number != 1 and other != "zeros":
            noise = np.random.default_rng(number).standard_normal(len(voice)) * 0.001
            sound[:, number] = {"noise": noise, "same": voice, "inverted": -voice}[other]
    assert rms(mixed(sound)) > 0.9 * rms(voice)


def test_one_channel_is_passed_on_unchanged() -> None:
    voice = speech(TEXT)
    np.testing.assert_array_equal(mixed(voice[:, None]), voice)


def test_a_change_of_channel_makes_no_click() -> None:
    at = np.arange(32_000) / 16_000
    tone = (0.3 * np.sin(2 * np.pi * 100 * at)).astype(np.float32)
    sound = np.stack((np.where(at < 1, tone, 0), np.where(at < 1, 0, tone)), axis=1).astype(np.float32)
    assert np.abs(np.diff(mixed(sound))).max() < 0.05
