"""The ten rows of the checklist, cell by cell (rubric, "The checklist")."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.marking.checklist import (
    GROUPS,
    Criterion,
    CriterionResult,
    Goal,
    Note,
    Result,
    checklist,
    not_heard,
    worth_another_try,
)
from app.marking.label import Label
from tests.unit.conversation import facts, some_turns

C, L, N, R = Criterion, Label, Note, Result
Case = tuple[list[str], Result, Note | None, Label | None]
"""Turns, the result, the note beside it, the label of the move that decides."""


def row(criterion: Criterion, *turns: str, goal: Goal = Goal.HEAR_THEN_ASK, ended: bool = True) -> CriterionResult:
    return next(one for one in checklist(facts(*turns, goal=goal, ended=ended)) if one.criterion is criterion)


def decided(result: CriterionResult) -> tuple[Result, Note | None, Label | None]:
    return result.result, result.note, result.evidence.move.label if result.evidence else None


CELLS: dict[Criterion, list[Case]] = {
    C.STATED_THEIR_SIDE: [
        (["emotion | perspective"], R.MET, None, L.PERSPECTIVE),
        (["expectation", "perspective"], R.MET, None, L.PERSPECTIVE),
        (["empty | perspective"], R.MET, None, L.PERSPECTIVE),
        (["emotion"], R.PARTLY, N.ONLY_FEELING, L.EMOTION),
        (["empty | emotion"], R.PARTLY, N.ONLY_FEELING, L.EMOTION),
        (["empty | expectation"], R.MISSED, N.CLAIMED_ONLY, L.EMPTY),
        (["invite | sympathy"], R.MISSED, None, None),
        (["-"], R.MISSED, None, None),
    ],
    C.NAMED_THE_FEELING: [
        (["perspective | emotion"], R.MET, None, L.EMOTION),
        (["perspective"], R.MISSED, None, None),
        (["sympathy | empty"], R.MISSED, None, None),
    ],
    C.STAYED_WITH_THEM: [
        (["perspective"], R.MET, None, L.PERSPECTIVE),
        (["emotion"], R.MET, None, L.EMOTION),
        (["invite"], R.MET, None, L.INVITE),
        (["judgment | invite"], R.MET, None, L.INVITE),
        (["perspective | sympathy"], R.PARTLY, N.WITH_SYMPATHY, L.SYMPATHY),
        (["sympathy | invite"], R.PARTLY, N.WITH_SYMPATHY, L.SYMPATHY),
        (["perspective | avoidance", "emotion"], R.PARTLY, N.AVOIDED_THEN_CAME_BACK, L.AVOIDANCE),
        (["avoidance", "perspective"], R.PARTLY, N.AVOIDED_THEN_CAME_BACK, L.AVOIDANCE),
        (["avoidance | sympathy", "perspective"], R.PARTLY, N.AVOIDED_THEN_CAME_BACK, L.AVOIDANCE),
        (["perspective | avoidance"], R.MISSED, N.TURNED_AWAY, L.AVOIDANCE),
        (["avoidance | perspective"], R.MISSED, N.TURNED_AWAY, L.AVOIDANCE),  # mended by a later turn only
        (["avoidance", "invite"], R.MISSED, N.TURNED_AWAY, L.AVOIDANCE),  # an invitation does not mend it
        (["avoidance", "emotion", "avoidance"], R.MISSED, N.TURNED_AWAY, L.AVOIDANCE),
        (["sympathy"], R.MISSED, None, L.SYMPATHY),
        (["empty | expectation"], R.MISSED, None, None),
    ],
    C.EMPATHY_BEFORE_ASK: [
        (["perspective | expectation"], R.MET, None, L.PERSPECTIVE),
        (["emotion commitment"], R.MET, None, L.EMOTION),
        (["perspective | expectation | judgment"], R.MET, None, L.PERSPECTIVE),  # after the first ask's sentence
        (["sympathy | perspective | expectation"], R.MET, None, L.PERSPECTIVE),  # sympathy does not spoil the order
        (["perspective | off_the_hook | expectation"], R.MET, None, L.PERSPECTIVE),
        (["perspective | judgment | expectation"], R.PARTLY, N.WITH_MISSTEP, L.JUDGMENT),
        (["judgment | perspective | expectation"], R.PARTLY, N.WITH_MISSTEP, L.JUDGMENT),
        (["perspective | avoidance | commitment"], R.PARTLY, N.WITH_MISSTEP, L.AVOIDANCE),
        (["perspective | numbers_only | expectation"], R.PARTLY, N.WITH_MISSTEP, L.NUMBERS_ONLY),
        (["perspective | expectation judgment"], R.PARTLY, N.WITH_MISSTEP, L.JUDGMENT),  # in the first ask's sentence
        (["perspective | expectation numbers_only"], R.PARTLY, N.WITH_MISSTEP, L.NUMBERS_ONLY),
        (["judgment", "perspective", "expectation"], R.PARTLY, N.WITH_MISSTEP, L.JUDGMENT),
        (["expectation", "perspective"], R.PARTLY, N.REPAIRED, L.PERSPECTIVE),
        (["expectation | perspective", "emotion"], R.PARTLY, N.REPAIRED, L.EMOTION),
        (["perspective"], R.PARTLY, N.NOTHING_ASKED, L.PERSPECTIVE),
        (["emotion | off_the_hook"], R.PARTLY, N.NOTHING_ASKED, L.EMOTION),
        (["expectation | perspective"], R.MISSED, None, L.EXPECTATION),  # not repaired in the same turn
        (["expectation", "perspective | off_the_hook"], R.MISSED, None, L.EXPECTATION),  # withdrawn
        (["expectation"], R.MISSED, None, L.EXPECTATION),
        (["empty | commitment"], R.MISSED, None, L.COMMITMENT),
        (["invite"], R.MISSED, None, None),
    ],
    C.SAID_WHAT_YOU_NEED: [
        (["expectation"], R.MET, None, L.EXPECTATION),
        (["commitment specific"], R.MET, None, L.COMMITMENT),
        (["commitment | expectation"], R.MET, None, L.EXPECTATION),
        (["expectation | off_the_hook | commitment"], R.MET, None, L.EXPECTATION),
        (["commitment"], R.PARTLY, N.ONLY_COMMITMENT, L.COMMITMENT),
        (["commitment | support specific"], R.PARTLY, N.ONLY_COMMITMENT, L.COMMITMENT),  # not in one sentence
        (["expectation specific | off_the_hook"], R.PARTLY, N.WITHDRAWN, L.OFF_THE_HOOK),
        (["expectation", "off_the_hook"], R.PARTLY, N.WITHDRAWN, L.OFF_THE_HOOK),
        (["perspective"], R.MISSED, N.NOTHING_ASKED, None),
        (["off_the_hook"], R.MISSED, N.NOTHING_ASKED, None),
    ],
    C.MADE_IT_SPECIFIC: [
        (["expectation specific"], R.MET, None, L.SPECIFIC),
        (["expectation | commitment specific"], R.MET, None, L.SPECIFIC),
        (["expectation"], R.PARTLY, None, L.EXPECTATION),
        (["commitment | expectation"], R.PARTLY, None, L.COMMITMENT),
        (["perspective"], R.NOTHING_TO_JUDGE, None, None),
    ],
    C.SAID_IT_KINDLY: [
        (["expectation"], R.MET, None, L.EXPECTATION),
        (["avoidance | numbers_only | expectation"], R.MET, None, L.EXPECTATION),
        (["judgment", "expectation"], R.PARTLY, N.JUDGED_EARLIER, L.JUDGMENT),
        (["judgment | expectation"], R.MISSED, None, L.JUDGMENT),
        (["expectation judgment"], R.MISSED, None, L.JUDGMENT),
        (["judgment", "expectation", "commitment | judgment"], R.MISSED, None, L.JUDGMENT),
        (["judgment"], R.MISSED, None, L.JUDGMENT),
        (["perspective | judgment"], R.MISSED, None, L.JUDGMENT),
        (["perspective"], R.NOTHING_TO_JUDGE, None, None),
    ],
    C.HELD_IT: [
        (["expectation"], R.MET, None, L.EXPECTATION),
        (["commitment"], R.MET, None, L.COMMITMENT),
        (["expectation | off_the_hook | expectation"], R.PARTLY, N.LET_OFF_THEN_HELD, L.EXPECTATION),
        (["off_the_hook | expectation"], R.PARTLY, N.LET_OFF_THEN_HELD, L.EXPECTATION),
        (["expectation | off_the_hook", "commitment specific"], R.PARTLY, N.LET_OFF_THEN_HELD, L.COMMITMENT),
        (["expectation | off_the_hook"], R.MISSED, N.WITHDRAWN, L.OFF_THE_HOOK),
        (["expectation | off_the_hook | commitment"], R.MISSED, N.WITHDRAWN, L.OFF_THE_HOOK),  # more weakly
        (["off_the_hook | expectation", "off_the_hook"], R.MISSED, N.WITHDRAWN, L.OFF_THE_HOOK),
        (["perspective"], R.MISSED, N.NOTHING_ASKED, None),
        (["perspective | off_the_hook"], R.MISSED, N.NOTHING_ASKED, L.OFF_THE_HOOK),
    ],
    C.TIED_TO_VALUE: [
        (["expectation | value"], R.MET, None, L.VALUE),
        (["value", "commitment"], R.MET, None, L.VALUE),
        (["expectation | value | numbers_only"], R.PARTLY, N.BESIDE_NUMBERS, L.VALUE),
        (["numbers_only", "expectation value"], R.PARTLY, N.BESIDE_NUMBERS, L.VALUE),
        (["expectation"], R.PARTLY, N.NO_REASON, None),
        (["expectation | numbers_only"], R.MISSED, None, L.NUMBERS_ONLY),
        (["value"], R.NOTHING_TO_JUDGE, None, None),
        (["numbers_only"], R.NOTHING_TO_JUDGE, None, None),
    ],
    C.ASKED_NEXT_STEP: [
        (["commitment"], R.MET, None, L.COMMITMENT),
        (["expectation | commitment specific"], R.MET, None, L.COMMITMENT),
        (["commitment | off_the_hook | expectation"], R.MET, None, L.COMMITMENT),
        (["commitment | off_the_hook"], R.PARTLY, N.WITHDRAWN, L.OFF_THE_HOOK),
        (["expectation"], R.MISSED, None, None),
        (["expectation | off_the_hook"], R.MISSED, None, None),
        (["perspective"], R.NOTHING_TO_JUDGE, None, None),
    ],
}
ALL_CELLS = [
    pytest.param(criterion, *case, id=f"{criterion}: {' / '.join(case[0])}")
    for criterion, cases in CELLS.items()
    for case in cases
]


@pytest.mark.parametrize(("criterion", "turns", "result", "note", "label"), ALL_CELLS)
def test_an_ended_conversation(
    criterion: Criterion, turns: list[str], result: Result, note: Note | None, label: Label | None
) -> None:
    assert decided(row(criterion, *turns)) == (result, note, label)


def test_the_table_has_a_case_for_every_cell() -> None:
    """Every result that the rubric gives a row in an ended conversation stands in the table above."""
    three = {R.MET, R.PARTLY, R.MISSED}
    expected = dict.fromkeys(C, three) | {
        C.NAMED_THE_FEELING: {R.MET, R.MISSED},
        C.MADE_IT_SPECIFIC: {R.MET, R.PARTLY, R.NOTHING_TO_JUDGE},
        C.SAID_IT_KINDLY: three | {R.NOTHING_TO_JUDGE},
        C.TIED_TO_VALUE: three | {R.NOTHING_TO_JUDGE},
        C.ASKED_NEXT_STEP: three | {R.NOTHING_TO_JUDGE},
    }
    assert {criterion: {case[1] for case in cases} for criterion, cases in CELLS.items()} == expected


@pytest.mark.parametrize("turns", [["-"], ["perspective | invite"], ["sympathy | value | numbers_only"]])
def test_open_and_nothing_asked_takes_time(turns: list[str]) -> None:
    rows = checklist(facts(*turns, ended=False))
    assert {one.result for one in rows[3:]} == {R.NOT_YET}
    assert all(one.evidence is None for one in rows[3:])
    assert R.NOT_YET not in {one.result for one in rows[:3]}


def test_open_and_nothing_asked_a_judgment_and_an_excuse_accepted_are_missed_at_once() -> None:
    rows = checklist(facts("judgment | off_the_hook", ended=False))
    assert decided(rows[6]) == (R.MISSED, None, L.JUDGMENT)
    assert decided(rows[7]) == (R.MISSED, N.NOTHING_ASKED, L.OFF_THE_HOOK)
    assert {rows[index].result for index in (3, 4, 5, 8, 9)} == {R.NOT_YET}


ASKING = [case[0] for cases in CELLS.values() for case in cases if facts(*case[0]).ask]


@pytest.mark.parametrize("turns", ASKING, ids=" / ".join)
def test_once_asked_an_open_conversation_is_marked_like_an_ended_one(turns: list[str]) -> None:
    assert checklist(facts(*turns, ended=False)) == checklist(facts(*turns))


@pytest.mark.parametrize(
    ("turns", "result", "note", "label"),
    [
        (["perspective"], R.MET, None, L.PERSPECTIVE),
        (["emotion | invite"], R.MET, None, L.EMOTION),
        (["perspective | judgment"], R.MET, None, L.PERSPECTIVE),
        (["perspective | expectation"], R.PARTLY, N.ASK_COULD_WAIT, L.EXPECTATION),
        (["perspective | judgment | expectation"], R.PARTLY, N.ASK_COULD_WAIT, L.EXPECTATION),
        (["expectation", "perspective"], R.PARTLY, N.REPAIRED, L.PERSPECTIVE),
        (["expectation | perspective"], R.MISSED, None, L.EXPECTATION),
        (["expectation", "perspective | off_the_hook"], R.MISSED, None, L.EXPECTATION),
        (["expectation"], R.MISSED, None, L.EXPECTATION),
        (["invite | empty"], R.MISSED, None, None),
    ],
)
def test_where_the_goal_is_to_hear_row_four_asks_for_hearing_only(
    turns: list[str], result: Result, note: Note | None, label: Label | None
) -> None:
    assert decided(row(C.EMPATHY_BEFORE_ASK, *turns, goal=Goal.HEAR)) == (result, note, label)


@pytest.mark.parametrize("ended", [True, False])
@pytest.mark.parametrize(
    "turns", ["perspective", "perspective | expectation specific | off_the_hook", "-", "numbers_only"]
)
def test_where_the_goal_is_to_hear_nothing_else_is_called_for(turns: str, ended: bool) -> None:
    rows = checklist(facts(turns, goal=Goal.HEAR, ended=ended))
    assert {one.result for one in rows[4:]} == {R.NOT_CALLED_FOR}


@pytest.mark.parametrize("turns", [["judgment"], ["judgment | expectation"], ["judgment", "expectation"]])
def test_where_the_goal_is_to_hear_a_judgment_is_still_missed(turns: list[str]) -> None:
    rows = checklist(facts(*turns, goal=Goal.HEAR))
    assert decided(rows[6]) == (R.MISSED, None, L.JUDGMENT)
    assert {rows[index].result for index in (4, 5, 7, 8, 9)} == {R.NOT_CALLED_FOR}


def test_an_open_talk_whose_goal_is_to_hear_is_not_yet_where_nothing_was_said_to_it() -> None:
    assert row(C.EMPATHY_BEFORE_ASK, "-", goal=Goal.HEAR, ended=False).result is R.NOT_YET
    assert row(C.EMPATHY_BEFORE_ASK, "emotion", goal=Goal.HEAR, ended=False).result is R.MET


@pytest.mark.parametrize(
    ("turns", "repaired"),
    [
        (["expectation", "perspective"], True),
        (["commitment", "-", "emotion"], True),
        (["expectation", "perspective | off_the_hook | commitment"], True),  # not withdrawn: an ask follows
        (["expectation | perspective"], False),
        (["expectation", "perspective | off_the_hook"], False),
        (["expectation", "invite | empty"], False),
        (["perspective | expectation", "emotion"], False),
        (["perspective", "expectation"], False),
    ],
)
def test_repaired(turns: list[str], repaired: bool) -> None:
    assert (facts(*turns).repair is not None) is repaired


@pytest.mark.parametrize(
    ("turns", "withdrawn"),
    [
        (["expectation | off_the_hook"], True),
        (["expectation off_the_hook"], True),
        (["expectation", "off_the_hook"], True),
        (["expectation | off_the_hook | expectation | off_the_hook"], True),
        (["expectation | off_the_hook | commitment"], False),
        (["off_the_hook expectation"], False),
        (["off_the_hook"], False),  # nothing was asked that could be taken back
        (["expectation"], False),
    ],
)
def test_withdrawn(turns: list[str], withdrawn: bool) -> None:
    assert (facts(*turns).withdrawn is not None) is withdrawn


def rows_with(**results: Result) -> list[CriterionResult]:
    return [CriterionResult(criterion, results.get(criterion.value, R.MET)) for criterion in C]


def test_the_lines_worth_another_try_come_in_the_rubrics_order() -> None:
    order = [4, 1, 7, 8, 3, 5, 6, 9, 2, 10]
    criteria = [list(C)[number - 1] for number in order]
    for result in (R.MISSED, R.PARTLY):
        rows = [CriterionResult(criterion, result) for criterion in C]
        assert [one.criterion for one in worth_another_try(rows, most=10)] == criteria


def test_missed_comes_before_partly_and_two_are_shown() -> None:
    rows = rows_with(empathy_before_ask=R.PARTLY, asked_next_step=R.MISSED, named_the_feeling=R.MISSED)
    assert [one.criterion for one in worth_another_try(rows)] == [C.NAMED_THE_FEELING, C.ASKED_NEXT_STEP]
    rows = rows_with(empathy_before_ask=R.PARTLY, asked_next_step=R.MISSED)
    assert [one.criterion for one in worth_another_try(rows)] == [C.ASKED_NEXT_STEP, C.EMPATHY_BEFORE_ASK]


@pytest.mark.parametrize("result", [R.MET, R.NOT_YET, R.NOT_CALLED_FOR, R.NOTHING_TO_JUDGE, R.NOT_HEARD])
def test_nothing_else_is_worth_another_try(result: Result) -> None:
    assert worth_another_try([CriterionResult(criterion, result) for criterion in C]) == ()


def test_where_too_little_was_heard_no_row_is_judged() -> None:
    assert [(one.criterion, one.result, one.evidence) for one in not_heard()] == [(c, R.NOT_HEARD, None) for c in C]


def test_the_groups_hold_every_row_once_in_order() -> None:
    assert [criterion for _, criteria in GROUPS for criterion in criteria] == list(C)
    assert [len(criteria) for _, criteria in GROUPS] == [3, 1, 6]


@given(some_turns, st.sampled_from(Goal), st.booleans())
def test_any_conversation_gets_ten_rows_in_order_with_evidence_from_itself(
    turns: list[str], goal: Goal, ended: bool
) -> None:
    found = facts(*turns, goal=goal, ended=ended)
    rows = checklist(found)
    assert [one.criterion for one in rows] == list(C)
    assert all(one.evidence in found.moves for one in rows if one.evidence is not None)
    results = {one.result for one in rows}
    assert R.NOT_HEARD not in results
    assert R.NOT_YET not in results if ended else R.NOTHING_TO_JUDGE not in results
    assert (R.NOT_CALLED_FOR in results) is (goal is Goal.HEAR)


@given(some_turns, st.sampled_from(Goal))
def test_what_was_met_or_missed_by_a_move_quotes_it(turns: list[str], goal: Goal) -> None:
    rows = checklist(facts(*turns, goal=goal))
    assert all(one.evidence is not None for one in rows if one.result is R.MET)


@given(some_turns)
def test_another_ask_never_makes_hearing_worse(turns: list[str]) -> None:
    """Rows 1 to 3 look at empathy alone."""
    assert checklist(facts(*turns))[:3] == checklist(facts(*turns, "expectation specific"))[:3]
