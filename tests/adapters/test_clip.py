"""Sound files as people have them: every kind that is read, and every fault that is refused."""

import struct
import tracemalloc
from pathlib import Path

import numpy as np
import pytest
import soundfile

from app.audio.clip import read_clip
from app.audio.file_recorder import recording_of
from app.errors import ErrorKind, HeardFirstError
from app.messages import sentence
from app.rehearsal.sound import Condition
from tests.fake_recorder import as_device_sound
from tests.flite import speech
from tests.speech_segments import speech_segments

TEXT = "You have had three shipments slip and you have nothing left to promise people."
RATES = (8_000, 11_025, 16_000, 22_050, 44_100, 48_000, 96_000)


def tone(rate_hz: int, seconds: float = 2.0, channels: int = 1) -> np.ndarray:
    at = np.arange(round(rate_hz * seconds)) / rate_hz
    return np.repeat(0.3 * np.sin(2 * np.pi * 440 * at)[:, None], channels, axis=1)


def rms(sound: np.ndarray) -> float:
    return float(np.sqrt(np.mean(np.square(sound[len(sound) // 4 : -len(sound) // 4], dtype=np.float64))))


@pytest.mark.parametrize("rate_hz", RATES)
@pytest.mark.parametrize("subtype", ["PCM_16", "PCM_24", "PCM_32", "FLOAT", "DOUBLE", "PCM_U8", "ULAW"])
@pytest.mark.parametrize("channels", [1, 2])
def test_wav(tmp_path: Path, rate_hz: int, subtype: str, channels: int) -> None:
    path = tmp_path / "a.wav"
    soundfile.write(path, tone(rate_hz, channels=channels), rate_hz, subtype)
    clip = read_clip(path)
    assert (clip.rate_hz, clip.channels, clip.duration_s) == (rate_hz, channels, 2.0)
    assert clip.samples.dtype == np.float32
    assert len(clip.samples) == pytest.approx(32_000, abs=2)
    assert rms(clip.samples) == pytest.approx(0.3 / 2**0.5, rel=0.02)


@pytest.mark.parametrize("format_", ["WAVEX", "RF64", "FLAC", "MP3"])
@pytest.mark.parametrize("rate_hz", [16_000, 44_100, 48_000])
def test_other_formats(tmp_path: Path, format_: str, rate_hz: int) -> None:
    path = tmp_path / f"a.{format_.lower()}"
    soundfile.write(path, tone(rate_hz, channels=2), rate_hz, format=format_)
    clip = read_clip(path)
    assert clip.duration_s == pytest.approx(2, abs=0.1)
    assert rms(clip.samples) == pytest.approx(0.3 / 2**0.5, rel=0.15)


@pytest.mark.parametrize("silent", [0, 1])
def test_the_voice_on_one_channel_only(tmp_path: Path, silent: int) -> None:
    sound = tone(44_100, channels=2)
    sound[:, silent] = 0
    path = tmp_path / "a.wav"
    soundfile.write(path, sound, 44_100)
    assert rms(read_clip(path).samples) == pytest.approx(0.3 / 2**0.5, rel=0.02)


def test_channels_of_opposite_sign_do_not_cancel(tmp_path: Path) -> None:
    sound = tone(44_100, channels=2)
    sound[:, 1] *= -1
    path = tmp_path / "a.wav"
    soundfile.write(path, sound, 44_100)
    assert rms(read_clip(path).samples) == pytest.approx(0.3 / 2**0.5, rel=0.02)


def test_impossible_samples_are_made_harmless(tmp_path: Path) -> None:
    sound = tone(16_000)
    sound[100:103, 0] = [np.nan, np.inf, -1e30]
    path = tmp_path / "a.wav"
    soundfile.write(path, sound, 16_000, "FLOAT")
    samples = read_clip(path).samples
    assert np.isfinite(samples).all()
    assert np.abs(samples).max() <= 1


def test_a_recording_and_its_segments(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    soundfile.write(path, as_device_sound(speech(TEXT), 44_100), 44_100)
    clip = read_clip(path)
    recording, segments = recording_of(clip, path)
    assert (recording.path, recording.condition, recording.duration_s) == (path, Condition.GOOD, clip.duration_s)
    assert recording.speech_s > 2.5
    assert [one.start_s for one in segments] == [one.start_s for one in speech_segments(clip)]


def wav(channels: int, rate_hz: int, data: bytes, size: int | None = None, codec: int = 1) -> bytes:
    frame = channels * 2 & 0xFFFF
    size = len(data) if size is None else size
    head = struct.pack("<4sI4s4sIHHIIHH", b"RIFF", size + 36 & 0xFFFFFFFF, b"WAVE", b"fmt ", 16, codec, channels,
                       rate_hz, rate_hz * frame & 0xFFFFFFFF, frame, 16)  # fmt: skip
    return head + struct.pack("<4sI", b"data", size) + data


SECOND = b"\x01\x02" * 16_000
REFUSED = {
    "zero bytes": (b"", ErrorKind.FILE_EMPTY),
    "header only": (wav(1, 16_000, b""), ErrorKind.FILE_EMPTY),
    "four bytes": (b"RIFF", ErrorKind.AUDIO_HEADER_CUT),
    "cut in the header": (wav(1, 16_000, SECOND)[:30], ErrorKind.AUDIO_HEADER_CUT),
    "cut in half": (wav(1, 16_000, SECOND)[:16_000], ErrorKind.AUDIO_TRUNCATED),
    "one byte short": (wav(1, 16_000, SECOND)[:-1], ErrorKind.AUDIO_TRUNCATED),
    "sound missing": (wav(1, 16_000, b"", 32_000), ErrorKind.AUDIO_TRUNCATED),
    "no channel": (wav(0, 16_000, SECOND), ErrorKind.AUDIO_NO_CHANNELS),
    "65535 channels": (wav(65_535, 16_000, SECOND), ErrorKind.AUDIO_NOT_RECOGNISED),
    "rate 0": (wav(1, 0, SECOND), ErrorKind.AUDIO_RATE),
    "rate 7999": (wav(1, 7_999, SECOND), ErrorKind.AUDIO_RATE),
    "rate 192000": (wav(1, 192_000, SECOND), ErrorKind.AUDIO_RATE),
    "rate 4e9": (wav(1, 4_000_000_000, SECOND), ErrorKind.AUDIO_RATE),
    "ten hours announced": (wav(1, 16_000, SECOND, 16_000 * 2 * 36_000), ErrorKind.AUDIO_TOO_LONG),
    "unknown codec": (wav(1, 16_000, SECOND, codec=2), ErrorKind.AUDIO_NOT_RECOGNISED),
    "text": (b"Hello, this is no sound.\n" * 900, ErrorKind.AUDIO_NOT_RECOGNISED),
    "zeros": (bytes(100_000), ErrorKind.AUDIO_NOT_RECOGNISED),
    "RIFF in RIFF": (b"RIFF\x00\x00\x01\x00WAVE" + wav(1, 16_000, SECOND), ErrorKind.AUDIO_HEADER_CUT),
    "noise": (np.random.default_rng(1).bytes(200_000), ErrorKind.AUDIO_NOT_RECOGNISED),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused(tmp_path: Path, name: str) -> None:
    content, kind = REFUSED[name]
    path = tmp_path / "a.wav"
    path.write_bytes(content)
    assert refusal(path) is kind


def refusal(path: Path) -> ErrorKind:
    with pytest.raises(HeardFirstError) as caught:
        read_clip(path)
    told = sentence(caught.value)
    assert "?" not in told
    assert str(path) in told
    return caught.value.kind


@pytest.mark.parametrize("format_", ["FLAC", "MP3", "WAV"])
@pytest.mark.parametrize("share", [0.3, 0.6, 0.97])
def test_truncated(tmp_path: Path, format_: str, share: float) -> None:
    path = tmp_path / "a.snd"
    soundfile.write(path, as_device_sound(speech(TEXT), 44_100), 44_100, format=format_)
    content = path.read_bytes()
    path.write_bytes(content[: round(len(content) * share)])
    assert refusal(path) is ErrorKind.AUDIO_TRUNCATED


def test_an_mp3_without_a_stated_length_that_ends_within_a_frame(tmp_path: Path) -> None:
    path = tmp_path / "a.mp3"
    soundfile.write(path, tone(44_100), 44_100, format="MP3")
    content = path.read_bytes().replace(b"Info", b"\0\0\0\0").replace(b"Xing", b"\0\0\0\0")
    path.write_bytes(content)
    assert read_clip(path).duration_s == pytest.approx(2, abs=0.15)
    path.write_bytes(content[:-100])
    assert refusal(path) is ErrorKind.AUDIO_TRUNCATED


def test_not_a_file(tmp_path: Path) -> None:
    assert refusal(tmp_path) is ErrorKind.FILE_IS_DIRECTORY
    assert refusal(tmp_path / "no.wav") is ErrorKind.FILE_MISSING
    assert refusal(tmp_path / "no" / "no.wav") is ErrorKind.FILE_MISSING
    assert refusal(Path("/dev/zero")) is ErrorKind.FILE_UNREADABLE


def test_unreadable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.wav"
    path.write_bytes(wav(1, 16_000, SECOND))

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert refusal(path) is ErrorKind.FILE_UNREADABLE


@pytest.mark.parametrize("size", [0xFFFFFFFF, 0x7FFFF000])
def test_a_length_that_could_not_be_known_is_read_to_the_end(tmp_path: Path, size: int) -> None:
    path = tmp_path / "piped.wav"
    path.write_bytes(wav(1, 16_000, SECOND, size))
    assert read_clip(path).duration_s == 1.0


def test_over_an_hour_is_refused_from_the_header_alone(tmp_path: Path) -> None:
    path = tmp_path / "long.wav"
    hours = 16_000 * 2 * 3_601
    with path.open("wb") as file:
        file.write(wav(1, 16_000, b"", hours))
        file.truncate(44 + hours)  # sparse
    tracemalloc.start()
    try:
        assert refusal(path) is ErrorKind.AUDIO_TOO_LONG
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()


def test_chunks_that_are_not_sound_are_passed_over(tmp_path: Path) -> None:
    plain = wav(1, 16_000, SECOND)
    path = tmp_path / "a.wav"
    path.write_bytes(plain[:36] + b"LIST\x05\x00\x00\x00INFO!\x00" + plain[36:] + b"id3 \x04\x00\x00\x00abcd")
    assert read_clip(path).duration_s == 1.0
