"""One manager at a desk: the real window over the real services, a microphone that hears flite."""

import time
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.rehearsal import state as at
from app.services import Services
from tests.pulse import Pulse
from tests.ui.silent_voice import SilentVoice
from ui.main_window import MainWindow

S = TypeVar("S")
PATIENCE_S = 150.0
"""On a machine that is busy elsewhere all of this takes several times as long."""


class Desk:
    """Hands, ears and eyes for one window. `window` is shown; everything in it is real but the salesperson's voice."""

    def __init__(self, qtbot: QtBot, window: MainWindow, services: Services, voice: SilentVoice, pulse: Pulse) -> None:
        self.window, self.services = window, services
        self._qtbot, self._voice, self._pulse = qtbot, voice, pulse

    def reach(self, state: type[S], within_s: float = PATIENCE_S) -> S:
        """Wait until the rehearsal stands in this state."""
        self.wait(lambda: isinstance(self.window.bridge.state, state), within_s, f"reach {state.__name__}")
        found = self.window.bridge.state
        assert isinstance(found, state)
        return found

    def wait(self, reached: Callable[[], bool], within_s: float = PATIENCE_S, what: str = "it to happen") -> None:
        """Let the window live until something is so."""
        until_s = time.monotonic() + within_s
        while not reached():
            assert time.monotonic() < until_s, f"{what}: still {self._stands()}"
            self._qtbot.wait(20)

    def _stands(self) -> str:
        """Where the rehearsal stands, in a few words."""
        state = self.window.bridge.state
        name = type(state).__name__
        if isinstance(state, at.RecordingTake | at.Transcribing):
            hearing = state.hearing
            return f"{name}, {len(hearing.heard)} segments heard, {len(hearing.pending)} awaited"
        return f"{name}, {state.error}" if isinstance(state, at.Failed) else name

    def choose(self, scenario: str = "supply-chain-delays") -> None:
        """Pick a scenario's card, and let the salesperson finish."""
        card = next(one for one in self.window.choose.cards if one.scenario.id == scenario)
        self._qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
        self.listen()

    def listen(self) -> None:
        """Hear the salesperson out."""
        self.reach(at.Speaking)
        self._voice.finish()
        self.reach(at.Awaiting)

    def record(self) -> None:
        """Press Space, and again in the count-down; the recording runs."""
        page = self.window.rehearse
        self._qtbot.keyClick(page.recording.button, Qt.Key.Key_Space)
        self.reach(at.CountingDown)
        self._qtbot.keyClick(page.recording.button, Qt.Key.Key_Space)
        self.reach(at.RecordingTake)

    def think(self, text: str, voice: str = "slt") -> None:
        """Make up the reply before it is said, so that nobody waits for it with the microphone open."""
        self._pulse.speech(text, voice)

    def say(self, text: str, voice: str = "slt", while_speaking: Callable[[float], bool] = lambda _: True) -> None:
        """Speak into the microphone to the end, or until `while_speaking`, told the seconds so far, says no."""
        player = self._pulse.play_in_background(self._pulse.speech(text, voice))
        begin_s = time.monotonic()
        self.wait(
            lambda: player.poll() is not None or not while_speaking(time.monotonic() - begin_s), 100, "be heard out"
        )

    def stop(self) -> None:
        """Press Space: that was the reply."""
        self._qtbot.keyClick(self.window.rehearse.recording.button, Qt.Key.Key_Space)

    def confirm(self) -> at.Debriefing:
        """Is this what you said? Enter."""
        self.reach(at.Reviewing)
        self._qtbot.keyClick(self.window.rehearse.review.edit, Qt.Key.Key_Return)
        return self.end()

    def end(self) -> at.Debriefing:
        """The salesperson answers, where nothing went wrong; that is enough, on to the debrief."""
        self.wait(lambda: isinstance(self.window.bridge.state, at.Speaking | at.Debriefing), what="be answered")
        if isinstance(self.window.bridge.state, at.Speaking):
            self.window.rehearse.turns.end.click()
        return self.reach(at.Debriefing)

    def press(self, widget: QWidget, key: Qt.Key = Qt.Key.Key_Space) -> None:
        """A key on a widget that can be seen and is enabled."""
        assert widget.isVisible()
        assert widget.isEnabled()
        self._qtbot.keyClick(widget, key)

    def wait_s(self, seconds: float) -> None:
        """Say nothing for a while, as people do between two sentences."""
        self._qtbot.wait(round(seconds * 1000))
