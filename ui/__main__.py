"""The command `heard-first`: alone it opens the window; with arguments it is the headless front end."""

import multiprocessing
import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `arguments` (default: the command line); returns the exit code. Qt is imported only for the window."""
    multiprocessing.freeze_support()
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given:
        from app.cli.main import main as front_end

        return front_end(given)
    from ui.application import run

    return run()


if __name__ == "__main__":
    sys.exit(main())
