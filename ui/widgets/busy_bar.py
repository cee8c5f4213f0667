"""A bar that says that work goes on, not how far it is."""

from PySide6.QtWidgets import QProgressBar, QWidget


class BusyBar(QProgressBar):
    """`name` tells a screen reader what goes on."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRange(0, 0)
        self.setTextVisible(False)
        self.setAccessibleName(name)
