"""Other processes at the same archive, for tests that kill them, race them or fill their disk.

python -m tests.archive_child save PREFIX COUNT    saves, printing each session's id once it is acknowledged
python -m tests.archive_child full FOLDER          in a file system of its own: full, read-only, and well again
python -m tests.archive_child limit                files may not grow, then may again
"""

import json
import resource
import sqlite3
import subprocess
import sys
from pathlib import Path

from app.errors import HeardFirstError
from app.folders import Folders, user_folders
from app.storage.archive import SessionArchive
from tests import example_session as example

LONG = "You have nothing left to promise " * 100


def save(prefix: str, count: str) -> None:
    """Sessions with ids PREFIX0, PREFIX1 …, each with a long take."""
    folders = user_folders()
    folders.make()
    archive = SessionArchive(folders)
    for number in range(int(count)):
        archive.save_take(example.run(f"{prefix}{number}"), example.take(text=LONG))
        print(f"{prefix}{number}", flush=True)  # noqa: T201
    archive.close()


def full_disk(place: str) -> None:
    """Fill a 2 MB disk, make it read-only, make room again; print what each save was told."""
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", place], check=True)
    root = Path(place)
    folders = Folders(root / "data", root / "models", root / "config", root / "log")
    folders.make()
    archive = SessionArchive(folders)
    archive.save_take(example.run("before"), example.take())
    filler = root / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while file.write(bytes(4096)):
                pass
        except OSError:
            pass
    told: dict[str, object] = {"full": _told(archive, "full"), "started full": _started(folders)}
    filler.unlink()
    told["room"] = _told(archive, "room")
    archive.close()
    subprocess.run(["mount", "-o", "remount,ro", place], check=True)
    archive = SessionArchive(folders)
    told["read-only"] = _told(archive, "read-only")
    told["listed"] = [one.id for one in archive.list_sessions()]
    archive.close()
    subprocess.run(["mount", "-o", "remount,rw", place], check=True)
    archive = SessionArchive(folders)
    told["writable"] = _told(archive, "writable")
    archive.close()
    told["check"] = _quick_check(folders)
    print(json.dumps(told))  # noqa: T201


def limited_files() -> None:
    """Files may not grow past what they are; print what each save was told."""
    folders = user_folders()
    folders.make()
    archive = SessionArchive(folders)
    archive.save_take(example.run("before"), example.take())
    resource.setrlimit(resource.RLIMIT_FSIZE, (folders.database.stat().st_size, resource.RLIM_INFINITY))
    told: dict[str, object] = {"limited": _told(archive, "limited")}
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    told["room"] = _told(archive, "room")
    told["listed"] = [one.id for one in archive.list_sessions()]
    archive.close()
    told["check"] = _quick_check(folders)
    print(json.dumps(told))  # noqa: T201


def _told(archive: SessionArchive, session: str) -> str:
    try:
        archive.save_take(example.run(session), example.take(text=LONG))
    except HeardFirstError as error:
        return error.kind.value
    return "saved"


def _started(folders: Folders) -> str:
    """What a program that starts on the full disk is told when it saves."""
    try:
        archive = SessionArchive(folders)
    except HeardFirstError as error:
        return error.kind.value
    told = _told(archive, "started")
    archive.close()
    return told


def _quick_check(folders: Folders) -> str:
    connection = sqlite3.connect(folders.database)
    result = str(connection.execute("PRAGMA quick_check").fetchone()[0])
    connection.close()
    return result


if __name__ == "__main__":
    tasks = {"save": save, "full": full_disk, "limit": limited_files}
    tasks[sys.argv[1]](*sys.argv[2:])
