"""Managers made by chance talk to a salesperson, so that what the rules promise is seen to hold for a scenario.

The same seed gives the same conversations on every computer.
"""

import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from app.marking.facts import Goal
from app.marking.label import ASK, EMPATHY, Label
from app.persona.conversation import Reply, converse
from app.persona.mind import ENDINGS, MOST_TURNS, Act, Answer
from app.scenarios.frame import all_lines
from app.scenarios.scenario import Scenario

_MOST_TRIES = 20

Turn = tuple[Act, ...]


class Manager(StrEnum):
    """What kind of manager talks."""

    RECIPE = "recipe"
    """Hears, asks, and holds the excuse kindly."""
    ASKS_FIRST = "asks_first"
    """Asks in every turn and never listens."""
    REPAIRS = "repairs"
    """Blunders first, then hears, asks and holds."""
    LETS_OFF = "lets_off"
    """Hears and asks, and goes along with the excuse."""
    CHANCE = "chance"
    """Says anything."""


@dataclass
class Outcome:
    """What became of the conversations with one scenario: endings by kind of manager, and what must not be."""

    endings: dict[Manager, Counter[Answer]] = field(
        default_factory=lambda: {manager: Counter[Answer]() for manager in Manager}
    )
    faults: list[str] = field(default_factory=list[str])

    @property
    def reached(self) -> Counter[Answer]:
        """How often each ending came, whoever talked."""
        return sum(self.endings.values(), Counter[Answer]())

    @property
    def conversations(self) -> int:
        """How many there were."""
        return self.reached.total()


def simulate(scenario: Scenario, conversations: int, seed: int) -> Outcome:
    """Hold so many conversations, the kinds of managers in turn; each fault is told once."""
    chance = random.Random(f"{scenario.id} {seed}")  # noqa: S311 - games of chance, not secrets
    lines, outcome, faults = all_lines(scenario), Outcome(), dict[str, None]()
    for number in range(conversations):
        manager = list(Manager)[number % len(Manager)]
        turns = _TURNS[manager](chance, scenario)
        replies = converse(turns, lines, scenario.trust, scenario.goal, chance.randint(1, _MOST_TRIES))
        outcome.endings[manager][replies[-1].answer] += 1
        faults |= dict.fromkeys(_faults(manager, replies))
    outcome.faults = [*faults, *_missing(outcome)]
    return outcome


def _faults(manager: Manager, replies: Sequence[Reply]) -> list[str]:
    faults: list[str] = []
    answers, last = [reply.line for reply in replies], replies[-1]
    if not last.ends:
        faults.append(f"a dead end: after {len(replies)} turns it goes on")
    faults += [f"said twice: {line}" for line, count in Counter(answers).items() if count > 1]
    if manager is Manager.RECIPE and last.answer is not Answer.COMMITMENT:
        faults.append(f"who hears, asks and holds ends in {last.answer}")
    if manager is Manager.ASKS_FIRST and last.answer is Answer.COMMITMENT:
        faults.append("who asks first and never listens gets a commitment")
    return faults


def _missing(outcome: Outcome) -> list[str]:
    if outcome.conversations < len(Manager):
        return []
    return [f"never reached: {ending}" for ending in sorted(ENDINGS) if not outcome.reached[ending]]


def _recipe(chance: random.Random, scenario: Scenario) -> list[Turn]:
    hears = _hears(chance, scenario)
    if scenario.goal is Goal.HEAR:
        return [hears, *(_hears(chance, scenario) for _ in range(MOST_TURNS - 1))]
    asks, rest = _asks(chance), [_holds(chance, scenario) for _ in range(MOST_TURNS)]
    return [(*hears, *_later(asks, hears)), *rest] if chance.random() < 0.5 else [hears, asks, *rest]


def _asks_first(chance: random.Random, scenario: Scenario) -> list[Turn]:
    others = [label for label in Label if label not in EMPATHY]
    return [
        (Act(chance.choice(sorted(ASK)), 0), *_some(chance, scenario, others, chance.randint(0, 3)))
        for _ in range(MOST_TURNS)
    ]


def _repairs(chance: random.Random, scenario: Scenario) -> list[Turn]:
    blunders = [label for label in Label if label not in EMPATHY]
    first = [_some(chance, scenario, blunders, 1) for _ in range(chance.randint(1, 2))]
    return [*first, *_recipe(chance, scenario)][:MOST_TURNS]


def _lets_off(chance: random.Random, scenario: Scenario) -> list[Turn]:
    let_off = (Act(Label.OFF_THE_HOOK, 0),)
    return [_hears(chance, scenario), _asks(chance), *(let_off for _ in range(MOST_TURNS - 2))]


def _by_chance(chance: random.Random, scenario: Scenario) -> list[Turn]:
    labels = list(Label)
    return [_some(chance, scenario, labels, chance.randint(0, 4)) for _ in range(MOST_TURNS)]


_TURNS: dict[Manager, Callable[[random.Random, Scenario], list[Turn]]] = {
    Manager.RECIPE: _recipe,
    Manager.ASKS_FIRST: _asks_first,
    Manager.REPAIRS: _repairs,
    Manager.LETS_OFF: _lets_off,
    Manager.CHANCE: _by_chance,
}


def _hears(chance: random.Random, scenario: Scenario) -> Turn:
    """Says one of their facts and one of their feelings back, in either order, and perhaps asks how it is for them."""
    fact, feeling = chance.randrange(len(scenario.persona.facts)), chance.randrange(len(scenario.persona.feelings))
    said = [(Label.PERSPECTIVE, fact), (Label.EMOTION, feeling)]
    chance.shuffle(said)
    acts = tuple(Act(label, place, about) for place, (label, about) in enumerate(said))
    return (*acts, Act(Label.INVITE, len(acts))) if chance.random() < 0.5 else acts


def _asks(chance: random.Random) -> Turn:
    extras = [label for label in (Label.SPECIFIC, Label.VALUE, Label.COMMITMENT) if chance.random() < 0.5]
    return (Act(Label.EXPECTATION, 0), *(Act(label, 0) for label in extras))


def _holds(chance: random.Random, scenario: Scenario) -> Turn:
    """Says the worry behind the excuse back or offers help, and asks once more."""
    facts = len(scenario.persona.facts)
    kind = Act(Label.PERSPECTIVE, 0, chance.choice([None, chance.randrange(facts)]))
    first = kind if chance.random() < 0.7 else Act(Label.SUPPORT, 0)
    return (first, *_later(_asks(chance), (first,)))


def _later(acts: Turn, after: Turn) -> Turn:
    return tuple(Act(act.label, act.sentence + len(after), act.about) for act in acts)


def _some(chance: random.Random, scenario: Scenario, labels: Sequence[Label], count: int) -> Turn:
    return tuple(_act(chance, scenario, chance.choice(labels), place) for place in range(count))


def _act(chance: random.Random, scenario: Scenario, label: Label, place: int) -> Act:
    texts = {Label.PERSPECTIVE: scenario.persona.facts, Label.EMOTION: scenario.persona.feelings}.get(label, ())
    return Act(label, place, chance.choice([None, *range(len(texts))]))
