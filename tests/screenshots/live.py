"""What is seen while somebody speaks, and the quiet mode."""

import math
from collections.abc import Callable
from functools import partial

from app.rehearsal.sound import Level
from tests.screenshots import turns
from tests.screenshots.pictures import EVERY, PLAIN, ROOMY, Picture, settle
from tests.screenshots.window import Stage, shown

SAID = ("You've given eleven customers three dates, and you have nothing left to promise.", "Send me the list by noon.")


def spoken(stage: Stage, until_s: float) -> None:
    """The level of somebody who speaks in stretches of 2.5 seconds, as the fakes' segments are."""
    live = stage.window.rehearse.recording.live
    for tenth in range(1, round(until_s * 10) + 1):
        at_s = tenth / 10
        loud = -18.0 + 9.0 * math.sin(at_s * 7) * math.sin(at_s * 3.1) if at_s % 3.0 < 2.5 else -60.0
        stage.services.recorder.spoken_s, stage.services.recorder.now = at_s, Level(loud, loud + 6)
        live._listen()  # pyright: ignore[reportPrivateUsage]
    settle()


def hear(stage: Stage, *texts: str) -> None:
    for text in texts:
        stage.services.hears = text
        stage.services.recorder.speak()
        settle()


def begin(stage: Stage) -> None:
    stage.services.settings = stage.services.settings.__class__(countdown=0)
    stage.window.bridge.renew()
    stage.turn()
    stage.press()


def waiting(stage: Stage) -> None:
    stage.turn()


def live(stage: Stage) -> None:
    begin(stage)
    spoken(stage, 7.2)
    hear(stage, *SAID)


def live_long(stage: Stage) -> None:
    begin(stage)
    spoken(stage, 95.0)
    hear(stage, *(SAID * 15))


def live_stopped(stage: Stage) -> None:
    begin(stage)
    spoken(stage, 8.6)
    hear(stage, *SAID)
    stage.services.recogniser.held = True
    stage.services.recorder.speak()
    settle()
    stage.press()


def quiet(stage: Stage) -> None:
    live(stage)
    stage.window.rehearse.quiet.click()


def colleague(stage: Stage) -> None:
    turns.third(stage)
    stage.press()
    spoken(stage, 7.2)
    hear(stage, *SAID)


STATES: tuple[Callable[[Stage], None], ...] = (waiting, live, live_long, live_stopped, quiet, colleague)
ALSO_LARGE = {live, quiet}
PICTURES = (
    *(Picture(one.__name__, partial(shown, one), EVERY if one in ALSO_LARGE else PLAIN) for one in STATES),
    Picture("live_roomy", partial(shown, live, ROOMY)),
)
