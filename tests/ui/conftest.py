"""One window over fakes, closed and gone after each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.fake_services import FakeServices
from tests.ui.silent_voice import SilentVoice
from tests.ui.two_homes import Home, open_home
from ui.main_window import MainWindow


@pytest.fixture
def services(tmp_path: Path) -> FakeServices:
    """The parts of the program."""
    return FakeServices(tmp_path)


@pytest.fixture
def voice(qtbot: QtBot) -> SilentVoice:
    """The salesperson's voice."""
    return SilentVoice()


@pytest.fixture
def window(qtbot: QtBot, services: FakeServices, voice: SilentVoice) -> Iterator[MainWindow]:
    """The window, shown and active."""
    window = MainWindow(services, voice)
    qtbot.addWidget(window)
    window.resize(1024, 640)
    with qtbot.waitActive(window):
        window.show()
    yield window
    window.close_without_asking()
    window.deleteLater()
    voice.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def ada(qtbot: QtBot, tmp_path: Path) -> Iterator[Home]:
    home = open_home(qtbot, tmp_path, "Ada")
    yield home
    home.end()


@pytest.fixture
def dana(qtbot: QtBot, tmp_path: Path) -> Iterator[Home]:
    home = open_home(qtbot, tmp_path, "Dana")
    yield home
    home.end()
