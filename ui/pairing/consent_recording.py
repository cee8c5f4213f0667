"""The recording in which both say that they agree: one sound file, made with the rehearsal's own recorder."""

import contextlib
import time
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.errors import HeardFirstError
from app.rehearsal import event as on
from app.rehearsal.ports import Recorder
from app.rehearsal.sound import Recording

CONSENT = 0
"""The number of the take that is no take: its sound is named after it, and no rehearsal answers to it."""
LONGEST_S = 20
LEAST_SPEECH_S = 1.0
"""Less is not two people saying a line."""


class Stage(StrEnum):
    """How far it is."""

    EMPTY = "empty"
    OPENING = "opening"
    RECORDING = "recording"
    CLOSING = "closing"
    SAID = "said"
    UNHEARD = "unheard"  # recorded, but nobody spoke; not kept
    FAILED = "failed"


class ConsentRecording(QObject):
    """Used on the GUI thread; `hear` takes what the recorder posts for take 0. `drop` deletes what there is."""

    changed = Signal()

    def __init__(self, recorder: Recorder, session: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.stage = Stage.EMPTY
        self.error: HeardFirstError | None = None
        self.recording: Recording | None = None
        self._recorder = recorder
        self._session = session
        self._limit = QTimer(self)
        self._limit.setSingleShot(True)
        self._limit.setInterval(LONGEST_S * 1000)
        self._limit.timeout.connect(self.stop)

    @property
    def path(self) -> Path | None:
        """The sound file, once both have been heard."""
        return self.recording.path if self.stage is Stage.SAID and self.recording else None

    @Slot()
    def begin(self) -> None:
        """Open the microphone and record; what was recorded before goes."""
        self.drop()
        self.error = None
        self._show(Stage.OPENING)
        self._recorder.open(CONSENT)

    @Slot()
    def stop(self) -> None:
        """Both have said it."""
        if self.stage is Stage.RECORDING:
            self._limit.stop()
            self._show(Stage.CLOSING)
            self._recorder.stop(CONSENT)

    @Slot()
    def drop(self) -> None:
        """Stop where it runs, and delete the sound."""
        self._limit.stop()
        if self.stage is not Stage.EMPTY:
            self._recorder.drop(CONSENT)
            if self.recording is not None and self.recording.path is not None:
                with contextlib.suppress(OSError):  # what cannot go now is no session's, and goes at the next start
                    self.recording.path.unlink(missing_ok=True)
        self.recording = None
        self._show(Stage.EMPTY)

    @Slot(object)
    def hear(self, event: on.Event) -> None:
        """What the recorder posted for take 0."""
        match event:
            case on.MicrophoneReady() if self.stage is Stage.OPENING:
                self._recorder.start(CONSENT, self._session, time.monotonic())
                self._limit.start()
                self._show(Stage.RECORDING)
            case on.MicrophoneFailed(_, error) if self.stage is Stage.OPENING:
                self._fail(error)
            case on.TakeFinished(_, recording, error) if self.stage in {Stage.RECORDING, Stage.CLOSING}:
                self._finish(recording, error)

    def _finish(self, recording: Recording, error: HeardFirstError | None) -> None:
        self._limit.stop()
        self.recording = recording
        if error is not None or recording.path is None:
            self._fail(error)
        elif recording.speech_s < LEAST_SPEECH_S:
            self.drop()
            self._show(Stage.UNHEARD)
        else:
            self._show(Stage.SAID)

    def _fail(self, error: HeardFirstError | None) -> None:
        self.drop()
        self.error = error
        self._show(Stage.FAILED)

    def _show(self, stage: Stage) -> None:
        self.stage = stage
        self.changed.emit()
