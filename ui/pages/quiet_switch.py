"""Quiet mode: whether words and ribbon are hidden while somebody speaks."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QWidget

from ui.widgets.literal import on_tooltip

KEY = "Q"


class QuietSwitch(QCheckBox):
    """A box to tick, and Q wherever the focus is on `page`, but not in text fields, which take the letter."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self.setText(self.tr("Quiet mode  %1").replace("%1", KEY))
        self.setAccessibleName(self.tr("Quiet mode"))
        told = self.tr(
            "Hides your words and the ribbon while you speak; level and time stay. Reading yourself along can pull "
            "you away from the person in front of you. In the real conversation no screen tells you how it goes."
        )
        self.setToolTip(on_tooltip(told))
        self.setAccessibleDescription(told)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves Space to the recording
        self._shortcut = QShortcut(QKeySequence(KEY), page)
        self._shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._shortcut.setAutoRepeat(False)
        self._shortcut.activated.connect(self.click)
