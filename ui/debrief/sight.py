"""Whether the colleague saw who spoke: known in one room, asked for where a file brought the reply."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import theme
from ui.widgets.text import Text
from ui.widgets.tick_line import TickLine


class Sight(QWidget):
    """Hidden in one room. `changed` when `seen` may be another."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._apart = False
        self._why = Text(quiet=True, parent=self)
        self.tick = TickLine(self.tr("I also saw them while they spoke"), self)
        self.tick.toggled.connect(self.changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.UNIT)
        column.addWidget(self._why)
        column.addWidget(self.tick)
        self.hide()

    @property
    def seen(self) -> bool:
        """Whether there was a face to judge."""
        return not self._apart or self.tick.ticked

    def show_take(self, *, apart: bool, heard: bool) -> None:
        """`apart` where the reply came in a file; `heard` where that has its sound."""
        self._apart = apart
        hears = self.tr("You hear them; a file holds no picture.")
        self._why.setText(hears if heard else self.tr("You read their words; a file holds no picture."))
        self.setVisible(apart)
        self.changed.emit()

    def reset(self) -> None:
        """Another reply may not have been seen."""
        self.tick.untick()
