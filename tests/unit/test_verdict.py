"""The order verdict (rubric, "The order verdict" and "Close calls")."""

import pytest
from hypothesis import given

from app.marking.classifier import Move, Sentence
from app.marking.label import ASK, EMPATHY, Label
from app.marking.verdict import Verdict, first, order_verdict, placed_moves
from tests.unit.conversation import facts, some_turns

V = Verdict


@pytest.mark.parametrize(
    ("turns", "verdict"),
    [
        (["perspective | expectation"], V.EMPATHY_FIRST),
        (["emotion | expectation"], V.EMPATHY_FIRST),
        (["perspective | commitment"], V.EMPATHY_FIRST),
        (["emotion | commitment"], V.EMPATHY_FIRST),
        (["perspective expectation specific"], V.EMPATHY_FIRST),
        (["perspective", "expectation"], V.EMPATHY_FIRST),
        (["perspective | expectation | emotion | commitment"], V.EMPATHY_FIRST),
        (["perspective | judgment | expectation"], V.EMPATHY_FIRST),
        (["perspective | expectation | off_the_hook"], V.EMPATHY_FIRST),
        (["expectation | perspective"], V.ACCOUNTABILITY_FIRST),
        (["commitment | emotion"], V.ACCOUNTABILITY_FIRST),
        (["expectation specific perspective"], V.ACCOUNTABILITY_FIRST),
        (["expectation", "perspective | expectation"], V.ACCOUNTABILITY_FIRST),
        (["empty | invite | expectation | emotion"], V.ACCOUNTABILITY_FIRST),
        (["perspective"], V.EMPATHY_ONLY),
        (["emotion | invite | support"], V.EMPATHY_ONLY),
        (["perspective | off_the_hook"], V.EMPATHY_ONLY),
        (["perspective | value | numbers_only"], V.EMPATHY_ONLY),
        (["expectation"], V.ACCOUNTABILITY_ONLY),
        (["commitment"], V.ACCOUNTABILITY_ONLY),
        (["empty | expectation specific"], V.ACCOUNTABILITY_ONLY),
        (["sympathy | invite | support | expectation"], V.ACCOUNTABILITY_ONLY),
        (["empty"], V.NEITHER),
        (["empty | sympathy | invite | support"], V.NEITHER),
        (["avoidance | judgment | numbers_only | off_the_hook | value"], V.NEITHER),
        (["-"], V.NEITHER),
        (["-", "-"], V.NEITHER),
    ],
)
def test_the_verdict_is_the_order_of_the_first_of_each(turns: list[str], verdict: Verdict) -> None:
    assert facts(*turns).verdict is verdict


def test_a_conversation_without_sentences_is_neither() -> None:
    assert order_verdict(placed_moves([])) is V.NEITHER
    assert order_verdict(placed_moves([(), ()])) is V.NEITHER


def test_moves_are_read_by_their_place_not_by_the_order_in_which_they_were_found() -> None:
    ask = Move(Label.EXPECTATION, 30, 40)
    empathy = Move(Label.PERSPECTIVE, 0, 20)
    found = placed_moves([[Sentence("x" * 40, 0, 40, (ask, empathy))]])
    assert [one.move.label for one in found] == [Label.PERSPECTIVE, Label.EXPECTATION]
    assert order_verdict(found) is V.EMPATHY_FIRST


def test_where_nothing_tells_two_moves_apart_empathy_is_read_first() -> None:
    """A sentence whose labels all span the whole of it: the reading in favour of the manager."""
    moves = (Move(Label.EXPECTATION, 0, 40), Move(Label.EMOTION, 0, 40))
    assert order_verdict(placed_moves([[Sentence("x" * 40, 0, 40, moves)]])) is V.EMPATHY_FIRST


def test_an_earlier_turn_comes_before_a_later_one_whatever_its_characters() -> None:
    late = Sentence("x" * 200, 100, 200, (Move(Label.EXPECTATION, 100, 120),))
    early = Sentence("x" * 20, 0, 20, (Move(Label.EMOTION, 0, 20),))
    assert order_verdict(placed_moves([[late], [early]])) is V.ACCOUNTABILITY_FIRST


@given(some_turns)
def test_the_verdict_depends_only_on_the_first_of_each(turns: list[str]) -> None:
    moves = facts(*turns).moves
    kept = tuple(one for one in moves if one in (first(moves, EMPATHY), first(moves, ASK)))
    assert order_verdict(kept) is order_verdict(moves)


@given(some_turns)
def test_missteps_and_other_labels_change_no_verdict(turns: list[str]) -> None:
    moves = facts(*turns).moves
    assert order_verdict([one for one in moves if one.move.label in EMPATHY | ASK]) is order_verdict(moves)
