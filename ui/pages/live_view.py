"""What comes of a reply while it is said: the words, and the ribbon as it grows."""

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.rehearsal import state as at
from app.rehearsal.ports import Recorder
from ui.pages.live_reply import live_reply
from ui.pages.live_words import LiveWords
from ui.widgets.live_ribbon import LiveRibbon
from ui.widgets.live_wave import LiveWave

POLL_MS = 100
_GROWS = (at.RecordingTake, at.Transcribing)
_STAYS = (at.Transcribing, at.BeingMarked, at.Failed)


class LiveView(QWidget):
    """Drawn from the state; only the waveform is asked of the recorder. Tells screen readers nothing by itself."""

    def __init__(self, recorder: Recorder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._recorder = recorder
        self._state: at.State = at.Choosing()
        self._hearing = at.Hearing()
        self._wave = LiveWave()
        self._spoken_s = 0.0
        self.ribbon = LiveRibbon()
        self.words = LiveWords()
        self._clock = QTimer(self)
        self._clock.setInterval(POLL_MS)
        self._clock.timeout.connect(self._listen)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.ribbon)
        column.addWidget(self.words, 1)
        for keys, scroll in ((Qt.Key.Key_PageUp, self.words.page_up), (Qt.Key.Key_PageDown, self.words.page_down)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(scroll)

    def draw(self, state: at.State) -> None:
        """Follow the rehearsal; a take that begins clears what was shown of the one before."""
        before, self._state = self._state, state
        if isinstance(state, at.RecordingTake) and not isinstance(before, at.RecordingTake):
            self._forget()
            self._clock.start()
            self._listen()
        elif not isinstance(state, at.RecordingTake):
            self._clock.stop()
            if not isinstance(state, _STAYS):
                self._forget()
        if isinstance(state, _GROWS):
            self._hearing = state.hearing
        if isinstance(state, at.Transcribing) and state.recording is not None:
            self._spoken_s = state.recording.duration_s
        self._show()

    def lie(self, *, flat: bool) -> None:
        """A slim ribbon and one line, or as much as there is room for."""
        self.ribbon.be_slim(flat)
        self.words.be_lines(1 if flat else None)

    def rest(self) -> None:
        """The page is left."""
        self._clock.stop()
        self._state = at.Choosing()
        self._forget()
        self._show()

    @Slot()
    def _listen(self) -> None:
        """The recorder's own clock, by which the words are timed too; 0 before its first sample, and once stopped."""
        spoken_s = self._recorder.elapsed_s()
        if spoken_s > self._spoken_s:
            self._spoken_s = spoken_s
            self._wave.add(spoken_s, self._recorder.level().rms_dbfs)
            self._show_ribbon()

    def _forget(self) -> None:
        self._hearing = at.Hearing()
        self._wave.clear()
        self._spoken_s = 0.0

    def _show(self) -> None:
        self.words.show_words(" ".join(one.text for one in self._hearing.segments if one.words))
        self._show_ribbon()

    def _show_ribbon(self) -> None:
        if self.isVisible():
            self.ribbon.show_reply(live_reply(self._hearing, self._wave.heights, self._spoken_s))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """It may have grown while it was hidden."""
        self._show_ribbon()
