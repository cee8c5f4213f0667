"""One take as a row of the database, and back."""

import sqlite3
from dataclasses import replace
from pathlib import Path
from typing import Any

from app.rehearsal.sound import Recording
from app.rehearsal.state import Take
from app.storage.stored import ACTS, MARKING, RECORDING, TRANSCRIPT

_KEEP_EARLIER = """
INSERT INTO earlier_marking (session, take, marking, rubric_version, classifier)
SELECT session, number, marking, rubric_version, classifier FROM take
WHERE session = ? AND number = ? AND marking IS NOT NULL AND (rubric_version, classifier) IS NOT (?, ?)
"""
_NOT_EARLIER = """
DELETE FROM earlier_marking WHERE session = ? AND take = ? AND (rubric_version, classifier) IS (?, ?)
"""
_PUT = """
INSERT INTO take (session, number, salesperson, sound, recording, transcript, marking, verdict, rubric_version,
    classifier, after, acts) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (session, number) DO UPDATE SET salesperson = excluded.salesperson, sound = excluded.sound,
    recording = excluded.recording, transcript = excluded.transcript, marking = excluded.marking,
    verdict = excluded.verdict, rubric_version = excluded.rubric_version, classifier = excluded.classifier,
    after = excluded.after, acts = excluded.acts
"""
_ADD_SOUND = "UPDATE take SET sound = ? WHERE session = ? AND number = ? AND recording IS ?"
_GET = """
SELECT number, salesperson, sound, recording, transcript, marking, after, acts FROM take WHERE session = ?
ORDER BY number
"""


def put(connection: sqlite3.Connection, session: str, take: Take, sound_folder: Path) -> None:
    """Insert or replace a take. What other rules or another classifier had marked is kept as an earlier marking."""
    marking, recording = take.marking, take.recording
    marker = (marking.rubric_version, marking.classifier) if marking else (None, None)
    connection.execute(_KEEP_EARLIER, (session, take.number, *marker))
    if marking:  # without one it was not known yet who would mark the corrected words
        connection.execute(_NOT_EARLIER, (session, take.number, *marker))
    row = (
        session,
        take.number,
        take.salesperson,
        _below(recording.path, sound_folder) if recording else None,
        RECORDING.write(replace(recording, path=None)) if recording else None,
        TRANSCRIPT.write(take.transcript) if take.transcript else None,
        MARKING.write(marking) if marking else None,
        marking.verdict if marking else None,
        *marker,
        take.after,
        ACTS.write(take.acts) if take.acts is not None else None,
    )
    connection.execute(_PUT, row)


def add(connection: sqlite3.Connection, session: str, take: Take, sound_folder: Path) -> None:
    """Insert a take that is not there. Of one that is there, only sound that is missing is added, of its recording."""
    here = connection.execute("SELECT sound FROM take WHERE session = ? AND number = ?", (session, take.number))
    if (row := here.fetchone()) is None:
        put(connection, session, take, sound_folder)
    elif take.recording and take.recording.path and there(row[0], sound_folder) is None:
        facts = RECORDING.write(replace(take.recording, path=None))
        sound = _below(take.recording.path, sound_folder)
        connection.execute(_ADD_SOUND, (sound, session, take.number, facts))


def takes(connection: sqlite3.Connection, session: str, sound_folder: Path) -> tuple[Take, ...]:
    """The takes of a session by number. Raises ValueError where one is not as it was written."""
    return tuple(_take(row, sound_folder) for row in connection.execute(_GET, (session,)))


def _take(row: tuple[Any, ...], sound_folder: Path) -> Take:
    number, salesperson, sound, recording, transcript, marking, after, acts = row
    return Take(
        number,
        salesperson,
        TRANSCRIPT.read(transcript) if transcript else None,
        _recording(recording, there(sound, sound_folder)) if recording else None,
        MARKING.read(marking) if marking else None,
        after,
        ACTS.read(acts) if acts else None,
    )


def _recording(text: str, path: Path | None) -> Recording:
    return replace(RECORDING.read(text), path=path)


def _below(path: Path | None, folder: Path) -> str | None:
    """A sound file's place below the sound folder; None for a file elsewhere, which is the user's own."""
    if path is None:
        return None
    path, folder = path.resolve(), folder.resolve()
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else None


def there(sound: str | None, folder: Path) -> Path | None:
    """The sound file at a stored place, if it is there and below the sound folder."""
    if not sound or "\0" in sound:
        return None
    path = folder / sound
    return path if path.resolve().is_relative_to(folder.resolve()) and path.is_file() else None
