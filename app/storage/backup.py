"""Copies of the database: one a day, the last seven kept, and one before each change of format."""

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

from app.storage.fault import DATABASE_FAULTS
from app.storage.migration import check, transaction

KEPT = 7
WITH_SIDE_FILES = ("", "-journal", "-wal", "-shm")
"""How the names of a database and of what SQLite keeps beside it end."""


def folder(database: Path) -> Path:
    """Where the copies of `database` lie."""
    return database.parent / "backups"


def any_of(database: Path) -> bool:
    """Whether there is a copy at all."""
    return any(True for _ in _copies(database))


def daily(connection: sqlite3.Connection, database: Path, today: date) -> None:
    """Today's copy, in the place of an earlier one. A copy that cannot be made stops nobody from working."""
    with contextlib.suppress(sqlite3.Error, OSError):
        _copy(connection, folder(database) / f"day-{today.isoformat()}.sqlite3")
        for old in sorted(folder(database).glob("day-*.sqlite3"))[:-KEPT]:
            old.unlink()


def before_migration(connection: sqlite3.Connection, database: Path, to_version: int) -> None:
    """A copy in the old format. Raises sqlite3.Error or OSError, and then nothing may be migrated."""
    _copy(connection, folder(database) / f"before-format-{to_version}.sqlite3")


def restore_newest(database: Path) -> Path | None:
    """Put the newest sound copy in the place of `database`; which it was, or None where there is none."""
    for copy in _copies(database):
        try:
            with closing(_open(copy)) as source:
                check(source)
                _copy(source, database)
        except DATABASE_FAULTS:
            continue
        return copy
    return None


def forget(database: Path, session: str) -> None:
    """Take one session out of every copy and every file that was set aside.

    One that still holds it afterwards is removed: what the user deletes is gone. Raises OSError.
    """
    for copy in (*_copies(database), *database.parent.glob(f"{database.stem}.damaged-*{database.suffix}")):
        if not copy.is_file():
            continue
        made = copy.stat()
        try:
            with closing(_open(copy)) as connection:
                with transaction(connection):
                    connection.execute("DELETE FROM session WHERE id = ?", (session,))
                connection.execute("VACUUM")
            os.utime(copy, ns=(made.st_atime_ns, made.st_mtime_ns))
            left = session.encode() in copy.read_bytes()
        except DATABASE_FAULTS:
            left = True
        if left:
            for end in WITH_SIDE_FILES:
                copy.with_name(copy.name + end).unlink(missing_ok=True)


def _copies(database: Path) -> Iterator[Path]:
    """All copies, the newest first."""
    with contextlib.suppress(OSError):
        found = sorted(folder(database).glob("*.sqlite3"), key=lambda copy: copy.stat().st_mtime_ns, reverse=True)
        yield from found


def _open(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("PRAGMA temp_store = MEMORY")
    return connection


def _copy(source: sqlite3.Connection, target: Path) -> None:
    """Copy whole or not at all: under another name first, on the disk before it is renamed."""
    target.parent.mkdir(mode=0o700, exist_ok=True)
    fresh = target.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    os.close(os.open(fresh, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        with closing(sqlite3.connect(fresh)) as copy:
            source.backup(copy)
        fresh.replace(target)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
