"""Sound in a stranger's file (S5): only what our own recorder writes, to the byte; nothing is decoded."""

import struct
from pathlib import Path

import numpy as np
import pytest
import soundfile

from app.audio.take_file import wav_header
from app.bundle.arrival import read
from app.errors import ErrorKind
from tests.adapters.bundle_refusal import Refusal
from tests.bundle_files import edited, members, pack, wav, with_sound

SOUND = wav()


def told(at: int, form: str, value: int) -> bytes:
    """The sound with one field of its header saying something else."""
    changed = bytearray(SOUND)
    struct.pack_into(form, changed, at, value)
    return bytes(changed)


@pytest.mark.parametrize(
    "sound",
    [
        pytest.param(told(40, "<L", 0xFFFFFFFF), id="4 GB of samples"),
        pytest.param(told(4, "<L", 0xFFFFFFFF), id="4 GB of RIFF"),
        pytest.param(told(40, "<L", 0), id="no samples announced"),
        pytest.param(told(22, "<H", 0), id="0 channels"),
        pytest.param(told(22, "<H", 2), id="2 channels"),
        pytest.param(told(22, "<H", 65_535), id="65535 channels"),
        pytest.param(told(24, "<L", 0), id="rate 0"),
        pytest.param(told(24, "<L", 4_000_000_000), id="rate 4e9"),
        pytest.param(told(24, "<L", 7_999), id="rate under 8000"),
        pytest.param(told(20, "<H", 2), id="ADPCM"),
        pytest.param(told(20, "<H", 3), id="float"),
        pytest.param(told(20, "<H", 0xFFFE), id="extensible"),
        pytest.param(told(34, "<H", 8), id="8 bits"),
        pytest.param(told(32, "<H", 0), id="frames of no bytes"),
        pytest.param(told(0, "<L", 0x34364652), id="RF64"),
        pytest.param(SOUND[:44], id="a header alone"),
        pytest.param(SOUND[:20], id="half a header"),
        pytest.param(b"", id="nothing"),
        pytest.param(SOUND[:-1], id="half a sample"),
        pytest.param(SOUND + SOUND, id="RIFF behind RIFF"),
        pytest.param(wav_header(16_000, len(SOUND)) + SOUND[:-44], id="RIFF in RIFF, shorter than announced"),
        pytest.param(wav_header(16_000, 8) + b"LIST\4\0\0\0", id="another length than the session says"),
        pytest.param(wav(1.0), id="shorter than the session says"),
        pytest.param(wav(6.0), id="longer than the session says"),
        pytest.param(b"fLaC" + SOUND[4:], id="FLAC"),
        pytest.param(b"\xff\xfb\x90\x64" + SOUND[4:], id="MP3"),
    ],
)
def test_s5_sound_that_is_not_as_we_record_it(sound: bytes, whole: Path, refuse: Refusal) -> None:
    refuse(with_sound(whole, sound), ErrorKind.BUNDLE_SOUND)


@pytest.mark.parametrize("subtype", ["IMA_ADPCM", "FLOAT", "PCM_24", "ULAW"])
def test_s5_whole_files_of_another_kind(subtype: str, whole: Path, tmp_path: Path, refuse: Refusal) -> None:
    other = tmp_path / "other.wav"
    soundfile.write(other, np.zeros(66_000), 16_000, subtype)
    refuse(with_sound(whole, other.read_bytes()), ErrorKind.BUNDLE_SOUND)


def test_s5_ten_hours(whole: Path, refuse: Refusal) -> None:
    """At our lowest rate an hour has 58 MB; ten would be over the limit of a member, so only the header says so."""
    refuse(with_sound(whole, wav_header(8_000, 10 * 3600 * 16_000) + SOUND[44:]), ErrorKind.BUNDLE_SOUND)

    def long(letter: dict) -> None:
        letter["content"]["takes"][0]["recording"]["duration_s"] = 36_000.0

    refuse(edited(whole, long), ErrorKind.BUNDLE_CONTENT)


def test_s5_an_hour_and_a_second_in_true_length(whole: Path, refuse: Refusal) -> None:
    samples = np.random.default_rng(2).integers(-9, 9, 3_601 * 8_000, np.int8).astype("<i2").tobytes()
    refuse(with_sound(whole, wav_header(8_000, len(samples)) + samples), ErrorKind.BUNDLE_SOUND)


def test_sound_that_is_missing(whole: Path, refuse: Refusal) -> None:
    parts = members(whole)
    pack(whole, [("session.json", parts["session.json"])])
    assert "take 1 is missing" in refuse(whole, ErrorKind.BUNDLE_SOUND_MISSING)


def test_sound_that_nobody_named(whole: Path, refuse: Refusal) -> None:
    pack(whole, [*members(whole).items(), ("take-2.wav", SOUND)])
    refuse(whole, ErrorKind.BUNDLE_ALTERED)


def test_sound_of_a_take_that_was_typed(whole: Path, refuse: Refusal) -> None:
    def named(letter: dict) -> None:
        letter["sha256"]["take-2.wav"] = letter["sha256"]["take-1.wav"]

    edited(whole, named)
    pack(whole, [*members(whole).items(), ("take-2.wav", SOUND)])
    refuse(whole, ErrorKind.BUNDLE_SOUND)


def test_other_sound_under_the_old_digest(whole: Path, refuse: Refusal) -> None:
    changed = SOUND[:-2] + b"\1\1"
    pack(whole, (members(whole) | {"take-1.wav": changed}).items())
    refuse(whole, ErrorKind.BUNDLE_ALTERED)


@pytest.mark.parametrize("rate_hz", [8_000, 44_100, 48_000, 96_000])
def test_sound_at_the_rates_of_real_devices(rate_hz: int, whole: Path) -> None:
    with_sound(whole, wav(rate_hz=rate_hz))
    assert read(whole).sounds[1].duration_s == pytest.approx(4.125, abs=1e-3)
