"""A conversation with the program: the salesperson's answer, its end, and the debrief of all turns."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QDeadlineTimer
from PySide6.QtWidgets import QWidget

from app.marking.label import Label
from app.marking.marker import Marker
from app.persona.acts import acts_of
from app.rehearsal import event as on
from app.rehearsal.state import Debriefing, Run
from tests.fake_classifier import FakeClassifier, Said
from tests.fake_services import SAID
from tests.screenshots import debrief, window
from tests.screenshots.pictures import EVERY, PLAIN, Picture, settle
from tests.shared_words import BySharedWords
from tests.ui import debrief_takes as takes
from ui.dialogs.reactions_dialog import ReactionsDialog

EXCUSE = Said("You'd rather have a date in your hand before you ring anybody.", (Label.PERSPECTIVE,))
HELD = ((takes.SIDE, takes.FEELING, takes.CHECK), (takes.ASK, takes.VALUE), (EXCUSE, takes.ASK, takes.HELP, takes.STEP))
ASKED = ((takes.EMPTY, takes.ASK), (takes.NUMBERS, takes.ASK), (takes.BLAME, takes.ASK))
REPAIRED = ((takes.ASK,), (takes.SIDE, takes.FEELING), (takes.ASK,), (takes.LET_OFF,))


def talked(*turns: Sequence[Said], typed: bool = False) -> Run:
    """A run of these turns, each answered by the rules."""
    run = takes.run_of()
    marker = Marker(FakeClassifier([one for turn in turns for one in turn]))
    persona = run.scenario.persona
    for number, said in enumerate(turns, start=1):
        made = takes.typed_take(said, number) if typed else takes.spoken_take(said, number)
        take = replace(run.begun, transcript=made.transcript, recording=made.recording)
        marking = marker.mark(run.turns_with(take), run.scenario.goal)
        acts = acts_of(marking, persona.facts, persona.feelings, BySharedWords())
        run = replace(run.with_take(replace(take, marking=marking, acts=acts)), after=number)
    return run


def debriefed(*turns: Sequence[Said], typed: bool = False) -> QWidget:
    """All of its debrief."""
    return debrief.tall(debrief.page_of(Debriefing(talked(*turns, typed=typed), len(turns))))


def models() -> QWidget:
    """The two conversations to learn from, played."""
    page = debrief.page_of(debrief.TURNED)
    view = page.take_view.models
    assert view is not None
    view.button.click()
    patience = QDeadlineTimer(10_000)
    while not view.is_played and not patience.hasExpired():
        settle()
    return debrief.tall(page)


def reactions() -> QWidget:
    """All rules by which they react."""
    dialog = ReactionsDialog()
    dialog.resize(720, 960)
    return dialog


def answered(stage: window.Stage) -> None:
    """The salesperson answers the first turn."""
    stage.turn()
    stage.post(on.ReplyTyped(SAID))


def your_turn(stage: window.Stage) -> None:
    """Two turns are over."""
    for _ in range(2):
        answered(stage) if stage.window.bridge.idle else stage.post(on.ReplyTyped(SAID))
        stage.voice.finish()
        settle()


def heard_so_far(stage: window.Stage) -> None:
    """The same with what was heard of each turn."""
    your_turn(stage)
    stage.window.rehearse.turns.hide_heard.click()


def over(stage: window.Stage) -> None:
    """They commit themselves."""
    your_turn(stage)
    for _ in range(2):
        stage.post(on.ReplyTyped(SAID))
        if not stage.window.rehearse.turns.end.text().startswith("See"):
            stage.voice.finish()
            settle()


STATES: tuple[Callable[[window.Stage], None], ...] = (answered, your_turn, heard_so_far, over)
PICTURES = (
    *(Picture(state.__name__, partial(window.shown, state), PLAIN) for state in STATES),
    Picture("held", partial(debriefed, *HELD), EVERY),
    Picture("held_typed", partial(debriefed, *HELD, typed=True)),
    Picture("asked", partial(debriefed, *ASKED)),
    Picture("repaired", partial(debriefed, *REPAIRED)),
    Picture("models", models),
    Picture("reactions", reactions),
)
