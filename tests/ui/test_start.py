"""How the program starts: headless without Qt, one window, faults told once and without content."""

import logging
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.bundle.export import EXTENSION
from app.errors import ErrorKind, HeardFirstError
from app.folders import Folders
from ui import __main__ as start
from ui import application, words
from ui.dialogs.notice import Notice
from ui.log import LogFile, describe
from ui.mishaps import Mishaps
from ui.single_instance import SingleInstance
from ui.termination import Termination

SECRET = "what Mrs Abara said"


def notices() -> list[Notice]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, Notice) and one.isVisible()]


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["scenarios", "--check"]])
def test_with_arguments_qt_is_not_imported(arguments: list[str]) -> None:
    code = (
        "import sys; from ui.__main__ import main\n"
        "try: result = main(sys.argv[1:])\n"
        "except SystemExit as end: result = end.code\n"
        "assert not any(name.startswith(('PySide6', 'shiboken6')) for name in sys.modules)\n"
        "sys.exit(result)"
    )
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout


def test_a_second_start_brings_the_first_forward(qtbot: QtBot, folders: Folders) -> None:
    first = SingleInstance(folders.data)
    assert first.begin()
    code = (
        "import sys; from pathlib import Path; from PySide6.QtCore import QCoreApplication\n"
        "from ui.single_instance import SingleInstance\n"
        "app = QCoreApplication([]); second = SingleInstance(Path(sys.argv[1]))\n"
        "sys.exit(0 if not second.begin() and second.call_first() else 1)"
    )
    with qtbot.waitSignal(first.called, timeout=20_000):
        second = subprocess.Popen([sys.executable, "-c", code, str(folders.data)])
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=20_000)
    assert second.returncode == 0
    first.end()
    third = SingleInstance(folders.data)
    assert third.begin()
    third.end()


@pytest.mark.parametrize("name", ["x.heardfirst", "ä \n<b>.heardfirst", os.fsdecode(b"\xff.heardfirst")], ids=ascii)
def test_a_second_start_hands_its_file_to_the_first(name: str, qtbot: QtBot, folders: Folders) -> None:
    first = SingleInstance(folders.data)
    assert first.begin()
    code = (
        "import sys; from pathlib import Path; from PySide6.QtCore import QCoreApplication\n"
        "from ui.single_instance import SingleInstance\n"
        "app = QCoreApplication([]); second = SingleInstance(Path(sys.argv[1]))\n"
        "sys.exit(0 if not second.begin() and second.call_first(Path(sys.argv[2])) else 1)"
    )
    brought: list[Path] = []
    first.brought.connect(brought.append)
    with qtbot.waitSignals([first.called, first.brought], timeout=20_000, order="strict"):
        second = subprocess.Popen([sys.executable, "-c", code, str(folders.data), str(folders.data / name)])
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=20_000)
    assert second.returncode == 0
    assert brought == [folders.data / name]
    first.end()


@pytest.mark.parametrize("said", [b"", b"\n", b"nonsense\n", b"[1]\n", b"x" * 70_000, b"[" * 60_000 + b"\n"], ids=len)
def test_what_is_no_call_brings_no_file(said: bytes, qtbot: QtBot, folders: Folders) -> None:
    first = SingleInstance(folders.data)
    assert first.begin()
    caller = QLocalSocket()
    caller.connectToServer(first.name)
    assert caller.waitForConnected(20_000)
    caller.write(said)
    caller.flush()
    with qtbot.assertNotEmitted(first.brought), qtbot.waitSignal(first.called, timeout=20_000):
        last = QLocalSocket()  # it does not keep others from being heard
        last.connectToServer(first.name)
        last.write(b"come forward\n")
        last.flush()
    caller.abort()
    last.abort()
    first.end()


@pytest.mark.parametrize(
    ("given", "file"),
    [
        ([], None),
        (["from-ann.heardfirst"], Path("from-ann.heardfirst").absolute()),
        (["/tmp/From Ann.HEARDFIRST"], Path("/tmp/From Ann.HEARDFIRST")),
    ],
)
def test_a_file_alone_opens_the_window(given: list[str], file: Path | None, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Path | None] = []

    def run(wanted: Path | None) -> int:
        opened.append(wanted)
        return 7

    monkeypatch.setattr(application, "run", run)
    assert start.main(given) == 7
    assert opened == [file]
    assert start.FILE == EXTENSION


@pytest.mark.parametrize("given", [["--x.heardfirst"], ["x.heardfirst", "y.heardfirst"], ["notes.txt"]])
def test_anything_else_is_a_command(given: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        start.main(given)
    assert end.value.code == 2
    assert "heard-first" in capsys.readouterr().err


def test_a_killed_program_leaves_no_lock(qtbot: QtBot, folders: Folders) -> None:
    code = (
        "import sys, os, signal; from pathlib import Path; from PySide6.QtCore import QCoreApplication\n"
        "from ui.single_instance import SingleInstance\n"
        "app = QCoreApplication([]); one = SingleInstance(Path(sys.argv[1])); assert one.begin()\n"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    killed = subprocess.run([sys.executable, "-c", code, str(folders.data)], timeout=60, check=False)
    assert killed.returncode == -signal.SIGKILL
    next_one = SingleInstance(folders.data)
    assert next_one.begin()
    next_one.end()


def test_one_dialog_for_many_faults_and_no_content_in_the_log(
    qtbot: QtBot, folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    log = LogFile(folders.log)
    log.open()
    mishaps = Mishaps()
    mishaps.begin()
    for _ in range(3):
        try:
            raise ValueError(SECRET)
        except ValueError as error:
            sys.excepthook(type(error), error, error.__traceback__)
    qtbot.waitUntil(lambda: len(notices()) == 1)
    assert "ValueError" in notices()[0].detailedText()
    log.close()
    text = log.path.read_text(encoding="utf-8")
    assert text.count("ValueError") == 3
    assert SECRET not in text + notices()[0].detailedText()
    notices()[0].close()
    mishaps.end()
    assert not logging.getLogger("heard_first").handlers


def test_a_known_fault_on_a_thread_is_said_in_its_own_words(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    mishaps = Mishaps()
    mishaps.begin()
    fault = HeardFirstError(ErrorKind.DISK_FULL, path="/data")

    def fail() -> None:
        raise fault

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: len(notices()) == 1)
    assert notices()[0].text() == words.error(fault)
    notices()[0].close()
    mishaps.end()


def test_a_description_names_kind_and_place_only() -> None:
    try:
        raise ValueError(SECRET)
    except ValueError as error:
        told = describe(type(error), error.__traceback__)
    assert "ValueError" in told
    assert Path(__file__).name in told
    assert str(Path(__file__).parent) not in told
    assert SECRET not in told


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_told_to_end_the_loop_hears_it(qtbot: QtBot) -> None:
    termination = Termination()
    with qtbot.waitSignal(termination.asked, timeout=5000):
        os.kill(os.getpid(), signal.SIGTERM)
    termination.end()
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
