"""What people added to a take: shown under what the program read, and drawn anew whenever it changes."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.pairing.critique import Critique
from app.pairing.difference import differences
from app.pairing.pin import Noticed, Pin
from app.pairing.pinned import SaidTurn
from app.rehearsal.state import Run, Take
from ui import theme
from ui.debrief.both_view import BothView
from ui.debrief.differences_view import DifferencesView
from ui.debrief.earlier_critiques import EarlierCritiques, newest
from ui.debrief.feedback_desk import FeedbackDesk
from ui.debrief.settled import Settled
from ui.debrief.settling import Settling


class FeedbackView(QWidget):
    """Each colleague's critique beside ours, and where they differ."""

    chosen = Signal(object)
    """The Evidence that was clicked."""
    withdraw = Signal(object, object)
    """A Critique that its owner wants to take back, and the numbers of the takes that it speaks of."""

    def __init__(self, desk: FeedbackDesk, settling: Settling, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._run: Run | None = None
        self._take: Take | None = None
        self._turns: tuple[int, ...] = ()
        self._shown: tuple[Take, tuple[Critique, ...]] | None = None
        self.critiques: list[BothView] = []
        self.earlier = EarlierCritiques(self)
        self.earlier.withdraw.connect(self._on_withdraw)
        self.differences = DifferencesView(settling, self)
        self.differences.chosen.connect(self.chosen)
        self._both = QVBoxLayout()
        self._both.setSpacing(3 * theme.UNIT)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3 * theme.UNIT)
        column.addLayout(self._both)
        column.addWidget(self.earlier)
        column.addWidget(self.differences)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to see."""
        return not self.critiques and not self.differences.isVisibleTo(self)

    def show_take(self, run: Run, take: Take) -> None:
        """Show what was added to another take."""
        self._run, self._take = run, take
        self.show_feedback()

    def show_feedback(self) -> None:
        """Draw anew what changed."""
        if self._run is None or self._take is None:
            return
        critiques = self._desk.critiques(self._take.number)
        if self._shown != (self._take, critiques):
            self._shown = (self._take, critiques)
            self._fill(critiques, self._take)
        self._compare(self._run, self._take, newest(critiques))
        self.setVisible(not self.is_empty)

    def _compare(self, run: Run, take: Take, critiques: tuple[Critique, ...]) -> None:
        turns = [SaidTurn(one.number, one.transcript) for one in run.conversation(take.number)]
        self._turns = tuple(turn.take for turn in turns)
        pins: list[Pin] = [pin for turn in turns for pin in self._desk.pins(turn.take)]
        spoken_of = any(one.words is not None or one.order is not None for one in critiques)
        compared = spoken_of or any(pin.noticed is Noticed.WORDS for pin in pins)
        settled = Settled(self._desk, take)
        found = differences(settled.marking, turns, critiques, pins)
        self.differences.show_differences(found, settled, compared=compared and settled.marking is not None)

    def _fill(self, critiques: tuple[Critique, ...], take: Take) -> None:
        while (item := self._both.takeAt(0)) is not None:
            widget = item.widget()
            if widget:
                widget.hide()
                widget.deleteLater()
        current = newest(critiques)
        self.earlier.show_critiques([one for one in critiques if one not in current], self._desk.received)
        self.critiques = [BothView(one, take, self._desk.received.get(one.id), self) for one in current]
        for both in self.critiques:
            both.theirs.withdraw.connect(self._on_withdraw)
            self._both.addWidget(both)
            both.show()

    @Slot(object)
    def _on_withdraw(self, critique: Critique) -> None:
        self.withdraw.emit(critique, self._turns)
