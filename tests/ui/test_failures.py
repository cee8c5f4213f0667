"""Each failure shows a calm sentence with ways on, and recording works again afterwards."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.errors import ErrorKind, HeardFirstError
from app.rehearsal import state as at
from tests.fake_services import FakeServices
from tests.ui.drive import reach, record, see_debrief, turn
from tests.ui.silent_voice import SilentVoice
from ui import words
from ui.main_window import MainWindow

NO_MICROPHONE = HeardFirstError(ErrorKind.NO_MICROPHONE)
STOPPED = HeardFirstError(ErrorKind.RECOGNISER_STOPPED)
DAMAGED = HeardFirstError(ErrorKind.MARKER_MISSING, path="marker.onnx", sha256="0")


def fail_microphone(qtbot: QtBot, window: MainWindow, services: FakeServices, voice: SilentVoice) -> None:
    services.recorder.fails_with = NO_MICROPHONE
    turn(qtbot, window, voice)
    window.rehearse.press_record()
    reach(qtbot, window, at.Failed)


def fail_recogniser(qtbot: QtBot, window: MainWindow, services: FakeServices, voice: SilentVoice) -> None:
    services.recogniser_fails = STOPPED
    record(qtbot, window, voice)
    services.recorder.speak()
    window.rehearse.press_record()
    reach(qtbot, window, at.Failed)


def test_no_microphone_then_one_is_there(
    qtbot: QtBot, window: MainWindow, services: FakeServices, voice: SilentVoice
) -> None:
    fail_microphone(qtbot, window, services, voice)
    banner = window.rehearse.failure
    assert banner.isVisible()
    assert banner.text == words.error(NO_MICROPHONE)
    assert not window.rehearse.recording.isVisible()
    assert QApplication.focusWidget() is banner.retry
    services.recorder.fails_with = None
    qtbot.keyClick(banner.retry, Qt.Key.Key_Space)
    reach(qtbot, window, at.CountingDown)
    assert not banner.isVisible()


def test_no_microphone_and_typed_instead(
    qtbot: QtBot, window: MainWindow, services: FakeServices, voice: SilentVoice
) -> None:
    fail_microphone(qtbot, window, services, voice)
    window.rehearse.failure.type_it.click()
    qtbot.keyClicks(window.rehearse.typing.edit, "You have nothing left. Send the list.")
    qtbot.keyClick(window.rehearse.typing.edit, Qt.Key.Key_Return)
    see_debrief(qtbot, window)


def test_no_microphone_and_back(qtbot: QtBot, window: MainWindow, services: FakeServices, voice: SilentVoice) -> None:
    fail_microphone(qtbot, window, services, voice)
    window.rehearse.failure.let_be.click()
    reach(qtbot, window, at.Awaiting)
    assert window.rehearse.recording.button.isEnabled()


def test_the_recogniser_stops_and_is_tried_again(
    qtbot: QtBot, window: MainWindow, services: FakeServices, voice: SilentVoice
) -> None:
    fail_recogniser(qtbot, window, services, voice)
    assert window.rehearse.failure.text == words.error(STOPPED)
    services.recogniser_fails = None
    window.rehearse.failure.retry.click()
    reach(qtbot, window, at.Reviewing)


def test_the_recogniser_stops_and_the_words_are_typed(
    qtbot: QtBot, window: MainWindow, services: FakeServices, voice: SilentVoice
) -> None:
    fail_recogniser(qtbot, window, services, voice)
    window.rehearse.failure.type_it.click()
    review = reach(qtbot, window, at.Reviewing)
    assert review.take.recording is not None
    qtbot.keyClicks(window.rehearse.review.edit, "You have nothing left. Send the list.")
    qtbot.keyClick(window.rehearse.review.edit, Qt.Key.Key_Return)
    debrief = see_debrief(qtbot, window)
    assert debrief.run.take(1).recording is review.take.recording


def test_the_recogniser_stops_and_it_is_left_for_now(
    qtbot: QtBot, window: MainWindow, services: FakeServices, voice: SilentVoice
) -> None:
    fail_recogniser(qtbot, window, services, voice)
    window.rehearse.failure.let_be.click()
    reach(qtbot, window, at.Choosing)
    assert len(services.archive.list_sessions()) == 1


def test_the_marker_fails_and_is_tried_again(
    qtbot: QtBot, window: MainWindow, services: FakeServices, voice: SilentVoice
) -> None:
    services.marker.fails_with = DAMAGED
    turn(qtbot, window, voice)
    window.rehearse.open_typing()
    window.rehearse.typing.sent.emit("You have nothing left. Send the list.")
    reach(qtbot, window, at.Failed)
    assert not window.rehearse.failure.type_it.isVisible()
    services.marker.fails_with = None
    window.rehearse.failure.retry.click()
    see_debrief(qtbot, window)


def test_every_way_on_names_itself(
    qtbot: QtBot, window: MainWindow, services: FakeServices, voice: SilentVoice
) -> None:
    fail_recogniser(qtbot, window, services, voice)
    banner = window.rehearse.failure
    shown = [one.accessibleName() for one in (banner.retry, banner.type_it, banner.let_be) if one.isVisible()]
    assert len(set(shown)) == 3
    assert "" not in shown
