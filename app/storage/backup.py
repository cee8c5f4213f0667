"""Copies of the database: one a day, the last seven kept, and one before each change of format."""

import contextlib
import os
import sqlite3
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
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
    for copy in _all_of(database):
        try:
            with _cleaning(copy) as connection:
                connection.execute("DELETE FROM session WHERE id = ?", (session,))
            left = session.encode() in copy.read_bytes()
        except DATABASE_FAULTS:
            left = True
        if left:
            _remove(copy)


def withdraw(database: Path, session: str, id: str, critique_of: tuple[int, str] | None) -> None:
    """Take one piece of feedback out of every copy that holds it, so that none brings it back. Raises OSError.

    A critique is known by its take and its colleague where a copy's format gave it no id. A file that cannot be
    cleaned and still holds the id is removed.
    """
    for copy in _all_of(database):
        try:
            with closing(_open(copy)) as connection:
                found = tuple(_held(connection, session, id, critique_of))
            if found:
                with _cleaning(copy) as connection:
                    for table, where, values in found:
                        connection.execute(f"DELETE FROM {table} WHERE {where}", values)  # noqa: S608 - our own words
                        if table == "feedback":
                            connection.execute("INSERT OR IGNORE INTO withdrawn VALUES (?, ?)", (session, id))
        except DATABASE_FAULTS:
            if id.encode() in copy.read_bytes():
                _remove(copy)


def _held(
    connection: sqlite3.Connection, session: str, id: str, critique_of: tuple[int, str] | None
) -> Iterator[tuple[str, str, tuple[object, ...]]]:
    """The table in which a copy holds a piece, and where."""
    wanted: dict[str, tuple[str, tuple[object, ...]]] = {"feedback": ("session = ? AND id = ?", (session, id))}
    if critique_of is not None:
        wanted["critique"] = ("session = ? AND take = ? AND colleague = ?", (session, *critique_of))
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    for table in wanted.keys() & tables:
        where, values = wanted[table]
        query = f"SELECT 1 FROM {table} WHERE {where}"  # noqa: S608 - our own words
        if connection.execute(query, values).fetchone():
            yield table, where, values


def _all_of(database: Path) -> Iterator[Path]:
    """Every copy and every file that was set aside."""
    for copy in (*_copies(database), *database.parent.glob(f"{database.stem}.damaged-*{database.suffix}")):
        if copy.is_file():
            yield copy


@contextmanager
def _cleaning(copy: Path) -> Generator[sqlite3.Connection]:
    """Delete rows without a trace; the copy stays as old as it was."""
    made = copy.stat()
    with closing(_open(copy)) as connection:
        with transaction(connection):
            yield connection
        connection.execute("VACUUM")
    os.utime(copy, ns=(made.st_atime_ns, made.st_mtime_ns))


def _remove(copy: Path) -> None:
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
