"""A conversation in which a colleague plays, and the debrief over all its turns."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from app.pairing.pair import Agreed, Consent, Pair, Salesperson
from app.persona.mood import Mood
from app.rehearsal import event as on
from app.rehearsal.sound import Condition, Level
from app.rehearsal.state import Run
from app.transcript.transcript import typed
from tests.screenshots.pictures import EVERY, PLAIN, ROOMY, SMALLEST, Picture, settle
from tests.screenshots.window import Stage, shown
from tests.ui import debrief_takes as takes
from tests.ui.test_conversation import SAID, conversation
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
    reopen(stage, conversation(*SAID), 2440)


def debrief_typed(stage: Stage) -> None:
    run = conversation(*SAID)
    second = run.take(2)
    reopen(stage, run.with_take(replace(second, recording=None, transcript=typed(takes.text_of(SAID[1])))), 900)


def debrief_left(stage: Stage) -> None:
    run = conversation(*SAID)
    reopen(stage, run.with_take(replace(run.take(3), marking=None)), 900)


def reopen(stage: Stage, run: Run, tall: int) -> None:
    draw_sound(stage)
    stage.window.resize(1024, tall)
    stage.window.debrief.recall(run)
    stage.post(on.SessionReopened(run))


def draw_sound(stage: Stage) -> None:
    """The files of the fakes hold no speech."""
    debrief = stage.window.debrief
    debrief._waveforms = Waveforms(takes.waveform)  # pyright: ignore[reportPrivateUsage]
    debrief._view._peaks = debrief._waveforms.of  # pyright: ignore[reportPrivateUsage]


def critique(stage: Stage) -> None:
    draw_sound(stage)
    begin(stage)
    talk(stage, *TURNS)
    stage.window.rehearse.turns.end.click()


STATES: tuple[Callable[[Stage], None], ...] = (first, chosen, third, recording, unheard, typing, leaving, critique)
DEBRIEFS: tuple[Callable[[Stage], None], ...] = (debrief, debrief_typed, debrief_left)
README = {third: "cue-cards", debrief: "conversation"}
ALSO_LARGE = {first, third, recording}
PICTURES = (
    *(
        Picture(state.__name__, partial(shown, state, ROOMY), EVERY if state in ALSO_LARGE else PLAIN)
        for state in STATES
    ),
    *(Picture(f"{one.__name__}_small", partial(shown, one, SMALLEST), readme=README.get(one, "")) for one in STATES),
    *(Picture(one.__name__, partial(shown, one), readme=README.get(one, "")) for one in DEBRIEFS),
)
