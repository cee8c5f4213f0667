"""The log file: what happened, never what was said, and no names or paths of the user's."""

import faulthandler
import logging
import logging.handlers
import sys
import traceback
from pathlib import Path
from types import TracebackType
from typing import IO

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

_LOG = logging.getLogger("heard_first")
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class LogFile:
    """Three files of a megabyte in turn, and one that a crash writes into. `open` and `close` it once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._handler: logging.Handler | None = None
        self._crash: IO[str] | None = None

    @property
    def path(self) -> Path:
        """The newest file."""
        return self._folder / "heard-first.log"

    def open(self) -> None:
        """Begin to write; a folder that cannot be written is done without."""
        try:
            handler = logging.handlers.RotatingFileHandler(
                self.path, maxBytes=1_000_000, backupCount=2, encoding="utf-8", delay=False
            )
            self._crash = (self._folder / "crash.log").open("a", encoding="utf-8")
        except OSError:
            return
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        self._handler = handler
        _LOG.addHandler(handler)
        _LOG.setLevel(logging.INFO)
        _LOG.propagate = False
        faulthandler.enable(self._crash)
        qInstallMessageHandler(_from_qt)

    def close(self) -> None:
        """Stop writing."""
        qInstallMessageHandler(None)
        faulthandler.disable()
        if self._handler is not None:
            _LOG.removeHandler(self._handler)
            _LOG.propagate = True
            self._handler.close()
            self._handler = None
        if self._crash is not None:
            self._crash.close()
            self._crash = None


def describe(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Kind and places of an exception, without its message, which may hold what the user wrote or a path."""
    places = [f"  {Path(one.filename).name}:{one.lineno} {one.name}" for one in traceback.extract_tb(trace)]
    return "\n".join([kind.__name__, *places])


def write(message: str) -> None:
    """One message of ours into the log."""
    _LOG.error("%s", message)


def _from_qt(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    """Qt's messages name categories and widgets; they are ours to mend, so they are kept."""
    _LOG.log(_LEVELS.get(kind, logging.INFO), "Qt %s: %s", context.category, message)
    if kind in {QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg} and sys.stderr is not None:
        sys.stderr.write(f"{message}\n")
