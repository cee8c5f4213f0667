"""What is settled in the dialog: the order of a take, or what one of its sentences does."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from app.marking.marker import Marking
from app.marking.verdict import Verdict
from app.pairing.settlement import Settlement
from ui import theme
from ui.debrief.label_choice import LabelChoice
from ui.debrief.order_choice import OrderChoice, order_meaning, order_question
from ui.debrief.person import Person
from ui.debrief.settled import Place
from ui.widgets.literal import literal
from ui.widgets.text import Text

_MOST_LETTERS = 40
"""So much of a sentence tells it from the others in a list, also in large letters."""


class OrderAnswer(QWidget):
    """One of five orders. `subject` says what is asked, and stands above."""

    moved = Signal()
    """Something else is to be settled; never here."""
    place: Place | None = None

    def __init__(self, offered: Verdict | None = None, parent: QWidget | None = None) -> None:
        """`offered` is chosen as long as nobody settled anything else."""
        super().__init__(parent)
        self._offered = offered
        self.subject = QWidget()
        above = _column(self.subject)
        above.addWidget(Text(order_question(), bold=True, parent=self.subject))
        above.addWidget(Text(order_meaning(), quiet=True, parent=self.subject))
        self.choice = OrderChoice(self)
        _column(self).addWidget(self.choice)

    @property
    def reading(self) -> object:
        """What is chosen, to tell whether it was changed."""
        return self.choice.order

    @property
    def missing(self) -> str:
        """What to do before it can be settled; empty where nothing is missing."""
        return "" if self.choice.order else self.tr("Choose what came first.")

    def show_settled(self, one: Settlement | None) -> None:
        """Begin with what somebody settled before."""
        order = self._offered or (one.verdict if one else None)
        self.choice.clear()
        if order is not None:
            self.choice.choose_order(order)

    def settlement(self, take: int, person: Person) -> Settlement:
        """What is chosen, as that person's."""
        return Settlement(take=take, by=person.name, role=person.role, verdict=self.choice.order)

    def focus(self) -> None:
        """Go to the choice."""
        self.choice.focus()


class SentenceAnswer(QWidget):
    """What one of the sentences does. In `subject`, which stands above, it is chosen."""

    moved = Signal()
    """Another sentence is to be settled."""

    def __init__(self, marking: Marking, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._marking = marking
        self._places = [(turn, at) for turn, found in enumerate(marking.sentences) for at in range(len(found))]
        self.subject = QWidget()
        self.box = QComboBox(self.subject)
        self.box.setAccessibleName(self.tr("Sentence"))
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.addItems([_short(self._text(one)) for one in self._places])
        self.box.setCurrentIndex(self._places.index(place))
        self.quote = Text(factor=1.1, parent=self.subject)
        self.labels = LabelChoice(self)
        above = _column(self.subject)
        above.addWidget(Text(self.tr("What does this sentence do?"), bold=True, parent=self.subject))
        above.addWidget(self.box)
        above.addWidget(self.quote)
        _column(self).addWidget(self.labels)
        self.box.currentIndexChanged.connect(self._on_moved)
        self._show_quote()

    @property
    def place(self) -> Place | None:
        """The sentence that is chosen."""
        return self._places[self.box.currentIndex()]

    @property
    def reading(self) -> object:
        """What is ticked, to tell whether it was changed."""
        return self.labels.labels, self.labels.nothing.ticked

    @property
    def missing(self) -> str:
        """What to do before it can be settled; empty where nothing is missing."""
        return "" if self.labels.answered else self.tr("Tick what it does, or that it does nothing of note.")

    def show_settled(self, one: Settlement | None) -> None:
        """Begin with what somebody settled before."""
        self.labels.show_labels(one.labels if one else None)

    def settlement(self, take: int, person: Person) -> Settlement:
        """What is ticked, as that person's."""
        place = self._places[self.box.currentIndex()]
        return Settlement(
            take=take,
            by=person.name,
            role=person.role,
            sentence=place,
            said=self._text(place),
            labels=self.labels.labels,
        )

    def focus(self) -> None:
        """Go to what can be ticked."""
        self.labels.focus()

    def _text(self, place: Place) -> str:
        return self._marking.sentences[place[0]][place[1]].text

    def _show_quote(self) -> None:
        text = self._text(self._places[self.box.currentIndex()])
        self.quote.setText(f"“{text}”")
        self.quote.setVisible(text != self.box.currentText())

    @Slot()
    def _on_moved(self) -> None:
        self._show_quote()
        self.moved.emit()


def _column(widget: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.UNIT)
    return column


def _short(sentence: str) -> str:
    """As much of it as fits a line of a list."""
    shown = literal(sentence).replace("\n", " ")
    return shown if len(shown) <= _MOST_LETTERS else shown[: _MOST_LETTERS - 1].rstrip() + "…"
