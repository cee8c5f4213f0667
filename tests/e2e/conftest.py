"""The real program on a private sound server; how many spoken verdicts came out right is told at the end."""

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.folders import Folders
from app.services import Services
from tests import pulse
from tests.e2e.desk import Desk
from tests.e2e.program import Program
from tests.e2e.spoken_result import SpokenResult
from tests.ui.silent_voice import SilentVoice
from ui.main_window import MainWindow

CLOSING_S = 3.0
OFFSCREEN = "This plugin does not support propagateSizeHints"
"""What Qt's offscreen platform says of a window whose smallest size changes; all other warnings fail a test."""
RESULTS = pytest.StashKey[list[SpokenResult]]()


def pytest_configure(config: pytest.Config) -> None:
    """Room for the results."""
    config.stash[RESULTS] = []


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say what was heard and how it was marked; nothing is picked."""
    results = config.stash.get(RESULTS, [])
    if not results:
        return
    right = sum(one.right for one in results)
    terminalreporter.section("spoken rehearsals")
    terminalreporter.line(f"{right} of {len(results)} verdicts right, from flite through microphone and recogniser")
    for one in sorted(results, key=lambda one: one.id):
        terminalreporter.line(str(one))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Real speech takes real time."""
    for item in items:
        if item.path.parent == Path(__file__).parent:
            item.add_marker(pytest.mark.timeout(300))


@pytest.fixture
def report(request: pytest.FixtureRequest) -> Callable[[SpokenResult], None]:
    """Takes a result for the summary."""
    return request.config.stash.setdefault(RESULTS, []).append


@pytest.fixture
def server() -> Iterator[pulse.Pulse]:
    """A sound server of this test's own."""
    assert not pulse.missing(), f"install {pulse.missing()}"
    with pulse.pulse_server() as running:
        yield running


@pytest.fixture
def desk(qtbot: QtBot, folders: Folders, server: pulse.Pulse) -> Iterator[Desk]:
    """The window, shown, over the real services; closed and gone afterwards."""
    services, voice = Services(folders), SilentVoice()
    window = MainWindow(services, voice)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    yield Desk(qtbot, window, services, voice, server)
    window.close_without_asking()
    services.recorder.wait(CLOSING_S)
    window.deleteLater()
    voice.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def start(home: Path) -> Iterator[Callable[..., Program]]:
    """Starts the program in a process of its own; what still runs at the end is killed."""
    begun: list[Program] = []

    def begin(**options: object) -> Program:
        program = Program(home.parent / f"program{len(begun)}", **options)  # type: ignore[arg-type]
        begun.append(program)
        return program

    yield begin
    for one in begun:
        one.kill()


class PlugSocket:
    """The microphone's plug in a running server. With it goes the loudspeaker, whose monitor would take its place."""

    def out(self) -> None:
        """Pull it out."""
        for module in ("module-remap-source", "module-null-sink"):
            _pactl("unload-module", module)

    def into(self) -> None:
        """Plug it in again, and let it be the default."""
        _pactl("load-module", "module-null-sink", "sink_name=loudspeaker", "rate=44100", "norewinds=1")
        source = ("master=loudspeaker.monitor", "source_name=microphone", "remix=no")
        _pactl("load-module", "module-remap-source", *source)
        _pactl("set-default-source", "microphone")
        _pactl("set-default-sink", "loudspeaker")


def _pactl(*words: str) -> None:
    subprocess.run(["pactl", *words], check=True, stdout=subprocess.DEVNULL)


@pytest.fixture
def plug(server: pulse.Pulse) -> PlugSocket:
    """To pull the microphone out."""
    return PlugSocket()
