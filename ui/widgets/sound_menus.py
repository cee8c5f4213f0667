"""Which microphone listens and which voice speaks."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from app.errors import HeardFirstError
from app.rehearsal.ports import Recorder
from app.rehearsal.sound import InputDevice
from ui import words
from ui.background_task import BackgroundTask
from ui.persona_voice import PersonaVoice
from ui.widgets.literal import literal, on_tooltip


class _Menu(QComboBox):
    """A combo box that never forces the page wider, and that a mouse click does not leave focused."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(16)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)


class MicrophoneMenu(_Menu):
    """The microphones there are, looked up anew each time it is opened. Known by name and host API, not by index."""

    chosen = Signal(object)  # InputDevice, or None for the system's default

    def __init__(self, recorder: Recorder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._recorder = recorder
        self._devices: tuple[InputDevice, ...] | None = None  # not looked up yet
        self._filled: object = None
        self._looking: BackgroundTask | None = None
        self._wanted: tuple[str, str] = ("", "")
        self.setAccessibleName(self.tr("Microphone"))
        self.activated.connect(self._take)

    def use(self, name: str, host_api: str) -> None:
        """Select the microphone that was chosen earlier, where it is there; "" for the system's default."""
        self._wanted = (name, host_api)
        self.refresh()

    def refresh(self) -> None:
        """Look up what there is, on a thread of its own: a driver may take its time. What is known stays till then."""
        self._fill()
        if self._looking is not None:
            return
        recorder = self._recorder
        self._looking = BackgroundTask(lambda _progress, _cancel: recorder.devices(), self)
        self._looking.done.connect(self._found)
        self._looking.failed.connect(self._failed)
        self._looking.start()

    def close_down(self, deadline_s: float) -> None:
        """Wait for the look-up, for so long at most; what it finds is not shown any more."""
        if self._looking is not None:
            self._looking.disconnect(self)
            self._looking.join(deadline_s)

    def showPopup(self) -> None:  # noqa: N802
        """Look for what was plugged in since."""
        self.refresh()
        super().showPopup()

    @Slot(object)
    def _found(self, devices: tuple[InputDevice, ...]) -> None:
        self._over(devices, "")

    @Slot(object)
    def _failed(self, error: HeardFirstError) -> None:
        self._over((), words.error(error))

    def _over(self, devices: tuple[InputDevice, ...], fault: str) -> None:
        if self._looking is not None:
            self._looking.deleteLater()
            self._looking = None
        self.setToolTip(on_tooltip(fault))
        self.setAccessibleDescription(fault)
        self._devices = devices
        self._fill()

    def _fill(self) -> None:
        """Show what there is; keeps the choice, and does not switch where it is unplugged."""
        if self._filled == (self._devices, self._wanted):
            return  # so that a list that is open stays as it is
        self._filled = (self._devices, self._wanted)
        opened = self.view().isVisible()
        self.clear()
        devices = self._devices or ()
        default = next((one.name for one in devices if one.is_default), "")
        self.addItem(literal(self.tr("System default") + (f" ({default})" if default else "")), None)
        names = [one.name for one in devices]
        for one in devices:
            twice = names.count(one.name) > 1
            self.addItem(literal(f"{one.name} · {one.host_api}" if twice else one.name), one)
        if self._devices == ():
            self.setItemText(0, self.tr("No microphone found"))
        self._select(devices)
        if opened:  # as tall as what there is now
            super().showPopup()

    def _select(self, devices: tuple[InputDevice, ...]) -> None:
        name, host_api = self._wanted
        if not name:
            self.setCurrentIndex(0)
            return
        for index, one in enumerate(devices, 1):
            if (one.name, one.host_api) == self._wanted:
                self.setCurrentIndex(index)
                return
        away = self.tr("%1 (not plugged in)").replace("%1", name) if self._devices is not None else name
        self.addItem(literal(away), InputDevice(name, host_api))
        self.setCurrentIndex(self.count() - 1)

    @Slot(int)
    def _take(self, index: int) -> None:
        device = self.itemData(index)
        self._wanted = (device.name, device.host_api) if isinstance(device, InputDevice) else ("", "")
        self.chosen.emit(device)


class VoiceMenu(_Menu):
    """The voices that the computer has, one that fits the person, or captions alone."""

    chosen = Signal(str, bool)  # the voice's name, "" for the one that fits; captions alone

    def __init__(self, voice: PersonaVoice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._voice = voice
        self._wanted: tuple[str, bool] = ("", False)
        self.setAccessibleName(self.tr("Voice"))
        self.activated.connect(self._take)
        voice.voices_changed.connect(self.refresh)
        self.refresh()

    def use(self, name: str, *, captions_only: bool) -> None:
        """Select what was chosen earlier."""
        self._wanted = (name, captions_only)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show the voices that there are by now."""
        self.clear()
        voices = self._voice.voices
        if voices:
            self.addItem(self.tr("Fits the person"), ("", False))
            for one in voices:
                self.addItem(literal(one.name), (one.name, False))
        silent = self.tr("Captions only")
        if not voices:
            none = self.tr("Captions only: no voice found")
            silent = self.tr("Captions until the voice is ready") if self._voice.starting else none
        self.addItem(literal(silent), ("", True))
        for index in range(self.count()):
            if self.itemData(index) == self._wanted or (self._wanted[1] and self.itemData(index)[1]):
                self.setCurrentIndex(index)
                break

    @Slot(int)
    def _take(self, index: int) -> None:
        name, captions_only = self.itemData(index)
        if self._voice.voices:
            self._wanted = (name, captions_only)
            self.chosen.emit(name, captions_only)
