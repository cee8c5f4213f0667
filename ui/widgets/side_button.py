"""An action beside the main one."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget


class SideButton(QPushButton):
    """Reached by Tab, pressed with Space or Enter; a mouse click leaves the focus where it was.

    So Space goes on recording for those who use the mouse, and does what it always does for those who tab.
    """

    def __init__(self, text: str = "", parent: QWidget | None = None, *, flat: bool = False) -> None:
        super().__init__(text, parent)
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFlat(flat)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter presses it too."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)
