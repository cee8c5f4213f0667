"""Choosing, past sessions, what a crash left, and the choices that are kept."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from app.errors import ErrorKind, HeardFirstError
from app.rehearsal import state as at
from app.rehearsal.sound import Condition, InputDevice, Recording
from app.settings import Settings
from app.transcript.transcript import Transcript, typed
from tests.fake_services import SAID, FakeServices
from tests.ui.drive import agree, question, reach, record, see_debrief, turn
from tests.ui.silent_voice import SilentVoice
from ui import words
from ui.debrief.critique_scales import Scale
from ui.main_window import MainWindow
from ui.pages.choose_page import ChoosePage


def button(window: MainWindow, text: str) -> QPushButton:
    """The button of the unfinished recordings whose name begins so."""
    return next(
        one
        for one in window.choose.unfinished.findChildren(QPushButton)
        if one.accessibleName().startswith(text) and one.isVisible()
    )


def test_a_card_shows_who_what_and_the_goal(qtbot: QtBot, window: MainWindow, services: FakeServices) -> None:
    for card, scenario in zip(window.choose.cards, services.scenarios, strict=True):
        assert scenario.title in card.accessibleName()
        assert scenario.persona.name in card.accessibleName()
        assert card.goal_words() in card.accessibleDescription()


def test_what_is_missing_is_said_and_can_be_hidden(qtbot: QtBot) -> None:
    page = ChoosePage()
    qtbot.addWidget(page)
    page.show_notices((HeardFirstError(ErrorKind.NO_MICROPHONE),))
    page.show()
    assert page.notices.isVisible()
    assert "microphone" in page.notices.text
    page.notices.findChildren(QPushButton)[0].click()
    assert not page.notices.isVisible()


def test_a_recording_left_by_a_crash_is_played_and_kept(
    qtbot: QtBot, window: MainWindow, services: FakeServices, tmp_path: Path
) -> None:
    one = services.leave_behind(tmp_path)
    window.choose.show_unfinished(services.unfinished())
    button(window, "Play").click()
    assert services.player.played == [one.path]
    button(window, "Keep").click()
    reach(qtbot, window, at.Reviewing)  # it goes on where the crash stopped it
    assert services.adopted == [one]


def test_a_recording_that_cannot_be_played_says_why(
    qtbot: QtBot, window: MainWindow, services: FakeServices, tmp_path: Path
) -> None:
    services.leave_behind(tmp_path)
    services.player.fails_with = HeardFirstError(ErrorKind.NO_LOUDSPEAKER, reason="none")
    window.choose.show_unfinished(services.unfinished())
    for _ in range(2):
        button(window, "Play").click()
        assert window.choose.notices.isVisible()
        assert window.choose.notices.text == words.error(services.player.fails_with)


def test_a_recording_left_by_a_crash_is_deleted_only_when_agreed(
    qtbot: QtBot, window: MainWindow, services: FakeServices, tmp_path: Path
) -> None:
    one = services.leave_behind(tmp_path)
    window.choose.show_unfinished(services.unfinished())
    button(window, "Delete").click()
    question(qtbot).leave.click()
    assert services.discarded == []
    button(window, "Delete").click()
    question(qtbot).do.click()
    assert services.discarded == [one]
    assert not window.choose.unfinished.isVisible()


def test_decide_later_hides_it_and_keeps_it(
    qtbot: QtBot, window: MainWindow, services: FakeServices, tmp_path: Path
) -> None:
    services.leave_behind(tmp_path)
    window.choose.show_unfinished(services.unfinished())
    button(window, "Decide later").click()
    assert not window.choose.unfinished.isVisible()
    assert len(services.left) == 1


def test_past_sessions_are_listed_opened_and_deleted(qtbot: QtBot, window: MainWindow, services: FakeServices) -> None:
    for scenario in range(3):
        services.keep_session(scenario)
    window.menu.past.trigger()
    page = window.past
    assert page.table.rowCount() == 3
    first = page.table.item(0, 1)
    assert first is not None
    assert first.text() == services.scenarios[2].title
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    reach(qtbot, window, at.Debriefing)
    assert window.page is window.debrief
    window.debrief.leave.emit()
    reach(qtbot, window, at.Choosing)
    assert page.isVisible()
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    question(qtbot).leave.click()
    assert page.table.rowCount() == 3
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    question(qtbot).do.click()
    assert page.table.rowCount() == 2
    assert len(services.archive.list_sessions()) == 2


def test_no_sessions_says_so(qtbot: QtBot, window: MainWindow) -> None:
    window.menu.past.trigger()
    assert window.past.empty.isVisible()
    assert not window.past.open.isVisible()


def reopen(qtbot: QtBot, window: MainWindow) -> at.Debriefing:
    """Open the newest of the past sessions."""
    window.menu.past.trigger()
    reach(qtbot, window, at.Choosing)
    window.past.open.click()
    return reach(qtbot, window, at.Debriefing)


def test_another_try_is_added_to_a_past_session(qtbot: QtBot, window: MainWindow, services: FakeServices) -> None:
    session = services.keep_session(2)
    reopen(qtbot, window)
    window.debrief.try_again.emit()
    speaking = reach(qtbot, window, at.Speaking)
    assert speaking.run.session == session
    assert speaking.run.number == 2
    assert window.page is window.rehearse


def test_the_words_of_a_past_take_are_corrected_and_marked_again(
    qtbot: QtBot, window: MainWindow, services: FakeServices
) -> None:
    session = services.keep_session()
    reopen(qtbot, window)
    transcript = window.debrief.take_view.transcript
    transcript.correct_button.click()
    transcript.editor.setPlainText("You have everything to promise. Send it.")
    transcript.mark_button.click()

    def marked() -> bool:
        marking = services.archive.runs[session].take(1).marking
        return marking is not None and marking.turns[0].text == "You have everything to promise. Send it."

    qtbot.waitUntil(marked)


def leave_unmarked(services: FakeServices, transcript: Transcript | None = None) -> str:
    """A session whose only take was kept without being marked."""
    session = services.archive.new_session_id()
    run = at.Run(session, services.scenarios[0])
    sound = Recording(Path("take.wav"), 6.0, 5.0, Condition.GOOD)
    services.archive.save_take(run, at.Take(1, run.line, transcript, sound))
    return session


def go_on(window: MainWindow) -> QPushButton:
    """The button of the take that is shown."""
    assert window.debrief.take_view.notices is not None
    return next(
        one
        for one in window.debrief.take_view.notices.findChildren(QPushButton)
        if one.text() == "Go on with this take"
    )


def test_a_take_that_was_left_goes_on_from_the_past_sessions(
    qtbot: QtBot, window: MainWindow, services: FakeServices
) -> None:
    session = leave_unmarked(services)
    reopen(qtbot, window)
    go_on(window).click()
    review = reach(qtbot, window, at.Reviewing)
    assert review.take.recording is not None
    qtbot.keyClick(window.rehearse.review.edit, Qt.Key.Key_Return)
    see_debrief(qtbot, window)
    marking = services.archive.runs[session].take(1).marking
    assert marking is not None
    assert marking.verdict is not None


def test_words_that_were_mended_before_it_was_left_are_marked_as_they_are(
    qtbot: QtBot, window: MainWindow, services: FakeServices
) -> None:
    leave_unmarked(services, typed(SAID))
    reopen(qtbot, window)
    go_on(window).click()
    qtbot.waitUntil(lambda: window.debrief.take_view.checklist is not None)


def test_a_take_whose_sound_is_gone_says_so_and_can_be_tried_again(
    qtbot: QtBot, window: MainWindow, services: FakeServices
) -> None:
    leave_unmarked(services)
    services.sound_fails = HeardFirstError(ErrorKind.FILE_MISSING, path="take.wav")
    reopen(qtbot, window)
    go_on(window).click()
    view = window.debrief.take_view
    qtbot.waitUntil(lambda: view.notices is not None and "take.wav" in view.notices.texts[0])
    services.sound_fails = None
    go_on(window).click()
    reach(qtbot, window, at.Reviewing)


def test_what_was_let_be_is_found_again(
    qtbot: QtBot, window: MainWindow, services: FakeServices, voice: SilentVoice
) -> None:
    services.recogniser_fails = HeardFirstError(ErrorKind.RECOGNISER_STOPPED)
    record(qtbot, window, voice)
    services.recorder.speak()
    services.recorder.sound = Path("take.wav")
    window.rehearse.press_record()
    reach(qtbot, window, at.Failed)
    window.rehearse.failure.let_be.click()
    reach(qtbot, window, at.Choosing)
    services.recogniser_fails = None
    reopen(qtbot, window)
    go_on(window).click()
    reach(qtbot, window, at.Reviewing)


def test_a_session_that_is_gone_is_said(qtbot: QtBot, window: MainWindow, services: FakeServices) -> None:
    services.keep_session()
    window.menu.past.trigger()
    services.archive.runs.clear()
    told: list[ErrorKind] = []
    window.past.fault.connect(lambda error: told.append(error.kind))
    window.past.opened.emit("0")
    assert told == [ErrorKind.SESSION_UNKNOWN]
    for one in QApplication.topLevelWidgets():
        if one.inherits("QMessageBox"):
            one.close()


def test_the_microphone_is_known_by_its_name(
    qtbot: QtBot, window: MainWindow, services: FakeServices, voice: SilentVoice
) -> None:
    headset = InputDevice("Headset", "ALSA")
    services.recorder.found = (*services.recorder.found, headset)
    turn(qtbot, window, voice)
    menu = window.rehearse.microphones
    menu.refresh()
    qtbot.waitUntil(lambda: menu.count() == 3)
    menu.setCurrentIndex(2)
    menu.activated.emit(2)
    assert services.recorder.chosen == headset
    assert services.settings.microphone == "Headset"
    services.recorder.found = services.recorder.found[:1]
    menu.refresh()
    qtbot.waitUntil(lambda: menu.currentText() == "Headset (not plugged in)")  # it does not switch by itself
    assert menu.count() == 3


@pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)  # Qt's screenless platform, of a list
def test_a_driver_that_takes_its_time_blocks_nothing(
    qtbot: QtBot, window: MainWindow, services: FakeServices, voice: SilentVoice
) -> None:
    menu = window.rehearse.microphones
    qtbot.waitUntil(lambda: menu.count() == 2)
    services.recorder.listing.clear()
    services.recorder.found = (*services.recorder.found, InputDevice("Headset", "ALSA"))
    turn(qtbot, window, voice)
    menu.showPopup()
    assert menu.count() == 2  # what is known, at once
    services.recorder.listing.set()
    qtbot.waitUntil(lambda: menu.count() == 3)
    assert menu.view().isVisible()
    menu.hidePopup()


def test_no_microphone_is_said_in_the_menu(qtbot: QtBot, window: MainWindow, services: FakeServices) -> None:
    services.recorder.found = ()
    window.rehearse.microphones.refresh()
    qtbot.waitUntil(lambda: window.rehearse.microphones.currentText() == "No microphone found")


def test_a_colleague_who_is_there_is_asked_before_the_marks_are_shown(
    qtbot: QtBot, window: MainWindow, voice: SilentVoice
) -> None:
    box = window.rehearse.colleague
    turn(qtbot, window, voice)
    box.click()
    assert window.company.dialog is not None
    agree(window.company.dialog)
    qtbot.waitUntil(box.isChecked)
    assert window.menu.colleague.isChecked()
    window.rehearse.open_typing()
    window.rehearse.typing.sent.emit(SAID)
    see_debrief(qtbot, window)
    critique = window.debrief.critique_page
    assert critique.isVisible()
    assert critique.people.colleague
    assert not critique.manager_edit.isVisible()
    assert QApplication.focusWidget() is critique.scales[Scale.FACE].button(1)
    assert not window.debrief.take_view.isVisible()
    critique.back_button.click()
    assert window.debrief.take_view.isVisible()
    window.menu.colleague.trigger()
    qtbot.waitUntil(lambda: not box.isChecked())
    assert reach(qtbot, window, at.Debriefing).run.pair is None


def test_the_voice_is_kept(qtbot: QtBot, window: MainWindow, services: FakeServices) -> None:
    menu = window.rehearse.voices
    qtbot.waitUntil(lambda: menu.count() == 4)
    menu.activated.emit(2)
    assert (services.settings.voice, services.settings.captions_only) == ("Ben", False)
    menu.activated.emit(3)
    assert services.settings.captions_only


def test_the_count_down_is_taken_over_at_once(
    qtbot: QtBot, window: MainWindow, services: FakeServices, voice: SilentVoice
) -> None:
    action = next(one for one in window.menu.countdowns.actions() if one.data() == 0)
    action.trigger()
    assert services.settings == Settings(countdown=0)
    turn(qtbot, window, voice)
    window.rehearse.press_record()
    reach(qtbot, window, at.RecordingTake)


def test_a_critique_that_could_not_be_saved_is_not_shown_as_saved(
    qtbot: QtBot, window: MainWindow, services: FakeServices
) -> None:
    services.keep_session()
    window.menu.past.trigger()
    window.past.open.click()
    reach(qtbot, window, at.Debriefing)
    page = window.debrief
    page.ask_colleague()
    page.critique_page.manager_edit.setText("Ada")
    page.critique_page.colleague_edit.setText("Ben")
    page.critique_page.consent_box.setChecked(True)
    page.critique_page.keep_edit.setPlainText("The pause")
    services.archive.fails_with = HeardFirstError(ErrorKind.DISK_FULL, path="/data")
    page.critique_page.save_button.click()
    assert page.critique_page.keep_edit.toPlainText() == "The pause"
    assert page.take_view.feedback.critiques == []
    services.archive.fails_with = None
    page.critique_page.save_button.click()
    assert [one.theirs.critique.keep for one in page.take_view.feedback.critiques] == ["The pause"]
    for one in QApplication.topLevelWidgets():
        if one.inherits("QMessageBox"):
            one.close()
