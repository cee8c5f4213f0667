"""`heard-first export`: what would leave is listed, then the session is written as a file for another person."""

import argparse
from pathlib import Path

from app.bundle.exchange import Exchange, sender_of
from app.bundle.export import EXTENSION
from app.errors import ErrorKind, HeardFirstError
from app.headless import kept_sessions
from app.storage.archive import SessionArchive

LAST = "last"


def export(options: argparse.Namespace) -> int:
    """The command. Writes over no file that is there. Raises HeardFirstError before anything is printed."""
    with kept_sessions() as (archive, exchange):
        session = _session(archive, options.session)
        written = None if options.preview else _write(archive, exchange, session, options)
        leaving = exchange.preview(session, options.with_sound)
    print("This would leave the computer:" if written is None else "This leaves the computer:")
    for one in leaving:
        print(f"  {one.field}: {_in_one_line(one.what)}")
    if written is not None:
        print(written)
    return 0


def _session(archive: SessionArchive, named: str) -> str:
    if named != LAST:
        return named
    newest = next(iter(archive.list_sessions()), None)
    if newest is None:
        raise HeardFirstError(ErrorKind.SESSION_UNKNOWN, id=LAST)
    return newest.id


def _write(archive: SessionArchive, exchange: Exchange, session: str, options: argparse.Namespace) -> str:
    stored = archive.open_session(session)
    path: Path = options.to or Path(f"{stored.run.scenario.id}-{stored.started.astimezone():%Y-%m-%d}{EXTENSION}")
    if path.exists() and not path.is_dir():
        raise HeardFirstError(ErrorKind.FILE_EXISTS, path=path)
    sender = sender_of(stored) if options.sender is None else options.sender
    if not sender.strip():
        raise HeardFirstError(ErrorKind.EXPORT_SENDER)
    exchange.export(session, path, sender, options.with_sound)
    return f"Written to {path}, in the name of {_in_one_line(sender)}"


def _in_one_line(text: str) -> str:
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())
