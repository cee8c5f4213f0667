"""Two people with a copy of the program each: real archives and files, fakes for sound and recogniser."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.bundle.exchange import Exchange
from app.rehearsal.state import Run
from app.settings import Settings
from app.storage.archive import SessionArchive
from tests import example_session
from tests.fake_services import FakeServices
from tests.ui.silent_voice import SilentVoice
from ui.main_window import MainWindow


class KeepingServices(FakeServices):
    """Sessions on this disk."""

    def __init__(self, home: Path, name: str) -> None:
        super().__init__(home, Settings(countdown=0, manager_name=name))
        self.folders.make()
        self.archive = SessionArchive(self.folders)  # type: ignore[assignment]
        self.exchange = Exchange(self.archive, self.folders.sound)

    def close(self, deadline_s: float) -> None:
        super().close(deadline_s)
        self.archive.close()


@dataclass
class Home:
    """One person's window."""

    services: KeepingServices
    window: MainWindow
    voice: SilentVoice

    def end(self) -> None:
        """Close it."""
        self.window.close_without_asking()
        self.window.deleteLater()
        self.voice.deleteLater()
        QApplication.processEvents()

    def keep_session(self, title: str = "Nothing left to promise") -> str:
        """A take with sound, kept; its session."""
        session = self.services.archive.new_session_id()
        path = self.services.folders.sound / f"{session}-1.wav"
        tone = 0.2 * np.sin(np.arange(66_000) / 20)
        soundfile.write(path, tone, 16_000, subtype="PCM_16")
        take = example_session.take(sound=path)
        assert take.recording is not None
        self.services.archive.save_take(Run(session, example_session.scenario(title)), take)
        return session


def make_home(folder: Path, name: str) -> Home:
    """A window of one's own, not shown yet."""
    services = KeepingServices(folder / name, name)
    voice = SilentVoice()
    return Home(services, MainWindow(services, voice), voice)


def open_home(qtbot: QtBot, folder: Path, name: str) -> Home:
    """A window of one's own, shown."""
    home = make_home(folder, name)
    qtbot.addWidget(home.window)
    home.window.resize(1024, 640)
    with qtbot.waitActive(home.window):
        home.window.show()
    return home
