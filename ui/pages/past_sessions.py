"""Past sessions as the archive has them."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from app.errors import HeardFirstError
from ui.pages.sessions_page import SessionsPage
from ui.services import Services


class PastSessions(SessionsPage):
    """`reopened` carries the StoredSession to go on with, `fault` a HeardFirstError."""

    reopened = Signal(object)
    fault = Signal(object)

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._archive = services.archive
        self._player = services.player
        self.opened.connect(self._reopen)
        self.deleted.connect(self._forget)

    @Slot()
    def show_list(self) -> None:
        """The list as it is now."""
        self._player.stop()
        try:
            self.show_sessions(self._archive.list_sessions())
        except HeardFirstError as error:
            self.show_sessions(())
            self.fault.emit(error)

    @Slot(str)
    def _reopen(self, session: str) -> None:
        try:
            stored = self._archive.open_session(session)
        except HeardFirstError as error:
            self.fault.emit(error)
            return
        self.reopened.emit(stored)

    @Slot(str)
    def _forget(self, session: str) -> None:
        try:
            self._archive.delete_session(session)
        except HeardFirstError as error:
            self.fault.emit(error)
        self.show_list()
