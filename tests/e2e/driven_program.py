"""The whole program with a window that takes orders: python -m tests.e2e.driven_program.

Runs the command's own entry point. The only difference is a window class that obeys lines of JSON on standard
input as hands would ({"do": "record"}), and tells on standard output what it shows.
"""

import json
import sys
import threading
import time
from typing import Any

import psutil
from PySide6.QtCore import QElapsedTimer, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

import ui.main_window
from app.errors import HeardFirstError
from app.rehearsal import state as at
from ui import words
from ui.__main__ import main
from ui.main_window import MainWindow

HEARTBEAT_MS = 10


class DrivenWindow(MainWindow):
    """The window, obeying and telling."""

    _ordered = Signal(str)

    def __init__(self, *parts: Any) -> None:  # noqa: ANN401 - passed on
        super().__init__(*parts)
        self._painted = False
        self._longest_ms = 0
        self._since = QElapsedTimer()
        self._heart = QTimer(self, timerType=Qt.TimerType.PreciseTimer)
        self._heart.timeout.connect(self._beat)
        self.bridge.changed.connect(self._tell_state)
        self._ordered.connect(self._obey, Qt.ConnectionType.QueuedConnection)
        threading.Thread(target=self._listen, name="orders", daemon=True).start()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Told once, when the first picture has been drawn."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self._tell_shown)

    @Slot()
    def come_forward(self) -> None:
        """A second start asked for this window."""
        super().come_forward()
        _tell(called=self.isVisible())

    def tell(self, error: HeardFirstError) -> None:
        """What the notice says."""
        _tell(notice=words.error(error))
        super().tell(error)

    @Slot()
    def _tell_shown(self) -> None:
        rows = [button.text() for button in self.choose.unfinished.findChildren(QPushButton) if button.isVisible()]
        notices = self.choose.notices.text if self.choose.notices.isVisible() else ""
        _tell(shown=time.time(), notices=notices, unfinished=rows.count(self.tr("Keep")), visible=self.isVisible())

    @Slot(object)
    def _tell_state(self, state: at.State) -> None:
        told: dict[str, Any] = {"state": type(state).__name__, "at_s": time.time()}
        match state:
            case at.Reviewing(take=take):
                told |= {"text": self.rehearse.review.edit.text, "note": self.rehearse.review.note}
                told["duration_s"] = take.recording.duration_s if take.recording else 0.0
            case at.Failed(error=error):
                told |= {"kind": error.kind, "text": self.rehearse.failure.text}
            case at.Debriefing(run=run, take=number):
                marking = run.take(number).marking
                told |= {"session": run.session, "verdict": marking.verdict if marking else None}
            case _:
                pass
        _tell(**told)

    @Slot(str)
    def _obey(self, line: str) -> None:
        order = json.loads(line)
        match order["do"]:
            case "choose":
                self.choose.cards[order.get("card", 0)].click()
            case "record":
                QTest.keyClick(self.rehearse.recording.button, Qt.Key.Key_Space)
            case "confirm":
                QTest.keyClick(self.rehearse.review.edit, Qt.Key.Key_Return)
            case "type":
                self.rehearse.open_typing()
                QTest.keyClicks(self.rehearse.typing.edit, order["text"])
                QTest.keyClick(self.rehearse.typing.edit, Qt.Key.Key_Return)
            case "end":
                self.rehearse.turns.end.click()
            case "keep":
                self._keep_first()
            case "watch":
                self._watch()
            case "watched":
                self._heart.stop()
                _tell(longest_ms=self._longest_ms)
            case "menus":
                _tell(microphone=self.rehearse.microphones.currentText(), voice=self.rehearse.voices.currentText())
            case "memory":
                _tell(memory=_memory())
            case "close":
                self.close()
            case unknown:
                raise ValueError(unknown)

    def _keep_first(self) -> None:
        buttons = self.choose.unfinished.findChildren(QPushButton)
        next(one for one in buttons if one.isVisible() and one.text() == self.tr("Keep")).click()

    def _watch(self) -> None:
        self._longest_ms = 0
        self._since.start()
        self._heart.start(HEARTBEAT_MS)

    @Slot()
    def _beat(self) -> None:
        self._longest_ms = max(self._longest_ms, self._since.restart() - HEARTBEAT_MS)

    def _listen(self) -> None:
        for line in sys.stdin:
            try:
                self._ordered.emit(line)
            except RuntimeError:  # the window is gone
                return


def _memory() -> dict[str, int]:
    """Peak resident memory in bytes of this process and its children, each by what it is."""
    us = psutil.Process()
    found = {"window": _peak(us.pid)}
    for child in us.children(recursive=True):
        words_of = " ".join(child.cmdline())
        name = "voice" if "ui.voice_process" in words_of else "speech worker" if "spawn_main" in words_of else ""
        if name:
            found[name] = _peak(child.pid)
    return found


def _peak(pid: int) -> int:
    with open(f"/proc/{pid}/status", encoding="ascii") as status:
        return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM"))


def _tell(**news: object) -> None:
    sys.stdout.write(json.dumps(news) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    ui.main_window.MainWindow = DrivenWindow
    sys.exit(main([]))
