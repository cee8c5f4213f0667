"""The headline: which story a conversation tells, and the moments it points to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.marking.checklist import Criterion, Note, Result, checklist
from app.marking.facts import Goal
from app.marking.headline import Story, headline
from app.marking.label import Label
from app.marking.verdict import Verdict
from app.marking.wording import STORIES
from tests.unit.conversation import facts, some_turns

L, S = Label, Story


@pytest.mark.parametrize(
    ("turns", "story", "turned"),
    [
        (["perspective | expectation"], S.HEARD_THEN_ASKED, None),
        (["emotion commitment"], S.HEARD_THEN_ASKED, None),
        (["perspective | off_the_hook | expectation"], S.HEARD_THEN_ASKED, None),
        (["perspective | expectation | judgment"], S.HEARD_THEN_ASKED, None),
        (["expectation | perspective"], S.ASKED_THEN_HEARD, None),
        (["expectation", "perspective | off_the_hook"], S.ASKED_THEN_HEARD, None),
        (["perspective | judgment | expectation"], S.TOOK_IT_BACK, L.JUDGMENT),
        (["perspective judgment | expectation"], S.TOOK_IT_BACK, L.JUDGMENT),
        (["perspective | expectation numbers_only"], S.TOOK_IT_BACK, L.NUMBERS_ONLY),
        (["perspective", "avoidance", "expectation"], S.TOOK_IT_BACK, L.AVOIDANCE),
        (["judgment | perspective | expectation"], S.CAME_ROUND, L.JUDGMENT),
        (["avoidance", "emotion | expectation"], S.CAME_ROUND, L.AVOIDANCE),
        (["numbers_only | perspective | judgment | expectation"], S.CAME_ROUND, L.NUMBERS_ONLY),
        (["expectation", "perspective"], S.REPAIRED, L.PERSPECTIVE),
        (["expectation | emotion", "perspective"], S.REPAIRED, L.PERSPECTIVE),
        (["perspective | invite"], S.HEARD_ONLY, None),
        (["emotion | judgment"], S.HEARD_ONLY, None),
        (["perspective | off_the_hook"], S.HEARD_AND_LET_OFF, L.OFF_THE_HOOK),
        (["perspective | expectation | off_the_hook"], S.HEARD_AND_LET_OFF, L.OFF_THE_HOOK),
        (["perspective | judgment | expectation", "off_the_hook"], S.HEARD_AND_LET_OFF, L.OFF_THE_HOOK),
        (["empty | expectation"], S.ASKED_ONLY, None),
        (["expectation", "off_the_hook"], S.ASKED_ONLY, None),
        (["empty | sympathy | off_the_hook"], S.NEITHER, None),
        (["-"], S.NEITHER, None),
    ],
)
def test_the_story_is_told_as_it_happened(turns: list[str], story: Story, turned: Label | None) -> None:
    told = headline(facts(*turns))
    assert told.story is story
    assert (told.turned.move.label if told.turned else None) is turned


@pytest.mark.parametrize(
    ("turns", "story"),
    [
        (["perspective | invite"], S.HEARD_AS_NEEDED),
        (["perspective | expectation"], S.ASK_COULD_WAIT),
        (["perspective | judgment | expectation"], S.ASK_COULD_WAIT),
        (["perspective | expectation | off_the_hook"], S.HEARD_AND_LET_OFF),
        (["expectation", "perspective"], S.REPAIRED),
        (["expectation | perspective"], S.ASKED_THEN_HEARD),
        (["expectation"], S.ASKED_ONLY),
        (["invite"], S.NEITHER),
    ],
)
def test_where_the_goal_is_to_hear(turns: list[str], story: Story) -> None:
    assert headline(facts(*turns, goal=Goal.HEAR)).story is story


@pytest.mark.parametrize("misstep", [L.JUDGMENT, L.AVOIDANCE, L.NUMBERS_ONLY])
def test_hearing_them_is_not_all_it_needed_beside_what_pushes_away(misstep: Label) -> None:
    for turns, story in (
        ([f"perspective | {misstep}"], S.WITHDREW_THE_HEARING),
        (["emotion", f"- | {misstep}"], S.WITHDREW_THE_HEARING),
        ([f"perspective {misstep}"], S.WITHDREW_THE_HEARING),
        ([f"{misstep} | perspective"], S.CAME_ROUND),
        ([f"{misstep}", "emotion"], S.CAME_ROUND),
    ):
        told = headline(facts(*turns, goal=Goal.HEAR))
        assert told.story is story
        assert told.turned is not None
        assert told.turned.move.label is misstep
        assert "ask" not in STORIES[told.story]


def test_the_moments_are_the_first_empathy_and_the_first_ask() -> None:
    told = headline(facts("- | emotion | perspective | commitment | expectation"))
    assert told.heard is not None
    assert told.asked is not None
    assert (told.heard.move.label, told.heard.place.sentence) == (L.EMOTION, 1)
    assert (told.asked.move.label, told.asked.place.sentence) == (L.COMMITMENT, 3)


def test_a_repair_points_to_the_later_turn() -> None:
    told = headline(facts("expectation | emotion", "- | perspective"))
    assert told.turned is not None
    assert (told.turned.place.turn, told.turned.place.sentence) == (1, 1)


@given(some_turns, st.sampled_from(Goal), st.booleans())
def test_every_story_has_the_moments_that_its_words_name(turns: list[str], goal: Goal, ended: bool) -> None:
    told = headline(facts(*turns, goal=goal, ended=ended))
    words = STORIES[told.story]
    assert "{at_heard}" not in words or told.heard is not None
    assert "{at_asked}" not in words or told.asked is not None
    assert "{at_turned}" not in words or told.turned is not None


@given(some_turns, st.sampled_from(Goal))
def test_the_headline_and_the_checklist_tell_the_same(turns: list[str], goal: Goal) -> None:
    found = facts(*turns, goal=goal)
    told = headline(found)
    order = next(row for row in checklist(found) if row.criterion is Criterion.EMPATHY_BEFORE_ASK)
    assert (told.story is S.REPAIRED) is (order.note is Note.REPAIRED)
    assert (told.story is S.TOOK_IT_BACK) <= (order.note is Note.WITH_MISSTEP)
    assert (told.story is S.CAME_ROUND) <= (order.note is Note.WITH_MISSTEP or goal is Goal.HEAR)
    assert (told.story is S.WITHDREW_THE_HEARING) <= (goal is Goal.HEAR and found.ask is None)
    assert (told.story is S.HEARD_THEN_ASKED) <= (order.result is Result.MET)
    assert (told.story is S.NEITHER) is (found.verdict is Verdict.NEITHER)
    assert (told.story is S.ASKED_ONLY) is (found.verdict is Verdict.ACCOUNTABILITY_ONLY)
