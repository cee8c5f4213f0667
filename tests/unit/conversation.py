"""Conversations made of labels alone, for the tests of the marking rules."""

from hypothesis import strategies as st

from app.marking.classifier import Move, Sentence
from app.marking.facts import Facts, Goal
from app.marking.label import Label
from app.marking.verdict import placed_moves

MOVE_CHARS = 10


def sentences(turn: str) -> tuple[Sentence, ...]:
    """One turn from labels: "perspective emotion | expectation" is two sentences, "-" one without a label."""
    found: list[Sentence] = []
    at = 0
    for part in turn.split("|"):
        labels = [Label(name) for name in part.split() if name != "-"]
        starts = [at + MOVE_CHARS * index for index in range(len(labels))]
        moves = tuple(Move(label, start, start + MOVE_CHARS) for label, start in zip(labels, starts, strict=True))
        end = at + MOVE_CHARS * max(len(labels), 1)
        found.append(Sentence("x" * (end - at), at, end, moves))
        at = end + 1
    return tuple(found)


def facts(*turns: str, goal: Goal = Goal.HEAR_THEN_ASK, ended: bool = True) -> Facts:
    """What the rows ask of a conversation of these turns."""
    return Facts(placed_moves([sentences(turn) for turn in turns]), goal, ended)


_sentence = st.lists(st.sampled_from(Label), max_size=3).map(lambda labels: " ".join(labels) or "-")
_turn = st.lists(_sentence, min_size=1, max_size=4).map(" | ".join)
some_turns = st.lists(_turn, min_size=1, max_size=3)
"""Any conversation of up to three turns."""
