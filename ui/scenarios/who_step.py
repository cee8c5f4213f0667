"""The first step: whom the talk is with."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from app.persona.mood import Mood
from app.scenarios.draft import Draft
from app.scenarios.field_fault import MOST_NAME
from app.scenarios.scenario import Persona, VoiceKind
from ui import theme
from ui.scenarios.field import Field
from ui.scenarios.step import Step
from ui.widgets.face import Face
from ui.widgets.text import Text


class WhoStep(Step):
    """Name, role, face and voice."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.introduce(
            self.tr("Who"),
            self.tr("Who will you talk to?"),
            self.tr(
                "Four short steps, and you can rehearse. Everything stays on this computer; "
                "another name will do as well as the real one."
            ),
        )
        self.who = self.add_field(Field(("name",), self.tr("Their name"), most=MOST_NAME))
        self.role = self.add_field(
            Field(("role",), self.tr("What they do"), self.tr("For example: Key accounts, packaging"), most=MOST_NAME)
        )
        self.woman = QRadioButton(self.tr("A &woman’s face and voice"))
        self.man = QRadioButton(self.tr("A &man’s face and voice"))
        self._face = Face(10)
        self.column.addLayout(self._row())
        self.column.addStretch(1)

    def show_draft(self, draft: Draft) -> None:
        """Fill the fields."""
        self.who.show_words(draft.name)
        self.role.show_words(draft.role)
        (self.man if draft.voice is VoiceKind.MALE else self.woman).setChecked(True)
        self._draw_face()

    def part(self) -> Mapping[str, Any]:
        """Name, role and voice."""
        return {"name": self.who.words, "role": self.role.words, "voice": self._voice}

    @property
    def _voice(self) -> VoiceKind:
        return VoiceKind.MALE if self.man.isChecked() else VoiceKind.FEMALE

    @Slot()
    def _choose(self) -> None:
        self._draw_face()
        self.changed.emit()

    def _draw_face(self) -> None:
        person = Persona.model_construct(name=self.who.words, role="", voice=self._voice, facts=(), feelings=())
        self._face.show_mood(person, Mood.GUARDED)

    def _row(self) -> QHBoxLayout:
        group = QButtonGroup(self)
        choices = QVBoxLayout()
        choices.setSpacing(theme.UNIT)
        choices.addWidget(Text(self.tr("Face and voice"), bold=True))
        for choice in (self.woman, self.man):
            choice.setAccessibleName(choice.text().replace("&", ""))
            group.addButton(choice)
            choices.addWidget(choice)
        choices.addStretch(1)
        group.buttonClicked.connect(self._choose)
        row = QHBoxLayout()
        row.setSpacing(3 * theme.UNIT)
        row.addLayout(choices)
        row.addWidget(self._face)
        row.addStretch(1)
        return row
