"""The window: choosing, rehearsing, past sessions, and its dialogs."""

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.errors import ErrorKind, HeardFirstError
from app.rehearsal import event as on
from app.rehearsal.sound import Condition, Level
from app.speech.models import ModelState
from tests.fake_services import FakeServices
from tests.screenshots.pictures import AFTERWARDS, EVERY, PLAIN, SMALLEST, Picture, settle
from tests.ui.silent_voice import SilentVoice
from ui.dialogs.question import Question
from ui.dialogs.recogniser_dialog import RecogniserDialog
from ui.dialogs.rules_dialog import RulesDialog
from ui.main_window import MainWindow

LONG = "You've given eleven customers three dates, and every one of them turned out wrong. " * 6


class Stage:
    """One window over fakes."""

    def __init__(self) -> None:
        self.services = FakeServices(Path(tempfile.mkdtemp()))
        self.voice = SilentVoice()
        self.window = MainWindow(self.services, self.voice)

    def begin(self, scenario: int = 1) -> None:
        """The salesperson speaks."""
        self.window.choose.cards[scenario].click()
        settle()

    def turn(self) -> None:
        """It is the manager's turn."""
        self.begin()
        self.voice.finish()
        settle()

    def press(self, times: int = 1) -> None:
        """The large button."""
        for _ in range(times):
            self.window.rehearse.press_record()
            settle()

    def post(self, event: on.Event) -> None:
        """An event of the world."""
        self.window.bridge.post(event)
        settle()

    def end(self) -> None:
        """Close it."""
        self.window.close_without_asking()
        self.window.deleteLater()


def shown(state: Callable[[Stage], None], size: tuple[int, int] = SMALLEST) -> QWidget:
    """The window in a state, or what it asks."""
    stage = Stage()
    AFTERWARDS.callback(stage.end)
    stage.window.resize(*size)
    stage.window.show()
    settle()
    state(stage)
    settle()
    return stage.window.findChild(Question) or stage.window


def choose(stage: Stage) -> None:
    """Nothing is open."""


def notices(stage: Stage) -> None:
    stage.services.leave_behind(Path("/tmp"))
    stage.window.choose.show_unfinished(stage.services.unfinished())
    stage.window.choose.show_notices((HeardFirstError(ErrorKind.NO_MICROPHONE), HeardFirstError(
        ErrorKind.SCENARIO_BROKEN, path="/home/ada/scenarios/late.toml", line=12, key="persona.voice",
        reason="must be female or male")))  # fmt: skip


def none(stage: Stage) -> None:
    stage.window.choose.show_scenarios(())


def speaking(stage: Stage) -> None:
    stage.begin()


def awaiting(stage: Stage) -> None:
    stage.turn()


def counting(stage: Stage) -> None:
    stage.turn()
    stage.press()


def recording(stage: Stage) -> None:
    stage.turn()
    stage.press(2)
    stage.services.recorder.speak()


def recording_long(stage: Stage) -> None:
    stage.services.hears = LONG
    stage.services.recorder.now = Level(-3.0, 0.0, clipping=True)
    recording(stage)


def transcribing(stage: Stage) -> None:
    stage.services.recogniser.held = True
    stage.turn()
    stage.press(2)
    stage.services.recorder.speak()
    stage.press()


def review(stage: Stage) -> None:
    stage.services.recorder.condition = Condition.QUIET
    recording(stage)
    stage.press()


def marking(stage: Stage) -> None:
    stage.services.marker.held = True
    stage.turn()
    stage.post(on.ReplyTyped("You have nothing left to promise."))


def typing(stage: Stage) -> None:
    stage.turn()
    stage.window.rehearse.open_typing()


def failed_microphone(stage: Stage) -> None:
    stage.services.recorder.fails_with = HeardFirstError(
        ErrorKind.MICROPHONE_UNAVAILABLE, device="Desk microphone", reason="device busy")  # fmt: skip
    stage.turn()
    stage.press()


def failed_recogniser(stage: Stage) -> None:
    stage.services.recogniser_fails = HeardFirstError(ErrorKind.RECOGNISER_STOPPED)
    recording(stage)
    stage.press()


def throw_away(stage: Stage) -> None:
    recording(stage)
    stage.window.rehearse.step_back()


def debrief(stage: Stage) -> None:
    stage.turn()
    stage.post(on.ReplyTyped("You have nothing left to promise. Send me the list by noon."))
    stage.post(on.EndConversation())


def sessions(stage: Stage) -> None:
    for at in range(9):
        stage.services.keep_session(at % 3)
    stage.window.menu.past.trigger()


def sessions_empty(stage: Stage) -> None:
    stage.window.menu.past.trigger()


STATES: tuple[Callable[[Stage], None], ...] = (
    choose, notices, none, speaking, awaiting, counting, recording, recording_long, transcribing, review, marking,
    typing, failed_microphone, failed_recogniser, throw_away, debrief, sessions, sessions_empty,
)  # fmt: skip


def recogniser() -> QWidget:
    """One ready, one being fetched."""
    services = FakeServices(Path(tempfile.mkdtemp()))
    services.models.states["tiny.en"] = ModelState.READY
    dialog = RecogniserDialog(services)
    dialog.show()
    dialog.rows[2].fetch.emit("base.en")
    services.models.reported.wait(5)
    return dialog


def rules() -> QWidget:
    """All rules."""
    dialog = RulesDialog()
    dialog.resize(720, 1900)
    return dialog


README = {choose: "choose", recording: "recording", review: "review", sessions: "sessions"}
ALSO_LARGE = {choose, recording_long, review, sessions}
PICTURES = (
    *(
        Picture(state.__name__, partial(shown, state), EVERY if state in ALSO_LARGE else PLAIN, README.get(state, ""))
        for state in STATES
    ),
    Picture("recogniser", recogniser, readme="recogniser"),
    Picture("rules", rules, readme="rules"),
)
