"""Opening a colleague's file: checked, shown, and taken in only when the user says so."""

import threading
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.bundle.arrival import Accepted, Arrival
from app.errors import ErrorKind, HeardFirstError
from app.storage.stored import StoredSession
from ui import theme, words
from ui.background_task import BackgroundTask
from ui.exchange.archive_front import ArchiveFront
from ui.exchange.arrival_view import ArrivalView
from ui.services import Services
from ui.theme import Meaning
from ui.widgets.announcement import announce
from ui.widgets.banner import Banner
from ui.widgets.busy_bar import BusyBar
from ui.widgets.literal import filled
from ui.widgets.page_content import PageContent, scrolling
from ui.widgets.primary_button import PrimaryButton
from ui.widgets.side_button import SideButton
from ui.widgets.text import Heading, Text

_CLOSING_LIMIT_S = 3.0


class ImportDialog(QDialog):
    """Closing it at any time leaves all as it was, unless `taken` was emitted."""

    taken = Signal(object, object)
    """The Accepted and the Arrival that it is of."""

    def __init__(self, services: Services, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("A colleague’s file"))
        self._services = services
        self._front = ArchiveFront(services.archive, self)
        self._task: BackgroundTask | None = None
        self._arrival: Arrival | None = None
        self._accepted: Accepted | None = None
        self.heading = Heading(self.tr("Looking at the file…"))
        self._file = Text(path.name, quiet=True)
        self.view = ArrivalView()
        self.fault = Banner(Meaning.MISSTEP)
        self._busy = BusyBar(self.tr("Working"))
        self.cancel = SideButton(self.tr("Cancel"))
        self.take = PrimaryButton(self.tr("Take it in and open it"))
        self.take.setDefault(True)
        self._lay_out()
        self.take.clicked.connect(self._take)
        self.cancel.clicked.connect(self.reject)
        for widget in (self.view, self.fault, self.take):
            widget.hide()
        self._read(path)

    def done(self, result: int) -> None:
        """Closing ends what runs; the archive is not asked any more."""
        self._end()
        super().done(result)
        if self._accepted is not None and self._arrival is not None:
            accepted, self._accepted = self._accepted, None
            self.taken.emit(accepted, self._arrival)

    def close_down(self) -> None:
        """The program ends."""
        self._end()

    def _end(self) -> None:
        if self._task is not None:
            self._task.disconnect(self)
            self._task.cancel()
            self._task.join(_CLOSING_LIMIT_S)
            self._task = None

    def _read(self, path: Path) -> None:
        exchange = self._services.exchange
        self._task = BackgroundTask(lambda _progress, _cancel: exchange.read(path), self)
        self._task.done.connect(self._show_arrival)
        self._task.failed.connect(self._failed)
        self._task.start()

    @Slot(object)
    def _show_arrival(self, arrival: Arrival) -> None:
        self._over()
        try:
            here = self._here(arrival.session.run.session)
        except HeardFirstError as error:
            self._failed(error)
            return
        self._arrival = arrival
        passed_on = arrival.passed_on and (here is None or here.origin is not None)  # one's own only comes back
        told = self.tr("%2’s session, sent by %1") if passed_on else self.tr("From %1")
        self.heading.setText(filled(told, arrival.sender, arrival.owner))
        self.view.show_arrival(arrival, here)
        self.view.show()
        self.take.show()
        self.take.setFocus()
        announce(self, f"{self.heading.text()}. {self.view.promise.text()}")

    def _here(self, session: str) -> StoredSession | None:
        try:
            return self._services.archive.open_session(session)
        except HeardFirstError as error:
            if error.kind is ErrorKind.SESSION_UNKNOWN:
                return None
            raise

    @Slot()
    def _take(self) -> None:
        arrival, exchange, front = self._arrival, self._services.exchange, self._front
        if arrival is None or self._task is not None:
            return

        def work(_progress: object, cancel: threading.Event) -> None:
            self._accepted = exchange.over(front.until(cancel)).accept(arrival)

        self.fault.hide()
        self.take.setEnabled(False)
        self._busy.show()
        self._task = BackgroundTask(work, self)
        self._task.done.connect(self._taken)
        self._task.failed.connect(self._failed)
        self._task.start()

    @Slot()
    def _taken(self) -> None:
        self._over()
        self.accept()

    @Slot(object)
    def _failed(self, error: HeardFirstError) -> None:
        self._over()
        if self._arrival is None:
            self.heading.setText(self.tr("This file cannot be taken in"))
            self.cancel.setText(self.tr("Close"))
            self.cancel.setAccessibleName(self.cancel.text())
            self.cancel.setFocus()
        self.fault.say(words.error(error))
        self.fault.show()
        announce(self, self.fault.text)

    def _over(self) -> None:
        if self._task is not None:
            self._task.deleteLater()
            self._task = None
        self._busy.hide()
        self.take.setEnabled(True)

    def _lay_out(self) -> None:
        page = PageContent()
        inside = QVBoxLayout(page)
        inside.setContentsMargins(0, 0, theme.UNIT, 0)
        inside.setSpacing(2 * theme.UNIT)
        inside.addWidget(self.view)
        inside.addWidget(self.fault)
        inside.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * theme.UNIT, 3 * theme.UNIT, 3 * theme.UNIT, 2 * theme.UNIT)
        column.setSpacing(2 * theme.UNIT)
        column.addWidget(self.heading)
        column.addWidget(self._file)
        column.addWidget(scrolling(page), 1)
        column.addWidget(self._busy)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.UNIT)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.take)
        column.addLayout(buttons)
        self.resize(70 * theme.UNIT, 54 * theme.UNIT)
