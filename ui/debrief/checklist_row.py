"""One criterion: its result as a symbol and a word, why, and the sentence that decides it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.marking.checklist import CriterionResult, Result
from app.rehearsal.state import Take
from ui import theme, words
from ui.debrief.evidence import Evidence, evidence_of
from ui.debrief.sentence_button import SentenceButton
from ui.widgets.text import Text

SYMBOLS = {
    Result.MET: "✓",
    Result.PARTLY: "◐",
    Result.MISSED: "○",
    Result.NOT_YET: "…",
    Result.NOT_CALLED_FOR: "–",
    Result.NOTHING_TO_JUDGE: "–",
    Result.NOT_HEARD: "?",
}
_QUIET = frozenset({Result.NOT_YET, Result.NOT_CALLED_FOR, Result.NOTHING_TO_JUDGE, Result.NOT_HEARD})


class ChecklistRow(QWidget):
    """`better` is a wording to try instead; the rows most worth another try carry one."""

    chosen = Signal(object)
    """The Evidence that was clicked."""

    def __init__(self, row: CriterionResult, take: Take, parent: QWidget | None = None, *, better: str = "") -> None:
        super().__init__(parent)
        self.row = row
        self.better = better
        result = f"{SYMBOLS[row.result]} {words.result(row.result)}"
        why = words.why(row, take.marking.verdict if take.marking else None)
        self.setAccessibleName(f"{words.criterion(row.criterion)}: {words.result(row.result)}. {why}")
        mark = Text(result, bold=row.result not in _QUIET, quiet=row.result in _QUIET, wrap=False, parent=self)
        # every row's second column begins at the same place: the width of the longest result
        longest = max(mark.fontMetrics().horizontalAdvance(f"○ {words.result(one)}") for one in _COMMON)
        mark.setMinimumWidth(longest + theme.UNIT)
        column = QVBoxLayout()
        column.setSpacing(theme.UNIT // 2)
        column.addWidget(Text(words.criterion(row.criterion), bold=True, parent=self))
        column.addWidget(Text(why, quiet=True, parent=self))
        self.quote = self._quote(evidence_of(take, row.evidence)) if row.evidence else None
        if self.quote:
            column.addWidget(self.quote)
        if better:
            column.addSpacing(theme.UNIT)
            column.addWidget(Text(self.tr("You could say:"), bold=True, parent=self))
            column.addWidget(Text(f"“{better}”", parent=self))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.UNIT)
        layout.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(column, 1)

    def _quote(self, found: Evidence) -> SentenceButton:
        button = SentenceButton(found.text, found.marks, self, playable=found.span_s is not None)
        button.clicked.connect(lambda: self.chosen.emit(found))
        return button


_COMMON = (Result.MET, Result.PARTLY, Result.MISSED, Result.NOT_YET)
