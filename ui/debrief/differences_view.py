"""Where the colleague and the program read the words differently."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.pairing.difference import Difference, Differs
from app.rehearsal.state import Take
from ui import theme
from ui.debrief.difference_row import DifferenceRow
from ui.debrief.settled import Settled
from ui.debrief.settling import Settling
from ui.widgets.text import Text

MOST = 40
"""Rows; a file from elsewhere may hold thousands of pins."""


class DifferencesView(QWidget):
    """Rows stay as long as the differences do, so that settling one moves nobody about."""

    chosen = Signal(object)
    """The Evidence that was clicked."""

    def __init__(self, settling: Settling, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settling = settling
        self._shown: tuple[Take, tuple[Difference, ...]] | None = None
        self.rows: list[DifferenceRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.UNIT)
        self._column.addWidget(Text(self.tr("Where you differ"), factor=1.2, bold=True, parent=self))
        self._more = Text(quiet=True, parent=self)
        self._column.addWidget(self._more)

    def show_differences(self, found: Sequence[Difference], settled: Settled, *, compared: bool) -> None:
        """Show them, or that there are none. `compared`: a colleague said something about the words."""
        if self._shown != (settled.take, tuple(found)):
            self._shown = (settled.take, tuple(found))
            self._fill(settled.take, found)
        for row in self.rows:
            one = row.difference.differs
            row.show_lines(settled.lines(row.place) if row.place or one is Differs.ORDER else ())
        both = self.tr("Neither is right by rule. Listen, talk it over, and settle it if you like: both readings stay.")
        agreed = self.tr("On the words, nothing that was said differs from what the program reads.")
        left = len(found) - len(self.rows)
        rest = self.tr("Not listed here: %1 more; their sentences stand under “What you said”.").replace(
            "%1", str(left)
        )
        told = both if found else agreed
        self._more.setText(f"{told} {rest}" if left else told)
        self.setVisible(bool(found) or compared)

    def _fill(self, take: Take, found: Sequence[Difference]) -> None:
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = []
        for one in found[:MOST]:
            row = DifferenceRow(one, take, self)
            row.chosen.connect(self.chosen)
            row.settle.connect(self._on_settle)
            self._column.addWidget(row)
            self.rows.append(row)
            row.show()

    @Slot(object)
    def _on_settle(self, one: Difference) -> None:
        if one.sentence is not None or one.differs is Differs.WORDS_WEAK:
            self._settling.settle_place(one.sentence)
        else:
            self._settling.settle_order()
