"""What a sentence does: the rubric's labels as boxes to tick, in three groups, each with its meaning in one line."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.marking.label import Label
from ui import theme, words
from ui.dialogs.rules_dialog import Shape
from ui.theme import Meaning
from ui.widgets.text import Text
from ui.widgets.tick_line import TickLine


class LabelChoice(QWidget):
    """Any number of labels, or the one box that says that it does nothing of note."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.UNIT)
        self.ticks: dict[Label, TickLine] = {}
        self._add_group(Meaning.EMPATHY, self.tr("Empathy"))
        self._add_group(Meaning.ACCOUNTABILITY, self.tr("Accountability"))
        self._add_group(Meaning.MISSTEP, self.tr("Missteps"))
        self._column.addSpacing(theme.UNIT)
        self.nothing = TickLine(self.tr("It does nothing of note"), self)
        self._column.addWidget(self.nothing)
        self.nothing.toggled.connect(self._on_nothing)

    @property
    def answered(self) -> bool:
        """Whether anything is ticked."""
        return self.nothing.ticked or bool(self.labels)

    @property
    def labels(self) -> tuple[Label, ...]:
        """Those that are ticked, in the order of the rubric."""
        return tuple(one for one in Label if self.ticks[one].ticked)

    def show_labels(self, labels: Iterable[Label] | None) -> None:
        """Tick these; nothing at all where None."""
        wanted = frozenset(labels or ())
        for one, tick in self.ticks.items():
            tick.box.setChecked(one in wanted)
        self.nothing.box.setChecked(labels is not None and not wanted)

    def focus(self) -> None:
        """Go to the first of those that are ticked, or to the first of all."""
        ticked = [self.ticks[one] for one in self.ticks if self.ticks[one].ticked]
        (*ticked, self.ticks[Label.PERSPECTIVE])[0].box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_group(self, meaning: Meaning, title: str) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.UNIT)
        row.addWidget(Shape(meaning, self))
        row.addWidget(Text(title, bold=True, parent=self), 1)
        self._column.addSpacing(theme.UNIT)
        self._column.addLayout(row)
        for label in (one for one in Label if theme.meaning_of(one) is meaning):
            tick = TickLine(f"{words.label(label)}: {words.label_rule(label)}", self)
            tick.toggled.connect(self._on_label)
            self.ticks[label] = tick
            self._column.addWidget(tick)

    @Slot(bool)
    def _on_nothing(self, ticked: bool) -> None:
        if ticked:
            for tick in self.ticks.values():
                tick.untick()

    @Slot(bool)
    def _on_label(self, ticked: bool) -> None:
        if ticked:
            self.nothing.untick()
