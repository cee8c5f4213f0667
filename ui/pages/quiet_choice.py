"""Whether words and ribbon are hidden, as the user chose it last."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot

from app.errors import HeardFirstError
from ui.pages.quiet_switch import QuietSwitch
from ui.pages.recording_panel import RecordingPanel
from ui.services import Services


class QuietChoice(QObject):
    """Brings the switch and the settings together; `fault` where the choice could not be kept."""

    fault = Signal(object)
    """A HeardFirstError."""

    def __init__(self, services: Services, switch: QuietSwitch, panel: RecordingPanel, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self._panel = panel
        switch.setChecked(services.settings.quiet)
        panel.be_quiet(services.settings.quiet)
        switch.clicked.connect(self._chosen)

    @Slot(bool)
    def _chosen(self, quiet: bool) -> None:
        self._panel.be_quiet(quiet)
        try:
            self._services.save_settings(replace(self._services.settings, quiet=quiet))
        except HeardFirstError as error:
            self.fault.emit(error)
