"""The SQLite file with every session: opened safely, checked, brought to the newest format, set aside if damaged."""

import contextlib
import os
import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.errors import ErrorKind, HeardFirstError
from app.storage import backup
from app.storage.fault import DATABASE_FAULTS, DamagedError, blames_statement, faults_told, is_damage
from app.storage.migration import APPLICATION_ID, check, migrate, newest_version, transaction, version

BUSY_S = 2.0
"""How long another program may hold the file before saving fails; the window waits so long at most."""

_PRAGMAS = (
    "journal_mode = DELETE",
    "synchronous = FULL",
    "secure_delete = ON",
    "foreign_keys = ON",
    "temp_store = MEMORY",
    "trusted_schema = OFF",
)
_FILE_FORMATS = {1, 2}
"""What SQLite writes about its journal. Higher numbers it opens read-only, without a word."""


@dataclass(frozen=True)
class Damage:
    """What became of a damaged file: where it lies now, and the backup that took its place, if there was one."""

    set_aside: Path
    restored: Path | None
    reason: str


class Database:
    """One open connection, the only writer. Used on the thread that made it.

    Raises HeardFirstError: DATABASE_NEWER (the file stays as it is), DISK_FULL, FOLDER_UNWRITABLE. A damaged
    file is no error: it is set aside, the newest sound backup or an empty file takes its place, and `damage`
    says so. Without a path everything is kept in memory and gone after `close`.
    """

    def __init__(self, path: Path | None, today: date) -> None:
        self.path = path
        self.damage: Damage | None = None
        self._today = today
        if path is None:
            self._connection = _connected(":memory:")
            migrate(self._connection)
            return
        with faults_told(path):
            self._connection = self._opened(path)

    @contextmanager
    def reading(self) -> Generator[sqlite3.Connection]:
        """The connection, for queries. Raises HeardFirstError; DATABASE_DAMAGED after setting the file aside."""
        with self._guarded():
            yield self._connection

    @contextmanager
    def writing(self) -> Generator[sqlite3.Connection]:
        """A transaction: all of it is on disk afterwards, or nothing. Raises as `reading` does."""
        with self._guarded(), transaction(self._connection) as connection:
            yield connection

    def sweep(self) -> None:
        """Write the file anew, since secure_delete leaves a deleted row's bytes where rows moved inside a page."""
        with self._guarded():
            self._connection.execute("VACUUM")

    def forget(self, session: str) -> None:
        """Take a deleted session out of the backups and of files that were set aside. Raises HeardFirstError."""
        if self.path is not None:
            with faults_told(self.path):
                backup.forget(self.path, session)

    def withdraw(self, session: str, id: str, critique_of: tuple[int, str] | None) -> None:
        """Take a piece of feedback out of the backups and of files that were set aside. Raises HeardFirstError."""
        if self.path is not None:
            with faults_told(self.path):
                backup.withdraw(self.path, session, id, critique_of)

    def close(self) -> None:
        """Make today's backup where something was saved, and close the file."""
        if self.path is not None and self._connection.total_changes:
            backup.daily(self._connection, self.path, self._today)
        self._connection.close()

    @contextmanager
    def _guarded(self) -> Generator[None]:
        path = self.path or Path("memory")
        with faults_told(path):
            try:
                yield
            except DATABASE_FAULTS as error:
                if is_damage(error) and self.path is not None:
                    self._connection.close()
                    self._connection = self._replaced(self.path, str(error))
                raise

    def _opened(self, path: Path) -> sqlite3.Connection:
        _refuse_newer(path)
        try:
            return self._sound(path)
        except DATABASE_FAULTS as error:
            if not is_damage(error):
                raise
            return self._replaced(path, str(error))

    def _sound(self, path: Path) -> sqlite3.Connection:
        """The file at `path`, checked and migrated, with today's backup made."""
        if path.is_dir():
            raise DamagedError("it is a folder")
        if path.exists() and path.stat().st_size == 0 and backup.any_of(path):
            raise DamagedError("it is empty")
        if set(_header(path)[18:20]) - _FILE_FORMATS:
            raise DamagedError("its file format is unknown")
        _make_private(path)
        connection = _checked(path)
        try:
            if 0 < version(connection) < newest_version():
                backup.before_migration(connection, path, newest_version())
            migrate(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _replaced(self, path: Path, reason: str) -> sqlite3.Connection:
        aside = _set_aside(path)
        restored = backup.restore_newest(path)
        self.damage = Damage(aside, restored, reason)
        _make_private(path)
        connection = _connected(str(path))
        migrate(connection)
        return connection


def _checked(path: Path) -> sqlite3.Connection:
    """Open a file that may be anything. Raises DamagedError and sqlite3.Error."""
    connection = None
    try:
        connection = _connected(str(path))
        check(connection)
    except BaseException as error:
        if connection is not None:
            connection.close()
        if blames_statement(error):  # our statements are sound, so it is the file
            raise DamagedError(str(error)) from error
        raise
    return connection


def _connected(target: str) -> sqlite3.Connection:
    connection = sqlite3.connect(target, timeout=BUSY_S, isolation_level=None)
    connection.text_factory = _readable
    try:
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
    except BaseException:
        connection.close()
        raise
    return connection


def _readable(raw: bytes) -> str:
    """Text whose bytes were changed by chance shows where, rather than failing as a whole."""
    return raw.decode("utf-8", "replace")


def _refuse_newer(path: Path) -> None:
    """Raises DATABASE_NEWER. Reads the header's bytes, since SQLite itself might write to the file."""
    header = _header(path)
    found = int.from_bytes(header[60:64], "big", signed=True)
    ours = int.from_bytes(header[68:72], "big") == APPLICATION_ID
    if ours and found > newest_version():
        raise HeardFirstError(ErrorKind.DATABASE_NEWER, path=path, found=found, known=newest_version())


def _header(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(100)
    except (FileNotFoundError, IsADirectoryError):
        return b""


def _make_private(path: Path) -> None:
    """Create the file, or take away what others may do with it; SQLite's journal follows its mode."""
    if not path.exists():
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    elif os.name == "posix":
        with contextlib.suppress(OSError):  # a read-only disk; what is on it can still be listed
            path.chmod(0o600)


def _set_aside(path: Path) -> Path:
    """Rename the file and what SQLite keeps beside it to the first free number; nothing is deleted."""
    number = 1
    while (aside := path.with_name(f"{path.stem}.damaged-{number}{path.suffix}")).exists():
        number += 1
    for end in backup.WITH_SIDE_FILES:
        beside = path.with_name(path.name + end)
        if beside.exists():
            beside.rename(aside.with_name(aside.name + end))
    return aside
