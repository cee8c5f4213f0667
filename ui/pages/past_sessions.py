"""Past sessions: the list, and one of them opened again on a debrief of its own."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.errors import HeardFirstError
from app.rehearsal.critique import Critique
from app.rehearsal.state import Run
from ui.debrief.debrief_page import DebriefPage
from ui.pages.sessions_page import SessionsPage
from ui.services import Services


class PastSessions(QStackedWidget):
    """`again` carries the scenario of a session to rehearse anew, `fault` a HeardFirstError."""

    back = Signal()
    again = Signal(object)
    rules = Signal()
    offer_whisper = Signal()
    fault = Signal(object)

    def __init__(self, services: Services, peaks_of: Callable[[Path, int], Any], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._archive = services.archive
        self._player = services.player
        self._run: Run | None = None
        self.list = SessionsPage()
        self.debrief = DebriefPage(services.player, peaks_of)
        self.addWidget(self.list)
        self.addWidget(self.debrief)
        self.list.back.connect(self.back)
        self.list.opened.connect(self._open)
        self.list.deleted.connect(self._delete)
        self.debrief.leave.connect(self.show_list)
        self.debrief.try_again.connect(self._again)
        self.debrief.critique_given.connect(self._save_critique)
        self.debrief.rules.connect(self.rules)
        self.debrief.offer_whisper.connect(self.offer_whisper)

    @Slot()
    def show_list(self) -> None:
        """The list as it is now."""
        self._player.stop()
        self._run = None
        self.setCurrentWidget(self.list)
        try:
            self.list.show_sessions(self._archive.list_sessions())
        except HeardFirstError as error:
            self.list.show_sessions(())
            self.fault.emit(error)

    @Slot(str)
    def _open(self, session: str) -> None:
        try:
            stored = self._archive.open_session(session)
        except HeardFirstError as error:
            self.fault.emit(error)
            return
        self._run = stored.run
        self.debrief.show_run(stored.run, stored.critiques)
        self.setCurrentWidget(self.debrief)

    @Slot(str)
    def _delete(self, session: str) -> None:
        self._player.stop()
        try:
            self._archive.delete_session(session)
        except HeardFirstError as error:
            self.fault.emit(error)
        self.show_list()

    @Slot()
    def _again(self) -> None:
        if self._run is not None:
            self.again.emit(self._run.scenario)

    @Slot(object)
    def _save_critique(self, critique: Critique) -> None:
        if self._run is None:
            return
        try:
            self._archive.save_critique(self._run.session, critique)
        except HeardFirstError as error:
            self.fault.emit(error)
        else:
            self.debrief.keep_critique(critique)
