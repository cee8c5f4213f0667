"""What the window's services make of recordings that were kept: on real files and the real archive."""

import sqlite3
import wave
from collections.abc import Iterator
from contextlib import closing
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
from app.storage.migration import APPLICATION_ID, newest_version
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


def left_behind(folders: Folders, session: str, take: int) -> Path:
    part = folders.sound / f"{session}-{take}.wav.part"
    part.write_bytes(wav_header(16_000, 0)[:HEADER_BYTES] + noise())
    return part


def test_with_sessions_of_a_newer_version_no_past_recording_is_offered_for_deletion(folders: Folders) -> None:
    sound_of(folders, "c" * 16)
    with closing(sqlite3.connect(folders.database)) as file:
        file.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        file.execute(f"PRAGMA user_version = {newest_version() + 1}")
    left_behind(folders, "d" * 16, 1)
    services = Services(folders)
    offered = [one.session for one in services.unfinished()]
    services.close(5.0)
    assert [one.kind for one in services.notices] == [ErrorKind.DATABASE_NEWER]
    assert offered == ["d" * 16], "only what was cut off"


def test_after_a_damaged_database_no_past_recording_is_offered_for_deletion(folders: Folders) -> None:
    sound_of(folders, "c" * 16)
    folders.database.write_bytes(b"Dear diary, " * 500)
    services = Services(folders)
    offered = services.unfinished()
    services.close(5.0)
    assert [one.kind for one in services.notices] == [ErrorKind.DATABASE_DAMAGED]
    assert offered == ()


def test_a_take_that_was_never_saved_is_adopted_with_its_number(services: Services, folders: Folders) -> None:
    session = "e" * 16
    services.archive.save_take(example.run(session), example.take(1))
    left_behind(folders, session, 3)
    (one,) = services.unfinished()
    event = services.adopt(services.archive.open_session(session).run, one)
    services.archive.save_take(event.run, event.run.take(event.take))
    first, missing, adopted = services.archive.open_session(session).run.takes
    assert first == example.take(1)
    assert (missing.number, missing.empty) == (2, True)
    assert (adopted.number, adopted.recording) == (3, event.recording)


def test_a_take_that_holds_something_is_not_written_over(services: Services, folders: Folders) -> None:
    session = "f" * 16
    first = example.take(1, sound=sound_of(folders, session))
    services.archive.save_take(example.run(session), first)
    left_behind(folders, session, 1)
    (one,) = services.unfinished()
    event = services.adopt(services.archive.open_session(session).run, one)
    assert event.take == 2
    services.archive.save_take(event.run, event.run.take(2))
    assert services.archive.open_session(session).run.take(1) == first
    assert event.recording.path not in {None, folders.sound / f"{session}-1.wav"}
    assert services.unfinished() == ()


def test_discarding_a_recording_drops_only_an_empty_take(services: Services, folders: Folders) -> None:
    full, empty = "1" * 16, "2" * 16
    services.archive.save_take(example.run(full), example.take(1))
    services.archive.save_take(example.run(empty), Take(1, "So."))
    for session in (full, empty):
        left_behind(folders, session, 1)
    for one in services.unfinished():
        services.discard(one)
    assert services.unfinished() == ()
    assert [one.id for one in services.archive.list_sessions()] == [full]
    assert services.archive.open_session(full).run.takes == (example.take(1),)
