"""Signals of the system (Ctrl+C, logging out, shutting down) brought into Qt's event loop."""

import signal
import socket
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier, Signal, Slot

_SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name))


class Termination(QObject):
    """`asked` when the program is told to end. Python runs its handlers only between its own instructions, and
    Qt's loop has none: the wake-up descriptor lets the loop turn once.
    """

    asked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ours, self._pythons = socket.socketpair()
        self._ours.setblocking(False)
        self._pythons.setblocking(False)
        self._notifier = QSocketNotifier(self._ours.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._woken)
        self._before = {one: signal.getsignal(one) for one in _SIGNALS}
        self._fd_before = signal.set_wakeup_fd(self._pythons.fileno(), warn_on_full_buffer=False)
        for one in _SIGNALS:
            signal.signal(one, self._taken)

    def end(self) -> None:
        """Give the signals back."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._fd_before)
        for one, handler in self._before.items():
            signal.signal(one, handler)
        self._ours.close()
        self._pythons.close()

    def _taken(self, number: int, frame: FrameType | None) -> None:
        """The work is done in `_woken`, where Qt may be called."""

    @Slot()
    def _woken(self) -> None:
        try:
            self._ours.recv(64)
        except BlockingIOError:
            return
        self.asked.emit()
