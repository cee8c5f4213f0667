"""From choosing to the debrief, with fakes for everything outside the window."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.errors import ErrorKind, HeardFirstError
from app.marking.verdict import Verdict
from app.rehearsal import state as at
from tests.fake_services import SAID, FakeServices
from tests.ui.drive import question, reach, record, see_debrief, turn
from tests.ui.silent_voice import SilentVoice
from ui.main_window import MainWindow


def test_from_choosing_to_the_debrief(
    qtbot: QtBot, window: MainWindow, services: FakeServices, voice: SilentVoice
) -> None:
    assert window.page is window.choose
    window.choose.cards[1].click()
    speaking = reach(qtbot, window, at.Speaking)
    assert window.page is window.rehearse
    assert voice.said == [speaking.run.line]
    voice.finish()
    reach(qtbot, window, at.Awaiting)
    services.recorder.held = True
    qtbot.mouseClick(window.rehearse.recording.button, Qt.MouseButton.LeftButton)
    reach(qtbot, window, at.Preparing)
    assert not window.rehearse.recording.button.isEnabled()
    services.recorder.held = False
    services.recorder.open(1)
    reach(qtbot, window, at.CountingDown)
    qtbot.mouseClick(window.rehearse.recording.button, Qt.MouseButton.LeftButton)
    reach(qtbot, window, at.RecordingTake)
    services.recogniser.held = True
    services.recorder.speak()
    qtbot.mouseClick(window.rehearse.recording.button, Qt.MouseButton.LeftButton)
    reach(qtbot, window, at.Transcribing)
    services.recogniser.answer()
    reach(qtbot, window, at.Reviewing)
    assert window.rehearse.review.edit.text == SAID
    services.marker.held = True
    qtbot.keyClick(window.rehearse.review.edit, Qt.Key.Key_Return)
    reach(qtbot, window, at.BeingMarked)
    services.marker.held = False
    state = window.bridge.state
    assert isinstance(state, at.BeingMarked)
    services.marker.mark(1, (state.take.turn,), state.run.scenario.goal)
    debrief = see_debrief(qtbot, window)
    assert window.page is window.debrief
    marking = debrief.run.take(1).marking
    assert marking is not None
    assert marking.verdict is Verdict.EMPATHY_FIRST


def test_the_count_down_runs_by_itself(qtbot: QtBot, window: MainWindow, voice: SilentVoice) -> None:
    turn(qtbot, window, voice)
    window.rehearse.press_record()
    assert reach(qtbot, window, at.CountingDown).left == 2
    qtbot.waitUntil(lambda: isinstance(window.bridge.state, at.RecordingTake), timeout=4000)


def test_a_count_down_that_was_cancelled_does_not_shorten_the_next(
    qtbot: QtBot, window: MainWindow, voice: SilentVoice
) -> None:
    turn(qtbot, window, voice)
    window.rehearse.press_record()
    reach(qtbot, window, at.CountingDown)
    qtbot.wait(600)
    qtbot.keyClick(window.rehearse, Qt.Key.Key_Escape)
    reach(qtbot, window, at.Awaiting)
    window.rehearse.press_record()
    reach(qtbot, window, at.CountingDown)
    qtbot.wait(600)  # the first tick of the first count-down would have come by now
    assert isinstance(window.bridge.state, at.CountingDown)
    assert window.bridge.state.left == 2


def test_what_is_heard_appears_while_recording(
    qtbot: QtBot, window: MainWindow, services: FakeServices, voice: SilentVoice
) -> None:
    record(qtbot, window, voice)
    services.recorder.speak()
    qtbot.waitUntil(lambda: window.rehearse.recording.heard == SAID)
    assert window.rehearse.recording.elapsed == "0:00"


def test_a_typed_reply_is_marked(qtbot: QtBot, window: MainWindow, voice: SilentVoice) -> None:
    turn(qtbot, window, voice)
    window.rehearse.type_instead.click()
    edit = window.rehearse.typing.edit
    assert QApplication.focusWidget() is edit
    assert not window.rehearse.typing.main.isEnabled()
    qtbot.keyClicks(edit, "You have nothing left to promise. Send me the list by noon.")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    debrief = see_debrief(qtbot, window)
    transcript = debrief.run.take(1).transcript
    assert transcript is not None
    assert transcript.text == SAID


def test_typing_can_begin_while_the_salesperson_speaks(qtbot: QtBot, window: MainWindow, voice: SilentVoice) -> None:
    window.choose.cards[0].click()
    reach(qtbot, window, at.Speaking)
    window.rehearse.type_instead.click()
    qtbot.keyClicks(window.rehearse.typing.edit, "What a week")
    voice.finish()
    reach(qtbot, window, at.Awaiting)
    assert window.rehearse.typing.isVisible()
    assert window.rehearse.typing.edit.text == "What a week"
    qtbot.keyClick(window.rehearse.typing.edit, Qt.Key.Key_Escape)
    assert window.rehearse.recording.isVisible()


def test_try_again_brings_the_next_line_and_keeps_the_first_take(
    qtbot: QtBot, window: MainWindow, voice: SilentVoice
) -> None:
    test_a_typed_reply_is_marked(qtbot, window, voice)
    window.debrief.try_again.emit()
    speaking = reach(qtbot, window, at.Speaking)
    assert len(speaking.run.takes) == 1
    assert window.page is window.rehearse
    assert window.rehearse.typing.edit.text == ""


def test_a_corrected_transcript_is_marked_again(qtbot: QtBot, window: MainWindow, voice: SilentVoice) -> None:
    test_a_typed_reply_is_marked(qtbot, window, voice)
    window.debrief.corrected.emit(1, "You have everything to promise. Send it.")
    qtbot.waitUntil(lambda: _turns(window) == "You have everything to promise. Send it.")


def test_leaving_goes_back_to_the_scenarios(qtbot: QtBot, window: MainWindow, voice: SilentVoice) -> None:
    turn(qtbot, window, voice)
    window.rehearse.leave.click()
    reach(qtbot, window, at.Choosing)
    assert window.page is window.choose
    assert voice.hushed


def test_not_saved_is_said_and_the_rehearsal_goes_on(
    qtbot: QtBot, window: MainWindow, services: FakeServices, voice: SilentVoice
) -> None:
    services.archive.fails_with = HeardFirstError(ErrorKind.DISK_FULL, path="/data")
    told: list[str] = []
    window.bridge.unsaved.connect(lambda error: told.append(error.kind))
    test_a_typed_reply_is_marked(qtbot, window, voice)
    assert ErrorKind.DISK_FULL in told
    close_notices()


def test_throwing_away_is_asked_while_the_recording_runs(
    qtbot: QtBot, window: MainWindow, services: FakeServices, voice: SilentVoice
) -> None:
    record(qtbot, window, voice)
    qtbot.keyClick(window.rehearse, Qt.Key.Key_Escape)
    asked = question(qtbot)
    assert isinstance(window.bridge.state, at.RecordingTake)
    qtbot.keyClick(asked, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not asked.isVisible())
    assert isinstance(window.bridge.state, at.RecordingTake)
    qtbot.keyClick(window.rehearse, Qt.Key.Key_Escape)
    question(qtbot).do.click()
    reach(qtbot, window, at.Awaiting)
    assert "drop" in services.recorder.calls


def test_the_question_goes_when_the_microphone_does(
    qtbot: QtBot, window: MainWindow, services: FakeServices, voice: SilentVoice
) -> None:
    record(qtbot, window, voice)
    qtbot.keyClick(window.rehearse, Qt.Key.Key_Escape)
    asked = question(qtbot)
    asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    services.recorder.speak()
    services.recorder.finish(HeardFirstError(ErrorKind.MICROPHONE_LOST, device="Desk microphone"))
    reach(qtbot, window, at.Reviewing)
    assert not asked.isVisible()
    assert "Desk microphone" in window.rehearse.review.note
    asked.deleteLater()


def close_notices() -> None:
    """Close what the window said."""
    for one in QApplication.topLevelWidgets():
        if one.inherits("QMessageBox"):
            one.close()


def _turns(window: MainWindow) -> str:
    state = window.bridge.state
    assert isinstance(state, at.Debriefing)
    marking = state.run.take(1).marking
    return marking.turns[0].text if marking else ""
