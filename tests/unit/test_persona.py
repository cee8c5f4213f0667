"""The salesperson as a mind with rules: every conversation ends, and how it ends is what the rules promise."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.marking.facts import Goal
from app.marking.label import EMPATHY, Label
from app.persona.conversation import Reply, converse
from app.persona.mind import ENDINGS, MOST_TURNS, Act, Answer, Mind, respond

L, A = Label, Answer
COUNT = {A.HEARD_MORE: 5, A.HEARD_OPEN: 3, A.EXCUSE: 3, A.EXCUSE_AGAIN: 3, A.REPAIRED: 2} | dict.fromkeys(ENDINGS, 3)
LINES = {answer: tuple(f"{answer} {n}" for n in range(COUNT.get(answer, 4))) for answer in Answer}

SIDE, FEELING = Act(L.PERSPECTIVE, 0, 0), Act(L.EMOTION, 1, 0)
OTHER_SIDE = Act(L.PERSPECTIVE, 0, 1)
ASK, PLAN = Act(L.EXPECTATION, 2), Act(L.COMMITMENT, 3)
HELP = Act(L.SUPPORT, 3)

acts = st.builds(Act, st.sampled_from(Label), st.integers(0, 5), st.none() | st.integers(0, 4))
turns = st.lists(st.lists(acts, max_size=6), min_size=MOST_TURNS, max_size=MOST_TURNS)


def talk(*turns: Sequence[Act], goal: Goal = Goal.HEAR_THEN_ASK, trust: float = 0.5) -> list[Answer]:
    return [reply.answer for reply in converse(turns, LINES, trust, goal)]


def test_who_hears_asks_and_holds_gets_a_commitment() -> None:
    assert talk([SIDE, FEELING], [ASK], [OTHER_SIDE, ASK, PLAN]) == [A.HEARD_OPEN, A.EXCUSE, A.COMMITMENT]
    assert talk([SIDE, FEELING, ASK], [ASK, HELP]) == [A.EXCUSE, A.COMMITMENT]


def test_who_asks_first_and_never_listens_does_not() -> None:
    assert talk([ASK], [ASK], [ASK, PLAN])[-1] in {A.NODDING, A.CLOSED}
    assert talk([ASK], [ASK], [ASK], trust=0.3)[-1] is A.CLOSED


def test_order_counts_within_a_turn() -> None:
    assert talk([ASK, SIDE, FEELING]) == [A.ASKED_UNHEARD]
    assert talk([SIDE, FEELING, ASK]) == [A.EXCUSE]


def test_an_ask_that_came_too_early_can_be_repaired() -> None:
    found = talk([ASK], [SIDE, FEELING], [ASK], [OTHER_SIDE, ASK])
    assert found == [A.ASKED_UNHEARD, A.REPAIRED, A.EXCUSE, A.COMMITMENT]


def test_words_about_their_own_facts_are_heard_fully_others_half() -> None:
    near = respond(Mind(0.5), [SIDE], Goal.HEAR_THEN_ASK).mind
    far = respond(Mind(0.5), [Act(L.PERSPECTIVE, 0)], Goal.HEAR_THEN_ASK).mind
    assert near.heard == 2 * far.heard
    assert near.trust == far.trust > 0.5


def test_the_same_fact_once_more_adds_little() -> None:
    once = respond(Mind(0.5), [SIDE], Goal.HEAR_THEN_ASK).mind
    assert (
        respond(once, [SIDE], Goal.HEAR_THEN_ASK).mind.heard
        < respond(once, [OTHER_SIDE], Goal.HEAR_THEN_ASK).mind.heard
    )


@pytest.mark.parametrize("misstep", [L.JUDGMENT, L.AVOIDANCE, L.NUMBERS_ONLY, L.SYMPATHY, L.OFF_THE_HOOK, L.EMPTY])
def test_a_misstep_costs_trust_and_is_answered(misstep: Label) -> None:
    found = respond(Mind(0.5), [Act(misstep, 0)], Goal.HEAR_THEN_ASK)
    assert found.answer.value == misstep.value
    assert found.mind.trust < 0.5


def test_a_bare_claim_beside_empathy_costs_nothing() -> None:
    plain = respond(Mind(0.5), [SIDE], Goal.HEAR_THEN_ASK)
    assert respond(Mind(0.5), [Act(L.EMPTY, 0), SIDE], Goal.HEAR_THEN_ASK) == plain


def test_going_along_with_the_excuse_ends_in_nodding() -> None:
    assert talk([SIDE, FEELING, ASK], [Act(L.OFF_THE_HOOK, 0)]) == [A.EXCUSE, A.NODDING]


def test_pressing_against_the_excuse_gets_no_commitment() -> None:
    assert A.COMMITMENT not in talk([SIDE, FEELING, ASK], [ASK], [ASK], [ASK])


def test_where_they_are_only_to_be_heard_no_ask_is_needed() -> None:
    assert talk([SIDE, FEELING], [OTHER_SIDE], goal=Goal.HEAR) == [A.HEARD_OPEN, A.COMMITMENT]
    assert A.COMMITMENT not in talk([ASK], [ASK], [PLAN], goal=Goal.HEAR)


@given(turns, st.floats(0.3, 0.7), st.sampled_from(Goal), st.integers(1, 9))
def test_every_conversation_ends_and_says_nothing_twice(
    said: list[list[Act]], trust: float, goal: Goal, try_: int
) -> None:
    replies = converse(said, LINES, trust, goal, try_)
    lines = [reply.line for reply in replies]
    assert len(set(lines)) == len(lines) <= MOST_TURNS
    assert [reply.ends for reply in replies] == [False] * (len(replies) - 1) + [True]
    assert replies[-1].answer in ENDINGS
    assert all(reply.line in LINES[reply.answer] for reply in replies)
    assert replies == converse(said, LINES, trust, goal, try_)


@given(turns, st.floats(0.3, 0.7), st.sampled_from(Goal))
def test_trust_and_heard_stay_between_0_and_1(said: list[list[Act]], trust: float, goal: Goal) -> None:
    for reply in converse(said, LINES, trust, goal):
        assert 0 <= reply.mind.trust <= 1
        assert 0 <= reply.mind.heard <= 1


@given(turns)
def test_nobody_commits_who_was_never_heard(said: list[list[Act]]) -> None:
    deaf = [[act for act in one if act.label not in EMPATHY] for one in said]
    for goal in Goal:
        if goal is Goal.HEAR_THEN_ASK:
            assert A.COMMITMENT not in talk(*deaf, goal=goal)


@given(turns)
def test_the_deciding_sentence_is_one_of_the_turn(said: list[list[Act]]) -> None:
    replies: tuple[Reply, ...] = converse(said, LINES, 0.5, Goal.HEAR_THEN_ASK)
    for one, reply in zip(said, replies, strict=False):
        assert reply.decided_by is None or reply.decided_by in {act.sentence for act in one}


def test_another_try_begins_with_another_line() -> None:
    first, second = (converse([[SIDE]], LINES, 0.5, Goal.HEAR_THEN_ASK, try_)[0] for try_ in (1, 2))
    assert first.answer is second.answer
    assert first.line != second.line
