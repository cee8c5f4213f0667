"""Everything that can be reached by keyboard has a name, and no label guesses mark-up."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QLabel,
    QMessageBox,
    QPlainTextEdit,
    QTableWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.screenshots import window as pictured
from tests.screenshots.pictures import settle
from tests.screenshots.window import Stage
from ui.dialogs.recogniser_dialog import RecogniserDialog
from ui.dialogs.rules_dialog import RulesDialog
from ui.main_window import MainWindow


@pytest.fixture
def stage(window: MainWindow, services: object, voice: object) -> Stage:
    """The pictures' stage over this test's window."""
    stage = Stage.__new__(Stage)
    stage.window, stage.services, stage.voice = window, services, voice  # type: ignore[assignment]
    return stage


def focusable(root: QWidget) -> Iterator[QWidget]:
    for widget in root.findChildren(QWidget):
        inner = isinstance(widget.parent(), QAbstractScrollArea)  # viewports: their area is the control
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and not inner:
            yield widget


def unnamed(root: QWidget) -> list[str]:
    """Controls for which a screen reader has no words; what it would read counts, however it was given."""
    found: list[str] = []
    for widget in focusable(root):
        interface = QAccessible.queryAccessibleInterface(widget)
        name = interface.text(QAccessible.Text.Name) if interface else widget.accessibleName()
        if not name.strip():
            found.append(repr(widget))
    return found


def rich(root: QObject) -> list[QLabel]:
    boxes = [box for box in root.findChildren(QMessageBox) if box.textFormat() is not Qt.TextFormat.PlainText]
    assert not boxes
    inside = QMessageBox
    return [
        one
        for one in root.findChildren(QLabel)
        if one.textFormat() is not Qt.TextFormat.PlainText and not isinstance(one.window(), inside)
    ]


@pytest.mark.parametrize("state", pictured.STATES, ids=lambda state: state.__name__)
def test_every_state_is_named_and_plain(qtbot: QtBot, stage: Stage, state: Callable[[Stage], None]) -> None:
    state(stage)
    settle()
    assert unnamed(stage.window) == []
    assert rich(stage.window) == []
    for one in QApplication.topLevelWidgets():
        if isinstance(one, QMessageBox):
            one.close()


def test_dialogs_are_named_and_plain(qtbot: QtBot, window: MainWindow) -> None:
    window.menu.rules.trigger()
    window.menu.recogniser.trigger()
    dialogs = [one for one in window.findChildren(QWidget) if isinstance(one, RulesDialog | RecogniserDialog)]
    assert len(dialogs) == 2
    for dialog in dialogs:
        assert unnamed(dialog) == []
        assert rich(dialog) == []
        dialog.close()


@pytest.mark.parametrize("state", [pictured.choose, pictured.awaiting, pictured.typing, pictured.sessions])
def test_tab_reaches_every_control_and_comes_back(qtbot: QtBot, stage: Stage, state: Callable[[Stage], None]) -> None:
    state(stage)
    settle()
    wanted = {widget for widget in focusable(stage.window) if widget.isEnabled()}
    reached: set[QWidget] = set()
    for _ in range(2 * len(wanted) + 2):
        widget = QApplication.focusWidget()
        assert widget is not None
        reached.add(widget)
        qtbot.keyClick(widget, Qt.Key.Key_Tab)
    assert {type(one).__name__ for one in wanted - reached} <= {"QScrollArea"}
    assert any(isinstance(one, QPlainTextEdit | QTableWidget) or one.isEnabled() for one in reached)


def test_long_words_do_not_widen_the_window(qtbot: QtBot, stage: Stage) -> None:
    stage.services.hears = "unbreakable" * 60
    stage.window.resize(1024, 640)
    pictured.recording(stage)
    assert stage.window.width() == 1024
    assert stage.window.minimumSizeHint().width() <= 1024
