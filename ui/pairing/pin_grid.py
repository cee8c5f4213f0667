"""The six ways to pin: face, tone and words, each to be tried again or good."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.pairing.pin import Noticed
from ui import theme
from ui.pairing import pin_words
from ui.pairing.pin_button import PinButton
from ui.widgets.text import Text

_JUDGED = (False, True)


class PinGrid(QWidget):
    """A row for each way to judge; where that is too wide, a column for each."""

    pinned = Signal(object, bool)
    """The Noticed, and whether it was good."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heads = {good: Text(pin_words.judged(good=good).capitalize(), bold=True, wrap=False) for good in _JUDGED}
        self.buttons = {(one, good): PinButton(one, good=good) for one in Noticed for good in _JUDGED}
        for button in self.buttons.values():
            button.pinned.connect(self.pinned)
        self._tall: bool | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.UNIT)
        self.fit(None)

    @property
    def rows_width(self) -> int:
        """How wide it is with its buttons in two rows."""
        columns = [max(self._width(one, good) for good in _JUDGED) for one in Noticed]
        return sum(columns) + len(columns) * theme.UNIT + max(head.sizeHint().width() for head in self._heads.values())

    @property
    def columns_width(self) -> int:
        """How wide it is with its buttons in two columns."""
        return sum(max(self._width(one, good) for one in Noticed) for good in _JUDGED) + theme.UNIT

    def offer(self, noticed: Noticed, offered: bool) -> None:
        """Show or hide the two buttons of one kind."""
        for good in _JUDGED:
            self.buttons[noticed, good].setVisible(offered)

    def fit(self, width: int | None) -> None:
        """Take rows or columns, whichever has room in this width; rows where it is not known."""
        tall = width is not None and self.rows_width > width
        if tall is self._tall:
            return
        self._tall = tall
        for widget in (*self._heads.values(), *self.buttons.values()):
            self._grid.removeWidget(widget)
        for index, good in enumerate(_JUDGED):
            self._put(self._heads[good], index, 0)
            for place, noticed in enumerate(Noticed, start=1):
                self._put(self.buttons[noticed, good], index, place)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """As narrow as two columns."""
        return QSize(self.columns_width, super().minimumSizeHint().height())

    def _put(self, widget: QWidget, index: int, place: int) -> None:
        row, column = (place, index) if self._tall else (index, place)
        self._grid.addWidget(widget, row, column)

    def _width(self, noticed: Noticed, good: bool) -> int:
        return self.buttons[noticed, good].sizeHint().width()
