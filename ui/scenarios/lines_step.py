"""The fifth step, for those who like: what the salesperson says, kind by kind, with examples for what is left out."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.persona.mind import Answer
from app.scenarios.draft import Draft
from app.scenarios.field_fault import MOST_LINE
from app.scenarios.frame import frames
from ui import theme
from ui.scenarios import field_words
from ui.scenarios.field_list import FieldList
from ui.scenarios.step import Step
from ui.widgets.edge import Edge
from ui.widgets.literal import filled
from ui.widgets.text import Text

_EXAMPLES = 2


class LinesStep(Step):
    """A list for each kind of answer; below it what they say where it stays empty."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.introduce(
            self.tr("What they say"),
            self.tr("What do they say?"),
            self.tr(
                "You may leave all of this empty: they then speak as in the examples, which are filled with your facts "
                "and feelings. What you write here is said instead, in this order."
            ),
        )
        self.lines: dict[Answer, FieldList] = {}
        self.examples: dict[Answer, Text] = {}
        for answer in field_words.ORDER:
            self._add(answer)
        self.column.addStretch(1)

    def show_draft(self, draft: Draft) -> None:
        """Fill the fields."""
        for answer, several in self.lines.items():
            several.show_items(draft.lines.get(answer, ()))

    def part(self) -> Mapping[str, Any]:
        """The lines that were written."""
        return {"lines": {answer: items for answer in Answer if (items := self.lines[answer].items)}}

    def draw(self, draft: Draft) -> None:
        """The examples, from what is written so far; where the author wrote a line there is none."""
        for answer, example in self.examples.items():
            example.setVisible(not draft.lines.get(answer))
            shown = "\n".join(f"•  {line}" for line in frames(answer, draft.material)[:_EXAMPLES])
            example.setText(filled(self.tr("For example:\n%1"), shown))

    def _add(self, answer: Answer) -> None:
        if self.lines:
            self.column.addWidget(Edge())
        title, hint = field_words.answer(answer), field_words.answer_hint(answer)
        name = filled("%1 %2", title, "%1")
        several = FieldList(("lines", answer.value), title, name, hint, most=MOST_LINE)
        example = Text(quiet=True)
        self.lines[answer], self.examples[answer] = self.add_list(several), example
        block = QVBoxLayout()
        block.setContentsMargins(2 * theme.UNIT, 0, 0, 0)
        block.addWidget(example)
        self.column.addLayout(block)
