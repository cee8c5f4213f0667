"""A box to tick beside a line that wraps, whoever's name is in it."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from ui import theme
from ui.widgets.text import Text


class TickLine(QWidget):
    """Qt's own boxes neither wrap nor leave an ampersand alone. The line is a part of the box."""

    toggled = Signal(bool)

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = QCheckBox()
        self._line = _Line()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.UNIT)
        row.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._line, 1)
        self.setFocusProxy(self.box)
        self.box.toggled.connect(self.toggled)
        self._line.pressed.connect(self._press)
        self.say(text)

    @property
    def ticked(self) -> bool:
        """Whether it is ticked."""
        return self.box.isChecked()

    @property
    def text(self) -> str:
        """The line that is shown."""
        return self._line.text()

    def say(self, text: str) -> None:
        """Show another line."""
        self._line.setText(text)
        self.box.setAccessibleName(self._line.text())

    def untick(self) -> None:
        """Take the tick away."""
        self.box.setChecked(False)

    @Slot()
    def _press(self) -> None:
        if self.box.isEnabled():
            self.box.setFocus(Qt.FocusReason.MouseFocusReason)
            self.box.click()


class _Line(Text):
    """Pressed as the box itself."""

    pressed = Signal()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """As the label of any box does."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.pressed.emit()
