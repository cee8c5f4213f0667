"""How loud the microphone hears the speaker, as a bar and in words."""

import math
from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from app.rehearsal.sound import Level
from ui import theme
from ui.widgets.text import Text

POLL_MS = 33
QUIETEST_DBFS = -60
TOO_QUIET_DBFS = -45.0
"""Speech whose loudest moments stay below this comes out badly."""
_REMEMBERED = 45  # polls, one and a half seconds: words come and go, the verdict on them should not


class LevelMeter(QWidget):
    """Polls `level` 30 times a second between `start` and `stop`, and costs nothing else."""

    def __init__(self, level: Callable[[], Level], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._level = level
        self._lately: deque[Level] = deque(maxlen=_REMEMBERED)
        self._bar = QProgressBar()
        self._bar.setRange(QUIETEST_DBFS, 0)
        self._bar.setValue(QUIETEST_DBFS)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Microphone level"))
        self._word = Text(wrap=False)
        self._word.setMinimumWidth(
            max(self._word.fontMetrics().horizontalAdvance(w) for w in self._words()) + theme.UNIT
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.UNIT)
        row.addWidget(self._bar, 1)
        row.addWidget(self._word)
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self._poll)

    @property
    def word(self) -> str:
        """What the meter says in words."""
        return self._word.text()

    def start(self) -> None:
        """Begin to poll."""
        if not self._timer.isActive():
            self._lately.clear()
            self._timer.start()
            self._poll()

    def stop(self) -> None:
        """Stop polling; the bar falls to nothing."""
        self._timer.stop()
        self._lately.clear()
        self._bar.setValue(QUIETEST_DBFS)
        self._word.setText("")

    @Slot()
    def _poll(self) -> None:
        level = self._level()
        self._lately.append(level)
        value = level.rms_dbfs if math.isfinite(level.rms_dbfs) else QUIETEST_DBFS
        # it falls slowly, so that it can be read
        shown = max(round(value), self._bar.value() - 2)
        self._bar.setValue(min(max(shown, QUIETEST_DBFS), 0))
        self._word.setText(self._verdict())

    def _verdict(self) -> str:
        silent, quiet, good, clipping, dropped = self._words()
        if any(one.clipping for one in self._lately):
            return clipping
        if self._lately[-1].lost_s > self._lately[0].lost_s:
            return dropped
        loudest = max(one.rms_dbfs for one in self._lately)
        if loudest <= QUIETEST_DBFS:
            return silent
        return quiet if loudest < TOO_QUIET_DBFS else good

    def _words(self) -> tuple[str, str, str, str, str]:
        return (
            self.tr("no sound yet"),
            self.tr("too quiet"),
            self.tr("good"),
            self.tr("clipping: too loud"),
            self.tr("sound was lost"),
        )
