"""Starts the window and everything around it, and takes it down again."""

import os
import sys
from importlib import resources
from pathlib import Path

from PySide6.QtCore import QLocale
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QApplication

from app import __version__
from app.errors import ErrorKind, HeardFirstError
from app.folders import Folders, user_folders
from ui import words
from ui.dialogs.notice import Notice
from ui.log import LogFile
from ui.mishaps import Mishaps
from ui.single_instance import SingleInstance
from ui.termination import Termination

TITLE = "Heard First"


def run(file: Path | None = None) -> int:
    """Open the window, where `file` is given with a look at that, and stay until it is closed; the exit code."""
    os.umask(0o077)
    application = make_application()
    folders = user_folders()
    _make(folders)
    instance = SingleInstance(folders.data)
    if not instance.begin():
        return _call_first(instance, file)
    log = LogFile(folders.log)
    log.open()
    mishaps = Mishaps()
    mishaps.begin()
    try:
        return _run_window(application, folders, instance, file)
    finally:
        mishaps.end()
        instance.end()
        log.close()


def make_application() -> QApplication:
    """Qt's application with our name and icon."""
    application = QApplication(sys.argv[:1])
    application.setApplicationName("heard-first")
    application.setApplicationDisplayName(TITLE)
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("heard-first")
    application.setWindowIcon(_icon())
    if QLocale.system().language() is QLocale.Language.C:  # no language is set: dates as people write them
        QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    return application


def _run_window(application: QApplication, folders: Folders, instance: SingleInstance, file: Path | None) -> int:
    # the parts are imported here, so that a second start is quick
    from app.services import Services
    from ui.main_window import MainWindow
    from ui.persona_voice import PersonaVoice

    voice = PersonaVoice()
    window = MainWindow(Services(folders), voice)
    instance.called.connect(window.come_forward)
    instance.brought.connect(window.mail.open_file)
    termination = Termination()
    termination.asked.connect(window.close_without_asking)
    application.commitDataRequest.connect(window.end_of_session)
    window.show()
    if file is not None:
        window.mail.open_file(file)
    try:
        return application.exec()
    finally:
        termination.end()


def _call_first(instance: SingleInstance, file: Path | None) -> int:
    """Bring the window that is open forward, with the file, or say that there is one."""
    if instance.call_first(file):
        return 0
    Notice(None, words.error(HeardFirstError(ErrorKind.ALREADY_RUNNING))).exec()
    return 1


def _make(folders: Folders) -> None:
    """The lock lies in the data folder; where that cannot be made the window says so later."""
    try:
        folders.make()
    except OSError:
        return


def _icon() -> QIcon:
    pixmap = QPixmap()
    pixmap.loadFromData((resources.files("assets") / "icons" / "heard-first.svg").read_bytes(), "SVG")
    return QIcon(pixmap)
