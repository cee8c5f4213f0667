"""One sentence that has to be seen, and nothing to decide."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget


class Notice(QMessageBox):
    """Never blocks; deletes itself when it is closed. `details` can be looked at and copied."""

    def __init__(self, parent: QWidget | None, text: str, *, more: str = "", details: str = "") -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setIcon(QMessageBox.Icon.Information)
        self.setWindowTitle(self.tr("Heard First"))
        self.setText(text)
        self.setInformativeText(more)
        if details:
            self.setDetailedText(details)
        self.setStandardButtons(QMessageBox.StandardButton.Close)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
