"""One of a few numbered answers, each with its words: by mouse, arrow keys or its number."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QWidget

from ui import theme
from ui.widgets.text import Text

_NONE = -1


class Anchor(Text):
    """What a number means; clicking it chooses the number."""

    clicked = Signal()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """As the label of any radio button does."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit()


class NumberedChoice(QWidget):
    """One stop of the Tab key. There, 1 to 9 choose, arrows go on from what is chosen, 0 or Delete leaves it open."""

    changed = Signal()

    def __init__(self, name: str, answers: Sequence[str], parent: QWidget | None = None) -> None:
        """`name` says to a screen reader what is asked."""
        super().__init__(parent)
        self._group = QButtonGroup(self)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.UNIT)
        grid.setColumnStretch(1, 1)
        for number, told in enumerate(answers, start=1):
            self._add(grid, number, name, told)
        self._stop_once()
        self._group.idToggled.connect(self.changed)

    @property
    def number(self) -> int | None:
        """The number that is chosen, from 1; None where it is left open."""
        found = self._group.checkedId()
        return None if found == _NONE else found

    def button(self, number: int) -> QRadioButton:
        """The button of one number."""
        found = self._group.button(number)
        assert isinstance(found, QRadioButton)  # noqa: S101 - only such are in the group
        return found

    def focus(self) -> None:
        """Go where its numbers are."""
        self.button(self.number or 1).setFocus(Qt.FocusReason.OtherFocusReason)

    def choose(self, number: int) -> None:
        """Choose a number and go there."""
        self.button(number).setChecked(True)
        self.button(number).setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def clear(self) -> None:
        """Leave it open."""
        # an exclusive group lets none of its buttons be unchecked
        self._group.setExclusive(False)
        for button in self._group.buttons():
            button.setChecked(False)
        self._group.setExclusive(True)
        self._stop_once()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Number keys on a focused number."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            number = int(event.text()) if event.text().isascii() and event.text().isdecimal() else _NONE
            if 1 <= number <= len(self._group.buttons()):
                self.choose(number)
                return True
            if number == 0 or event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
                self.clear()
                return True
        return super().eventFilter(watched, event)

    def _add(self, grid: QGridLayout, number: int, name: str, told: str) -> None:
        button = QRadioButton(str(number), self)
        button.setAccessibleName(f"{name}, {number}: {told}")
        button.installEventFilter(self)
        self._group.addButton(button, number)
        anchor = Anchor(told, parent=self)
        anchor.clicked.connect(button.click)
        anchor.clicked.connect(button.setFocus)
        grid.addWidget(button, number, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(anchor, number, 1)

    def _stop_once(self) -> None:
        """While nothing is chosen, Qt would let Tab stop at each of them."""
        buttons = self._group.buttons()
        stop = next((button for button in buttons if button.hasFocus()), buttons[0])
        for button in buttons:
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if button is stop else Qt.FocusPolicy.ClickFocus)
