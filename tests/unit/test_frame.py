"""Frames: enough for eight turns whatever the manager does, no line twice, and the author's fields only quoted."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.marking.facts import Goal
from app.marking.label import Label
from app.persona.conversation import converse
from app.persona.mind import ENDINGS, MOST_TURNS, Act, Answer, Mind, respond
from app.scenarios.draft import Draft
from app.scenarios.field_fault import scenario_of
from app.scenarios.frame import Material, all_lines, frames, left_out
from app.scenarios.library import bundled
from tests.scenario_drafts import LEAST, whole

acts = st.builds(Act, st.sampled_from(Label), st.integers(0, 5), st.none() | st.integers(0, 1))
turns = st.lists(st.lists(acts, max_size=4), min_size=MOST_TURNS, max_size=MOST_TURNS)
only_asks_about = st.lists(
    st.sampled_from([[Act(Label.INVITE, 0)], [Act(Label.EXPECTATION, 0)], [Act(Label.EMPTY, 0)], []]),
    min_size=MOST_TURNS,
    max_size=MOST_TURNS,
)
MATERIAL = Material.of(scenario_of(LEAST, "tom"))


@settings(max_examples=300)
@given(turns | only_asks_about, st.sampled_from(Goal), st.floats(0.3, 0.7), st.integers(1, 5))
def test_the_least_lasts_as_long_as_the_rules_do(said: list[list[Act]], goal: Goal, trust: float, try_: int) -> None:
    """No kind of answer runs out: each reply is of the kind that the rules chose, and only they end the talk."""
    scenario = scenario_of(LEAST.model_copy(update={"goal": goal}), "tom")
    replies = converse(said, all_lines(scenario), trust, goal, try_)
    lines = [*scenario.opening, *(reply.line for reply in replies)]
    assert len(lines) == len(set(lines))
    mind = Mind(trust)
    for turn, reply in zip(said, replies, strict=False):
        response = respond(mind, turn, goal)
        mind = response.mind
        assert (reply.answer, reply.ends) == (response.answer, response.ends)
    assert replies[-1].ends


def test_eight_turns_of_one_question_are_answered_with_eight_different_lines() -> None:
    said = [[Act(Label.INVITE, 0)]] * MOST_TURNS
    replies = converse(said, all_lines(scenario_of(LEAST, "tom")), 0.5, Goal.HEAR_THEN_ASK)
    assert [one.answer for one in replies[:-1]] == [Answer.HEARD_MORE] * (MOST_TURNS - 1)
    assert len({one.line for one in replies}) == MOST_TURNS


@given(whole)
def test_no_frame_says_what_stands_elsewhere(draft: Draft) -> None:
    scenario = scenario_of(draft, "mine")
    lines = all_lines(scenario)
    assert set(lines) == set(Answer)
    assert all(lines.values())
    framed = [line for answer in left_out(scenario) for line in lines[answer]]
    own = [line for answer in Answer for line in scenario.lines.of(answer)]
    assert len(framed) == len(set(framed))
    assert not set(framed) & {*own, *scenario.opening}
    for answer in set(Answer) - left_out(scenario):
        assert lines[answer] == scenario.lines.of(answer)


def test_what_the_author_wrote_is_never_framed() -> None:
    for scenario in bundled()[0]:
        assert left_out(scenario) == frozenset()
        assert all_lines(scenario) == {answer: scenario.lines.of(answer) for answer in Answer}


@pytest.mark.parametrize(
    ("fact", "quoted"),
    [
        ("He found out from a customer.", "“He found out from a customer.”"),
        ("Eleven customers, all waiting", "“Eleven customers, all waiting.”"),
        ('She said "no" and left!', "“She said 'no' and left!”"),
        ("  Two\n lines  ", "“Two lines.”"),
        ("He asked “why”", "“He asked ‘why’”"),
        ("{name} & <b>{0}</b>", "“{name} & <b>{0}</b>.”"),
    ],
)
def test_a_fact_is_quoted_as_it_stands(fact: str, quoted: str) -> None:
    told = frames(Answer.HEARD_MORE, Material("Tom", (fact, "Another."), ("Sad.", "Tired.")))
    assert quoted in told[0]
    assert quoted in frames(Answer.ASKED_UNHEARD, Material("Tom", (fact, "Another.")))[0]


def test_facts_and_feelings_take_turns_and_all_of_them_are_told() -> None:
    told = frames(Answer.HEARD_MORE, MATERIAL)
    for text, line in zip(("His largest", "Ashamed", "Eleven years", "Afraid"), told, strict=False):
        assert text in line
    many = Material("Tom", tuple(f"Fact {n}." for n in range(8)), ("Sad.", "Tired."))
    assert all(any(f"Fact {n}." in line for line in frames(Answer.HEARD_MORE, many)) for n in range(8))


def test_where_nothing_was_to_be_asked_they_promise_nothing_of_it() -> None:
    asked = frames(Answer.COMMITMENT, MATERIAL)
    heard = frames(Answer.COMMITMENT, Material("Tom", goal=Goal.HEAR))
    assert not set(asked) & set(heard)


@pytest.mark.parametrize("answer", Answer)
def test_an_example_can_be_shown_before_anything_is_written(answer: Answer) -> None:
    shown = frames(answer, Material())
    assert len(shown) >= 3 or answer in ENDINGS
    assert not any("{" in line for line in shown)
    assert len(set(shown)) == len(shown)
