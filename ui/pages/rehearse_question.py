"""What is asked before something of a rehearsal is thrown away or left."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from ui.dialogs.question import Question


class RehearseQuestion(QObject):
    """One question at a time; it goes when what it asks about is over."""

    throw_away = Signal()
    leave = Signal()
    answered = Signal()

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._open: Question | None = None

    def ask_to_throw_away(self) -> None:
        """Asked without stopping the recording; Esc and Enter go on recording."""
        question, more = self.tr("Throw this recording away?"), self.tr("It is still running.")
        asked = self._ask(question, self.tr("Throw away"), self.tr("Keep recording"), more)
        if asked is not None:
            asked.agreed.connect(self.throw_away)

    def ask_to_leave(self) -> None:
        """In the middle of a conversation that is not marked yet."""
        more = self.tr("What you said is kept, but not marked yet. You can go on with it from the past sessions.")
        asked = self._ask(self.tr("Leave in the middle of the conversation?"), self.tr("Leave"), self.tr("Stay"), more)
        if asked is not None:
            asked.agreed.connect(self.leave)

    def withdraw(self) -> None:
        """What it asks about is over."""
        if self._open is not None:
            self._open.reject()

    def _ask(self, question: str, do: str, leave: str, more: str) -> Question | None:
        if self._open is not None:
            return None
        self._open = Question(self._page, question, do, leave, more=more)
        self._open.finished.connect(self._finished)
        self._open.open()
        return self._open

    @Slot()
    def _finished(self) -> None:
        self._open = None
        self.answered.emit()
