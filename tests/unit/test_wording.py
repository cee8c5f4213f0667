"""Why a row came out as it did, in words that are true of the talk."""

from itertools import product

import pytest

from app.marking.checklist import Criterion, checklist
from app.marking.facts import Facts, Goal
from app.marking.label import Label
from app.marking.wording import why
from tests.unit.conversation import facts


def why_of(criterion: Criterion, found: Facts) -> str:
    row = next(row for row in checklist(found) if row.criterion is criterion)
    return why(row, found.verdict)


@pytest.mark.parametrize(
    ("turns", "said"),
    [
        (["expectation | emotion"], "The ask came before they were heard."),
        (["expectation"], "You asked, and they were not heard."),
        (["expectation | empty"], "You asked, and they were not heard."),
        (["support"], "They were not heard yet, and nothing was asked."),
        (["emotion | expectation"], "You showed that you heard them before you asked."),
    ],
)
def test_the_order_is_blamed_only_where_there_was_one(turns: list[str], said: str) -> None:
    assert why_of(Criterion.EMPATHY_BEFORE_ASK, facts(*turns)) == said


def test_where_nothing_had_to_be_asked_nothing_is_said_of_an_ask() -> None:
    told = why_of(Criterion.EMPATHY_BEFORE_ASK, facts("emotion", goal=Goal.HEAR))
    assert told == "You showed that you heard them, and nothing had to be asked today."


@pytest.mark.parametrize("goal", Goal)
@pytest.mark.parametrize("ended", [True, False])
def test_every_row_that_can_come_out_has_its_sentence(goal: Goal, ended: bool) -> None:
    for one, other, later in product(Label, Label, [*Label, ""]):
        found = facts(f"{one} | {other}", *([str(later)] if later else []), goal=goal, ended=ended)
        for row in checklist(found):
            assert why(row, found.verdict).endswith(".")
