"""One window for each user: a second start brings the first one forward."""

import hashlib
import json
import sys
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_WAIT_MS = 1000
_CALL = b"come forward"
_MOST_BYTES = 65_536
"""Longer than any call."""


class SingleInstance(QObject):
    """Holds a lock file in the data folder, and listens for later starts. `called` when one asks for the window."""

    called = Signal()
    brought = Signal(object)
    """The Path of a file that is to be looked at; after `called`."""

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = QLockFile(str(folder / "window.lock"))
        self._lock.setStaleLockTime(0)  # a lock is stale when its program is gone, not when it is old
        self.name = "heard-first-" + hashlib.sha256(str(folder).encode()).hexdigest()[:16]
        self._callers: list[QLocalSocket] = []
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)

    def begin(self) -> bool:
        """Whether this is the first; then later starts are heard. A folder that cannot be written counts as first."""
        if not self._lock.tryLock(0) and self._lock.error() is QLockFile.LockError.LockFailedError:
            return False
        if not self._server.listen(self.name):
            QLocalServer.removeServer(self.name)  # left by a crash: the lock is ours, so nobody listens there
            self._server.listen(self.name)
        return True

    def call_first(self, file: Path | None = None) -> bool:
        """Ask the first one for its window, and to look at a file; whether it answered."""
        socket = QLocalSocket()
        socket.connectToServer(self.name)
        if not socket.waitForConnected(_WAIT_MS):
            return False
        _allow_foreground()
        # on one line whatever the name holds, also bytes that are no text
        socket.write((_CALL if file is None else json.dumps(str(file)).encode()) + b"\n")
        socket.flush()
        heard = socket.waitForReadyRead(_WAIT_MS)
        socket.disconnectFromServer()
        return heard

    def end(self) -> None:
        """Let the next one be first."""
        self._server.close()
        self._lock.unlock()

    @Slot()
    def _answer(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.setReadBufferSize(_MOST_BYTES)
            self._callers.append(socket)
            socket.readyRead.connect(self._hear)
            socket.disconnected.connect(self._hear)
        self._hear()  # what was said before this was listening

    @Slot()
    def _hear(self) -> None:
        """Answer those who have said what they want; let go of those who never will."""
        calls = [call for socket in tuple(self._callers) if (call := self._call(socket))]
        for call in calls:
            self.called.emit()
            if (file := _file(call)) is not None:
                self.brought.emit(file)

    def _call(self, socket: QLocalSocket) -> bytes:
        """What one of them says, with an answer; empty as long as it says nothing."""
        call = bytes(socket.readLine().data()) if socket.canReadLine() else b""
        gone = socket.state() is not QLocalSocket.LocalSocketState.ConnectedState
        if not call and not gone and socket.bytesAvailable() < _MOST_BYTES:
            return b""
        self._callers.remove(socket)
        if call:
            socket.write(b"here\n")
            socket.flush()
        if gone or not call:
            socket.abort()
            socket.deleteLater()
        else:
            socket.disconnected.connect(socket.deleteLater)
        return call


def _file(call: bytes) -> Path | None:
    try:
        name = json.loads(call) if call.strip() != _CALL else None
    except (ValueError, RecursionError):
        return None
    return Path(name) if isinstance(name, str) else None


def _allow_foreground() -> None:
    """Windows lets a program come forward only where the one in front allows it."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(-1)
