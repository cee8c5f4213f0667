"""Both say the line aloud: record it, hear it, say it again."""

from PySide6.QtCore import QElapsedTimer, QTimer, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.errors import HeardFirstError
from app.rehearsal.ports import Recorder
from ui import theme, words
from ui.pairing.consent_recording import LONGEST_S, ConsentRecording, Stage
from ui.playback import Playback
from ui.services import Player
from ui.widgets.announcement import announce
from ui.widgets.level_meter import LevelMeter
from ui.widgets.side_button import SideButton
from ui.widgets.text import Text

_RUNS = {Stage.OPENING, Stage.RECORDING, Stage.CLOSING}


class SpokenConsent(QWidget):
    """Drawn from the recording's stage alone."""

    def __init__(
        self, recording: ConsentRecording, recorder: Recorder, player: Player, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._recording = recording
        self._playback = Playback(player, self)
        self.record = SideButton()
        self.listen = SideButton(self.tr("Hear it"))
        self._meter = LevelMeter(recorder.level)
        self._told = Text(quiet=True)
        self._since = QElapsedTimer()
        self._clock = QTimer(self)
        self._clock.setInterval(200)
        self._clock.timeout.connect(self._draw_told)
        self._lay_out()
        self.record.clicked.connect(self._press)
        self.listen.clicked.connect(self._listen)
        recording.changed.connect(self._draw)
        self._playback.ended.connect(self._draw)
        self._playback.failed.connect(self._unheard)
        self._stage: Stage | None = None
        self._draw()

    @property
    def told(self) -> str:
        """What is said of the recording."""
        return self._told.text()

    def rest(self) -> None:
        """Record and play nothing any more; what was said stays."""
        self._playback.stop()
        if self._recording.stage in _RUNS:
            self._recording.drop()

    @Slot()
    def _press(self) -> None:
        self._playback.stop()
        if self._recording.stage is Stage.RECORDING:
            self._recording.stop()
        elif self._recording.stage not in _RUNS:  # a second press while it opens or closes is none; the focus stays
            self._recording.begin()

    @Slot()
    def _listen(self) -> None:
        path = self._recording.path
        if self._playback.active:
            self._playback.stop()
        elif path is not None:
            self._playback.hear(path, 0.0, None)
            self._name(self.listen, self.tr("Stop"))

    @Slot(object)
    def _unheard(self, error: HeardFirstError) -> None:
        self._draw()
        self._told.setText(words.error(error))

    @Slot()
    def _draw(self) -> None:
        before, self._stage = self._stage, self._recording.stage
        runs = self._stage is Stage.RECORDING
        if runs and before is not Stage.RECORDING:
            self._since.start()
            self._clock.start()
        elif not runs:
            self._clock.stop()
        if self._stage in {Stage.OPENING, Stage.RECORDING}:
            self._meter.start()
        else:
            self._meter.stop()
        again = self.tr("Say it again") if self._stage is Stage.SAID else self.tr("Record")
        self._name(self.record, self.tr("Stop") if runs else again)
        self._name(self.listen, self.tr("Hear it"))
        self.listen.setVisible(self._stage is Stage.SAID)
        self._meter.setVisible(self._stage in _RUNS)
        self._draw_told()
        if self._stage is not before and self._stage in {Stage.SAID, Stage.UNHEARD, Stage.FAILED}:
            announce(self, self.told)

    @Slot()
    def _draw_told(self) -> None:
        self._told.setText(self._words())

    def _words(self) -> str:
        recording = self._recording
        match recording.stage:
            case Stage.OPENING:
                return self.tr("Opening the microphone…")
            case Stage.RECORDING:
                left_s = max(0, LONGEST_S - self._since.elapsed() // 1000)
                return self.tr("Say the line together. It stops in %1 s.").replace("%1", str(left_s))
            case Stage.SAID:
                assert recording.recording is not None  # noqa: S101 - there is one at this stage
                told = self.tr("Recorded: %1, kept with the session.")
                return told.replace("%1", words.clock(recording.recording.duration_s))
            case Stage.UNHEARD:
                return self.tr("Nobody was heard, and nothing was kept. Say it again, or tick your lines instead.")
            case Stage.FAILED:
                why = words.error(recording.error) if recording.error else self.tr("Nothing was recorded.")
                return why + " " + self.tr("You can tick your lines instead.")
        return self.tr("Press Record and say the line together; at most %1 s.").replace("%1", str(LONGEST_S))

    def _name(self, button: SideButton, text: str) -> None:
        button.setText(text)
        button.setAccessibleName(text)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.UNIT)
        row.addWidget(self.record)
        row.addWidget(self.listen)
        row.addWidget(self._meter, 1)
        row.addStretch(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.UNIT)
        column.addLayout(row)
        column.addWidget(self._told)
