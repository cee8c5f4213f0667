"""Choosing, past sessions, what a crash left, and the choices that are kept."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from app.errors import ErrorKind, HeardFirstError
from app.rehearsal import state as at
from app.rehearsal.sound import InputDevice
from app.settings import Settings
from tests.fake_services import FakeServices
from tests.ui.drive import question, reach, turn
from tests.ui.silent_voice import SilentVoice
from ui import words
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
    page = window.past.list
    assert page.table.rowCount() == 3
    first = page.table.item(0, 1)
    assert first is not None
    assert first.text() == services.scenarios[2].title
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert window.past.debrief.isVisible()
    window.past.debrief.leave.emit()
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
    assert window.past.list.empty.isVisible()
    assert not window.past.list.open.isVisible()


def test_a_past_session_can_be_rehearsed_anew(qtbot: QtBot, window: MainWindow, services: FakeServices) -> None:
    services.keep_session(2)
    window.menu.past.trigger()
    window.past.list.open.click()
    window.past.debrief.try_again.emit()
    speaking = reach(qtbot, window, at.Speaking)
    assert speaking.run.scenario is services.scenarios[2]
    assert window.page is window.rehearse


def test_a_session_that_is_gone_is_said(qtbot: QtBot, window: MainWindow, services: FakeServices) -> None:
    services.keep_session()
    window.menu.past.trigger()
    services.archive.runs.clear()
    told: list[ErrorKind] = []
    window.past.fault.connect(lambda error: told.append(error.kind))
    window.past.list.opened.emit("0")
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
    menu.setCurrentIndex(2)
    menu.activated.emit(2)
    assert services.recorder.chosen == headset
    assert services.settings.microphone == "Headset"
    services.recorder.found = services.recorder.found[:1]
    menu.refresh()
    assert "Headset" in menu.currentText()  # unplugged: it does not switch by itself
    assert menu.count() == 3


def test_no_microphone_is_said_in_the_menu(qtbot: QtBot, window: MainWindow, services: FakeServices) -> None:
    services.recorder.found = ()
    window.rehearse.microphones.refresh()
    assert window.rehearse.microphones.currentText() == "No microphone found"


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
    window.past.list.open.click()
    page = window.past.debrief
    page.ask_colleague()
    page.critique_page.manager_edit.setText("Ada")
    page.critique_page.colleague_edit.setText("Ben")
    page.critique_page.consent_box.setChecked(True)
    page.critique_page.keep_edit.setPlainText("The pause")
    services.archive.fails_with = HeardFirstError(ErrorKind.DISK_FULL, path="/data")
    page.critique_page.save_button.click()
    assert page.critique_page.keep_edit.toPlainText() == "The pause"
    assert page.take_view.critiques == []
    services.archive.fails_with = None
    page.critique_page.save_button.click()
    assert [one.theirs.critique.keep for one in page.take_view.critiques] == ["The pause"]
    for one in QApplication.topLevelWidgets():
        if one.inherits("QMessageBox"):
            one.close()
