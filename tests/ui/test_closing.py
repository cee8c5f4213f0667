"""Closing the window in each busy state: asked once, then everything ends."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.rehearsal import event as on
from app.rehearsal import state as at
from tests.fake_services import SAID, FakeServices
from tests.ui.drive import question, reach, record, see_debrief, turn
from tests.ui.silent_voice import SilentVoice
from ui import main_window
from ui.dialogs.question import Question
from ui.main_window import MainWindow

Drive = Callable[[QtBot, MainWindow, FakeServices, SilentVoice], None]


def preparing(qtbot: QtBot, window: MainWindow, services: FakeServices, voice: SilentVoice) -> None:
    services.recorder.held = True
    turn(qtbot, window, voice)
    window.rehearse.press_record()
    reach(qtbot, window, at.Preparing)


def counting(qtbot: QtBot, window: MainWindow, services: FakeServices, voice: SilentVoice) -> None:
    turn(qtbot, window, voice)
    window.rehearse.press_record()
    reach(qtbot, window, at.CountingDown)


def recording(qtbot: QtBot, window: MainWindow, services: FakeServices, voice: SilentVoice) -> None:
    record(qtbot, window, voice)


def transcribing(qtbot: QtBot, window: MainWindow, services: FakeServices, voice: SilentVoice) -> None:
    services.recogniser.held = True
    record(qtbot, window, voice)
    services.recorder.speak()
    window.rehearse.press_record()
    reach(qtbot, window, at.Transcribing)


def marking(qtbot: QtBot, window: MainWindow, services: FakeServices, voice: SilentVoice) -> None:
    services.marker.held = True
    turn(qtbot, window, voice)
    window.bridge.post(on.ReplyTyped(SAID))
    reach(qtbot, window, at.BeingMarked)


BUSY = [preparing, counting, recording, transcribing, marking]


@pytest.mark.parametrize("busy", BUSY)
def test_asks_once_and_stays(
    qtbot: QtBot, window: MainWindow, services: FakeServices, voice: SilentVoice, busy: Drive
) -> None:
    busy(qtbot, window, services, voice)
    assert not window.close()
    asked = question(qtbot)
    assert not window.close()
    assert [one for one in QApplication.topLevelWidgets() if isinstance(one, Question) and one.isVisible()] == [asked]
    qtbot.keyClick(asked, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not any(isinstance(one, Question) for one in QApplication.topLevelWidgets()))
    assert window.isVisible()
    assert not services.closed


@pytest.mark.parametrize("busy", BUSY)
def test_closes_when_told_twice(
    qtbot: QtBot, window: MainWindow, services: FakeServices, voice: SilentVoice, busy: Drive
) -> None:
    busy(qtbot, window, services, voice)
    window.close()
    with qtbot.waitSignal(window.closed):
        question(qtbot).do.click()
    assert services.closed
    assert not window.isVisible()
    late(window)


@pytest.mark.parametrize("busy", BUSY)
def test_a_log_out_asks_nothing(
    qtbot: QtBot, window: MainWindow, services: FakeServices, voice: SilentVoice, busy: Drive
) -> None:
    busy(qtbot, window, services, voice)
    window.close_without_asking()
    assert services.closed
    late(window)


def test_an_idle_window_just_closes(qtbot: QtBot, window: MainWindow, services: FakeServices) -> None:
    assert window.close()
    assert services.closed


def reviewed(qtbot: QtBot, window: MainWindow, services: FakeServices, voice: SilentVoice) -> None:
    record(qtbot, window, voice)
    services.recorder.speak()
    window.rehearse.press_record()
    reach(qtbot, window, at.Reviewing)


def mended(qtbot: QtBot, window: MainWindow, services: FakeServices, voice: SilentVoice) -> None:
    reviewed(qtbot, window, services, voice)
    qtbot.keyClicks(window.rehearse.review.edit, " And thank you.")


def half_typed(qtbot: QtBot, window: MainWindow, services: FakeServices, voice: SilentVoice) -> None:
    turn(qtbot, window, voice)
    window.rehearse.open_typing()
    qtbot.keyClicks(window.rehearse.typing.edit, "You have")


def corrected(qtbot: QtBot, window: MainWindow, services: FakeServices, voice: SilentVoice) -> None:
    debriefed(qtbot, window, services, voice)
    window.debrief.take_view.transcript.edit()
    qtbot.keyClicks(window.debrief.take_view.transcript.editor, "Well. ")


def critique(qtbot: QtBot, window: MainWindow, services: FakeServices, voice: SilentVoice) -> None:
    debriefed(qtbot, window, services, voice)
    window.debrief.ask_colleague()
    qtbot.keyClicks(window.debrief.critique_page.keep_edit, "The pause")


def debriefed(qtbot: QtBot, window: MainWindow, services: FakeServices, voice: SilentVoice) -> None:
    turn(qtbot, window, voice)
    window.bridge.post(on.ReplyTyped(SAID))
    see_debrief(qtbot, window)


@pytest.mark.parametrize("written", [mended, half_typed, corrected, critique])
def test_what_is_written_is_not_lost_without_asking(
    qtbot: QtBot, window: MainWindow, services: FakeServices, voice: SilentVoice, written: Drive
) -> None:
    written(qtbot, window, services, voice)
    assert not window.close()
    asked = question(qtbot)
    assert "lose what you wrote" in asked.text()
    asked.leave.click()
    assert not services.closed


@pytest.mark.parametrize("kept", [reviewed, debriefed])
def test_where_nothing_was_written_it_just_closes(
    qtbot: QtBot, window: MainWindow, services: FakeServices, voice: SilentVoice, kept: Drive
) -> None:
    kept(qtbot, window, services, voice)
    assert window.close()
    assert services.closed


def test_the_end_of_the_session_asks_nothing(
    qtbot: QtBot, window: MainWindow, services: FakeServices, voice: SilentVoice
) -> None:
    record(qtbot, window, voice)
    window.end_of_session(None)  # pyright: ignore[reportArgumentType]
    assert window.close()


def test_after_a_log_out_that_was_cancelled_it_asks_again(
    qtbot: QtBot, window: MainWindow, services: FakeServices, voice: SilentVoice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(main_window, "LOG_OUT_LASTS_MS", 0)
    record(qtbot, window, voice)
    window.end_of_session(None)  # pyright: ignore[reportArgumentType]
    assert not window.close()
    question(qtbot).leave.click()


def late(window: MainWindow) -> None:
    """Answers that come after the end change nothing."""
    before = window.bridge.state
    window.bridge.post(on.MicrophoneReady(1))
    QApplication.processEvents()
    assert window.bridge.state is before
