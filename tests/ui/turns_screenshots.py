"""Pictures of a conversation in which a colleague plays: python -m tests.ui.turns_screenshots FOLDER [PART…]"""

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "qt.*=false")

from app.pairing.pair import Agreed, Consent, Pair, Salesperson
from app.rehearsal import event as on
from app.rehearsal.sound import Condition, Level
from app.rehearsal.state import Run
from app.scenarios.scenario import Mood
from app.transcript.transcript import typed
from tests.ui import debrief_takes as takes
from tests.ui.debrief_screenshots import dark_palette, light_palette
from tests.ui.screenshots import Stage, settle, shoot
from tests.ui.test_conversation import SAID, conversation
from ui.application import make_application
from ui.debrief.waveforms import Waveforms
from ui.pages.mood_row import MOODS

PAIR = Pair("Ann", "Ben", Salesperson.COLLEAGUE, Consent("We agree.", Agreed.TYPED, 1))
TURNS = (
    "You made nineteen visits, and all that screen shows is an empty page, as if you'd done nothing.",
    "And nobody asked you what it ought to show.",
    "What I need from you is every visit in the tool on the same day, from Monday on. How will you fit it into your "
    "day? I'll have the margin boxes taken off your page, and I'll sit with you for the first ten of them.",
)


def begin(stage: Stage, scenario: int = 0) -> None:
    stage.post(on.ScenarioChosen(stage.services.scenarios[scenario], "s", PAIR))


def talk(stage: Stage, *texts: str) -> None:
    for text in texts:
        stage.services.hears = text
        stage.press()
        stage.services.recorder.speak()
        settle()
        stage.press()


def first(stage: Stage) -> None:
    begin(stage)


def chosen(stage: Stage) -> None:
    begin(stage, 1)
    stage.window.rehearse.cues.lines[1].click()
    settle()


def third(stage: Stage) -> None:
    begin(stage)
    talk(stage, *TURNS)
    stage.window.rehearse.cues.moods.buttons[MOODS.index(Mood.HURT)].click()
    settle()


def recording(stage: Stage) -> None:
    third(stage)
    stage.services.recorder.now = Level(-18.0, -9.0)
    stage.press()
    stage.services.recorder.speak()


def unheard(stage: Stage) -> None:
    begin(stage)
    talk(stage, TURNS[0])
    stage.services.recorder.condition = Condition.SILENCE
    stage.press(2)


def typing(stage: Stage) -> None:
    begin(stage)
    stage.window.rehearse.open_typing()


def leaving(stage: Stage) -> None:
    third(stage)
    stage.window.rehearse.leave.click()


def debrief(stage: Stage) -> None:
    """All of it at once, as nobody sees it: in the window one scrolls."""
    reopen(stage, conversation(*SAID), 2600)


def debrief_typed(stage: Stage) -> None:
    run = conversation(*SAID)
    second = run.take(2)
    reopen(stage, run.with_take(replace(second, recording=None, transcript=typed(takes.text_of(SAID[1])))), 900)


def debrief_left(stage: Stage) -> None:
    run = conversation(*SAID)
    reopen(stage, run.with_take(replace(run.take(3), marking=None)), 900)


def reopen(stage: Stage, run: Run, tall: int) -> None:
    stage.window.resize(1024, tall)
    stage.window.debrief.recall(run)
    stage.post(on.SessionReopened(run))


def critique(stage: Stage) -> None:
    begin(stage)
    talk(stage, *TURNS)
    stage.window.rehearse.turns.end.click()


STATES: tuple[Callable[[Stage], None], ...] = (
    first, chosen, third, recording, unheard, typing, debrief, debrief_typed, debrief_left, critique,
)  # fmt: skip


def main(folder: Path, wanted: list[str]) -> None:
    """Take all pictures, or those whose name is among `wanted`."""
    folder.mkdir(parents=True, exist_ok=True)
    app = make_application()
    app.setStyle("Fusion")
    for look, palette in (("light", light_palette()), ("dark", dark_palette())):
        app.setPalette(palette)
        for state in STATES:
            if not wanted or state.__name__ in wanted:
                for size in ((1088, 736), (1024, 640)):
                    picture(state, size, folder / f"{state.__name__}-{look}-{size[0]}.png")
    if not wanted or "large" in wanted:
        font = app.font()
        font.setPointSizeF(font.pointSizeF() * 2)
        app.setFont(font)
        for state in (first, third, recording):
            picture(state, (1088, 736), folder / f"{state.__name__}-large.png")


def picture(state: Callable[[Stage], None], size: tuple[int, int], path: Path) -> None:
    """One picture of the window."""
    stage = Stage()
    stage.window.resize(*size)
    stage.window.debrief._waveforms = Waveforms(takes.waveform)
    stage.window.debrief._view._peaks = stage.window.debrief._waveforms.of
    stage.window.show()
    settle()
    state(stage)
    settle()
    shoot(stage.window, path)
    stage.window.close_without_asking()
    stage.window.deleteLater()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
