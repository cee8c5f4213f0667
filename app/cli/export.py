"""`heard-first export`: what leaves is listed, and the session is written as a file for another person."""

import argparse
from pathlib import Path

from app import settings as settings_file
from app.bundle.exchange import sender_of
from app.bundle.export import EXTENSION, stands_at
from app.errors import ErrorKind, HeardFirstError
from app.folders import user_folders
from app.headless import kept_sessions
from app.storage.archive import SessionArchive
from app.storage.stored import StoredSession

LAST = "last"


def export(options: argparse.Namespace) -> int:
    """The command. Writes over no file that is there. Raises HeardFirstError before anything is printed."""
    with kept_sessions() as (archive, exchange):
        stored = archive.open_session(_session(archive, options.session))
        session = stored.run.session
        sender = _known_sender(stored) if options.sender is None else options.sender
        if not options.preview and not sender.strip():
            raise HeardFirstError(ErrorKind.EXPORT_SENDER, how='add --from "Your name"')
        path = None if options.preview else _free(options.to or _named_after(stored))
        if path is not None:
            exchange.export(session, path, sender, options.with_sound)
        leaving = exchange.preview(session, options.with_sound, sender)
    print("This would leave the computer:" if path is None else "This leaves the computer:")
    for one in leaving:
        print(f"  {one.field}: {_in_one_line(one.what)}")
    if path is not None:
        print(f"Written to {path}")
    return 0


def _known_sender(stored: StoredSession) -> str:
    """As the session says, or as the user called themselves in the window; empty where neither does."""
    return sender_of(stored) or settings_file.load(user_folders().settings)[0].manager_name


def _session(archive: SessionArchive, named: str) -> str:
    if named != LAST:
        return named
    newest = next(iter(archive.list_sessions()), None)
    if newest is None:
        raise HeardFirstError(ErrorKind.SESSION_UNKNOWN, id=LAST)
    return newest.id


def _named_after(stored: StoredSession) -> Path:
    return Path(f"{stored.run.scenario.id}-{stored.started.astimezone():%Y-%m-%d}{EXTENSION}")


def _free(path: Path) -> Path:
    if stands_at(path) and not path.is_dir():
        raise HeardFirstError(ErrorKind.FILE_EXISTS, path=path)
    return path


def _in_one_line(text: str) -> str:
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())
