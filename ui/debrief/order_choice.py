"""What came first: the five orders in plain words, as a person says them."""

from PySide6.QtCore import QCoreApplication as App
from PySide6.QtWidgets import QWidget

from app.marking.verdict import Verdict
from ui.debrief.numbered_choice import NumberedChoice

ORDERS = tuple(Verdict)
"""In the order of the numbers, from 1."""


def order_words(order: Verdict) -> str:
    """One order in a person's words; the program's own names for them are in ui.words."""
    return {
        Verdict.EMPATHY_FIRST: App.translate("OrderChoice", "Heard first, then asked"),
        Verdict.ACCOUNTABILITY_FIRST: App.translate("OrderChoice", "Asked first, then heard"),
        Verdict.EMPATHY_ONLY: App.translate("OrderChoice", "Heard, and nothing asked"),
        Verdict.ACCOUNTABILITY_ONLY: App.translate("OrderChoice", "Asked, and not heard"),
        Verdict.NEITHER: App.translate("OrderChoice", "Neither heard nor asked anything"),
    }[order]


def order_question() -> str:
    """The question that the five answer."""
    return App.translate("OrderChoice", "What came first?")


def order_meaning() -> str:
    """What counts as heard and as asked."""
    return App.translate(
        "OrderChoice",
        "Heard: their side or their feeling was said back to them. Asked: something was required of them, or what "
        "they will do.",
    )


class OrderChoice(NumberedChoice):
    """Keys 1 to 5 choose."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(order_question(), [order_words(one) for one in ORDERS], parent)

    @property
    def order(self) -> Verdict | None:
        """What is chosen; None where it is left open."""
        return None if self.number is None else ORDERS[self.number - 1]

    def choose_order(self, order: Verdict) -> None:
        """Choose one, without going there."""
        self.button(ORDERS.index(order) + 1).setChecked(True)
