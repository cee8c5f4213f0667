"""Marking a conversation through the classifier port: what is put together, and when it is unsure."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.marking.checklist import Criterion, Result
from app.marking.classifier import Move, Sentence
from app.marking.facts import Goal
from app.marking.headline import Story
from app.marking.label import Label
from app.marking.marker import SURE_FROM, Marker, Turn, Unmarked, unmarked
from app.marking.verdict import Verdict
from tests.unit.conversation import sentences, some_turns

L, V = Label, Verdict


class LabelReader:
    """A classifier for tests: the text of a turn is its labels."""

    name = "label reader"

    def __init__(self) -> None:
        self.heard: list[tuple[str, str]] = []

    def classify(self, text: str, salesperson: str = "") -> tuple[Sentence, ...]:
        self.heard.append((text, salesperson))
        return sentences(text)


class Certainty:
    """A classifier that gives one sentence to each word of the text, sure of its labels as far as it is told."""

    name = "certainty"

    def __init__(self, *confidence: dict[Label, float]) -> None:
        self._confidence = confidence

    def classify(self, text: str, salesperson: str = "") -> tuple[Sentence, ...]:
        found: list[Sentence] = []
        for index, confidence in enumerate(self._confidence):
            start, end = index * 10, index * 10 + 9
            moves = tuple(Move(label, start, end, sure) for label, sure in confidence.items() if sure >= 0.5)
            found.append(Sentence("x" * 9, start, end, moves, tuple(confidence.items())))
        return tuple(found)


NEARLY = SURE_FROM - 0.01
BARELY_NOT = 1 - NEARLY
CLEAR = 0.9999
SURE = math.sqrt(SURE_FROM) + 0.001  # two of them together are still likely enough


def mark(*confidence: dict[Label, float]) -> tuple[Verdict | None, bool, Verdict | None, tuple[int, int] | None]:
    found = Marker(Certainty(*confidence)).mark([Turn("some words")])
    return found.verdict, found.unsure, found.alternative, found.decided_by


def test_turns_go_to_the_classifier_with_what_they_answer() -> None:
    reader = LabelReader()
    found = Marker(reader).mark([Turn("perspective", "I'm stuck."), Turn("expectation", "Yes.")])
    assert reader.heard == [("perspective", "I'm stuck."), ("expectation", "Yes.")]
    assert found.verdict is V.EMPATHY_FIRST
    assert found.classifier == "label reader"
    assert found.headline is not None
    assert found.headline.story is Story.HEARD_THEN_ASKED
    assert [len(turn) for turn in found.sentences] == [1, 1]
    assert not found.unsure


def test_goal_and_end_reach_the_checklist() -> None:
    marker = Marker(LabelReader())
    assert marker.mark([Turn("perspective")]).checklist[4].result is Result.MISSED
    assert marker.mark([Turn("perspective")], ended=False).checklist[4].result is Result.NOT_YET
    assert marker.mark([Turn("perspective")], Goal.HEAR).checklist[4].result is Result.NOT_CALLED_FOR


def test_repaired_stands_beside_the_literal_verdict() -> None:
    found = Marker(LabelReader()).mark([Turn("expectation"), Turn("perspective")])
    assert (found.verdict, found.repaired) == (V.ACCOUNTABILITY_FIRST, True)
    assert not Marker(LabelReader()).mark([Turn("expectation | perspective")]).repaired


def test_a_moves_sentence_is_found_again() -> None:
    found = Marker(LabelReader()).mark([Turn("- | -"), Turn("- | emotion")])
    emotion = found.first(L.EMOTION)
    assert emotion is not None
    assert found.sentence(emotion) is found.sentences[1][1]
    assert found.first(L.VALUE) is None


@pytest.mark.parametrize("texts", [[], [""], ["  \n"], ["… – ?!"], ["", " . "]])
def test_where_nothing_was_said_there_is_no_verdict(texts: list[str]) -> None:
    reader = LabelReader()
    found = Marker(reader).mark([Turn(text) for text in texts])
    assert reader.heard == []
    assert found.verdict is None
    assert found.unmarked is Unmarked.NOTHING_SAID
    assert {row.result for row in found.checklist} == {Result.NOT_HEARD}
    assert found.headline is None
    assert found.sentences == tuple(() for _ in texts)
    assert found.moves == ()


def test_any_letter_or_digit_is_something_said() -> None:
    turns = [Turn("-"), Turn("emotion")]
    assert Marker(LabelReader()).mark(turns).verdict is V.EMPATHY_ONLY
    assert Marker(Certainty({})).mark([Turn("5")]).unmarked is None


@pytest.mark.parametrize("reason", Unmarked)
def test_an_unmarked_take_says_why_and_keeps_its_turns(reason: Unmarked) -> None:
    found = unmarked([Turn("mm"), Turn("hm")], reason, Goal.HEAR, ended=False)
    assert (found.unmarked, found.verdict, found.goal, found.ended) == (reason, None, Goal.HEAR, False)
    assert len(found.sentences) == 2


def test_a_verdict_that_hangs_on_no_close_label_is_sure() -> None:
    assert mark({L.PERSPECTIVE: SURE}, {L.EXPECTATION: SURE}) == (V.EMPATHY_FIRST, False, None, None)


@pytest.mark.parametrize(
    ("confidence", "verdict", "alternative", "place"),
    [
        # a label that is only just there
        ([{L.PERSPECTIVE: NEARLY}, {L.EXPECTATION: CLEAR}], V.EMPATHY_FIRST, V.ACCOUNTABILITY_ONLY, (0, 0)),
        ([{L.PERSPECTIVE: CLEAR}, {L.EXPECTATION: NEARLY}], V.EMPATHY_FIRST, V.EMPATHY_ONLY, (0, 1)),
        (
            [{L.EMOTION: NEARLY}, {L.COMMITMENT: CLEAR}, {L.EMOTION: CLEAR}],
            V.EMPATHY_FIRST,
            V.ACCOUNTABILITY_FIRST,
            (0, 0),
        ),
        ([{L.COMMITMENT: NEARLY}], V.ACCOUNTABILITY_ONLY, V.NEITHER, (0, 0)),
        # a label that only just is not
        ([{L.PERSPECTIVE: BARELY_NOT}, {L.EXPECTATION: CLEAR}], V.ACCOUNTABILITY_ONLY, V.EMPATHY_FIRST, (0, 0)),
        ([{L.EXPECTATION: CLEAR}, {L.EMOTION: BARELY_NOT}], V.ACCOUNTABILITY_ONLY, V.ACCOUNTABILITY_FIRST, (0, 1)),
        ([{L.PERSPECTIVE: CLEAR}, {L.COMMITMENT: BARELY_NOT}], V.EMPATHY_ONLY, V.EMPATHY_FIRST, (0, 1)),
        ([{}, {L.EMOTION: BARELY_NOT}], V.NEITHER, V.EMPATHY_ONLY, (0, 1)),
    ],
)
def test_a_verdict_that_hangs_on_one_close_label_is_unsure(
    confidence: list[dict[Label, float]], verdict: Verdict, alternative: Verdict, place: tuple[int, int]
) -> None:
    assert mark(*confidence) == (verdict, True, alternative, place)


@pytest.mark.parametrize(
    "confidence",
    [
        [{L.PERSPECTIVE: CLEAR}, {L.PERSPECTIVE: NEARLY}, {L.EXPECTATION: CLEAR}],  # another stands before it
        [{L.PERSPECTIVE: NEARLY, L.EMOTION: CLEAR}, {L.EXPECTATION: CLEAR}],  # another stands beside it
        [{L.PERSPECTIVE: CLEAR, L.JUDGMENT: NEARLY}, {L.EXPECTATION: CLEAR, L.SPECIFIC: BARELY_NOT}],  # no order labels
        [{L.PERSPECTIVE: CLEAR}, {L.EXPECTATION: CLEAR}, {L.EMOTION: BARELY_NOT}],  # it would come too late
    ],
)
def test_a_close_label_that_changes_no_verdict_leaves_it_sure(confidence: list[dict[Label, float]]) -> None:
    assert mark(*confidence)[1:] == (False, None, None)


def test_the_nearest_of_several_doubts_is_told() -> None:
    nearer = 0.51
    assert mark({L.PERSPECTIVE: NEARLY}, {L.EXPECTATION: nearer})[2:] == (V.EMPATHY_ONLY, (0, 1))
    assert mark({L.PERSPECTIVE: nearer}, {L.EXPECTATION: NEARLY})[2:] == (V.ACCOUNTABILITY_ONLY, (0, 0))


def test_a_doubt_in_a_later_turn_is_placed_there() -> None:
    found = Marker(Certainty({L.EXPECTATION: CLEAR}, {})).mark([Turn("one"), Turn("two")])
    assert not found.unsure

    class Second(Certainty):
        def classify(self, text: str, salesperson: str = "") -> tuple[Sentence, ...]:
            if text == "one":
                return Certainty({L.EXPECTATION: CLEAR}).classify(text)
            return Certainty({}, {L.EMOTION: BARELY_NOT}).classify(text)

    found = Marker(Second()).mark([Turn("one"), Turn("two")])
    assert (found.alternative, found.decided_by) == (V.ACCOUNTABILITY_FIRST, (1, 1))


def test_several_small_doubts_make_a_verdict_unsure() -> None:
    """None of them would alone: the verdict is only as likely as all of them together."""
    assert mark({L.PERSPECTIVE: 0.93})[1] is False
    assert mark({L.PERSPECTIVE: 0.93}, {L.EXPECTATION: 0.88})[1] is True


@pytest.mark.parametrize("certain", [0.0, 1.0])
def test_certainty_beyond_any_doubt_is_no_fault(certain: float) -> None:
    assert mark({L.PERSPECTIVE: certain})[1] is False


@given(some_turns)
def test_the_same_conversation_is_marked_the_same(turns: list[str]) -> None:
    said = [Turn(turn) for turn in turns]
    assert Marker(LabelReader()).mark(said) == Marker(LabelReader()).mark(said)


@given(
    st.lists(
        st.dictionaries(st.sampled_from(Label), st.floats(0, 1), max_size=4),
        min_size=1,
        max_size=5,
    )
)
def test_an_alternative_is_there_exactly_where_unsure_and_is_another_verdict(
    confidence: list[dict[Label, float]],
) -> None:
    verdict, unsure, alternative, place = mark(*confidence)
    assert (alternative is not None) is unsure
    assert (place is not None) is unsure
    assert alternative != verdict
    assert verdict is not None


def test_ten_rows_come_with_every_marking() -> None:
    assert [row.criterion for row in Marker(LabelReader()).mark([Turn("value")]).checklist] == list(Criterion)
