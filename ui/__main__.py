"""The command `heard-first`: alone, or with a colleague's file, it opens the window; else it is the front end."""

import multiprocessing
import sys
from collections.abc import Sequence
from pathlib import Path

FILE = ".heardfirst"
"""How the name of a session's file ends. No command does."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `arguments` (default: the command line); returns the exit code. Qt is imported only for the window."""
    multiprocessing.freeze_support()
    given = list(sys.argv[1:] if arguments is None else arguments)
    file = _file(given)
    if given and file is None:
        from app.cli.main import main as front_end

        return front_end(given)
    from ui.application import run

    return run(file)


def _file(given: Sequence[str]) -> Path | None:
    """The file of a double click."""
    if len(given) != 1 or given[0].startswith("-") or not given[0].lower().endswith(FILE):
        return None
    return Path(given[0]).absolute()  # a window that is open already may have another working folder


if __name__ == "__main__":
    sys.exit(main())
