"""The order verdict: was empathy there, was the ask there, and which came first."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.marking.classifier import Move, Sentence
from app.marking.label import ASK, EMPATHY, Label


class Verdict(StrEnum):
    """The five verdicts of the rubric."""

    EMPATHY_FIRST = "empathy_first"
    ACCOUNTABILITY_FIRST = "accountability_first"
    EMPATHY_ONLY = "empathy_only"
    ACCOUNTABILITY_ONLY = "accountability_only"
    NEITHER = "neither"


@dataclass(frozen=True, order=True)
class Place:
    """Where a move stands: the manager's turn (0 = first), the character it starts at, its sentence in the turn."""

    turn: int
    start: int
    sentence: int


@dataclass(frozen=True)
class Placed:
    """A move with its place in the conversation."""

    move: Move
    place: Place


def placed_moves(turns: Sequence[Sequence[Sentence]]) -> tuple[Placed, ...]:
    """All moves of the manager's turns in spoken order; at the same character, empathy before the rest."""
    found = [
        Placed(move, Place(turn, move.start, index))
        for turn, sentences in enumerate(turns)
        for index, sentence in enumerate(sentences)
        for move in sentence.moves
    ]
    return tuple(sorted(found, key=lambda one: (one.place, one.move.label not in EMPATHY, one.move.end)))


def first(moves: Sequence[Placed], labels: frozenset[Label]) -> Placed | None:
    """The first move that carries one of `labels`."""
    return next((one for one in moves if one.move.label in labels), None)


def order_verdict(moves: Sequence[Placed]) -> Verdict:
    """The verdict on moves in spoken order (rubric, "The order verdict")."""
    empathy, ask = first(moves, EMPATHY), first(moves, ASK)
    if empathy is None:
        return Verdict.NEITHER if ask is None else Verdict.ACCOUNTABILITY_ONLY
    if ask is None:
        return Verdict.EMPATHY_ONLY
    return Verdict.EMPATHY_FIRST if moves.index(empathy) < moves.index(ask) else Verdict.ACCOUNTABILITY_FIRST
