"""Tells a hold of the record key from a tap, whatever has the focus when it is let go."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication

HOLD_MS = 400
"""What is let go sooner was a tap: the recording goes on until the next one."""
REPEAT_MS = 80
"""A key that is pressed again this soon was never up: X11 repeats a held key as up and down, and a busy computer may
take the first half of that for a finger."""


class HoldToTalk(QObject):
    """Between `begin` and the end of the press it watches the whole program: the pressed button may be disabled."""

    held = Signal()
    """Pressed for so long that it is no tap; it still is."""
    let_go = Signal()
    """What was held is let go, or the window has lost the keyboard, so that nobody would tell."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._down = self._clicked = self._was_held = False
        self._up = QTimer(self)
        self._up.setSingleShot(True)
        self._up.setInterval(REPEAT_MS)
        self._up.timeout.connect(self._end)
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
        if self._down:
            self._was_held = self.holding
            self._end()

    @Slot()
    def _end(self) -> None:
        self._down = False
        self._up.stop()
        self._timer.stop()
        QApplication.instance().removeEventFilter(self)  # pyright: ignore[reportOptionalMemberAccess]
        if self._was_held:
            self.let_go.emit()

    def _key_up(self) -> None:
        if not self._up.isActive():
            self._was_held = self.holding
            self._up.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Nothing is kept from anybody but the second half of a repeated key."""
        match event.type():
            case QEvent.Type.KeyRelease if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space:
                if not event.isAutoRepeat():
                    self._key_up()
            case QEvent.Type.KeyPress if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space:
                if self._up.isActive():
                    self._up.stop()
                    return True
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
