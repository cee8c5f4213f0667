from itertools import pairwise

import numpy as np
import pytest

from app.audio.clip import Clip
from app.audio.segmenter import Segmenter
from app.rehearsal.sound import Samples, SpeechSegment
from tests.flite import noisy, speech
from tests.speech_segments import speech_segments

RATE_HZ = 16_000
ONE = "You have had three shipments slip, and you have nothing left to promise people."
TWO = "I need the list of open orders by Friday noon."


def silence(seconds: float) -> Samples:
    return np.zeros(round(seconds * RATE_HZ), np.float32)


def clip(*parts: Samples) -> Clip:
    samples = np.concatenate(parts)
    return Clip(samples, RATE_HZ, 1, len(samples) / RATE_HZ)


def assert_in_order(segments: list[SpeechSegment], sound: Clip) -> None:
    at = 0
    for number, one in enumerate(segments):
        start = round(one.start_s * RATE_HZ)
        assert one.index == number
        assert start >= at
        at = start + len(one.samples)
        assert one.end_s == pytest.approx(at / RATE_HZ)
        np.testing.assert_array_equal(one.samples, sound.samples[start:at])
    assert at <= len(sound.samples)


def test_a_pause_ends_a_segment_and_padding_is_kept() -> None:
    sound = clip(silence(1), speech(ONE), silence(1.2), speech(TWO), silence(1))
    segments = speech_segments(sound)
    assert_in_order(segments, sound)
    assert len(segments) == 2
    one_s = len(speech(ONE)) / RATE_HZ
    second_s = 1 + one_s + 1.2
    assert 0.7 <= segments[0].start_s <= 1.2  # flite leads in with up to 0.2 s
    assert 0.8 + one_s - 0.3 <= segments[0].end_s <= 1.3 + one_s
    assert second_s - 0.3 <= segments[1].start_s <= second_s + 0.2


def test_a_segment_comes_as_soon_as_the_pause_is_long_enough() -> None:
    segmenter = Segmenter()
    sound = np.concatenate((speech(ONE), silence(2)))
    voice_ends = np.flatnonzero(np.abs(speech(ONE)) > 0.02)[-1]
    for at in range(0, len(sound), 320):
        if segmenter.feed(sound[at : at + 320]):
            assert 0.5 <= (at - voice_ends) / RATE_HZ <= 0.85
            return
    pytest.fail("no segment")


def test_a_short_pause_does_not_cut() -> None:
    assert len(speech_segments(clip(speech(ONE)[:-2000], silence(0.2), speech(TWO)))) == 1


def test_long_speech_is_cut_by_twelve_seconds_and_nothing_is_lost() -> None:
    words = " ".join([ONE.replace(",", "").rstrip("."), TWO.rstrip(".")] * 6)
    sound = clip(silence(0.5), speech(words), silence(1))
    assert sound.duration_s > 30
    segments = speech_segments(sound)
    assert_in_order(segments, sound)
    assert len(segments) >= 3
    assert max(one.end_s - one.start_s for one in segments) <= 12
    for left, right in pairwise(segments):
        assert right.start_s - left.end_s < 1e-6 or right.start_s - left.end_s > 0.2
    loud = np.abs(sound.samples) > 0.05
    for one in segments:
        loud[round(one.start_s * RATE_HZ) : round(one.end_s * RATE_HZ)] = False
    assert loud.sum() == 0
    cuts = [one.end_s for one, after in pairwise(segments) if after.start_s == one.end_s]
    assert cuts
    for cut_s in cuts:  # at a quiet place: under half the level of the speech around it
        at = round(cut_s * RATE_HZ)
        near, around = sound.samples[at - 320 : at + 320], sound.samples[at - 32_000 : at + 32_000]
        assert np.sqrt(np.mean(near**2)) < 0.5 * np.sqrt(np.mean(around**2))


def test_the_size_of_the_chunks_changes_nothing() -> None:
    sound = clip(silence(0.4), speech(ONE), silence(0.9), speech(TWO))
    expected = speech_segments(sound)
    sizes = np.random.default_rng(3)
    segmenter, segments, at = Segmenter(), [], 0
    while at < len(sound.samples):
        size = int(sizes.integers(1, 3000))
        segments += segmenter.feed(sound.samples[at : at + size])
        at += size
    segments += segmenter.flush()
    assert [(one.start_s, one.end_s) for one in segments] == [(one.start_s, one.end_s) for one in expected]


def _beeps() -> Samples:
    at = np.arange(10 * RATE_HZ) / RATE_HZ
    return (0.2 * np.sin(2 * np.pi * 880 * at) * (at % 1 < 0.3)).astype(np.float32)


def _clicks() -> Samples:
    sound = silence(10)
    rng = np.random.default_rng(5)
    for at in rng.integers(0, len(sound) - 200, 60):
        sound[at : at + 150] += (rng.standard_normal(150) * np.exp(-np.arange(150) / 30) * 0.5).astype(np.float32)
    return sound


def _noise(level: float, seed: int = 0) -> Samples:
    return (np.random.default_rng(seed).standard_normal(60 * RATE_HZ) * level).astype(np.float32)


def _hum() -> Samples:
    at = np.arange(10 * RATE_HZ) / RATE_HZ
    return np.sum([0.05 / n * np.sin(2 * np.pi * 50 * n * at) for n in range(1, 8)], axis=0).astype(np.float32)


@pytest.mark.parametrize(
    "sound",
    [silence(60), _noise(0.001), _noise(0.05, 1), _noise(0.3, 2), _hum(), _beeps(), _clicks()],
    ids=["zeros", "room", "fan", "loud noise", "hum", "beeps", "keyboard"],
)
def test_nothing_where_nobody_spoke(sound: Samples) -> None:
    assert speech_segments(clip(sound)) == []


@pytest.mark.parametrize("snr_db", [20, 10])
def test_speech_in_noise_is_found(snr_db: float) -> None:
    sound = clip(noisy(np.concatenate((silence(1), speech(ONE), silence(1))), snr_db))
    segments = speech_segments(sound)
    assert sum(one.end_s - one.start_s for one in segments) > 0.7 * len(speech(ONE)) / RATE_HZ


def test_quiet_speech_is_found() -> None:
    assert speech_segments(clip(silence(1), speech(ONE) * np.float32(0.01), silence(1)))


def test_a_short_yes_is_heard_and_empty_sound_is_survived() -> None:
    assert len(speech_segments(clip(silence(0.5), speech("Yes, I do."), silence(1)))) == 1
    assert speech_segments(clip(silence(0))) == []
