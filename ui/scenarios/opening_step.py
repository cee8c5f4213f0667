"""The fourth step: how the salesperson begins."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from app.persona.mood import Mood
from app.scenarios.draft import START_TRUST, Draft
from app.scenarios.field_fault import MOST_LINE
from app.scenarios.scenario import Persona
from ui import theme
from ui.scenarios.field_list import FieldList
from ui.scenarios.step import Step
from ui.widgets.face import Face, mood_word
from ui.widgets.literal import filled, literal
from ui.widgets.text import Text


class OpeningStep(Step):
    """Their first words, their mood, and how far they trust the manager."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.introduce(
            self.tr("How they begin"),
            self.tr("How do they begin?"),
            self.tr("The first thing they say to you, in their own words. With more than one, each try begins anew."),
        )
        self.opening = self.add_list(
            FieldList(
                ("opening",),
                self.tr("Their first words"),
                self.tr("First words %1"),
                self.tr("For example: There’s nothing left to say to them. What do I promise now, the weather?"),
                most=MOST_LINE,
            )
        )
        self.mood = QComboBox()
        for mood in Mood:
            self.mood.addItem(literal(mood_word(mood)), mood)
        self.trust = QComboBox()
        self._face = Face(10)
        self._draft = Draft()
        self.column.addLayout(self._row())
        self.column.addStretch(1)
        self.mood.activated.connect(self._choose)
        self.trust.activated.connect(self.changed)

    def show_draft(self, draft: Draft) -> None:
        """Fill the fields."""
        self._draft = draft
        self.opening.show_items(draft.opening)
        self.mood.setCurrentIndex(list(Mood).index(draft.opening_mood))
        self._fill_trust(draft.trust)
        self._draw_face()

    def part(self) -> Mapping[str, Any]:
        """First words, mood and trust."""
        trust = self.trust.currentData()
        return {
            "opening": self.opening.items,
            "opening_mood": self._mood,
            "trust": START_TRUST if trust is None else float(trust),
        }

    def draw(self, draft: Draft) -> None:
        """Whose face it is."""
        self._draft = draft
        self._draw_face()

    @property
    def _mood(self) -> Mood:
        return list(Mood)[max(0, self.mood.currentIndex())]

    @Slot()
    def _choose(self) -> None:
        self._draw_face()
        self.changed.emit()

    def _draw_face(self) -> None:
        draft = self._draft
        self._face.show_mood(
            Persona.model_construct(name=draft.name, role="", voice=draft.voice, facts=(), feelings=()), self._mood
        )

    def _fill_trust(self, now: float) -> None:
        """Five steps; a file may hold one in between, which stays as it is."""
        steps = {
            0.3: self.tr("very little"),
            0.4: self.tr("a little"),
            0.5: self.tr("about half"),
            0.6: self.tr("rather a lot"),
            0.7: self.tr("a lot"),
        }
        steps.setdefault(now, filled(self.tr("%1 of 100, as in the file"), str(round(100 * now))))
        self.trust.clear()
        for value in sorted(steps):
            self.trust.addItem(literal(steps[value]), value)
        self.trust.setCurrentIndex(sorted(steps).index(now))

    def _row(self) -> QHBoxLayout:
        choices = QVBoxLayout()
        choices.setSpacing(theme.UNIT // 2)
        for name, combo in (
            (self.tr("Their mood"), self.mood),
            (self.tr("How far they trust you at the start"), self.trust),
        ):
            label = Text(name, bold=True)
            label.setBuddy(combo)
            combo.setAccessibleName(name)
            combo.setMinimumWidth(36 * theme.UNIT)
            choices.addWidget(label)
            choices.addWidget(combo)
            choices.addSpacing(theme.UNIT)
        choices.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(3 * theme.UNIT)
        row.addLayout(choices)
        row.addWidget(self._face)
        row.addStretch(1)
        return row
