"""Hands and eyes for tests of the window."""

from typing import TypeVar

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.rehearsal.state import Awaiting, CountingDown, Debriefing, RecordingTake, Speaking
from tests.ui.silent_voice import SilentVoice
from ui.dialogs.question import Question
from ui.main_window import MainWindow
from ui.pairing.pair_dialog import PairDialog

S = TypeVar("S")


def reach(qtbot: QtBot, window: MainWindow, state: type[S]) -> S:
    """Wait until the rehearsal stands in this state."""

    qtbot.waitUntil(lambda: isinstance(window.bridge.state, state), timeout=3000)
    found = window.bridge.state
    assert isinstance(found, state)
    return found


def see_debrief(qtbot: QtBot, window: MainWindow) -> Debriefing:
    """Past the salesperson's answer to what happened in all turns so far."""

    def answered() -> bool:
        state = window.bridge.state
        return isinstance(state, Debriefing) or (isinstance(state, Speaking | Awaiting) and state.run.after != 0)

    qtbot.waitUntil(answered, timeout=3000)
    if not isinstance(window.bridge.state, Debriefing):
        window.rehearse.turns.end.click()
    return reach(qtbot, window, Debriefing)


def question(qtbot: QtBot) -> Question:
    """The question that is asked now."""
    found: list[Question] = []

    def asked() -> bool:
        found[:] = [one for one in QApplication.topLevelWidgets() if isinstance(one, Question) and one.isVisible()]
        return bool(found)

    qtbot.waitUntil(asked, timeout=3000)
    return found[0]


def turn(qtbot: QtBot, window: MainWindow, voice: SilentVoice, scenario: int = 1) -> None:
    """Choose a scenario and let the salesperson finish."""
    window.choose.cards[scenario].click()
    reach(qtbot, window, Speaking)
    voice.finish()
    reach(qtbot, window, Awaiting)


def agree(dialog: PairDialog, manager: str = "Ada", colleague: str = "Ben") -> None:
    """Both write their names, tick their lines and begin."""
    dialog.manager.setText(manager)
    dialog.colleague.setText(colleague)
    for tick in dialog.consent.ticks:
        tick.box.click()
    dialog.begin.click()


def record(qtbot: QtBot, window: MainWindow, voice: SilentVoice) -> None:
    """Go on until the recording runs."""
    turn(qtbot, window, voice)
    window.rehearse.press_record()
    reach(qtbot, window, CountingDown)
    window.rehearse.press_record()
    reach(qtbot, window, RecordingTake)
