"""What a draft lacks is said at its field; what lacks nothing is a scenario, and comes back as the same draft."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given

from app.marking.checklist import Criterion
from app.persona.mind import Answer
from app.scenarios.draft import Draft
from app.scenarios.field_fault import LISTS, FieldFault, FieldFaultKind, Place, check, scenario_of
from app.scenarios.library import bundled
from tests.scenario_drafts import LEAST, loose, whole

K = FieldFaultKind


def changed(**fields: Any) -> Draft:  # noqa: ANN401 - any field of a draft
    return LEAST.model_copy(update=fields)


def test_the_least_is_enough_and_gets_a_title() -> None:
    assert check(LEAST) == ()
    assert scenario_of(LEAST, "tom").title == "A talk with Tom Baker"


def test_an_empty_draft_names_all_that_is_needed_in_order() -> None:
    places = [one.place for one in check(Draft())]
    assert places == [("name",), ("role",), ("happened",), ("facts", 0), ("feelings", 0), ("opening", 0)]


@pytest.mark.parametrize(
    ("fields", "place", "kind"),
    [
        ({"name": " \n"}, ("name",), K.EMPTY),
        ({"role": "x" * 81}, ("role",), K.TOO_LONG),
        ({"facts": ("", "One.", "")}, ("facts", 0), K.TOO_FEW),
        ({"facts": ("One.", "", "y" * 601)}, ("facts", 2), K.TOO_LONG),
        ({"feelings": ("One.",)}, ("feelings", 1), K.TOO_FEW),
        ({"opening": tuple(str(at) for at in range(7))}, ("opening", 6), K.TOO_MANY),
        ({"lines": {Answer.VAGUE: ("a", "b"), Answer.CLOSED: ("", " b")}}, ("lines", "closed", 1), K.SAME_LINE),
        ({"lines": {Answer.VAGUE: ("", "c" * 601)}}, ("lines", "vague", 1), K.TOO_LONG),
        ({"strong": ("Say it.",)}, ("weak", 0), K.ONE_SIDED),
        ({"better": {Criterion.HELD_IT: "I still need it."}}, ("better", "stated_their_side"), K.NOT_ALL),
    ],
)
def test_a_fault_stands_at_its_field(fields: dict[str, object], place: Place, kind: FieldFaultKind) -> None:
    found = check(changed(**fields))
    assert found
    assert replace(found[0], limit=0, other=None) == FieldFault(place, kind)


def test_faults_come_with_their_numbers_and_the_other_place() -> None:
    assert check(changed(role="x" * 81))[0].limit == 80
    assert check(changed(facts=()))[0].limit == 2
    assert check(changed(lines={Answer.VAGUE: ("a",), Answer.CLOSED: ("a",)}))[0].other is Answer.VAGUE


@given(whole)
def test_what_lacks_nothing_is_a_scenario(draft: Draft) -> None:
    assert check(draft) == ()
    scenario = scenario_of(draft, "mine")
    again = Draft.of(scenario)
    assert check(again) == ()
    assert scenario_of(again, "mine") == scenario


@given(loose)
def test_anything_in_the_fields_is_a_scenario_or_named_at_a_field_that_there_is(draft: Draft) -> None:
    found = check(draft)
    if not found:
        scenario_of(draft, "mine")
    for fault in found:
        name, *rest = fault.place
        assert name in Draft.model_fields
        if name in LISTS:
            at = rest[-1]
            assert isinstance(at, int)
            items = draft.lines[Answer(rest[0])] if name == "lines" else getattr(draft, str(name))
            assert at <= max(len(items), LISTS[str(name)][1])


@pytest.mark.parametrize("scenario", bundled()[0], ids=lambda one: one.id)
def test_every_bundled_scenario_can_be_changed(scenario: Any) -> None:  # noqa: ANN401 - as parametrize gives it
    draft = Draft.of(scenario)
    assert check(draft) == ()
    assert scenario_of(draft, scenario.id) == scenario
