"""How a child process of ours behaves: quiet, without network, and gone as soon as its parent is."""

import os
import signal
import sys
import threading
import warnings
from multiprocessing import parent_process
from multiprocessing.connection import wait
from typing import Any


def behave() -> None:
    """Called once, first of all, in the child."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C in a terminal reaches us too; the parent decides
    _keep_standard_output_clean()
    _refuse_network()
    threading.Thread(target=_die_with_parent, name="parent-watch", daemon=True).start()


def _keep_standard_output_clean() -> None:
    """What a library prints must not mix with the front end's output, and both streams may be None (pythonw).

    The libraries' warnings are for their authors, not for the user's terminal.
    """
    warnings.simplefilter("ignore")
    if sys.stderr is None:  # pyright: ignore[reportUnnecessaryComparison]
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - for the life of the process
    sys.stdout = sys.stderr


def _refuse_network() -> None:
    """Nothing said here leaves the computer: a library that would fetch something finds no address looked up."""

    def refuse(event: str, _: tuple[Any, ...]) -> None:
        if event in {"socket.connect", "socket.getaddrinfo", "socket.sendto"}:
            raise PermissionError("this process uses no network")

    sys.addaudithook(refuse)


def _die_with_parent() -> None:
    """A parent that was killed cannot close the pipe politely while we compute."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
