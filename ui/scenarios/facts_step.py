"""The third step: what the salesperson knows, and what they feel."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from app.scenarios.draft import Draft
from app.scenarios.field_fault import MOST_LINE
from ui.scenarios.field_list import FieldList
from ui.scenarios.step import Step


class FactsStep(Step):
    """Two facts and two feelings at least; they are what the manager has to hear."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.introduce(
            self.tr("Facts and feelings"),
            self.tr("What is it like for them?"),
            self.tr("This is what you will have to hear. Write about them as “he” or “she”. Two of each are enough."),
        )
        self.facts = self.add_list(
            FieldList(
                ("facts",),
                self.tr("What has happened to them"),
                self.tr("Fact %1"),
                self.tr("For example: On Thursday a customer put the phone down on him."),
                most=MOST_LINE,
                shown=2,
            )
        )
        self.feelings = self.add_list(
            FieldList(
                ("feelings",),
                self.tr("What they may feel"),
                self.tr("Feeling %1"),
                self.tr("For example: Embarrassed: he gave his word, and it was worth nothing."),
                most=MOST_LINE,
                shown=2,
            )
        )
        self.column.addStretch(1)

    def show_draft(self, draft: Draft) -> None:
        """Fill the fields."""
        self.facts.show_items(draft.facts)
        self.feelings.show_items(draft.feelings)

    def part(self) -> Mapping[str, Any]:
        """Facts and feelings."""
        return {"facts": self.facts.items, "feelings": self.feelings.items}
