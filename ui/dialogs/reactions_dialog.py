""" "How they react": the rules by which the salesperson answers, with the numbers that the program uses."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QGridLayout, QWidget

from app.persona.rules_text import AFTER, BEFORE, COSTS, COSTS_MORE, COSTS_TITLE, FACTS, Section
from ui import theme, words
from ui.dialogs.reading_dialog import ReadingDialog
from ui.widgets.text import Heading, Text


class ReactionsDialog(ReadingDialog):
    """Everything that an answer of the salesperson can rest on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        title = QCoreApplication.translate("ReactionsDialog", "How they react")
        super().__init__(title, 80, parent)
        self.column.addWidget(Heading(title))
        for section in BEFORE:
            self._add(section)
        self._title(COSTS_TITLE)
        self._costs()
        self._rules(COSTS_MORE)
        for section in AFTER:
            self._add(section)

    def _add(self, section: Section) -> None:
        self._title(section.title)
        self._rules(section.rules)

    def _title(self, template: str) -> None:
        self.column.addSpacing(2 * theme.UNIT)
        self.column.addWidget(Text(words.translate(template), factor=1.2, bold=True))

    def _rules(self, templates: tuple[str, ...]) -> None:
        for template in templates:
            self.column.addWidget(Text(words.translate(template).format_map(FACTS)))

    def _costs(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(3 * theme.UNIT)
        grid.setVerticalSpacing(theme.UNIT)
        grid.setColumnStretch(1, 1)
        for row, (label, cost) in enumerate(COSTS):
            grid.addWidget(Text(words.label(label), bold=True, wrap=False), row, 0)
            grid.addWidget(Text(self.tr("%1 less").replace("%1", cost)), row, 1)
        self.column.addLayout(grid)
