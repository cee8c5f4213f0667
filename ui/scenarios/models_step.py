"""The last step, for those who like: two conversations to learn from, and a better wording for each criterion."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from app.marking.checklist import Criterion
from app.scenarios.draft import Draft
from app.scenarios.field_fault import MOST_TEXT
from ui import words
from ui.scenarios.field import Field
from ui.scenarios.field_list import FieldList
from ui.scenarios.step import Step
from ui.widgets.edge import Edge
from ui.widgets.text import Text


class ModelsStep(Step):
    """What the manager says, in both; the salesperson answers by the rules."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.introduce(
            self.tr("To learn from"),
            self.tr("A conversation to learn from"),
            self.tr(
                "Only if others shall learn from it. Write what the manager says; the answers follow by the rules."
            ),
        )
        self.strong = self.add_list(self._turns("strong", self.tr("A conversation that works")))
        self.weak = self.add_list(self._turns("weak", self.tr("A conversation that does not")))
        self.column.addWidget(Edge())
        self.column.addWidget(Text(self.tr("Better wording"), bold=True))
        told = self.tr("Shown beside what was missing. One for each of the ten, or none.")
        self.column.addWidget(Text(told, quiet=True))
        self.better = {
            one: self.add_field(Field(("better", one.value), words.criterion(one), most=MOST_TEXT)) for one in Criterion
        }
        self.column.addStretch(1)

    def show_draft(self, draft: Draft) -> None:
        """Fill the fields."""
        self.strong.show_items(draft.strong)
        self.weak.show_items(draft.weak)
        for one, field in self.better.items():
            field.show_words(draft.better.get(one, ""))

    def part(self) -> Mapping[str, Any]:
        """Both conversations and the better wording."""
        better = {one: text for one, field in self.better.items() if (text := field.words)}
        return {"strong": self.strong.items, "weak": self.weak.items, "better": better}

    def _turns(self, which: str, title: str) -> FieldList:
        hint = self.tr("The manager’s turns, one after the other.")
        return FieldList((which,), title, f"{title}, %1", hint, most=MOST_TEXT, paragraphs=False)
