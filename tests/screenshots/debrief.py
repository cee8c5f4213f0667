"""The debrief of every story and trouble, the colleague's page, and small, narrow and large."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QWidget

from app.marking.facts import Goal
from app.marking.marker import Unmarked
from app.pairing.critique import Critique
from app.pairing.feedback import Feedback
from app.rehearsal.sound import Condition
from app.rehearsal.state import Debriefing
from tests.fake_services import FakeMeasurer
from tests.screenshots.pictures import AFTERWARDS, EVERY, PLAIN, SMALLEST, Picture, settle
from tests.ui import debrief_takes as takes
from ui.debrief.debrief_page import DebriefPage

CRITIQUE = Critique(
    manager="Ada",
    colleague="Ben",
    consent="agreed",
    take=1,
    face=4,
    face_note="Looked up when he said “nothing left”",
    tone=2,
    tone_note="Fast at the ask",
    words=3,
    keep="Saying back the three dates",
)
GOOD, WEAK = takes.STORIES["heard_then_asked"], takes.STORIES["asked_only"]
TURNED = Debriefing(takes.run_of(takes.spoken_take(takes.STORIES["asked_then_heard"])), 1)


def page_of(
    state: Debriefing,
    *kept: Feedback,
    size: tuple[int, int] = SMALLEST,
    recalled: bool = False,
    measurer: FakeMeasurer | None = None,
) -> DebriefPage:
    """A page as a user sees it; `recalled` where the session was kept before."""
    page = takes.page_over(takes.Drawer(*kept))
    AFTERWARDS.callback(page.close)
    if measurer:
        page.measure_with(measurer)
    page.resize(*size)
    page.show()
    if recalled:
        page.recall(state.run)
    page.render(state)
    settle()
    return page


def tall(page: DebriefPage) -> DebriefPage:
    """All of it at once, as nobody sees it: in the window one scrolls."""
    page.resize(page.width(), page.take_view.heightForWidth(page.take_view.width()) + 160)
    settle()
    return page


def story(state: Debriefing) -> QWidget:
    return tall(page_of(state))


def spoken(name: str) -> Debriefing:
    return Debriefing(takes.run_of(takes.spoken_take(takes.STORIES[name])), 1)


def too_little(reason: Unmarked, text: str = "") -> Debriefing:
    return Debriefing(takes.run_of(takes.unmarked_take(reason, text)), 1)


def two_takes() -> Debriefing:
    return Debriefing(takes.run_of(takes.spoken_take(WEAK, 1), takes.spoken_take(GOOD, 2)), 2)


def rough() -> Debriefing:
    take = takes.spoken_take(WEAK, rough=True, condition=Condition.CLIPPED, interrupted=True, lost_s=0.4)
    return Debriefing(takes.run_of(take), 1)


def marking_again() -> Debriefing:
    take = takes.spoken_take(GOOD)
    assert take.transcript is not None
    take = replace(take, transcript=take.transcript.correct("I still need you to ring."))
    return Debriefing(takes.run_of(take), 1, marking_again=1)


def hear() -> Debriefing:
    said = takes.STORIES["heard_only"]
    take = replace(takes.spoken_take(said), marking=takes.marking(said, goal=Goal.HEAR))
    return Debriefing(takes.run_of(take, name="trouble-at-home"), 1)


def critique() -> QWidget:
    page = page_of(TURNED, size=(1024, 1500))
    page.ask_colleague()
    return page


def both() -> QWidget:
    return tall(page_of(TURNED, CRITIQUE, recalled=True))


def small() -> QWidget:
    return page_of(TURNED)


def narrow() -> QWidget:
    return tall(page_of(TURNED, size=(420, 640)))


def edit() -> QWidget:
    page = tall(page_of(TURNED))
    page.take_view.transcript.edit()
    return page


STATES: dict[str, Debriefing] = {
    **{name: spoken(name) for name in takes.STORIES},
    "typed": Debriefing(takes.run_of(takes.typed_take(GOOD)), 1),
    "two_takes": two_takes(),
    "rough": rough(),
    Unmarked.SILENCE.value: too_little(Unmarked.SILENCE),
    Unmarked.TOO_FEW_WORDS.value: too_little(Unmarked.TOO_FEW_WORDS, "Well then"),
    "marking_again": marking_again(),
    "hear": hear(),
}
OTHERS: tuple[Callable[[], QWidget], ...] = (critique, both, small, narrow, edit)
README = {
    "asked_then_heard": "debrief",
    "two_takes": "two-takes",
    "critique": "critique",
    "both": "critique-and-marks",
}
ALSO_LARGE = {"asked_then_heard"}
PICTURES = tuple(
    Picture(name, make, EVERY if name in ALSO_LARGE else PLAIN, README.get(name, ""))
    for name, make in {
        **{name: partial(story, state) for name, state in STATES.items()},
        **{one.__name__: one for one in OTHERS},
    }.items()
)
