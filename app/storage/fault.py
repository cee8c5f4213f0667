"""SQLite's and the system's faults as the kinds that the user is told about."""

import errno
import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from app.errors import ErrorKind, HeardFirstError

_REASONS = {
    sqlite3.SQLITE_BUSY: "another program is writing to it",
    sqlite3.SQLITE_LOCKED: "another program is writing to it",
    sqlite3.SQLITE_READONLY: "it is read-only",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened",
    sqlite3.SQLITE_PERM: "permission denied",
    sqlite3.SQLITE_IOERR: "reading or writing it failed",
}


class DamagedError(Exception):
    """The content of a database file is not what this program wrote."""


DATABASE_FAULTS = (DamagedError, sqlite3.Error, UnicodeDecodeError)
"""What work on a database can raise, beside OSError."""


def is_damage(error: Exception) -> bool:
    """Whether the content of the file is at fault, rather than the disk, the folder or another program."""
    # SQLite quotes what it found in its messages, and those bytes may be no text
    if isinstance(error, DamagedError | UnicodeDecodeError):
        return True
    return _code(error) in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


def blames_statement(error: BaseException) -> bool:
    """Whether SQLite finds fault with the statement, as it also does with a file of an unknown format."""
    return isinstance(error, sqlite3.OperationalError) and _code(error) == sqlite3.SQLITE_ERROR


@contextmanager
def faults_told(path: Path) -> Generator[None]:
    """Raises what goes wrong with the file at `path` as HeardFirstError; errors in our own SQL pass as they are."""
    try:
        yield
    except (*DATABASE_FAULTS, OSError) as error:
        told = _told(error, path)
        if told is None:
            raise
        raise told from error


def _told(error: Exception, path: Path) -> HeardFirstError | None:
    code = _code(error)
    if is_damage(error):
        return HeardFirstError(ErrorKind.DATABASE_DAMAGED, path=path, reason=str(error))
    if code == sqlite3.SQLITE_FULL:
        return HeardFirstError(ErrorKind.DISK_FULL, path=path.parent)
    if isinstance(error, OSError):
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            return HeardFirstError(ErrorKind.DISK_FULL, path=path.parent)
        reason = error.strerror or "unknown"
    elif code in _REASONS:
        reason = _REASONS[code]
    else:
        return None
    return HeardFirstError(ErrorKind.FOLDER_UNWRITABLE, path=path.parent, reason=reason)


def _code(error: BaseException) -> int:
    """SQLite's plain result code: the lowest byte of the extended one."""
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
