"""The order in plain words, told as it happened: which story it was and where its moments stand."""

from dataclasses import dataclass
from enum import StrEnum

from app.marking.facts import Facts, Goal
from app.marking.label import EMPATHY, Label
from app.marking.verdict import Placed, Verdict


class Story(StrEnum):
    """The stories that a conversation can tell (rubric, "The headline")."""

    HEARD_THEN_ASKED = "heard_then_asked"
    ASKED_THEN_HEARD = "asked_then_heard"
    TOOK_IT_BACK = "took_it_back"
    WITHDREW_THE_HEARING = "withdrew_the_hearing"
    CAME_ROUND = "came_round"
    REPAIRED = "repaired"
    HEARD_ONLY = "heard_only"
    HEARD_AND_LET_OFF = "heard_and_let_off"
    ASKED_ONLY = "asked_only"
    NEITHER = "neither"
    HEARD_AS_NEEDED = "heard_as_needed"
    ASK_COULD_WAIT = "ask_could_wait"


@dataclass(frozen=True)
class Headline:
    """A story and its moments: the first empathy, the first ask, and the misstep or repair that turned it."""

    story: Story
    heard: Placed | None = None
    asked: Placed | None = None
    turned: Placed | None = None


def headline(facts: Facts) -> Headline:
    """The story of a conversation."""
    heard, asked = facts.first(*EMPATHY), facts.ask
    story, turned = _story(facts, heard)
    return Headline(story, heard, asked, turned)


def _story(facts: Facts, heard: Placed | None) -> tuple[Story, Placed | None]:
    verdict = facts.verdict
    if verdict is Verdict.NEITHER:
        return Story.NEITHER, None
    if verdict is Verdict.ACCOUNTABILITY_ONLY:
        return Story.ASKED_ONLY, None
    if verdict is Verdict.ACCOUNTABILITY_FIRST:
        return (Story.REPAIRED, facts.repair) if facts.repair else (Story.ASKED_THEN_HEARD, None)
    if verdict is Verdict.EMPATHY_ONLY:
        if facts.goal is Goal.HEAR:
            return _heard_as_needed(facts, heard)
        off = facts.last(Label.OFF_THE_HOOK)
        return (Story.HEARD_AND_LET_OFF, off) if off else (Story.HEARD_ONLY, None)
    if facts.withdrawn:
        return Story.HEARD_AND_LET_OFF, facts.withdrawn
    if facts.goal is Goal.HEAR:
        return Story.ASK_COULD_WAIT, None
    if facts.spoiler and heard:
        before = facts.spoiler.place < heard.place
        return (Story.CAME_ROUND if before else Story.TOOK_IT_BACK), facts.spoiler
    return Story.HEARD_THEN_ASKED, None


def _heard_as_needed(facts: Facts, heard: Placed | None) -> tuple[Story, Placed | None]:
    """Where they were to be heard, they were, and nothing was asked."""
    if facts.spoiler is None or heard is None:
        return Story.HEARD_AS_NEEDED, None
    before = facts.spoiler.place < heard.place
    return (Story.CAME_ROUND if before else Story.WITHDREW_THE_HEARING), facts.spoiler
