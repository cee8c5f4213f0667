"""Space, Esc and Enter, and where they must not reach."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.rehearsal import state as at
from tests.fake_services import FakeServices
from tests.ui.drive import reach, record, turn
from tests.ui.silent_voice import SilentVoice
from ui.main_window import MainWindow


def space(qtbot: QtBot) -> None:
    """Press Space wherever the focus is, as a person does."""
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)


def test_enter_on_the_first_card_begins(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    speaking = reach(qtbot, window, at.Speaking)
    assert speaking.run.scenario is window.choose.cards[0].scenario


def test_space_answers_starts_and_stops(qtbot: QtBot, window: MainWindow, voice: SilentVoice) -> None:
    turn(qtbot, window, voice)
    space(qtbot)
    reach(qtbot, window, at.CountingDown)
    space(qtbot)
    reach(qtbot, window, at.RecordingTake)
    space(qtbot)
    reach(qtbot, window, at.Debriefing)  # nobody spoke: nothing to look over


def test_space_interrupts_the_salesperson(qtbot: QtBot, window: MainWindow, voice: SilentVoice) -> None:
    window.choose.cards[0].click()
    reach(qtbot, window, at.Speaking)
    space(qtbot)
    reach(qtbot, window, at.CountingDown)
    assert voice.hushed


def test_space_in_the_text_is_a_space(qtbot: QtBot, window: MainWindow, voice: SilentVoice) -> None:
    turn(qtbot, window, voice)
    window.rehearse.open_typing()
    qtbot.keyClicks(window.rehearse.typing.edit, "I see")
    space(qtbot)
    assert isinstance(window.bridge.state, at.Awaiting)
    assert window.rehearse.typing.edit.toPlainText() == "I see "


def test_space_after_a_mouse_click_beside_still_records(qtbot: QtBot, window: MainWindow, voice: SilentVoice) -> None:
    turn(qtbot, window, voice)
    qtbot.mouseClick(window.rehearse.persona, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(window.rehearse.type_instead, Qt.MouseButton.LeftButton)
    window.rehearse.close_typing()
    space(qtbot)
    reach(qtbot, window, at.CountingDown)


def test_enter_presses_a_button_that_was_tabbed_to(qtbot: QtBot, window: MainWindow, voice: SilentVoice) -> None:
    turn(qtbot, window, voice)
    window.rehearse.type_instead.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(window.rehearse.type_instead, Qt.Key.Key_Return)
    assert window.rehearse.typing.isVisible()


def test_escape_cancels_the_count_down_at_once(
    qtbot: QtBot, window: MainWindow, services: FakeServices, voice: SilentVoice
) -> None:
    turn(qtbot, window, voice)
    space(qtbot)
    reach(qtbot, window, at.CountingDown)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    reach(qtbot, window, at.Awaiting)
    assert services.recorder.calls[-1] == "close"


def test_escape_stops_waiting_for_the_recogniser(
    qtbot: QtBot, window: MainWindow, services: FakeServices, voice: SilentVoice
) -> None:
    services.recogniser.held = True
    record(qtbot, window, voice)
    services.recorder.speak()
    space(qtbot)
    qtbot.waitUntil(lambda: _recorded(window))
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    reach(qtbot, window, at.Reviewing)
    assert not window.rehearse.review.main.isEnabled()  # nothing was heard, so there is nothing to say yes to


def test_shift_enter_starts_a_new_line(qtbot: QtBot, window: MainWindow, voice: SilentVoice) -> None:
    turn(qtbot, window, voice)
    window.rehearse.open_typing()
    edit = window.rehearse.typing.edit
    qtbot.keyClicks(edit, "One")
    qtbot.keyClick(edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(edit, "two")
    assert len(edit.toPlainText().split("\n")) == 2
    assert isinstance(window.bridge.state, at.Awaiting)


def _recorded(window: MainWindow) -> bool:
    state = window.bridge.state
    return isinstance(state, at.Transcribing) and state.recording is not None
