"""Tells a hold of the record key from a tap, whatever has the focus when it is let go."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication

HOLD_MS = 400
"""What is let go sooner was a tap: the recording goes on until the next one."""


class HoldToTalk(QObject):
    """Between `begin` and the end of the press it watches the whole program: the pressed button may be disabled."""

    held = Signal()
    """Pressed for so long that it is no tap; it still is."""
    let_go = Signal()
    """What was held is let go, or the window has lost the keyboard, so that nobody would tell."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._down = self._clicked = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(HOLD_MS)
        self._timer.timeout.connect(self.held)

    @property
    def holding(self) -> bool:
        """Whether it is held now, longer than a tap."""
        return self._down and not self._timer.isActive()

    @Slot()
    def begin(self) -> None:
        """The record key, or the button, went down."""
        if not self._down:
            self._down, self._clicked = True, False
            QApplication.instance().installEventFilter(self)  # pyright: ignore[reportOptionalMemberAccess]
            self._timer.start()

    @Slot()
    def end(self) -> None:
        """It came up."""
        if not self._down:
            return
        was_held = self.holding
        self._down = False
        self._timer.stop()
        QApplication.instance().removeEventFilter(self)  # pyright: ignore[reportOptionalMemberAccess]
        if was_held:
            self.let_go.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Nothing is kept from anybody."""
        match event.type():
            case QEvent.Type.KeyRelease if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space:
                if not event.isAutoRepeat():
                    self.end()
            case QEvent.Type.MouseButtonPress if isinstance(event, QMouseEvent):
                # so it is the key that is held: a colleague may click while the manager speaks
                self._clicked |= event.button() == Qt.MouseButton.LeftButton
            case QEvent.Type.MouseButtonRelease if isinstance(event, QMouseEvent):
                if event.button() == Qt.MouseButton.LeftButton and not self._clicked:
                    self.end()
            case QEvent.Type.WindowDeactivate | QEvent.Type.ApplicationDeactivate:
                self.end()
            case _:
                pass
        return False
