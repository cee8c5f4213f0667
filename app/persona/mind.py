"""What the manager's words do to the salesperson: trust, how far they feel heard, and what kind of answer follows.

Pure rules, the same words always with the same effect; app.persona.rules_text says them in the window. They follow
the project's own idea (nobody hears you until you have shown that you heard them) and no measured model of people.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from app.marking.facts import Goal
from app.marking.label import ASK, EMPATHY, Label

HEARD_FROM = 0.75
"""From here on (of 1) the salesperson feels heard, and an ask reaches them."""

CLOSED_AT = 0.05
"""At this little trust they end the talk."""

WARY_BELOW = 0.3
"""A talk that goes nowhere ends with a closed door below this trust, else with polite nodding."""

MOST_TURNS = 8
"""The manager's turns in one conversation."""

NEAR, FAR, AGAIN = 0.5, 0.25, 0.1
"""How much a sentence of empathy adds to `heard`: about their own facts, about something else, the same once more."""

WARMTH = 0.1
"""Trust gained by a turn with empathy."""

COST = {
    Label.JUDGMENT: 0.25,
    Label.AVOIDANCE: 0.2,
    Label.NUMBERS_ONLY: 0.15,
    Label.OFF_THE_HOOK: 0.1,
    Label.SYMPATHY: 0.1,
    Label.EMPTY: 0.05,
}
"""Trust lost by a turn with this misstep, the gravest first."""

COST_OF_ASKING = 0.1
"""Trust lost by an ask before they feel heard."""

COST_OF_NOTHING = 0.05
"""Trust lost by a turn that neither hears nor asks."""

PATIENCE = 3
"""So many fruitless turns one after the other end the talk."""

OPENED = 2
"""Where nothing is to be asked, so many turns after which they feel heard end the talk well."""


class Answer(StrEnum):
    """Which kind of line the salesperson answers with."""

    HEARD_MORE = "heard_more"
    HEARD_OPEN = "heard_open"
    EXCUSE = "excuse"
    EXCUSE_AGAIN = "excuse_again"
    ASKED_UNHEARD = "asked_unheard"
    VAGUE = "vague"
    EMPTY = "empty"
    SYMPATHY = "sympathy"
    OFF_THE_HOOK = "off_the_hook"
    AVOIDANCE = "avoidance"
    JUDGMENT = "judgment"
    NUMBERS_ONLY = "numbers_only"
    REPAIRED = "repaired"
    COMMITMENT = "commitment"
    NODDING = "nodding"
    CLOSED = "closed"


ENDINGS = frozenset({Answer.COMMITMENT, Answer.NODDING, Answer.CLOSED})
"""The answers that end the conversation."""

_FRUITFUL = frozenset(
    {Answer.HEARD_MORE, Answer.HEARD_OPEN, Answer.EXCUSE, Answer.REPAIRED, Answer.COMMITMENT, Answer.EXCUSE_AGAIN}
)

_SORE = frozenset(
    {Answer.JUDGMENT, Answer.AVOIDANCE, Answer.NUMBERS_ONLY, Answer.SYMPATHY, Answer.ASKED_UNHEARD, Answer.EMPTY}
)
"""After these it takes empathy to come back: the next of it is answered as a repair."""


@dataclass(frozen=True)
class Act:
    """One move of the manager's turn: its label, the sentence of the turn it stands in (from 0), and what it is about.

    `about` is the place (from 0) of the persona's fact that a perspective comes near to, or of their feeling that an
    emotion does; None where it is near to none.
    """

    label: Label
    sentence: int
    about: int | None = None


@dataclass(frozen=True)
class Mind:
    """The salesperson between two of the manager's turns. `trust` and `heard` are 0 to 1.

    `known` are the facts and feelings that were said back to them; `excused` means that their excuse has been given,
    `sore` that they were hurt or asked unheard and nothing has mended it. `pressed` and `opened` count the turns that
    pushed against the excuse and those after which they waited; `fruitless` those since the last that led anywhere.
    """

    trust: float
    heard: float = 0.0
    known: frozenset[tuple[Label, int]] = frozenset()
    excused: bool = False
    pressed: int = 0
    opened: int = 0
    sore: bool = False
    fruitless: int = 0
    turns: int = 0

    @property
    def feels_heard(self) -> bool:
        """Whether an ask would reach them."""
        return self.heard >= HEARD_FROM


@dataclass(frozen=True)
class Response:
    """What a turn led to: the mind after it, the kind of answer, and the sentence of the turn that decided it."""

    mind: Mind
    answer: Answer
    decided_by: int | None

    @property
    def ends(self) -> bool:
        """Whether the conversation is over."""
        return self.answer in ENDINGS


def respond(mind: Mind, acts: Sequence[Act], goal: Goal) -> Response:
    """The salesperson takes in one turn of the manager, its moves in spoken order."""
    turn = _taken_in(mind, acts)
    mind = replace(turn.mind, trust=_trust(turn), turns=mind.turns + 1)
    answer, act = _answer(replace(turn, mind=mind), goal)
    mind = _after(mind, answer)
    return Response(mind, _ending(mind, answer, goal) or answer, act.sentence if act else None)


@dataclass(frozen=True)
class _TakenIn:
    """A turn as it was taken in; `mind` has heard it, `reached` says that they felt heard when the ask came."""

    mind: Mind
    acts: tuple[Act, ...]
    asked: Act | None
    reached: bool

    def first(self, *labels: Label) -> Act | None:
        return next((act for act in self.acts if act.label in labels), None)


def _taken_in(mind: Mind, acts: Sequence[Act]) -> _TakenIn:
    asked, reached = None, False
    for act in acts:
        if act.label in EMPATHY:
            mind = _heard(mind, act)
        elif act.label in ASK and asked is None:
            asked, reached = act, mind.feels_heard
    return _TakenIn(mind, tuple(acts), asked, reached)


def _heard(mind: Mind, act: Act) -> Mind:
    if act.about is None:
        gain, known = FAR, mind.known
    else:
        named = (act.label, act.about)
        gain, known = AGAIN if named in mind.known else NEAR, mind.known | {named}
    return replace(mind, heard=min(1.0, mind.heard + gain), known=known)


def _trust(turn: _TakenIn) -> float:
    labels = {act.label for act in turn.acts}
    trust = turn.mind.trust + (WARMTH if labels & EMPATHY else 0.0)
    trust -= sum(cost for label, cost in COST.items() if label in labels and _hurts(label, labels))
    if turn.asked is not None and not turn.reached:
        trust -= COST_OF_ASKING
    if not labels & (EMPATHY | ASK | COST.keys() | {Label.INVITE, Label.SUPPORT}):
        trust -= COST_OF_NOTHING
    return round(min(1.0, max(0.0, trust)), 6)


def _hurts(label: Label, labels: set[Label]) -> bool:
    """A bare "I understand" only hurts where nothing else showed that they were heard."""
    return label is not Label.EMPTY or not labels & EMPATHY


def _answer(turn: _TakenIn, goal: Goal) -> tuple[Answer, Act | None]:
    """The kind of answer, and the move that decided it: the gravest misstep, else the ask, else the empathy."""
    labels = {act.label for act in turn.acts}
    for misstep in COST:
        if misstep in labels and _hurts(misstep, labels) and misstep is not Label.EMPTY:
            return Answer(misstep.value), turn.first(misstep)
    if turn.asked is not None:
        return _to_an_ask(turn, turn.asked, goal), turn.asked
    empathy = turn.first(*EMPATHY)
    if empathy is not None:
        return _to_empathy(turn.mind), empathy
    if Label.INVITE in labels:
        return Answer.HEARD_OPEN if turn.mind.feels_heard else Answer.HEARD_MORE, turn.first(Label.INVITE)
    if Label.EMPTY in labels:
        return Answer.EMPTY, turn.first(Label.EMPTY)
    return Answer.VAGUE, None


def _to_an_ask(turn: _TakenIn, asked: Act, goal: Goal) -> Answer:
    if not turn.reached:
        return Answer.ASKED_UNHEARD
    if not turn.mind.excused:
        return Answer.EXCUSE
    if goal is Goal.HEAR_THEN_ASK and turn.first(*EMPATHY, Label.SUPPORT):
        return Answer.COMMITMENT
    return Answer.EXCUSE_AGAIN


def _to_empathy(mind: Mind) -> Answer:
    if mind.sore:
        return Answer.REPAIRED
    return Answer.HEARD_OPEN if mind.feels_heard else Answer.HEARD_MORE


def _after(mind: Mind, answer: Answer) -> Mind:
    """What stays of a turn beside trust and heard."""
    sore = answer in _SORE or (mind.sore and answer is not Answer.REPAIRED)
    return replace(
        mind,
        sore=sore,
        excused=mind.excused or answer is Answer.EXCUSE,
        pressed=mind.pressed + (answer is Answer.EXCUSE_AGAIN),
        opened=mind.opened + (answer is Answer.HEARD_OPEN),
        fruitless=0 if answer in _FRUITFUL else mind.fruitless + 1,
    )


def _ending(mind: Mind, answer: Answer, goal: Goal) -> Answer | None:
    """How the conversation ends with this turn; None where it goes on."""
    if answer is Answer.COMMITMENT:
        return None  # it is an ending itself
    if mind.trust <= CLOSED_AT:
        return Answer.CLOSED
    if goal is Goal.HEAR and mind.opened >= OPENED:
        return Answer.COMMITMENT
    let_off = answer is Answer.OFF_THE_HOOK and mind.excused
    tired = mind.fruitless >= PATIENCE or mind.pressed >= PATIENCE or mind.opened >= PATIENCE
    if let_off or tired or mind.turns >= MOST_TURNS:
        return Answer.CLOSED if mind.trust < WARY_BELOW else Answer.NODDING
    return None
