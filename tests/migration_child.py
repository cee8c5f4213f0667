"""python -m tests.migration_child N: makes a database and kills itself before the N-th statement."""

import os
import signal
import sqlite3
import sys

from app.folders import user_folders
from app.storage.migration import migrate


def main(statement: str) -> None:
    """Make a database and be killed on the way."""
    folders = user_folders()
    folders.make()
    left = int(statement)

    def count(_: str) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    connection = sqlite3.connect(folders.database, isolation_level=None)
    connection.set_trace_callback(count)
    migrate(connection)
    connection.close()


if __name__ == "__main__":
    main(sys.argv[1])
