"""A critique is taken back: asked once, and then gone for good."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QWidget

from app.pairing.critique import Critique
from app.pairing.pin import Pin
from ui.debrief.feedback_desk import FeedbackDesk
from ui.dialogs.question import Question
from ui.widgets.literal import filled, on_button


class Withdrawal(QObject):
    """One question at a time, over `window`."""

    done = Signal(str)
    """A colleague's name, once what they gave is gone."""

    def __init__(self, desk: FeedbackDesk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._critique: Critique | None = None
        self._turns: tuple[int, ...] = ()
        self._pins_too = False
        self.question: Question | None = None
        self.with_pins: QCheckBox | None = None

    @Slot(object, object)
    def ask(self, critique: Critique, turns: tuple[int, ...]) -> None:
        """Say what goes, and ask whether it shall. `turns` are the numbers of the takes that it speaks of."""
        if self.question is not None:
            return
        self._critique, self._turns, self._pins_too = critique, turns, False
        self.question = self._question(critique)
        pins = len(self._pins(critique))
        if pins:
            told = self.tr("Their pin, too") if pins == 1 else self.tr("Their %1 pins, too")
            self.with_pins = QCheckBox(on_button(told.replace("%1", str(pins))), self.question)
            self.with_pins.toggled.connect(self._choose_pins)
            self.question.setCheckBox(self.with_pins)
        self.question.agreed.connect(self._agreed)
        self.question.finished.connect(self._over)
        self.question.open()

    def _question(self, critique: Critique) -> Question:
        """What came in a file is its writer's; it can only be removed from this computer."""
        name, came = critique.colleague, critique.id in self._desk.received
        asked, do = self.tr("Take back what %1 saw and heard?"), self.tr("Take it back")
        gone = self.tr("Its numbers and its notes go for good, also from the daily copies. A file you sent keeps them.")
        if came:
            asked, do = self.tr("Remove what %1 saw and heard from this computer?"), self.tr("Remove it here")
            gone = self.tr(
                "It goes for good here, also from the daily copies; opening the same file again does not bring it "
                "back. %1 still has their own."
            )
        return Question(self._window, filled(asked, name), do, self.tr("Keep it"), more=filled(gone, name))

    def _pins(self, critique: Critique) -> tuple[Pin, ...]:
        found = (pin for turn in self._turns for pin in self._desk.pins(turn))
        return tuple(pin for pin in found if pin.by == critique.colleague)

    @Slot(bool)
    def _choose_pins(self, too: bool) -> None:
        self._pins_too = too

    @Slot()
    def _agreed(self) -> None:
        critique, self._critique = self._critique, None
        if critique is None:
            return
        pins = self._pins(critique) if self._pins_too else ()
        for one in (*pins, critique):
            if not self._desk.withdraw(one.id):  # the desk says why; what is left can be taken back again
                return
        self.done.emit(critique.colleague)

    @Slot()
    def _over(self) -> None:
        self.question = self.with_pins = None  # the answer comes after that
