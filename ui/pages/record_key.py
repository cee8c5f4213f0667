"""The record key and the large button: a tap begins or stops, a hold records for as long as it lasts."""

import time

from PySide6.QtCore import QObject, Signal, Slot

from app.rehearsal import event as on
from app.rehearsal import state as at
from ui.pages.hold_to_talk import HoldToTalk
from ui.pages.recording_panel import RecordingPanel
from ui.widgets.record_button import Press


class RecordKey(QObject):
    """`wanted` carries what the press means in the state that was drawn last."""

    wanted = Signal(object)

    def __init__(self, panel: RecordingPanel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._button = panel.button
        self._state: at.State = at.Choosing()
        self._hold = HoldToTalk(self)
        self._hold.held.connect(self._held)
        self._hold.let_go.connect(self._let_go)
        panel.pressed.connect(self.down)
        panel.released.connect(self._hold.end)

    def draw(self, state: at.State) -> None:
        """Follow the rehearsal; who holds the key begins without waiting for the count-down."""
        self._state = state
        if self._hold.holding:
            self._held()

    @Slot()
    def tap(self) -> None:
        """Begin, begin at once during the count-down, or stop."""
        if self._button.press is not Press.NOTHING:
            self.wanted.emit(on.RecordPressed(time.monotonic()))

    @Slot()
    def down(self) -> None:
        """It may become a tap or a hold: in both it begins at once."""
        if self._button.press in {Press.RECORD, Press.INTERRUPT}:
            self._hold.begin()
        self.tap()

    @Slot()
    def _held(self) -> None:
        if isinstance(self._state, at.CountingDown):
            self.tap()

    @Slot()
    def _let_go(self) -> None:
        if isinstance(self._state, at.RecordingTake):
            self.tap()
        elif isinstance(self._state, at.Preparing | at.CountingDown):
            self.wanted.emit(on.CancelPressed())  # nothing of it was recorded
