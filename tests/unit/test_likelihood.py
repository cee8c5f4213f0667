"""The likelihood of a verdict agrees with going through every way in which the sentences can be read."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.marking.classifier import Move, Sentence
from app.marking.label import Label
from app.marking.likelihood import verdict_likelihoods
from app.marking.verdict import Verdict, order_verdict, placed_moves
from tests.unit.conversation import sentences, some_turns

HEARD, ASKED = Label.EMOTION, Label.EXPECTATION
chances = st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=1, max_size=5)


def sentence(index: int, heard: float, asked: float) -> Sentence:
    """A sentence whose moves are not known, only how likely they are."""
    return Sentence("x", index * 10, index * 10 + 9, (), ((HEARD, heard), (ASKED, asked)))


@given(chances)
def test_the_likelihoods_are_those_of_all_readings(given_: list[tuple[float, float]]) -> None:
    wanted = dict.fromkeys(Verdict, 0.0)
    for reading in product(product((True, False), repeat=2), repeat=len(given_)):
        for order in ((HEARD, ASKED), (ASKED, HEARD)):
            likely = 0.5
            read: list[Sentence] = []
            for index, ((heard, asked), (is_heard, is_asked)) in enumerate(zip(given_, reading, strict=True)):
                likely *= (heard if is_heard else 1 - heard) * (asked if is_asked else 1 - asked)
                there = {HEARD: is_heard, ASKED: is_asked}
                begin = index * 10
                moves = tuple(Move(label, begin + at, begin + at + 1) for at, label in enumerate(order) if there[label])
                read.append(Sentence("x", begin, begin + 9, moves))
            wanted[order_verdict(placed_moves([read]))] += likely
    found = verdict_likelihoods([[sentence(index, *one) for index, one in enumerate(given_)]])
    assert found == pytest.approx(wanted, abs=1e-9)


@given(some_turns)
def test_a_verdict_on_certain_labels_is_certain(turns: list[str]) -> None:
    read = [sentences(turn) for turn in turns]
    assert verdict_likelihoods(read)[order_verdict(placed_moves(read))] == pytest.approx(1)


def test_moves_show_which_comes_first_in_a_sentence_that_carries_both() -> None:
    known = ((HEARD, 0.9), (ASKED, 0.9))
    asked_first = Sentence("x", 0, 9, (Move(ASKED, 0, 3), Move(HEARD, 4, 9)), known)
    found = verdict_likelihoods([[asked_first]])
    assert found[Verdict.ACCOUNTABILITY_FIRST] == pytest.approx(0.81)
    assert found[Verdict.EMPATHY_FIRST] == 0
