"""Sending a session to a colleague: every field that leaves is listed first; the user carries the file themselves."""

import re
import threading
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.bundle.export import EXTENSION, size_bytes, sounds_of, stands_at
from app.errors import ErrorKind, HeardFirstError
from app.storage.stored import StoredSession
from ui import theme, words
from ui.background_task import BackgroundTask
from ui.exchange.added_here import added_here
from ui.exchange.archive_front import ArchiveFront
from ui.exchange.exported_view import ExportedView
from ui.exchange.field_grid import FieldGrid
from ui.pairing.agreement import MOST_LETTERS
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
from ui.widgets.tick_line import TickLine

_CLOSING_LIMIT_S = 3.0


class ExportDialog(QDialog):
    """For a session that was opened; a copy that came in a file goes back to where it came from."""

    written = Signal(object)
    """The Path of the file, once it is whole."""

    def __init__(self, services: Services, stored: StoredSession, sender: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._stored = stored
        self._task: BackgroundTask | None = None
        self._front = ArchiveFront(services.archive, self)
        back = stored.origin is not None
        title = self.tr("Send it back") if back else self.tr("Send to a colleague")
        self.setWindowTitle(title)
        self._heading = Heading(title)
        self.sender_edit = QLineEdit(sender[:MOST_LETTERS])
        self.sender_edit.setMaxLength(MOST_LETTERS)
        self.sender_edit.setAccessibleName(self.tr("Your name"))
        self.sound = TickLine()
        self.leaving = FieldGrid()
        self.exported = ExportedView(back, added_here(stored))
        self.fault = Banner(Meaning.MISSTEP)
        self._busy = BusyBar(self.tr("Writing the file"))
        self.cancel = SideButton(self.tr("Cancel"))
        self.save = PrimaryButton(self.tr("Save the file…"))
        self.save.setDefault(True)
        self._lay_out(back)
        self._connect()
        self._offer_sound()
        self._list()
        self._show(busy=False)
        (self.save if sender else self.sender_edit).setFocus()

    def done(self, result: int) -> None:
        """A file that is being written is finished first: half of one would be of no use."""
        if self._task is None:
            super().done(result)

    def close_down(self) -> None:
        """The program ends: so does the work, at the next thing that it asks of the archive."""
        if self._task is not None:
            self._task.disconnect(self)
            self._task.cancel()
            self._task.join(_CLOSING_LIMIT_S)

    def save_to(self, path: Path) -> None:
        """Write the file; what becomes of it is shown."""
        if self._task is not None:
            return
        if not path.suffix:
            path = path.with_name(path.name + EXTENSION)
            try:
                if stands_at(path):  # the file dialog has asked about the other name
                    raise HeardFirstError(ErrorKind.FILE_EXISTS, path=path)
            except HeardFirstError as error:
                self._failed(error)
                return
        self.fault.hide()
        session, sender, with_sound = self._stored.run.session, self.sender_edit.text().strip(), self.sound.ticked
        exchange, front = self._services.exchange, self._front

        def work(_progress: object, cancel: threading.Event) -> Path:
            exchange.over(front.until(cancel)).export(session, path, sender, with_sound)
            return path

        self._task = BackgroundTask(work, self)
        self._task.done.connect(self._written)
        self._task.failed.connect(self._failed)
        self._show(busy=True)
        self._task.start()

    @Slot()
    def _save(self) -> None:
        if not self.sender_edit.text().strip():
            self._failed(HeardFirstError(ErrorKind.EXPORT_SENDER, how=self.tr("fill in “Your name”")))
            self.sender_edit.setFocus()
            return
        told = self.tr("Sessions of Heard First") + f" (*{EXTENSION})"
        path, _ = QFileDialog.getSaveFileName(self, self.windowTitle(), str(self._suggested()), told)
        if path:
            self.save_to(Path(path))

    def _suggested(self) -> Path:
        """A name that says what it is, in the user's documents; a stranger's scenario names no folder."""
        run, started = self._stored.run, self._stored.started.astimezone()
        parts = [run.scenario.id, f"{started:%Y-%m-%d}"]
        parts += [self.sender_edit.text()] if self._stored.origin is not None else []
        name = "-".join(re.sub(r"[^\w]+", "-", part).strip("-")[:40] for part in parts)
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        return (Path(folder) if folder and Path(folder).is_dir() else Path.home()) / (name + EXTENSION)

    @Slot(object)
    def _written(self, path: Path) -> None:
        self._over()
        sender = self.sender_edit.text().strip()
        known = self._services.settings.manager_name
        if sender != known and (self._stored.origin is None or not known):
            try:
                self._services.save_settings(replace(self._services.settings, manager_name=sender))
            except HeardFirstError as error:
                self._failed(error)
        for widget in self._asked:
            widget.hide()
        self._heading.setText(self.tr("The file is ready"))
        self.exported.show_file(path, self._stored.run.scenario.title, with_sound=self.sound.ticked)
        self.exported.show()
        self.save.hide()
        self.cancel.setText(self.tr("Done"))
        self.cancel.setAccessibleName(self.cancel.text())
        self.exported.copy.setFocus()
        announce(self, filled(self.tr("The file is ready: %1"), str(path)))
        self.written.emit(path)

    @Slot(object)
    def _failed(self, error: HeardFirstError) -> None:
        self._over()
        self.fault.say(words.error(error))
        self.fault.show()
        announce(self, self.fault.text)

    def _over(self) -> None:
        if self._task is not None:
            self._task.deleteLater()
            self._task = None
        self._show(busy=False)

    def _show(self, *, busy: bool) -> None:
        self._busy.setVisible(busy)
        for widget in (self.save, self.cancel, self.sender_edit, self.sound):
            widget.setEnabled(not busy)

    def _offer_sound(self) -> None:
        sounds = sounds_of(self._stored)
        if sounds:
            megabytes = sum(size_bytes(path) for path in sounds.values()) / 1e6
            told = self.tr("With the sound, so that it can be heard (%1 MB)")
            self.sound.say(filled(told, f"{max(megabytes, 0.1):.1f}"))
        else:
            self.sound.say(self.tr("There is no sound of this session on this computer."))
            self.sound.setEnabled(False)

    @Slot()
    def _list(self) -> None:
        try:
            sender = self.sender_edit.text().strip()
            found = self._services.exchange.preview(self._stored.run.session, self.sound.ticked, sender)
        except HeardFirstError as error:
            self._failed(error)
            return
        self.leaving.show_fields((one.field, one.what) for one in found)

    def _connect(self) -> None:
        self.fault.hide()
        self.exported.hide()
        self.sound.toggled.connect(self._list)
        self.sender_edit.textChanged.connect(self.fault.hide)
        self.sender_edit.editingFinished.connect(self._list)
        self.save.clicked.connect(self._save)
        self.cancel.clicked.connect(self._leave)

    @Slot()
    def _leave(self) -> None:
        self.accept() if self.exported.isVisibleTo(self) else self.reject()

    def _lay_out(self, back: bool) -> None:
        intro = Text(self._intro(back))
        listed = Text(self.tr("What leaves this computer"), bold=True)
        scroll = self._scroll(listed.text())
        self._asked: tuple[QWidget, ...] = (intro, self._name_row(), self.sound, listed, scroll)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * theme.UNIT, 3 * theme.UNIT, 3 * theme.UNIT, 2 * theme.UNIT)
        column.setSpacing(2 * theme.UNIT)
        column.addWidget(self._heading)
        for widget in self._asked:
            column.addWidget(widget, 1 if widget is scroll else 0)
        column.addWidget(self.exported, 1)
        column.addWidget(self.fault)
        column.addWidget(self._busy)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.UNIT)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.save)
        column.addLayout(buttons)
        self.resize(84 * theme.UNIT, 72 * theme.UNIT)

    def _intro(self, back: bool) -> str:
        carried = self.tr("This makes one file. You send it yourself; the program opens no connection.")
        if not back:
            return carried
        added = added_here(self._stored)
        promised = filled(self.tr("What you added goes back with it: %1. Nothing else has changed in it."), added)
        return f"{promised if added else self.tr('You have not added anything to it yet.')} {carried}"

    def _name_row(self) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.UNIT)
        label = Text(self.sender_edit.accessibleName(), wrap=False)
        label.setBuddy(self.sender_edit)
        line.addWidget(label)
        line.addWidget(self.sender_edit, 1)
        return row

    def _scroll(self, name: str) -> QScrollArea:
        page = PageContent()
        inside = QVBoxLayout(page)
        inside.setContentsMargins(0, 0, theme.UNIT, 0)
        inside.addWidget(self.leaving)
        inside.addStretch(1)
        scroll = scrolling(page, bar_stays=True)
        scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # so that the arrow keys go through the list
        scroll.setAccessibleName(name)
        return scroll
