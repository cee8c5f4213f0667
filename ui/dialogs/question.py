"""One question before something is lost. Never blocks; Esc and Enter keep everything as it is."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QMessageBox, QWidget

from ui.widgets.literal import literal, on_button


class Question(QMessageBox):
    """`agreed` where the user wants it done; closes and deletes itself either way."""

    agreed = Signal()

    def __init__(self, parent: QWidget, question: str, do: str, leave: str, *, more: str = "") -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setIcon(QMessageBox.Icon.Question)
        self.setWindowTitle(self.tr("Heard First"))
        self.setText(literal(question))
        self.setInformativeText(literal(more))
        self.do = self.addButton(on_button(do), QMessageBox.ButtonRole.DestructiveRole)
        self.leave = self.addButton(on_button(leave), QMessageBox.ButtonRole.RejectRole)
        for button in (self.do, self.leave):
            button.setAccessibleName(button.text())
        self.setDefaultButton(self.leave)
        self.setEscapeButton(self.leave)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.do.clicked.connect(self._agree)

    @Slot()
    def _agree(self) -> None:
        self.agreed.emit()
