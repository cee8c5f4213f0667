"""Pins while a take is recorded: from the first key press to what the archive holds."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.errors import ErrorKind, HeardFirstError
from app.pairing.pair import Agreed, Consent, Pair, Salesperson
from app.pairing.pin import Noticed, Pin
from app.rehearsal import event as on
from app.rehearsal import state as at
from app.storage.archive import SessionArchive
from tests import example_session as example
from tests.fake_services import FakeServices
from tests.ui.drive import question, reach
from tests.ui.label_walk import faults
from tests.ui.silent_voice import SilentVoice
from ui.debrief.feedback_desk import FeedbackDesk
from ui.main_window import MainWindow
from ui.pages.hold_to_talk import HOLD_MS
from ui.pairing.pin_pad import PinPad
from ui.pairing.pinning import Pinning
from ui.widgets.text import Text

BEN = "Ben <b>Ode</b> & Co"
PAIR = Pair("Ada", BEN, Salesperson.PROGRAM, Consent("We agree.", Agreed.TYPED, 1))
SHIFT = Qt.KeyboardModifier.ShiftModifier


def begin(qtbot: QtBot, window: MainWindow, services: FakeServices, voice: SilentVoice) -> None:
    """A pair has agreed and the salesperson has spoken."""
    session = services.archive.new_session_id()
    window.bridge.post(on.ScenarioChosen(services.scenarios[1], session, PAIR))
    reach(qtbot, window, at.Speaking)
    voice.finish()
    reach(qtbot, window, at.Awaiting)


def record(qtbot: QtBot, window: MainWindow) -> None:
    """The manager's take runs."""
    window.rehearse.press_record()
    reach(qtbot, window, at.CountingDown)
    window.rehearse.press_record()
    reach(qtbot, window, at.RecordingTake)


@pytest.fixture
def recording(qtbot: QtBot, window: MainWindow, services: FakeServices, voice: SilentVoice) -> MainWindow:
    begin(qtbot, window, services, voice)
    record(qtbot, window)
    return window


def press(qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key wherever the focus is, as a person does."""
    qtbot.keyClick(QApplication.focusWidget(), key, modifier)


def kept(services: FakeServices) -> list[tuple[Noticed, bool, float]]:
    """What the archive holds, whatever the window shows."""
    pins = [one for pieces in services.archive.feedback.values() for one in pieces if isinstance(one, Pin)]
    return [(one.noticed, one.good, one.at_s) for one in pins]


def test_the_keys_are_named_before_the_take(
    qtbot: QtBot, window: MainWindow, services: FakeServices, voice: SilentVoice
) -> None:
    begin(qtbot, window, services, voice)
    told = [text.text() for text in window.rehearse.recording.findChildren(Text)]
    assert any(f"{BEN} then marks moments with F, T and W." in text for text in told)


@pytest.mark.parametrize(
    ("key", "noticed"), [(Qt.Key.Key_F, Noticed.FACE), (Qt.Key.Key_T, Noticed.TONE), (Qt.Key.Key_W, Noticed.WORDS)]
)
@pytest.mark.parametrize("good", [False, True])
def test_one_key_press_is_one_pin_that_is_kept_at_once(
    qtbot: QtBot, recording: MainWindow, services: FakeServices, key: Qt.Key, noticed: Noticed, good: bool
) -> None:
    services.recorder.spoken_s = 12.4
    press(qtbot, key, SHIFT if good else Qt.KeyboardModifier.NoModifier)
    assert kept(services) == [(noticed, good, 12.4)]
    ((pin,),) = services.archive.feedback.values()
    assert isinstance(pin, Pin)
    assert (pin.take, pin.by, pin.note) == (1, BEN, "")
    assert pin.given_utc_s > 1_600_000_000
    assert isinstance(recording.bridge.state, at.RecordingTake)


def test_a_click_is_one_pin_and_leaves_space_to_the_recording(
    qtbot: QtBot, recording: MainWindow, services: FakeServices
) -> None:
    services.recorder.spoken_s = 3.0
    pad = recording.pins.pad
    qtbot.mouseClick(pad.buttons[Noticed.WORDS, True], Qt.MouseButton.LeftButton)
    assert kept(services) == [(Noticed.WORDS, True, 3.0)]
    press(qtbot, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "stop" in services.recorder.calls)


def test_what_was_pinned_is_shown_with_its_time(qtbot: QtBot, recording: MainWindow, services: FakeServices) -> None:
    assert recording.pins.pad.told.text().startswith(BEN)
    services.recorder.spoken_s = 12.4
    press(qtbot, Qt.Key.Key_T)
    assert recording.pins.pad.told.text() == "Tone, try again 0:12"
    services.recorder.spoken_s = 65.0
    press(qtbot, Qt.Key.Key_F, SHIFT)
    assert recording.pins.pad.told.text() == "Face, good 1:05"


def test_undo_takes_one_after_the_other_back(qtbot: QtBot, recording: MainWindow, services: FakeServices) -> None:
    for seconds, key in ((1.0, Qt.Key.Key_F), (2.0, Qt.Key.Key_T), (3.0, Qt.Key.Key_W)):
        services.recorder.spoken_s = seconds
        press(qtbot, key)
    press(qtbot, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert [at_s for _, _, at_s in kept(services)] == [1.0, 2.0]
    assert recording.pins.pad.told.text() == "Tone, try again 0:02"
    recording.pins.pad.undo_button.click()
    recording.pins.pad.undo_button.click()
    assert kept(services) == []
    assert recording.pins.pad.told.text().startswith(BEN)
    assert not recording.pins.pad.undo_button.isEnabled()
    press(qtbot, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(recording.bridge.state, at.RecordingTake)


def test_a_key_that_is_held_down_makes_one_pin(recording: MainWindow, services: FakeServices) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.simulateEvent(focus, True, Qt.Key.Key_T.value, Qt.KeyboardModifier.NoModifier, "t", False)
    for _ in range(20):
        QTest.simulateEvent(focus, True, Qt.Key.Key_T.value, Qt.KeyboardModifier.NoModifier, "t", True)
    QTest.simulateEvent(focus, False, Qt.Key.Key_T.value, Qt.KeyboardModifier.NoModifier, "t", False)
    assert len(kept(services)) == 1


def test_there_are_no_pins_before_the_recording_or_after_it(
    qtbot: QtBot, window: MainWindow, services: FakeServices, voice: SilentVoice
) -> None:
    def try_all() -> None:
        press(qtbot, Qt.Key.Key_F)
        for button in window.pins.pad.buttons.values():
            button.click()

    services.recogniser.held = True
    begin(qtbot, window, services, voice)
    try_all()
    window.rehearse.press_record()
    reach(qtbot, window, at.CountingDown)
    assert window.pins.pad.isVisible(), "the colleague can see where the keys are"
    try_all()
    window.rehearse.press_record()
    reach(qtbot, window, at.RecordingTake)
    services.recorder.speak()
    window.rehearse.press_record()
    reach(qtbot, window, at.Transcribing)
    assert not window.pins.pad.isVisible()
    try_all()
    assert kept(services) == []


def test_who_rehearses_alone_sees_no_pins(
    qtbot: QtBot, window: MainWindow, services: FakeServices, voice: SilentVoice
) -> None:
    window.bridge.post(on.ScenarioChosen(services.scenarios[1], services.archive.new_session_id()))
    reach(qtbot, window, at.Speaking)
    voice.finish()
    reach(qtbot, window, at.Awaiting)
    record(qtbot, window)
    assert not window.pins.pad.isVisible()
    press(qtbot, Qt.Key.Key_F)
    assert kept(services) == []


def test_letters_in_a_text_field_are_text(
    qtbot: QtBot, window: MainWindow, services: FakeServices, voice: SilentVoice
) -> None:
    begin(qtbot, window, services, voice)
    window.rehearse.open_typing()
    qtbot.keyClicks(window.rehearse.typing.edit, "FtW")
    assert window.rehearse.typing.edit.toPlainText() == "FtW"
    window.rehearse.close_typing()
    record(qtbot, window)
    window.rehearse.typing.show()  # no state shows it while a take runs; if one did, its letters would be text
    window.rehearse.typing.setEnabled(True)
    window.rehearse.typing.edit.setFocus()
    qtbot.keyClicks(window.rehearse.typing.edit, "fT")
    assert window.rehearse.typing.edit.toPlainText() == "FtWfT"
    assert kept(services) == []


def test_a_take_that_is_thrown_away_takes_its_pins_along(
    qtbot: QtBot, recording: MainWindow, services: FakeServices
) -> None:
    press(qtbot, Qt.Key.Key_F)
    assert len(kept(services)) == 1
    recording.rehearse.step_back()
    question(qtbot).do.click()
    reach(qtbot, recording, at.Awaiting)
    assert kept(services) == []
    assert recording.desk.pins(1) == ()
    with qtbot.waitActive(recording):  # as a window system does when the question closes
        recording.activateWindow()
    record(qtbot, recording)  # the next one has the same number
    services.recorder.spoken_s = 2.0
    press(qtbot, Qt.Key.Key_T)
    assert kept(services) == [(Noticed.TONE, False, 2.0)]
    assert [pin.at_s for pin in recording.desk.pins(1)] == [2.0]


def test_keys_do_nothing_while_a_question_is_asked(qtbot: QtBot, recording: MainWindow, services: FakeServices) -> None:
    recording.rehearse.step_back()
    asked = question(qtbot)
    qtbot.waitUntil(asked.isActiveWindow)
    press(qtbot, Qt.Key.Key_F)
    assert kept(services) == []
    asked.leave.click()
    qtbot.waitUntil(lambda: not any(isinstance(one, QMessageBox) for one in QApplication.topLevelWidgets()))


def test_the_focus_stays_on_a_pin_button_while_words_come_in(
    qtbot: QtBot, recording: MainWindow, services: FakeServices
) -> None:
    button = recording.pins.pad.buttons[Noticed.FACE, False]
    button.setFocus(Qt.FocusReason.TabFocusReason)
    services.recorder.speak()
    qtbot.waitUntil(lambda: bool(recording.rehearse.recording.heard))
    assert QApplication.focusWidget() is button
    press(qtbot, Qt.Key.Key_Space)
    assert len(kept(services)) == 1
    assert isinstance(recording.bridge.state, at.RecordingTake), "Space pressed the button, not Stop"


def test_a_pin_that_could_not_be_kept_says_so_and_is_kept_with_the_next(
    qtbot: QtBot, recording: MainWindow, services: FakeServices
) -> None:
    services.archive.fails_with = HeardFirstError(ErrorKind.DISK_FULL, path="/data")
    press(qtbot, Qt.Key.Key_F)
    assert "/data" in recording.pins.pad.told.text()
    assert not QApplication.activeModalWidget(), "nothing comes between the manager and the Stop button"
    services.archive.fails_with = None
    services.recorder.spoken_s = 2.0
    press(qtbot, Qt.Key.Key_T)
    assert kept(services) == [(Noticed.FACE, False, 0.0), (Noticed.TONE, False, 2.0)]


def test_a_pin_that_could_not_be_kept_is_kept_when_its_take_is(
    qtbot: QtBot, recording: MainWindow, services: FakeServices
) -> None:
    services.archive.fails_with = HeardFirstError(ErrorKind.DISK_FULL, path="/data")
    press(qtbot, Qt.Key.Key_F)
    services.archive.fails_with = None
    recording.rehearse.press_record()
    reach(qtbot, recording, at.Debriefing)  # nobody spoke: nothing to look over
    assert kept(services) == [(Noticed.FACE, False, 0.0)]


def test_a_pin_that_cannot_be_kept_at_all_is_told_in_the_end(
    qtbot: QtBot, recording: MainWindow, services: FakeServices
) -> None:
    faults_told: list[HeardFirstError] = []
    recording.desk.fault.connect(faults_told.append)
    services.archive.fails_with = HeardFirstError(ErrorKind.DISK_FULL, path="/data")
    press(qtbot, Qt.Key.Key_F)
    recording.rehearse.press_record()
    reach(qtbot, recording, at.Debriefing)
    assert [error.kind for error in faults_told] == [ErrorKind.DISK_FULL]
    services.archive.fails_with = None
    for one in QApplication.topLevelWidgets():
        if isinstance(one, QMessageBox):
            one.close()


def test_undo_of_what_was_not_kept_yet_forgets_it(qtbot: QtBot, recording: MainWindow, services: FakeServices) -> None:
    services.archive.fails_with = HeardFirstError(ErrorKind.DISK_FULL, path="/data")
    press(qtbot, Qt.Key.Key_F)
    recording.pins.pad.undo_button.click()
    services.archive.fails_with = None
    press(qtbot, Qt.Key.Key_T)
    assert [noticed for noticed, _, _ in kept(services)] == [Noticed.TONE]


def test_every_button_says_what_it_is_without_its_colour(recording: MainWindow) -> None:
    pad = recording.pins.pad
    assert faults(pad) == []
    names = [button.accessibleName() for button in pad.buttons.values()]
    assert names == [
        "Face, try again",
        "Face, good",
        "Tone, try again",
        "Tone, good",
        "Words, try again",
        "Words, good",
    ]
    texts = [button.text() for button in pad.buttons.values()]
    assert texts == ["Face  F", "Face  Shift+F", "Tone  T", "Tone  Shift+T", "Words  W", "Words  Shift+W"]
    rows = {one.text(): one.y() for one in pad.findChildren(Text) if one.text() in {"Try again", "Good"}}
    for (_, good), button in pad.buttons.items():
        assert abs(button.y() - rows["Good" if good else "Try again"]) < button.height(), "the word stands in its row"


def test_the_latest_pin_stands_under_the_buttons_where_there_is_no_room(qtbot: QtBot, services: FakeServices) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    pad = PinPad(Pinning(FeedbackDesk(services.archive, page), page), lambda: (1, 0.0), page, "Mark", aloud=False)
    QVBoxLayout(page).addWidget(pad)
    lowest = pad.buttons[Noticed.FACE, True]
    page.resize(1000, 200)
    page.show()
    qtbot.waitUntil(lambda: pad.told.y() < lowest.mapTo(pad, QPoint()).y())
    page.resize(600, 200)
    qtbot.waitUntil(lambda: pad.told.y() > lowest.mapTo(pad, QPoint()).y())
    assert lowest.y() == pad.buttons[Noticed.WORDS, True].y()
    page.resize(320, 300)
    qtbot.waitUntil(lambda: lowest.y() < pad.buttons[Noticed.WORDS, True].y())
    assert page.width() == 320
    assert pad.told.y() > pad.buttons[Noticed.WORDS, True].mapTo(pad, QPoint()).y()


def test_a_click_on_the_pad_does_not_let_go_of_the_key_that_the_manager_holds(
    qtbot: QtBot, window: MainWindow, services: FakeServices, voice: SilentVoice
) -> None:
    begin(qtbot, window, services, voice)
    held = QApplication.focusWidget()
    qtbot.keyPress(held, Qt.Key.Key_Space)
    qtbot.wait(HOLD_MS + 100)
    reach(qtbot, window, at.RecordingTake)
    for _ in range(2):
        qtbot.mouseClick(window.pins.pad.buttons[Noticed.TONE, False], Qt.MouseButton.LeftButton)
    qtbot.wait(50)
    assert isinstance(window.bridge.state, at.RecordingTake)
    assert len(kept(services)) == 2
    qtbot.keyRelease(QApplication.focusWidget(), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not isinstance(window.bridge.state, at.RecordingTake))


# in the real archive


@pytest.fixture
def archive(services: FakeServices) -> Iterator[SessionArchive]:
    """The one on disk, in the place of the fake."""
    services.folders.sound.mkdir(parents=True)
    made = SessionArchive(services.folders)
    services.archive = made  # pyright: ignore[reportAttributeAccessIssue]
    yield made
    made.close()


def stored(services: FakeServices, session: str) -> tuple[Pin, ...]:
    """What another start of the program would find."""
    other = SessionArchive(services.folders)
    known = {one.id for one in other.list_sessions()}
    pins = other.open_session(session).pins if session in known else ()
    other.close()
    return pins


def test_from_the_key_press_to_the_disk(
    qtbot: QtBot, archive: SessionArchive, recording: MainWindow, services: FakeServices
) -> None:
    state = recording.bridge.state
    assert isinstance(state, at.RecordingTake)
    session = state.run.session
    services.recorder.spoken_s = 2.5
    press(qtbot, Qt.Key.Key_W, SHIFT)
    press(qtbot, Qt.Key.Key_F)
    press(qtbot, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert [(pin.noticed, pin.good, pin.at_s, pin.by) for pin in stored(services, session)] == [
        (Noticed.WORDS, True, 2.5, BEN)
    ], "kept while the take still runs"
    recording.rehearse.press_record()
    reach(qtbot, recording, at.Debriefing)
    assert [pin.at for pin in recording.debrief.take_view.ribbon.pins] == []  # nothing was recorded to stand on
    assert [row.pin.by for row in recording.debrief.take_view.pins.rows] == [BEN]
    recording.bridge.post(on.Leave())
    reach(qtbot, recording, at.Choosing)
    archive.delete_session(session)
    assert stored(services, session) == ()


def test_a_take_that_is_thrown_away_leaves_no_pin_on_the_disk(
    qtbot: QtBot, archive: SessionArchive, recording: MainWindow, services: FakeServices
) -> None:
    state = recording.bridge.state
    assert isinstance(state, at.RecordingTake)
    press(qtbot, Qt.Key.Key_W)
    assert len(stored(services, state.run.session)) == 1
    recording.rehearse.step_back()
    question(qtbot).do.click()
    reach(qtbot, recording, at.Awaiting)
    assert stored(services, state.run.session) == ()


def test_pins_go_with_their_take_and_their_session(archive: SessionArchive) -> None:
    run = example.run("0" * 16)
    takes = (example.take(1), example.take(2))
    for take in takes:
        archive.save_take(run, take)
        archive.save_feedback(run.session, Pin(take=take.number, noticed=Noticed.TONE, good=False, at_s=1.0, by="Ben"))
    archive.drop_take(run, 2)
    assert [pin.take for pin in archive.open_session(run.session).pins] == [1]
    archive.save_take(run, takes[1])
    assert [pin.take for pin in archive.open_session(run.session).pins] == [1]
    archive.delete_session(run.session)
    archive.save_take(run, takes[0])
    assert archive.open_session(run.session).pins == ()
