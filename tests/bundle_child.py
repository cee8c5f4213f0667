"""A process that imports one file after another as they are named on its standard input, in a home of its own.

For each file it answers with a line of JSON: how it ended, and whether anything in the home is otherwise than it may
be. At the end it says how much memory it took at most. A fault that is no HeardFirstError ends it.
"""

import json
import sys
from pathlib import Path

from app.bundle.arrival import accept, read
from app.errors import HeardFirstError
from app.folders import Folders, user_folders
from app.messages import sentence
from app.storage.archive import SessionArchive

NOW_UTC_S = 1_780_000_000


def most_bytes() -> int:
    """The most memory that this program took; getrusage would count the parent's from before it was this program."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM:")) * 1024


def state(home: Path) -> dict[str, tuple[int, int, int]]:
    """Every file and folder below the home, as far as a change of it shows."""
    found: dict[str, tuple[int, int, int]] = {}
    for path in sorted(home.rglob("*")):
        told = path.lstat()
        found[str(path)] = (told.st_mode, told.st_size, 0 if path.is_dir() else told.st_mtime_ns)
    return found


def may_change(path: str, folders: Folders, session: str) -> bool:
    """Whether taking in a session may touch this file: the database, and sound under the session's name."""
    beside = Path(path).parent == folders.sound and Path(path).name.startswith(f"{session}-")
    return beside or path.startswith(str(folders.database))


def bring_in(path: Path, archive: SessionArchive, folders: Folders, home: Path) -> dict[str, object]:
    """Read and accept one file; what came in is deleted again."""
    before = state(home)
    session = ""
    try:
        arrival = read(path)
        session = arrival.session.run.session
        accept(arrival, archive, folders.sound, NOW_UTC_S)
        ended = "accepted"
    except HeardFirstError as error:
        ended = error.kind.value
        if "\n" in sentence(error):
            ended = "several lines"
    after = state(home)
    touched = [one for one in before.keys() | after.keys() if before.get(one) != after.get(one)]
    if ended == "accepted":
        touched = [one for one in touched if not may_change(one, folders, session)]
        archive.open_session(session)
        archive.delete_session(session)
    return {"ended": ended, "touched": touched}


def main() -> None:
    """Until standard input ends."""
    home = Path(sys.argv[1])
    folders = user_folders()
    folders.make()
    archive = SessionArchive(folders)
    for line in sys.stdin:
        print(json.dumps(bring_in(Path(line.rstrip("\n")), archive, folders, home)), flush=True)  # noqa: T201
    archive.close()
    print(json.dumps({"most_bytes": most_bytes()}), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
