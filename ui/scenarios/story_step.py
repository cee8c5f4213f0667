"""The second step: what happened, and what the talk needs."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from app.marking.facts import Goal
from app.scenarios.draft import Draft
from app.scenarios.field_fault import MOST_NAME, MOST_TEXT, title_for
from ui import theme
from ui.scenarios.field import Field
from ui.scenarios.step import Step
from ui.widgets.literal import literal
from ui.widgets.text import Text


class StoryStep(Step):
    """What happened, the goal, and a title for those who want one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.introduce(
            self.tr("What happened"),
            self.tr("What happened?"),
            self.tr("As you would tell it to a friend: where they stand, and what you need from them."),
        )
        self.happened = self.add_field(
            Field(
                ("happened",),
                self.tr("What happened, and what you need"),
                self.tr("You read this before you begin. Three or four sentences are enough."),
                most=MOST_TEXT,
                paragraphs=True,
            )
        )
        self.ask = QRadioButton(self.tr("They are heard first, then &you ask"))
        self.hear = QRadioButton(self.tr("They are heard; n&othing has to be asked today"))
        self._add_goal()
        self.title = self.add_field(
            Field(("title",), self.tr("A title, if you like"), most=MOST_NAME),
        )
        self.column.addStretch(1)

    def show_draft(self, draft: Draft) -> None:
        """Fill the fields."""
        self.happened.show_words(draft.happened)
        self.title.show_words(draft.title)
        (self.hear if draft.goal is Goal.HEAR else self.ask).setChecked(True)

    def part(self) -> Mapping[str, Any]:
        """What happened, goal and title."""
        goal = Goal.HEAR if self.hear.isChecked() else Goal.HEAR_THEN_ASK
        return {"happened": self.happened.words, "title": self.title.words, "goal": goal}

    def draw(self, draft: Draft) -> None:
        """The title that it gets without one."""
        self.title.edit.setPlaceholderText(literal(title_for(draft.name)))

    def _add_goal(self) -> None:
        group = QButtonGroup(self)
        choices = QVBoxLayout()
        choices.setSpacing(theme.UNIT // 2)
        choices.addWidget(Text(self.tr("Your goal"), bold=True))
        for choice in (self.ask, self.hear):
            choice.setAccessibleName(choice.text().replace("&", ""))
            group.addButton(choice)
            choices.addWidget(choice)
        group.buttonClicked.connect(self.changed)
        self.column.addLayout(choices)
