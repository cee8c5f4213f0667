"""One window for each user: a second start brings the first one forward."""

import hashlib
import sys
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_WAIT_MS = 1000
_CALL = b"come forward\n"


class SingleInstance(QObject):
    """Holds a lock file in the data folder, and listens for later starts. `called` when one asks for the window."""

    called = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = QLockFile(str(folder / "window.lock"))
        self._lock.setStaleLockTime(0)  # a lock is stale when its program is gone, not when it is old
        self._name = "heard-first-" + hashlib.sha256(str(folder).encode()).hexdigest()[:16]
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)

    def begin(self) -> bool:
        """Whether this is the first; then later starts are heard. A folder that cannot be written counts as first."""
        if not self._lock.tryLock(0) and self._lock.error() is QLockFile.LockError.LockFailedError:
            return False
        if not self._server.listen(self._name):
            QLocalServer.removeServer(self._name)  # left by a crash: the lock is ours, so nobody listens there
            self._server.listen(self._name)
        return True

    def call_first(self) -> bool:
        """Ask the first one for its window; whether it answered."""
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(_WAIT_MS):
            return False
        _allow_foreground()
        socket.write(_CALL)
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
            socket.write(b"here\n")
            socket.flush()
            socket.disconnected.connect(socket.deleteLater)
            self.called.emit()


def _allow_foreground() -> None:
    """Windows lets a program come forward only where the one in front allows it."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(-1)
