"""Pitch, loudness and pauses against sounds of known values."""

from pathlib import Path

import numpy as np
import pytest

from app.audio.delivery.delivery import Curve, SoundMeasures
from app.audio.delivery.measuring import measure_sound
from app.errors import ErrorKind, HeardFirstError
from tests import tones
from tests.tones import Sound

RATES_HZ = (16_000, 44_100, 48_000)
GAPS_S = (0.2, 0.8, 0.3, 3.0, 0.5, 1.5)
SAID = ("You have had three shipments slip in a row.", "I need the list by Friday noon.", "You are not alone.")


def measure(tmp_path: Path, sound: Sound, rate_hz: int = 16_000) -> SoundMeasures:
    return measure_sound(tones.write(tmp_path / "a.wav", sound, rate_hz), lambda _: None)


def steady(curve: Curve) -> dict[float, float | None]:
    """The curve without its first and last 0.15 s, which know only half of the sound around them."""
    last_s = curve.times_s[-1] - 0.15
    return {at: value for at, value in zip(curve.times_s, curve.values, strict=True) if 0.15 <= at <= last_s}


@pytest.mark.parametrize("snr_db", [None, 20])
@pytest.mark.parametrize("overtones", [0, 10])
@pytest.mark.parametrize("rate_hz", RATES_HZ)
@pytest.mark.parametrize("hz", [80, 118, 150, 200, 300, 400])
def test_a_tone_has_its_pitch_and_its_level(
    tmp_path: Path, hz: float, rate_hz: int, overtones: int, snr_db: float | None
) -> None:
    sound = tones.tone(hz, rate_hz, overtones=overtones)
    if snr_db is not None:
        sound = tones.under_noise(sound, snr_db)
    found = measure(tmp_path, sound, rate_hz)
    pitches = steady(found.pitch_hz).values()
    assert all(value is not None and value == pytest.approx(hz, rel=0.01) for value in pitches)
    assert len(pitches) > 100
    levels = steady(found.loudness_dbfs).values()
    assert all(value is not None and abs(value - tones.level_dbfs(sound)) < 0.5 for value in levels)
    assert found.pauses == ()
    assert found.duration_s == 2.0


@pytest.mark.parametrize("snr_db", [None, 20])
@pytest.mark.parametrize("overtones", [0, 10])
@pytest.mark.parametrize("rate_hz", RATES_HZ)
def test_a_sweep_is_followed(tmp_path: Path, rate_hz: int, overtones: int, snr_db: float | None) -> None:
    sound = tones.sweep(80, 400, rate_hz, overtones=overtones)
    if snr_db is not None:
        sound = tones.under_noise(sound, snr_db)
    for at_s, value in steady(measure(tmp_path, sound, rate_hz).pitch_hz).items():
        assert value == pytest.approx(80 + 320 * at_s / 6, rel=0.01)


@pytest.mark.parametrize("rate_hz", RATES_HZ)
def test_a_loudness_that_changes_is_followed(tmp_path: Path, rate_hz: int) -> None:
    steps_dbfs = (-12.0, -21.0, -16.0)
    full = tones.tone(200, rate_hz, 1, amplitude=1)
    sound = np.concatenate([10 ** ((level + 3.01) / 20) * full for level in steps_dbfs])
    curve = measure(tmp_path, sound, rate_hz).loudness_dbfs
    for number, level in enumerate(steps_dbfs):
        within = [v for at, v in zip(curve.times_s, curve.values, strict=True) if number + 0.05 < at < number + 0.95]
        assert all(value is not None and abs(value - level) < 0.5 for value in within)


def test_a_microphone_with_an_offset_is_no_louder(tmp_path: Path) -> None:
    sound = tones.tone(200, 16_000)
    plain, shifted = (measure(tmp_path, one).loudness_dbfs.median for one in (sound, sound + 0.3))
    assert plain is not None
    assert shifted == pytest.approx(plain, abs=0.05)


@pytest.mark.parametrize("rate_hz", RATES_HZ)
@pytest.mark.parametrize("snr_db", [None, 30, 20])
def test_gaps_between_bursts_of_noise(tmp_path: Path, rate_hz: int, snr_db: float | None) -> None:
    bursts = tones.noise_bursts((0.6, 1.1, 0.3, 0.9, 2.0, 0.5, 0.8), rate_hz)
    check_gaps(tmp_path, *tones.with_gaps(bursts, GAPS_S, rate_hz), rate_hz, snr_db)


@pytest.mark.parametrize("snr_db", [None, 30, 20])
def test_gaps_between_spoken_sentences(tmp_path: Path, snr_db: float | None) -> None:
    spoken = [tones.spoken(SAID[at % 3]) for at in range(7)]
    check_gaps(tmp_path, *tones.with_gaps(spoken, GAPS_S, 16_000), 16_000, snr_db)


def check_gaps(
    tmp_path: Path, sound: Sound, gaps: list[tuple[float, float]], rate_hz: int, snr_db: float | None
) -> None:
    if snr_db is not None:
        sound = tones.under_noise(sound, snr_db)
    found = measure(tmp_path, sound, rate_hz)
    assert len(found.pauses) == len(gaps)
    for pause, (start_s, end_s) in zip(found.pauses, gaps, strict=True):
        assert pause.start_s == pytest.approx(start_s, abs=0.05)
        assert pause.end_s == pytest.approx(end_s, abs=0.05)
        middle_s = (start_s + end_s) / 2
        assert found.loudness_dbfs.at(middle_s) is None
        assert found.pitch_hz.at(middle_s) is None


def test_a_click_does_not_end_a_pause(tmp_path: Path) -> None:
    sound, ((start_s, end_s),) = tones.with_gaps(tones.noise_bursts((1, 1), 16_000), (2.0,), 16_000)
    at = round((start_s + end_s) / 2 * 16_000)
    sound[at : at + 80] = 0.5
    (pause,) = measure(tmp_path, sound).pauses
    assert pause.length_s == pytest.approx(2.0, abs=0.05)


def test_the_hum_of_a_room_fills_no_pause_and_is_no_voice(tmp_path: Path) -> None:
    spoken, gaps = tones.with_gaps([tones.spoken(said) for said in SAID], (0.4, 1.5), 16_000)
    hum = tones.tone(120, 16_000, len(spoken) / 16_000, overtones=4, amplitude=0.01)
    check_gaps(tmp_path, spoken + hum[: len(spoken)], gaps, 16_000, None)


@pytest.mark.parametrize("colour", [0.0, 0.5, 1.0], ids=["white", "pink", "brown"])
@pytest.mark.parametrize("level", [0.001, 0.05, 0.3])
def test_noise_has_no_pitch(tmp_path: Path, colour: float, level: float) -> None:
    spectrum = np.fft.rfft(np.random.default_rng(3).standard_normal(160_000))
    at_hz = np.fft.rfftfreq(160_000, 1 / 16_000)
    spectrum[at_hz < 20] = 0
    spectrum[at_hz >= 20] /= at_hz[at_hz >= 20] ** colour
    noise = np.fft.irfft(spectrum)
    found = measure(tmp_path, noise * level / noise.std())
    assert set(found.pitch_hz.values) == {None}


def test_silence_has_nothing(tmp_path: Path) -> None:
    found = measure(tmp_path, np.zeros(48_000))
    assert found.pauses == ()
    assert set(found.loudness_dbfs.values) == set(found.pitch_hz.values) == {None}


@pytest.mark.parametrize("samples", [1, 100, 4_800])
def test_a_very_short_sound(tmp_path: Path, samples: int) -> None:
    found = measure(tmp_path, tones.tone(150, 16_000)[1 : samples + 1])
    assert found.duration_s == round(samples / 16_000, 3)
    assert found.pauses == ()
    if samples == 4_800:
        assert found.pitch_hz.median == pytest.approx(150, rel=0.03)
        assert found.loudness_dbfs.median == pytest.approx(-17, abs=0.5)


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(HeardFirstError) as caught:
        measure(tmp_path, np.zeros(0))
    assert caught.value.kind is ErrorKind.FILE_EMPTY


def test_a_clipped_sound_keeps_its_pitch(tmp_path: Path) -> None:
    found = measure(tmp_path, np.clip(tones.tone(150, 16_000, overtones=5, amplitude=4.0), -1, 1))
    assert all(value == pytest.approx(150, rel=0.01) for value in steady(found.pitch_hz).values())
    assert found.loudness_dbfs.median is not None
    assert -6 < found.loudness_dbfs.median <= 0


def test_pieces_of_a_long_sound_fit_together(tmp_path: Path) -> None:
    """40 s are read in four pieces; where they meet, nothing is lost or doubled."""
    found = measure(tmp_path, tones.sweep(100, 300, 16_000, duration_s=40, overtones=5))
    assert len(found.pitch_hz.values) == 40 * 16_000 // 256
    for at_s, value in steady(found.pitch_hz).items():
        assert value == pytest.approx(100 + 200 * at_s / 40, rel=0.01)


def test_a_spoken_reply_has_the_pitch_of_its_voice(tmp_path: Path) -> None:
    found = measure(tmp_path, tones.spoken(SAID[0]))
    assert found.pitch_hz.median == pytest.approx(166, rel=0.05)  # as librosa's pyin finds it too
