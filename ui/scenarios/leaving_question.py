"""What becomes of a scenario that somebody stops writing."""

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QWidget

from ui.dialogs.question import Question


def _tr(text: str) -> str:
    return QCoreApplication.translate("LeavingQuestion", text)


class LeavingQuestion(Question):
    """`kept` where it shall be saved, or stay a draft where it cannot be yet; `agreed` where it shall go."""

    kept = Signal()

    def __init__(self, parent: QWidget, *, whole: bool) -> None:
        question = _tr("Save the scenario?") if whole else _tr("Keep it as a draft?")
        more = _tr("You have written in it.") if whole else _tr("It still lacks something to be rehearsed.")
        super().__init__(parent, question, _tr("Throw it away"), _tr("Go on writing"), more=more)
        self.keep = self.addButton(_tr("Save") if whole else _tr("Keep the draft"), self.ButtonRole.AcceptRole)
        self.keep.setAccessibleName(self.keep.text())
        self.keep.clicked.connect(self._keep)

    @Slot()
    def _keep(self) -> None:
        self.kept.emit()
