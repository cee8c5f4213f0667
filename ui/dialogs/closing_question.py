"""The one question before the window closes."""

from PySide6.QtWidgets import QWidget

from app.rehearsal import state as at
from ui.dialogs.question import Question

BUSY = (at.Preparing, at.CountingDown, at.RecordingTake, at.Transcribing, at.BeingMarked)
"""States in which something runs that closing would end."""


class ClosingQuestion(Question):
    """Says what becomes of what was said or written."""

    def __init__(self, parent: QWidget, state: at.State) -> None:
        super().__init__(parent, "", parent.tr("Close"), parent.tr("Stay"))
        question, more = self._words(state)
        self.setText(question)
        self.setInformativeText(more)

    def _words(self, state: at.State) -> tuple[str, str]:
        match state:
            case at.RecordingTake():
                kept = self.tr("What was recorded is on disk. You can go on with it at the next start.")
                return self.tr("Stop recording and close?"), kept
            case at.Transcribing() | at.BeingMarked():
                kept = self.tr("What you said is kept. You can go on with it from the past sessions.")
                return self.tr("Close now?"), kept
            case at.Preparing() | at.CountingDown():
                return self.tr("Close now?"), self.tr("Nothing has been recorded yet.")
            case at.Awaiting(run) | at.Reviewing(run) if run.talking:
                kept = self.tr(
                    "What you said is kept, but not marked yet. You can go on with it from the past sessions."
                )
                return self.tr("Close in the middle of the conversation?"), kept
            case _:
                return self.tr("Close and lose what you wrote?"), self.tr("It has not been sent or saved yet.")
