"""Scenarios of the form before conversations are still read."""

import pytest

from app.persona.mind import Answer
from app.scenarios import earlier
from app.scenarios.frame import Material, all_lines, frames
from app.scenarios.scenario import Scenario
from tests import example_session as example
from tests.old_scenario import old_scenario


def test_its_lines_answer_where_they_fit_and_the_frame_where_there_are_none() -> None:
    found = Scenario.model_validate(earlier.modern(old_scenario()))
    assert found.lines.of(Answer.COMMITMENT) == ("So: empathy_first.",)
    assert found.lines.of(Answer.JUDGMENT) == ("So: judgment.",)
    assert all_lines(found)[Answer.EXCUSE] == frames(Answer.EXCUSE, Material.of(found))
    assert found.models is not None
    assert found.models.strong.turns == (example.SAID,)
    assert found.persona == example.scenario().persona


def test_what_is_not_of_that_form_stays_as_it_is() -> None:
    plain = example.scenario().model_dump(mode="json")
    assert earlier.modern(plain) is plain
    assert earlier.modern(None) is None
    assert earlier.modern(["reactions"]) == ["reactions"]


@pytest.mark.parametrize(
    "broken",
    [
        {"lines": {}},
        {"trust": 0.5},
        {"reactions": None},
        {"reactions": {"no_such": {"line": "So."}}},
        {"reactions": {"empty": {"mood": "hurt"}}},
        {"reactions": {"empty": "So."}},
        {"models": None},
        {"models": {"strong": {}}},
    ],
    ids=repr,
)
def test_what_was_never_written_so_is_refused(broken: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="a scenario in it"):
        earlier.modern(old_scenario() | broken)
