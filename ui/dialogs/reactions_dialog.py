""" "How they react": the rules by which the salesperson answers, with the numbers that the program uses."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.persona.rules_text import AFTER, BEFORE, COSTS, COSTS_MORE, COSTS_TITLE, FACTS, Section
from ui import theme, words
from ui.widgets.page_content import scrolling
from ui.widgets.primary_button import PrimaryButton
from ui.widgets.text import Heading, Text


class ReactionsDialog(QDialog):
    """Everything that an answer of the salesperson can rest on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = self.tr("How they react")
        self.setWindowTitle(title)
        page = QWidget()
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(3 * theme.UNIT, 3 * theme.UNIT, 3 * theme.UNIT, 3 * theme.UNIT)
        self._column.setSpacing(theme.UNIT)
        self._column.addWidget(Heading(title))
        for section in BEFORE:
            self._add(section)
        self._title(COSTS_TITLE)
        self._costs()
        self._rules(COSTS_MORE)
        for section in AFTER:
            self._add(section)
        self._column.addStretch(1)
        scroll = scrolling(page)
        scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # so that the arrow keys go through the rules
        scroll.setAccessibleName(title)
        close = PrimaryButton(self.tr("Close"))
        close.clicked.connect(self.accept)
        close.setDefault(True)
        row = QHBoxLayout()
        row.setContentsMargins(3 * theme.UNIT, 0, 3 * theme.UNIT, 2 * theme.UNIT)
        row.addStretch(1)
        row.addWidget(close)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll, 1)
        outer.addLayout(row)
        self.resize(80 * theme.UNIT, 72 * theme.UNIT)

    def _add(self, section: Section) -> None:
        self._title(section.title)
        self._rules(section.rules)

    def _title(self, template: str) -> None:
        self._column.addSpacing(2 * theme.UNIT)
        self._column.addWidget(Text(words.translate(template), factor=1.2, bold=True))

    def _rules(self, templates: tuple[str, ...]) -> None:
        for template in templates:
            self._column.addWidget(Text(words.translate(template).format_map(FACTS)))

    def _costs(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(3 * theme.UNIT)
        grid.setVerticalSpacing(theme.UNIT)
        grid.setColumnStretch(1, 1)
        for row, (label, cost) in enumerate(COSTS):
            grid.addWidget(Text(words.label(label), bold=True, wrap=False), row, 0)
            grid.addWidget(Text(self.tr("%1 less").replace("%1", cost)), row, 1)
        self._column.addLayout(grid)
