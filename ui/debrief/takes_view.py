"""All takes of a run: choose which one to read, and see it beside the one before."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from app.rehearsal.state import Take
from ui import theme, words
from ui.debrief.columns import Columns
from ui.debrief.evidence import is_marked
from ui.debrief.take_card import TakeCard, take_name
from ui.widgets.literal import literal
from ui.widgets.ribbon_reply import Peaks
from ui.widgets.text import Text


class TakeChoice(QWidget):
    """Which take is shown; hidden where there is only one."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = QComboBox(self)
        self.box.setAccessibleName(self.tr("Take to read"))
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.box.activated.connect(self._on_activated)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.box)

    def show_takes(self, takes: Sequence[Take], shown: int) -> None:
        """Offer all takes, the newest first; of a conversation its last, which stands for all its turns."""
        self.box.clear()
        for number, take in reversed(list(enumerate(takes, start=1))):
            title = take_name(take, number)
            verdict = take.marking.verdict if take.marking and is_marked(take) else None
            self.box.addItem(literal(f"{title} · {words.verdict(verdict)}" if verdict else title), take.number)
        self.box.setCurrentIndex(self.box.findData(shown))
        self.setVisible(len(takes) > 1)

    @Slot(int)
    def _on_activated(self, index: int) -> None:
        self.chosen.emit(self.box.itemData(index))


class TakesView(QWidget):
    """The shown take beside the one before it; the first beside the second."""

    hear = Signal(object, float, float)
    hear_all = Signal(object)

    def __init__(
        self,
        takes: Sequence[Take],
        shown: int,
        peaks: Callable[[Take], Peaks | None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.cards: list[TakeCard] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.UNIT)
        column.addWidget(Text(self.tr("Side by side"), factor=1.2, bold=True, parent=self))
        columns = Columns(self)
        for number, take in _pair(takes, shown):
            card = TakeCard(take, number, peaks(take), columns)
            card.hear.connect(self.hear)
            card.hear_all.connect(self.hear_all)
            columns.add(card)
            self.cards.append(card)
        column.addWidget(columns)


def _pair(takes: Sequence[Take], shown: int) -> tuple[tuple[int, Take], ...]:
    """The two that stand side by side, each with its place among all, from 1."""
    at = next((index for index, take in enumerate(takes) if take.number == shown), len(takes) - 1)
    first = max(0, at - 1)
    return tuple(enumerate(takes[first : first + 2], start=first + 1))
