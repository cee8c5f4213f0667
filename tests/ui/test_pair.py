"""Setting up a pair: from the first click to what is kept, typed and said aloud, with fakes."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from app.errors import ErrorKind, HeardFirstError
from app.pairing.pair import Agreed, Pair, Salesperson
from app.rehearsal import event as on
from app.rehearsal import state as at
from app.rehearsal.sound import Condition, Recording
from tests.fake_services import SAID, FakeServices
from tests.ui.drive import agree, reach, record, see_debrief, turn
from tests.ui.label_walk import faults
from tests.ui.silent_voice import SilentVoice
from ui.main_window import MainWindow
from ui.pairing import agreement
from ui.pairing.consent_recording import LONGEST_S, ConsentRecording, Stage
from ui.pairing.pair_dialog import PairDialog


def choose(window: MainWindow, scenario: int = 1) -> PairDialog:
    """A colleague is there, and a scenario is chosen: the dialog that opens."""
    if not window.choose.colleague.isChecked():
        window.choose.colleague.click()
    window.choose.cards[scenario].click()
    assert window.company.dialog is not None
    return window.company.dialog


def focus() -> QWidget | None:
    return QApplication.focusWidget()


def press(qtbot: QtBot, key: Qt.Key) -> None:
    """A key, wherever the focus is."""
    widget = focus()
    assert widget is not None
    qtbot.keyClick(widget, key)


def pair_of(qtbot: QtBot, window: MainWindow) -> Pair:
    found = reach(qtbot, window, at.Speaking).run.pair
    assert found is not None
    return found


def reply(qtbot: QtBot, window: MainWindow, voice: SilentVoice) -> str:
    """Type a reply, so that the session is kept; its id."""
    voice.finish()
    reach(qtbot, window, at.Awaiting)
    window.rehearse.open_typing()
    window.rehearse.typing.sent.emit(SAID)
    return see_debrief(qtbot, window).run.session


def test_a_pair_that_ticked_its_lines_is_kept_with_the_session(
    qtbot: QtBot, window: MainWindow, services: FakeServices, voice: SilentVoice
) -> None:
    dialog = choose(window)
    assert window.bridge.idle, "nobody speaks before both agreed"
    agree(dialog, " Ada  Lovelace ", "Ben")
    pair = pair_of(qtbot, window)
    assert (pair.manager, pair.colleague, pair.salesperson) == ("Ada Lovelace", "Ben", Salesperson.PROGRAM)
    assert (pair.consent.agreed, pair.consent.sound) == (Agreed.TYPED, "")
    assert pair.consent.line == agreement.line("Ada Lovelace", "Ben")
    assert pair.consent.given_utc_s > 0
    session = reply(qtbot, window, voice)
    assert services.archive.open_session(session).run.pair == pair
    assert services.archive.list_sessions()[0].colleague == "Ben"
    assert (services.settings.manager_name, services.settings.colleague_name) == ("Ada Lovelace", "Ben")


def test_all_of_it_by_keyboard_with_names_that_are_known(
    qtbot: QtBot, window: MainWindow, services: FakeServices
) -> None:
    agree(choose(window))
    reach(qtbot, window, at.Speaking)
    window.rehearse.leave.click()
    reach(qtbot, window, at.Choosing)
    dialog = choose(window, 0)
    qtbot.waitUntil(lambda: focus() is dialog.consent.ticks[0].box)
    press(qtbot, Qt.Key.Key_Space)
    press(qtbot, Qt.Key.Key_Return)
    assert focus() is dialog.consent.ticks[1].box
    assert not dialog.refusal.isVisible(), "going on is no mistake"
    press(qtbot, Qt.Key.Key_Space)
    press(qtbot, Qt.Key.Key_Return)
    assert pair_of(qtbot, window).colleague == "Ben"


def test_enter_leads_through_an_empty_form(qtbot: QtBot, window: MainWindow) -> None:
    dialog = choose(window)
    qtbot.waitUntil(lambda: focus() is dialog.manager)
    qtbot.keyClicks(dialog.manager, "Ada")
    press(qtbot, Qt.Key.Key_Return)
    assert focus() is dialog.colleague
    assert not dialog.refusal.isVisible()
    press(qtbot, Qt.Key.Key_Return)
    assert dialog.refusal.isVisible()
    assert "colleague" in dialog.refusal.text
    qtbot.keyClicks(dialog.colleague, "ADA")
    assert not dialog.refusal.isVisible()
    dialog.begin.click()
    assert "differ" in dialog.refusal.text
    dialog.reject()


def test_what_was_ticked_for_other_names_does_not_count(qtbot: QtBot, window: MainWindow) -> None:
    dialog = choose(window)
    dialog.manager.setText("Ada")
    dialog.colleague.setText("Ben")
    for tick in dialog.consent.ticks:
        tick.box.click()
    dialog.colleague.setText("Bent")
    assert not any(tick.ticked for tick in dialog.consent.ticks)
    dialog.begin.click()
    assert window.company.dialog is dialog
    assert "Ada has not ticked" in dialog.refusal.text
    dialog.reject()


def test_cancelling_begins_nothing(qtbot: QtBot, window: MainWindow, services: FakeServices) -> None:
    choose(window).reject()
    qtbot.waitUntil(lambda: window.company.dialog is None)
    assert window.bridge.idle
    assert window.choose.colleague.isChecked(), "the colleague is still there"
    assert services.archive.runs == {}


def test_the_colleague_plays(qtbot: QtBot, window: MainWindow) -> None:
    dialog = choose(window)
    dialog.colleague_plays.click()
    agree(dialog)
    qtbot.waitUntil(lambda: not window.bridge.idle)
    state = window.bridge.state
    assert not isinstance(state, at.Choosing)
    assert state.run.pair is not None
    assert state.run.pair.salesperson is Salesperson.COLLEAGUE


def say_it(services: FakeServices, dialog: PairDialog, name: str = "said") -> Path:
    """Both say the line; where the recorder put it."""
    dialog.manager.setText("Ada")
    dialog.colleague.setText("Ben")
    dialog.consent.spoken.click()
    services.folders.sound.mkdir(parents=True, exist_ok=True)
    path = services.folders.sound / f"{name}-0.wav"
    path.write_bytes(b"said")
    services.recorder.sound = path
    dialog.consent.aloud.record.click()
    return path


def said(dialog: PairDialog) -> bool:
    return dialog.consent.recording.stage is Stage.SAID


def test_a_pair_that_said_it_aloud_is_kept_with_its_sound(
    qtbot: QtBot, window: MainWindow, services: FakeServices, voice: SilentVoice
) -> None:
    dialog = choose(window)
    path = say_it(services, dialog)
    qtbot.waitUntil(lambda: dialog.consent.recording.stage is Stage.RECORDING)
    assert "at most" not in dialog.consent.aloud.told
    dialog.consent.aloud.record.click()
    qtbot.waitUntil(lambda: said(dialog))
    dialog.consent.aloud.listen.click()
    assert services.player.played == [path]
    dialog.begin.click()
    pair = pair_of(qtbot, window)
    assert (pair.consent.agreed, pair.consent.sound) == (Agreed.SPOKEN, path.name)
    session = reply(qtbot, window, voice)
    assert services.archive.open_session(session).run.pair == pair
    window.debrief.leave.emit()
    reach(qtbot, window, at.Choosing)
    assert path.is_file()


def test_what_was_said_goes_with_a_session_of_which_nothing_was_kept(
    qtbot: QtBot, window: MainWindow, services: FakeServices
) -> None:
    dialog = choose(window)
    path = say_it(services, dialog)
    qtbot.waitUntil(lambda: dialog.consent.recording.stage is Stage.RECORDING)
    dialog.consent.aloud.record.click()
    qtbot.waitUntil(lambda: said(dialog))
    dialog.begin.click()
    pair_of(qtbot, window)
    window.rehearse.leave.click()
    reach(qtbot, window, at.Choosing)
    assert not path.exists()


@pytest.mark.parametrize("end", ["cancel", "ticked instead", "another name", "again"])
def test_what_was_said_and_not_taken_up_is_deleted(
    qtbot: QtBot, window: MainWindow, services: FakeServices, end: str
) -> None:
    dialog = choose(window)
    path = say_it(services, dialog)
    qtbot.waitUntil(lambda: dialog.consent.recording.stage is Stage.RECORDING)
    dialog.consent.aloud.record.click()
    qtbot.waitUntil(lambda: said(dialog))
    if end == "ticked instead":
        dialog.consent.typed.click()
        agree(dialog)
        assert pair_of(qtbot, window).consent.agreed is Agreed.TYPED
    elif end == "another name":
        dialog.colleague.setText("Bent")
        assert dialog.consent.missing() is not None
    elif end == "again":
        dialog.consent.aloud.record.click()
    else:
        dialog.cancel.click()
    assert not path.exists()
    if window.company.dialog is not None:
        window.company.dialog.reject()


def test_a_microphone_that_fails_says_so_and_ticking_remains(
    qtbot: QtBot, window: MainWindow, services: FakeServices
) -> None:
    services.recorder.fails_with = HeardFirstError(ErrorKind.NO_MICROPHONE)
    dialog = choose(window)
    say_it(services, dialog)
    qtbot.waitUntil(lambda: dialog.consent.recording.stage is Stage.FAILED)
    assert "microphone" in dialog.consent.aloud.told
    dialog.consent.typed.click()
    agree(dialog)
    assert pair_of(qtbot, window).consent.agreed is Agreed.TYPED
    services.recorder.fails_with = None


def test_silence_is_no_agreement(services: FakeServices, qtbot: QtBot) -> None:
    consent = ConsentRecording(services.recorder, "a" * 16)
    consent.begin()
    consent.hear(on.MicrophoneReady(0))
    consent.stop()
    consent.hear(on.TakeFinished(0, Recording(Path("/nowhere/a-0.wav"), 6.0, 0.2, Condition.SILENCE)))
    assert consent.stage is Stage.UNHEARD
    assert consent.path is None
    consent.drop()


def test_it_stops_by_itself(services: FakeServices, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    assert LONGEST_S == 20
    monkeypatch.setattr("ui.pairing.consent_recording.LONGEST_S", 0.05)
    consent = ConsentRecording(services.recorder, "a" * 16)
    consent.begin()
    consent.hear(on.MicrophoneReady(0))
    qtbot.waitUntil(lambda: consent.stage is Stage.CLOSING)
    assert services.recorder.calls.count("stop") == 1
    consent.drop()


def test_a_colleague_joins_in_mid_session_and_goes(
    qtbot: QtBot, window: MainWindow, services: FakeServices, voice: SilentVoice
) -> None:
    window.choose.cards[1].click()
    reach(qtbot, window, at.Speaking)
    window.rehearse.colleague.click()
    assert voice.hushed, "the salesperson does not speak into it"
    assert not window.rehearse.colleague.isChecked(), "nobody has agreed yet"
    assert window.company.dialog is not None
    agree(window.company.dialog)
    qtbot.waitUntil(window.rehearse.colleague.isChecked)
    voice.finish()
    pair = reach(qtbot, window, at.Awaiting).run.pair
    assert pair is not None
    assert pair.colleague == "Ben"
    window.rehearse.colleague.click()
    qtbot.waitUntil(lambda: not window.rehearse.colleague.isChecked())
    assert reach(qtbot, window, at.Awaiting).run.pair is None
    assert not window.choose.colleague.isChecked()


def test_nobody_joins_while_it_records(qtbot: QtBot, window: MainWindow, voice: SilentVoice) -> None:
    record(qtbot, window, voice)
    assert not window.rehearse.colleague.isEnabled()
    assert not window.menu.colleague.isEnabled()


def test_all_three_boxes_say_the_same(qtbot: QtBot, window: MainWindow, voice: SilentVoice) -> None:
    window.menu.colleague.trigger()
    assert window.choose.colleague.isChecked()
    window.choose.colleague.click()
    assert not window.menu.colleague.isChecked()
    turn(qtbot, window, voice)
    assert window.company.dialog is None, "alone, nothing is asked"


def test_names_that_cannot_be_remembered_are_said_and_it_begins(
    qtbot: QtBot, window: MainWindow, services: FakeServices, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: object) -> None:
        raise HeardFirstError(ErrorKind.FOLDER_UNWRITABLE, path="/config", reason="read-only")

    monkeypatch.setattr(services, "save_settings", refuse)
    agree(choose(window))
    pair_of(qtbot, window)
    told = [one for one in QApplication.topLevelWidgets() if isinstance(one, QMessageBox) and one.isVisible()]
    assert ["/config" in one.text() for one in told] == [True]
    told[0].close()


def test_closing_the_window_in_the_middle_of_it_keeps_nothing(
    qtbot: QtBot, window: MainWindow, services: FakeServices
) -> None:
    dialog = choose(window)
    path = say_it(services, dialog)
    qtbot.waitUntil(lambda: dialog.consent.recording.stage is Stage.RECORDING)
    dialog.consent.aloud.record.click()
    qtbot.waitUntil(lambda: said(dialog))
    window.close_without_asking()
    assert not path.exists()


def test_every_control_has_a_name_and_all_text_is_plain(qtbot: QtBot, services: FakeServices) -> None:
    dialog = PairDialog(services, "a" * 16)
    qtbot.addWidget(dialog)
    dialog.show()
    assert faults(dialog) == []
    dialog.consent.spoken.click()
    assert faults(dialog) == []
    dialog.manager.setText("<b>Ada</b> & co")
    assert "<b>Ada</b> & co" in dialog.kept.points[0]
    assert "<b>Ada</b> & co" in dialog.consent.ticks[0].text
    dialog.reject()
