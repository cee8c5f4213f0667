"""The one action of a page that is meant first."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from ui import theme


class PrimaryButton(QPushButton):
    """A button in the system's accent colour."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setAccessibleName(text)
        self.dress()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follow the system's palette and font."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.ApplicationPaletteChange, QEvent.Type.ApplicationFontChange}:
            self.dress()

    def dress(self) -> None:
        """Take the accent colour from the system's palette; a disabled button keeps the system's look."""
        background, text = theme.primary(QApplication.palette())
        palette = QPalette()
        for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive):
            palette.setColor(group, QPalette.ColorRole.Button, background)
            palette.setColor(group, QPalette.ColorRole.ButtonText, text)
        self.setPalette(palette)
