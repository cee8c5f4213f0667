"""The one large button of a rehearsal: begin, begin at once, stop."""

from enum import StrEnum

from PySide6.QtCore import QEvent, QRectF, QSize
from PySide6.QtGui import QPainterPath
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from ui import theme
from ui.widgets.literal import on_tooltip
from ui.widgets.primary_button import PrimaryButton


class Press(StrEnum):
    """What pressing it does now."""

    RECORD = "record"
    INTERRUPT = "interrupt"  # the salesperson still speaks
    START_NOW = "start_now"
    STOP = "stop"
    NOTHING = "nothing"


class RecordButton(PrimaryButton):
    """Text and shape say what it does: a circle begins, a square stops."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._press = Press.NOTHING
        super().__init__(parent=parent)
        self._dress()
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    @property
    def press(self) -> Press:
        """What pressing it does now."""
        return self._press

    def offer(self, press: Press) -> None:
        """Show and enable what pressing it does now."""
        if press is self._press:
            return
        self._press = press
        self._dress()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Large: room around text and shape."""
        hint = super().sizeHint()
        return QSize(max(hint.width() + 6 * theme.UNIT, 28 * theme.UNIT), hint.height() + 3 * theme.UNIT)

    def mark(self, box: QRectF) -> QPainterPath:
        """A circle begins, a square stops."""
        path = QPainterPath()
        if self._press is Press.STOP:
            path.addRoundedRect(box, 2, 2)
        else:
            path.addEllipse(box)
        return path

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follow the system's font."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.ApplicationFontChange:
            self._dress()

    def _dress(self) -> None:
        words = {
            Press.RECORD: self.tr("Answer out loud"),
            Press.INTERRUPT: self.tr("Answer now"),
            Press.START_NOW: self.tr("Start now"),
            Press.STOP: self.tr("Stop"),
            Press.NOTHING: self.tr("Answer out loud"),
        }[self._press]
        self.setText(words)
        self.setAccessibleName(words)
        self.setAccessibleDescription(self.tr("Space does the same where no text is being edited."))
        self.setToolTip(on_tooltip(self.tr("Space")))
        self.setEnabled(self._press is not Press.NOTHING)
        self.setFont(theme.scaled(QApplication.font(), 1.3, bold=True))
