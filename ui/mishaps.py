"""Exceptions that nobody caught: logged without content, shown in one dialog, and the program goes on."""

import sys
import threading
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication

from app.errors import HeardFirstError
from ui import log, words
from ui.dialogs.notice import Notice


class Mishaps(QObject):
    """Takes over from Python's hooks between `begin` and `end`. Safe on any thread."""

    _happened = Signal(str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._notice: Notice | None = None
        self._happened.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def begin(self) -> None:
        """Take over."""
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception

    def end(self) -> None:
        """Give back."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__

    def _on_exception(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.closeAllWindows()
            return
        details = log.describe(kind, trace)
        log.write(details)
        sentence = words.error(error) if isinstance(error, HeardFirstError) else ""
        self._happened.emit(sentence, details)

    def _on_thread_exception(self, hook: threading.ExceptHookArgs) -> None:
        if hook.exc_value is not None:
            self._on_exception(hook.exc_type, hook.exc_value, hook.exc_traceback)

    @Slot(str, str)
    def _show(self, sentence: str, details: str) -> None:
        """One dialog: a fault that comes again while it stands is only logged."""
        if self._notice is not None:
            return
        if sentence:
            notice = Notice(QApplication.activeWindow(), sentence)
        else:
            notice = Notice(
                QApplication.activeWindow(),
                self.tr("Something went wrong inside the program. What was recorded is safe on disk."),
                more=self.tr("You can go on. If it happens again, close the program and start it anew."),
                details=details,
            )
        notice.finished.connect(self._closed)
        self._notice = notice
        notice.open()

    @Slot()
    def _closed(self) -> None:
        self._notice = None
