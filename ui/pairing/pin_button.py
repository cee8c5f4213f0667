"""One way to pin a moment: a flag, what it is about, and the key that does the same."""

from PySide6.QtCore import QEvent, QSize, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.pairing.pin import Noticed
from ui.pairing import pin_words
from ui.widgets.pin_flag import flag_icon
from ui.widgets.side_button import SideButton


class PinButton(SideButton):
    """A click leaves the focus where it is, so that Space goes on stopping the recording."""

    pinned = Signal(object, bool)
    """The Noticed, and whether it was good."""

    def __init__(self, noticed: Noticed, *, good: bool, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._noticed, self._good = noticed, good
        judged, key = pin_words.judged(good=good), pin_words.key(noticed, good=good)
        self.setText(f"{pin_words.name(noticed)}  {key}")
        self.setAccessibleName(f"{pin_words.name(noticed)}, {judged}")
        self.setAccessibleDescription(self.tr("Key: %1").replace("%1", key))
        self.clicked.connect(self._pin)
        self._dress()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follow palette and font."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.PaletteChange, QEvent.Type.FontChange}:
            self._dress()

    @Slot()
    def _pin(self) -> None:
        self.pinned.emit(self._noticed, self._good)

    def _dress(self) -> None:
        icon = flag_icon(pin_words.KEYS[self._noticed], self.palette(), self.font(), good=self._good)
        sizes = icon.availableSizes()
        self.setIcon(icon)
        self.setIconSize(QSize(sizes[0].width() // 3, sizes[0].height() // 3) if sizes else QSize())
