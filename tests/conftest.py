"""What holds for every test: a home of its own, no network, the same seeds, and nothing left running."""

import gc
import ipaddress
import os
import random
import socket
import sys
import threading
import weakref
from collections.abc import Callable, Iterator
from multiprocessing import resource_tracker
from pathlib import Path
from typing import Any

import psutil
import pytest
from hypothesis import settings

from app.folders import Folders, user_folders

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
settings.register_profile("steady", derandomize=True, deadline=None)
settings.load_profile("steady")

GRACE_S = 5.0
"""How long a thread or child that was told to end may take."""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home folder; the program's own folders lie below it."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("HEARD_FIRST_HOME", str(home / "heard-first"))
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    return home


@pytest.fixture
def folders(home: Path) -> Folders:
    """The program's folders in this test's home, made."""
    folders = user_folders()
    folders.make()
    return folders


@pytest.fixture(autouse=True)
def same_seeds() -> None:
    """The same random numbers in every run, whatever the order of the tests."""
    random.seed(0)
    if (numpy := sys.modules.get("numpy")) is not None:
        numpy.random.seed(0)


class NetworkUsedError(AssertionError):
    """A test reached for something outside this computer."""


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """Connections may go to this computer alone; also a name may not be looked up elsewhere."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex"):
            patch.setattr(socket.socket, name, _guarded_connect(getattr(socket.socket, name)))
        patch.setattr(socket, "getaddrinfo", _guarded_lookup(socket.getaddrinfo))
        yield


def _guarded_connect(connect: Callable[..., Any]) -> Callable[..., Any]:
    def guarded(self: socket.socket, address: Any) -> object:  # noqa: ANN401 - passed on
        if self.family in {socket.AF_INET, socket.AF_INET6} and not _here(address[0]):
            raise NetworkUsedError(f"connect to {address}")
        return connect(self, address)

    return guarded


def _guarded_lookup(lookup: Callable[..., Any]) -> Callable[..., Any]:
    def guarded(host: Any, *rest: Any, **named: Any) -> object:  # noqa: ANN401 - passed on
        if host is not None and not _here(host.decode() if isinstance(host, bytes) else host):
            raise NetworkUsedError(f"look up {host}")
        return lookup(host, *rest, **named)

    return guarded


def _here(host: str) -> bool:
    if host in {"", "localhost"}:
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@pytest.fixture(autouse=True)
def nothing_left_running(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fails a test that leaves a thread, a child process or (with qtbot) a running timer behind."""
    threads, children = set(threading.enumerate()), set(_children())
    uses_qt = "qtbot" in request.fixturenames
    timers = weakref.WeakSet(_timers() if uses_qt else [])
    yield
    left: list[object] = [thread for thread in threading.enumerate() if thread not in threads and not _ended(thread)]
    alive = psutil.wait_procs([one for one in _children() if one not in children], GRACE_S)[1]
    left += alive
    for child in alive:
        child.kill()
    if uses_qt:
        left += [timer for timer in _timers() if timer not in timers]
    assert not left, f"left running: {left}"


def _ended(thread: threading.Thread) -> bool:
    thread.join(GRACE_S)
    return not thread.is_alive()


def _children() -> list[psutil.Process]:
    """Live children, without the one that multiprocessing keeps for as long as this process runs."""
    tracker = getattr(resource_tracker._resource_tracker, "_pid", None)  # pyright: ignore[reportPrivateUsage]
    return [one for one in psutil.Process().children(recursive=True) if one.pid != tracker]


def _timers() -> list[object]:
    from PySide6.QtCore import QCoreApplication, QEvent, QTimer
    from shiboken6 import isValid

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    timers = [one for one in gc.get_objects() if isinstance(one, QTimer)]
    return [one for one in timers if isValid(one) and one.isActive()]
