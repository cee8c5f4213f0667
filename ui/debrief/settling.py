"""The way from a wish to settle a mark to what is kept of it."""

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QWidget

from app.marking.verdict import Verdict
from app.pairing.critique import Critique
from app.pairing.settlement import Role, Settlement
from app.rehearsal.state import Run, Take
from ui.debrief.evidence import Evidence
from ui.debrief.feedback_desk import FeedbackDesk
from ui.debrief.person import Person, people
from ui.debrief.settle_answer import OrderAnswer, SentenceAnswer
from ui.debrief.settle_dialog import SettleDialog
from ui.debrief.settled import Place, Settled
from ui.widgets.announcement import announce


class Settling(QObject):
    """One dialog at a time, over `window`; what it settles goes to the desk."""

    def __init__(self, desk: FeedbackDesk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._run: Run | None = None
        self._settled: Settled | None = None
        self._last: dict[str, Person] = {}
        self.dialog: SettleDialog | None = None

    @property
    def settled(self) -> Settled | None:
        """What was settled about the take that is shown."""
        return self._settled

    def show_take(self, run: Run, take: Take) -> None:
        """Settle marks of another take."""
        if self.dialog is not None:
            self.dialog.reject()
        self._run, self._settled = run, Settled(self._desk, take)

    @Slot()
    def settle_order(self) -> None:
        """Ask what came first."""
        self.settle_reading(None)

    @Slot(object)
    def settle_reading(self, offered: Verdict | None) -> None:
        """Ask what came first, with one order chosen already."""
        if self._settled is not None and self._settled.marking is not None:
            self._open(OrderAnswer(offered))

    @Slot(object)
    def settle_sentence(self, found: Evidence | None) -> None:
        """Ask what a sentence does; the first one where none is given."""
        self.settle_place((found.turn, found.index) if found else None)

    @Slot(object)
    def settle_place(self, place: Place | None) -> None:
        """Ask what the sentence at a place does; the first one where None."""
        marking = self._settled.marking if self._settled else None
        places = [(turn, 0) for turn, found in enumerate(marking.sentences) if found] if marking else []
        if marking is not None and places:
            self._open(SentenceAnswer(marking, place or places[0]))

    def _open(self, answer: OrderAnswer | SentenceAnswer) -> None:
        if self.dialog is not None or self._settled is None or self._run is None:
            return
        self.dialog = SettleDialog(self._settled, answer, self._known(self._run), self._last_one(), self._window)
        self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog.kept.connect(self._keep)
        self.dialog.withdrawn.connect(self._withdraw)
        self.dialog.finished.connect(self._over)
        self.dialog.open()

    def _known(self, run: Run) -> tuple[Person, ...]:
        """Who may be sitting here: of a session that came in a file only those who judged it here."""
        critiques = [one for one in self._desk.pieces if isinstance(one, Critique)]
        if self._desk.origin is None:
            return people(run.pair, critiques)
        here = people(None, (one for one in critiques if one.id not in self._desk.received))
        return tuple(one for one in here if one.role is Role.COLLEAGUE)

    def _last_one(self) -> Person | None:
        """Who settled something in this session before."""
        if self._desk.session in self._last or self._settled is None:
            return self._last.get(self._desk.session)
        own = [one for one in self._settled.all if one.id not in self._desk.received]
        if own:
            return Person(own[-1].by, own[-1].role)
        return None if self._desk.origin is None else Person("", Role.COLLEAGUE)

    @Slot(object)
    def _keep(self, one: Settlement) -> None:
        if self._desk.keep(one):
            self._last[self._desk.session] = Person(one.by, one.role)
            self._finish(self.tr("Settled. It stands beside the program's reading."))

    @Slot(object)
    def _withdraw(self, one: Settlement) -> None:
        if self._desk.withdraw(one.id):
            self._finish(self.tr("Taken back. The program's reading stands alone."))

    def _finish(self, told: str) -> None:
        if self.dialog is not None:
            self.dialog.accept()
        announce(self._window, told)

    @Slot()
    def _over(self) -> None:
        self.dialog = None
