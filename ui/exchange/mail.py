"""Sends sessions to colleagues as files, and opens the files that colleagues send."""

from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, QTimer, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from app.bundle.arrival import Accepted, Arrival
from app.bundle.exchange import sender_of
from app.bundle.export import EXTENSION
from app.errors import HeardFirstError
from app.rehearsal import event as on
from app.rehearsal import state as at
from app.storage.stored import StoredSession
from ui.debrief.debrief_page import DebriefPage
from ui.dialogs.notice import Notice
from ui.exchange.arrival_view import added
from ui.exchange.export_dialog import ExportDialog
from ui.exchange.file_drop import FileDrop
from ui.exchange.import_dialog import ImportDialog
from ui.pages.past_sessions import PastSessions
from ui.rehearsal_bridge import RehearsalBridge
from ui.services import Services
from ui.widgets.literal import filled
from ui.window_menu import WindowMenu


class Mail(QObject):
    """One dialog at a time, and none while somebody rehearses."""

    fault = Signal(object)
    """A HeardFirstError."""
    came = Signal(object)
    """The StoredSession that a file brought or added to."""

    def __init__(self, services: Services, bridge: RehearsalBridge, window: QWidget) -> None:
        super().__init__(window)
        self._services = services
        self._bridge = bridge
        self._window = window
        self._open = True
        self._menu: WindowMenu | None = None
        self._debrief: DebriefPage | None = None
        self._dialog: ExportDialog | ImportDialog | None = None
        self._drop = FileDrop(window)
        self._drop.dropped.connect(self.open_file)

    @property
    def dialog(self) -> ExportDialog | ImportDialog | None:
        """The dialog, while it is open."""
        return self._dialog

    def watch(self, menu: WindowMenu, past: PastSessions, debrief: DebriefPage) -> None:
        """Where sending and opening are asked for."""
        self._menu, self._debrief = menu, debrief
        menu.bring.triggered.connect(self.ask_for_file)
        menu.send.triggered.connect(self._send_shown)
        menu.send.setEnabled(False)
        past.sent.connect(self.send)
        past.wanted.connect(self.ask_for_file)
        past.reopened.connect(self._introduce)
        debrief.send.connect(self._send_shown)

    def draw(self, state: at.State) -> None:
        """Files are welcome between rehearsals."""
        self._open = isinstance(state, at.Choosing | at.Debriefing)
        self._drop.allowed = self._open
        if self._menu is not None:
            self._menu.bring.setEnabled(self._open)
            self._menu.send.setEnabled(isinstance(state, at.Debriefing))

    def close(self) -> None:
        """The program ends."""
        if self._dialog is not None:
            self._dialog.close_down()
            self._dialog.close()

    @Slot()
    def _send_shown(self) -> None:
        state = self._bridge.state
        if isinstance(state, at.Debriefing):
            self.send(state.run.session)

    @Slot(str)
    def send(self, session: str) -> None:
        """Ask what of a session is to leave, and write the file."""
        if self._dialog is not None or not self._open:
            return
        try:
            stored = self._services.archive.open_session(session)
        except HeardFirstError as error:
            self.fault.emit(error)
            return
        self._show(ExportDialog(self._services, stored, self._sender(stored), self._window))

    @Slot()
    def ask_for_file(self) -> None:
        """Which file did the colleague send?"""
        if self._dialog is not None or not self._open:
            return
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation)
        told = self.tr("Sessions of Heard First") + f" (*{EXTENSION})"
        path, _ = QFileDialog.getOpenFileName(self._window, self.tr("Open a colleague’s file"), folder, told)
        if path:
            self.open_file(Path(path))

    @Slot(object)
    def open_file(self, path: Path) -> None:
        """Look at a file, and show what is in it."""
        if self._dialog is not None or not self._open:
            return
        dialog = ImportDialog(self._services, path, self._window)
        dialog.taken.connect(self._taken)
        self._show(dialog)

    def _sender(self, stored: StoredSession) -> str:
        """A good guess; the field can be changed."""
        settings = self._services.settings
        if stored.origin is None:
            return sender_of(stored) or settings.manager_name
        own = [one.colleague for one in stored.critiques if one.id not in stored.received]
        own += [one.by for one in stored.pins if one.id not in stored.received]
        return own[-1] if own else settings.manager_name

    @Slot(object, object)
    def _taken(self, accepted: Accepted, arrival: Arrival) -> None:
        try:
            stored = self._services.archive.open_session(accepted.session)
        except HeardFirstError as error:
            self.fault.emit(error)
            return
        if not self._may_show:
            self._tell(self.tr("It waits for you among the past sessions."), accepted.left_out)
            return
        self._show_session(stored)
        if stored.origin is None:
            if accepted.critiques and self._debrief is not None:  # they are what the file was opened for
                QTimer.singleShot(0, self._debrief, self._debrief.show_newest_critique)
            new = added(accepted.critiques, accepted.pins, accepted.settlements)
            self._tell(filled(self.tr("New from %1: %2."), arrival.sender, new), accepted.left_out)
        elif accepted.left_out:
            self._tell(self.tr("It is here."), accepted.left_out)

    @property
    def _may_show(self) -> bool:
        """Whether nothing that is written would be lost."""
        return isinstance(self._bridge.state, at.Choosing | at.Debriefing) and not (
            self._debrief is not None and self._debrief.isVisible() and self._debrief.unsent
        )

    def _show_session(self, stored: StoredSession) -> None:
        if isinstance(self._bridge.state, at.Debriefing):
            self._bridge.post(on.Leave())
        self._introduce(stored)
        self.came.emit(stored)

    @Slot(object)
    def _introduce(self, stored: StoredSession) -> None:
        """Whoever opens somebody else's session is the one who judges it, but for who spoke in it."""
        name = self._services.settings.manager_name
        if stored.origin is not None and self._debrief is not None and name != stored.origin.speaker:
            self._debrief.critique_page.people.introduce(name)

    def _tell(self, told: str, left_out: int) -> None:
        more = self.tr("Left out because it speaks of words that have changed since: %1.")
        Notice(self._window, told, more=filled(more, str(left_out)) if left_out else "").open()

    def _show(self, dialog: ExportDialog | ImportDialog) -> None:
        self._dialog = dialog
        dialog.finished.connect(self._over)
        dialog.open()

    @Slot()
    def _over(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None
            self._window.activateWindow()
