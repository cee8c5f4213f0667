"""Brings a database to the newest format: numbered SQL files, each carried out whole or not at all."""

import sqlite3
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from functools import cache
from importlib import resources

from app.storage.fault import DamagedError

APPLICATION_ID = 0x48465331
"""Marks a file as ours ("HFS1" in the header of the file)."""

Schema = tuple[tuple[str, str], ...]


@cache
def _scripts() -> tuple[str, ...]:
    """The SQL of every format, oldest first."""
    folder = resources.files("app.storage.migrations")
    names = sorted(one.name for one in folder.iterdir() if one.name.endswith(".sql"))
    if [int(name.partition("_")[0]) for name in names] != list(range(1, len(names) + 1)):
        raise RuntimeError(f"migrations are not numbered from 1: {names}")
    return tuple(folder.joinpath(name).read_text(encoding="utf-8") for name in names)


def newest_version() -> int:
    """The format that this program writes."""
    return len(_scripts())


def version(connection: sqlite3.Connection) -> int:
    """The format of an open database; 0 for an empty one."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(connection: sqlite3.Connection, upto: int | None = None) -> None:
    """Carry out the steps that are missing, each in a transaction of its own. Raises sqlite3.Error.

    `connection` is in autocommit mode. Two programs may do this at once: each step asks again under its lock.
    """
    last = newest_version() if upto is None else upto
    for number, script in enumerate(_scripts()[:last], start=1):
        if version(connection) >= number:
            continue
        with transaction(connection):
            if version(connection) < number:
                for statement in _statements(script):
                    connection.execute(statement)
                connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                connection.execute(f"PRAGMA user_version = {number}")


def check(connection: sqlite3.Connection) -> None:
    """Raises DamagedError or sqlite3.DatabaseError where the file is not a sound database of ours."""
    connection.execute("BEGIN")  # one view of the file, whatever another program does to it
    try:
        result = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        found, schema = version(connection), _schema(connection)
    finally:
        connection.execute("ROLLBACK")
    if result != "ok":
        raise DamagedError(str(result).replace("\n", " "))
    if not 0 <= found <= newest_version() or schema != _schema_of(found):
        raise DamagedError("its tables are not those of this program")


@contextmanager
def transaction(connection: sqlite3.Connection) -> Generator[sqlite3.Connection]:
    """Everything inside happens, or nothing; the writer's lock is held from the start."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield connection
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # a full disk may have rolled it back already
            connection.execute("ROLLBACK")
        raise


def _statements(script: str) -> Iterator[str]:
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""


def _schema(connection: sqlite3.Connection) -> Schema:
    rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name")
    return tuple((str(name), str(sql)) for name, sql in rows)


@cache
def _schema_of(number: int) -> Schema:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        migrate(connection, upto=number)
        return _schema(connection)
    finally:
        connection.close()
