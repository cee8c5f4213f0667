"""How a pin is deleted: at once, or after a question where somebody's words would go with it."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from app.pairing.pin import Pin
from ui.debrief.feedback_desk import FeedbackDesk
from ui.dialogs.question import Question
from ui.pairing import pin_words
from ui.widgets.announcement import announce


class PinDeletion(QObject):
    """Asks about one pin at a time."""

    def __init__(self, desk: FeedbackDesk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._id = ""

    def ask(self, pin: Pin) -> None:
        """Delete a pin."""
        self._id = pin.id
        if not pin.note and not pin.answer:
            self._delete()
            return
        told = pin_words.told(pin, by_file=pin.id in self._desk.received)
        question = Question(self._window, self.tr("Delete this pin?"), self.tr("Delete"), self.tr("Keep it"), more=told)
        question.agreed.connect(self._delete)
        question.open()

    @Slot()
    def _delete(self) -> None:
        if self._desk.withdraw(self._id):
            announce(self._window, self.tr("The pin is deleted."))
