"""What the window's services make of recordings that were kept: on real files and the real archive."""

import wave
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from app.audio.take_file import HEADER_BYTES, wav_header
from app.errors import ErrorKind, HeardFirstError
from app.folders import Folders
from app.rehearsal.sound import Condition, Recording
from app.rehearsal.state import Run, Take
from app.services import Services
from tests import example_session as example

SECONDS = 2


@pytest.fixture
def services(folders: Folders) -> Iterator[Services]:
    services = Services(folders)
    yield services
    services.close(5.0)


def noise() -> bytes:
    """Quiet noise in which nobody speaks."""
    return np.random.default_rng(0).integers(-40, 40, SECONDS * 16_000).astype("<i2").tobytes()


def sound_of(folders: Folders, session: str) -> Path:
    path = folders.sound / f"{session}-1.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16_000)
        file.writeframes(noise())
    return path


def test_an_unmarked_take_goes_on_with_the_sound_that_was_kept(services: Services, folders: Folders) -> None:
    run = Run("a" * 16, example.scenario())
    recording = Recording(sound_of(folders, run.session), SECONDS, 0.0, Condition.SILENCE, interrupted=True)
    services.archive.save_take(run, Take(1, run.line, None, recording))
    kept = services.archive.open_session(run.session).run
    event = services.resume(kept, 1)
    assert (event.run, event.take, event.segments) == (kept, 1, ())
    assert event.recording == recording
    assert recording.path is not None
    recording.path.unlink()
    with pytest.raises(HeardFirstError) as gone:
        services.resume(services.archive.open_session(run.session).run, 1)
    assert gone.value.kind is ErrorKind.FILE_MISSING


def test_what_a_crash_left_is_made_whole_without_the_archive(services: Services, folders: Folders) -> None:
    run = Run("b" * 16, example.scenario())
    services.archive.save_take(run, Take(1, run.line))
    part = folders.sound / f"{run.session}-1.wav.part"
    part.write_bytes(wav_header(16_000, 0)[:HEADER_BYTES] + noise())
    (one,) = services.unfinished()
    kept = services.archive.open_session(run.session).run
    event = services.adopt(kept, one)
    take = event.run.take(1)
    assert take.recording is event.recording
    assert event.recording.path == part.with_suffix("")
    assert event.recording.duration_s == SECONDS
    services.archive.save_take(event.run, take)
    assert services.archive.open_session(run.session).run.takes == (replace(take),)
    assert services.unfinished() == ()
