"""One sentence that has to be seen, and nothing to decide."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from ui.widgets.literal import literal


class Notice(QMessageBox):
    """Never blocks; deletes itself when it is closed. `details` can be looked at and copied."""

    def __init__(self, parent: QWidget | None, text: str, *, more: str = "", details: str = "") -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setIcon(QMessageBox.Icon.Information)
        self.setWindowTitle(self.tr("Heard First"))
        self.setText(literal(text))
        self.setInformativeText(literal(more))
        if details:
            self.setDetailedText(literal(details))
        self.setStandardButtons(QMessageBox.StandardButton.Close)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
