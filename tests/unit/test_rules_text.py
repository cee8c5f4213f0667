"""The rules that the window shows are those that are played."""

import re

from app.marking.facts import Goal
from app.marking.label import Label
from app.persona import mind
from app.persona.mind import Act, Answer, Mind, respond
from app.persona.rules_text import AFTER, BEFORE, COSTS, COSTS_MORE, ENDINGS, FACTS

RULES = (*(rule for section in (*BEFORE, *AFTER) for rule in section.rules), *COSTS_MORE)


def test_every_number_stands_in_a_rule_and_every_rule_knows_its_numbers() -> None:
    named = {name for rule in RULES for name in re.findall(r"{(\w+)}", rule)}
    assert named == set(FACTS)
    assert not any("{" in rule.format_map(FACTS) for rule in RULES)


def test_each_ending_has_a_headline() -> None:
    assert set(ENDINGS) == mind.ENDINGS
    assert all("{name}" in told for told in ENDINGS.values())


def test_the_costs_are_those_that_are_taken() -> None:
    assert [label for label, _ in COSTS] == list(mind.COST)
    for label, cost in COSTS:
        after = respond(Mind(0.7), [Act(label, 0)], Goal.HEAR_THEN_ASK)
        assert round(100 * (0.7 - after.mind.trust)) == int(cost)
        assert after.answer is Answer(label.value)


def test_what_is_said_of_hearing_is_what_happens() -> None:
    perspective = Label.PERSPECTIVE
    near = respond(Mind(0.5), [Act(perspective, 0, 0)], Goal.HEAR).mind
    far = respond(Mind(0.5), [Act(perspective, 0)], Goal.HEAR).mind
    again = respond(near, [Act(perspective, 0, 0)], Goal.HEAR).mind
    told = [f"{100 * gain:.0f}" for gain in (near.heard, far.heard, again.heard - near.heard, near.trust - 0.5)]
    assert told == [FACTS[name] for name in ("near", "far", "again", "warmth")]
