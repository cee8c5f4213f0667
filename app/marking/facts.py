"""What the rules ask of a conversation: its goal, its moves, and what follows from their order."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from app.marking.label import ASK, EMPATHY, Label
from app.marking.verdict import Place, Placed, Verdict, first, order_verdict

_SPOILS_THE_ORDER = frozenset({Label.JUDGMENT, Label.AVOIDANCE, Label.NUMBERS_ONLY})


class Goal(StrEnum):
    """What a conversation needs today."""

    HEAR = "hear"
    HEAR_THEN_ASK = "hear_then_ask"


@dataclass(frozen=True)
class Facts:
    """What the rows ask of a conversation: its moves in spoken order, its goal, whether it has ended."""

    moves: tuple[Placed, ...]
    goal: Goal = Goal.HEAR_THEN_ASK
    ended: bool = True

    @cached_property
    def verdict(self) -> Verdict:
        """The order verdict."""
        return order_verdict(self.moves)

    @cached_property
    def ask(self) -> Placed | None:
        """The first expectation or commitment."""
        return first(self.moves, ASK)

    @cached_property
    def withdrawn(self) -> Placed | None:
        """The off_the_hook that took an ask back: one with no ask after it."""
        last_off = self.last(Label.OFF_THE_HOOK)
        if self.ask is None or last_off is None:
            return None
        return None if any(one.move.label in ASK for one in self.after(last_off)) else last_off

    @cached_property
    def repair(self) -> Placed | None:
        """The empathy that repairs an ask that came first: in a later turn, the ask not withdrawn."""
        if self.verdict is not Verdict.ACCOUNTABILITY_FIRST or self.ask is None or self.withdrawn:
            return None
        asked = self.ask.place.turn
        return next((one for one in self.moves if one.move.label in EMPATHY and one.place.turn > asked), None)

    @cached_property
    def spoiler(self) -> Placed | None:
        """The first judgment, avoidance or numbers_only up to the first ask's sentence; without an ask, of all."""
        limit = _sentence(self.ask.place) if self.ask else None
        early = (one for one in self.moves if limit is None or _sentence(one.place) <= limit)
        return next((one for one in early if one.move.label in _SPOILS_THE_ORDER), None)

    def first(self, *labels: Label) -> Placed | None:
        """The first move with one of `labels`."""
        return first(self.moves, frozenset(labels))

    def last(self, label: Label) -> Placed | None:
        """The last move with `label`."""
        return first(self.moves[::-1], frozenset({label}))

    def after(self, one: Placed) -> tuple[Placed, ...]:
        """The moves that begin later than `one`."""
        return tuple(other for other in self.moves if other.place > one.place)

    def pinned_down(self, one: Placed) -> bool:
        """Whether `specific` stands in the same sentence."""
        here = _sentence(one.place)
        return any(_sentence(o.place) == here and o.move.label is Label.SPECIFIC for o in self.moves)

    def strong_ask(self, moves: Iterable[Placed]) -> Placed | None:
        """The first expectation, or commitment with `specific` in one sentence."""
        for one in moves:
            label = one.move.label
            if label is Label.EXPECTATION or (label is Label.COMMITMENT and self.pinned_down(one)):
                return one
        return None


def _sentence(place: Place) -> tuple[int, int]:
    return place.turn, place.sentence
