"""Every wording that a scenario offers earns, with the program's own marker, what it claims."""

from itertools import pairwise

import pytest

from app.classifier.onnx_classifier import OnnxClassifier
from app.marking.checklist import Criterion, Result, checklist
from app.marking.facts import Goal
from app.marking.label import EMPATHY, MISSTEPS, Label
from app.marking.marker import Marker, Marking, Turn, Unmarked, unmarked
from app.marking.verdict import Verdict
from app.scenarios.library import bundled
from app.scenarios.scenario import Mood, Reactions, Scenario
from tests.unit.conversation import facts, sentences

SCENARIOS, ERRORS = bundled()
each_scenario = pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.id)
JUDGED_WITHOUT_AN_ASK = (*list(Criterion)[:4], Criterion.SAID_IT_KINDLY)


@pytest.fixture(scope="module")
def marker() -> Marker:
    return Marker(OnnxClassifier.bundled())


def test_all_three_are_there() -> None:
    assert ERRORS == ()
    assert len(SCENARIOS) == 3


@each_scenario
@pytest.mark.parametrize("criterion", Criterion)
def test_a_better_wording_meets_its_criterion(marker: Marker, scenario: Scenario, criterion: Criterion) -> None:
    """Alone, as an ended reply; it need not depend on which of the opening lines it answers.

    Where nothing is to be asked, the rows that such a talk is judged by are met without an ask; the other wordings
    are for a later talk.
    """
    wording = scenario.better.of(criterion)
    goal = scenario.goal if criterion in JUDGED_WITHOUT_AN_ASK else Goal.HEAR_THEN_ASK
    wanted = Result.MET
    if goal is Goal.HEAR and criterion is Criterion.SAID_IT_KINDLY:
        wanted = Result.NOT_CALLED_FOR  # the best that this row can come to
    for opening in ("", scenario.opening[0]):
        marking = marker.mark([Turn(wording, opening)], goal)
        row = next(one for one in marking.checklist if one.criterion is criterion)
        assert row.result is wanted, [(one.text, sorted(one.labels)) for one in marking.sentences[0]]


@each_scenario
@pytest.mark.parametrize("kind", ["strong", "weak"])
def test_a_model_reply_earns_its_verdict(marker: Marker, scenario: Scenario, kind: str) -> None:
    model = getattr(scenario.models, kind)
    marking = marker.mark([Turn(model.reply, scenario.opening[0])], scenario.goal)
    assert marking.verdict is model.verdict


@each_scenario
def test_a_strong_reply_leaves_nothing_missed(marker: Marker, scenario: Scenario) -> None:
    marking = marker.mark([Turn(scenario.models.strong.reply, scenario.opening[0])], scenario.goal)
    assert {row.result for row in marking.checklist} <= {Result.MET, Result.NOT_CALLED_FOR}


@each_scenario
def test_the_strong_reply_is_what_its_goal_needs(scenario: Scenario) -> None:
    needed = Verdict.EMPATHY_ONLY if scenario.goal is Goal.HEAR else Verdict.EMPATHY_FIRST
    assert scenario.models.strong.verdict is needed
    assert scenario.models.weak.verdict is not needed


@each_scenario
def test_a_wording_is_short_enough_to_say(scenario: Scenario) -> None:
    for criterion in Criterion:
        assert len(scenario.better.of(criterion).split()) <= 50
    spoken = [*scenario.opening, *(getattr(scenario.reactions, name).line for name in Reactions.model_fields)]
    assert all(len(line.split()) <= 40 for line in spoken)


@each_scenario
def test_only_being_heard_relieves_them_and_no_misstep_does(scenario: Scenario) -> None:
    relieved = {name for name in Reactions.model_fields if getattr(scenario.reactions, name).mood is Mood.RELIEVED}
    assert relieved == {scenario.models.strong.verdict.value}
    assert scenario.opening_mood in {Mood.GUARDED, Mood.DEFENSIVE, Mood.HURT}


def marked(*turns: str) -> Marking:
    """A marking of labels alone."""
    found = facts(*turns)
    return Marking(
        turns=tuple(Turn(turn) for turn in turns),
        sentences=tuple(sentences(turn) for turn in turns),
        verdict=found.verdict,
        checklist=checklist(found),
        headline=None,
        goal=found.goal,
        ended=True,
        classifier="labels",
    )


@pytest.mark.parametrize("verdict", Verdict)
def test_without_a_misstep_they_answer_to_the_order(verdict: Verdict) -> None:
    turns = {
        Verdict.EMPATHY_FIRST: "emotion | expectation",
        Verdict.ACCOUNTABILITY_FIRST: "commitment | perspective",
        Verdict.EMPATHY_ONLY: "perspective | invite",
        Verdict.ACCOUNTABILITY_ONLY: "expectation specific",
        Verdict.NEITHER: "support",
    }
    scenario = SCENARIOS[0]
    assert scenario.reaction(marked(turns[verdict])) is scenario.reactions.of(verdict)


@pytest.mark.parametrize("misstep", sorted(MISSTEPS))
def test_a_misstep_comes_before_the_order(misstep: Label) -> None:
    scenario = SCENARIOS[0]
    reaction = scenario.reactions.of(misstep)
    assert scenario.reaction(marked(misstep.value)) is reaction
    assert scenario.reaction(marked(f"expectation | {misstep.value}")) is reaction
    if misstep is not Label.EMPTY:  # said beside true empathy, a bare claim does no harm
        assert scenario.reaction(marked(f"emotion | {misstep.value} | expectation")) is reaction


@pytest.mark.parametrize("empathy", sorted(EMPATHY))
def test_a_bare_claim_beside_empathy_is_not_held_against_the_manager(empathy: Label) -> None:
    scenario = SCENARIOS[0]
    reaction = scenario.reaction(marked(f"empty | {empathy.value} | expectation"))
    assert reaction is scenario.reactions.empathy_first


def test_of_several_missteps_they_answer_to_the_gravest() -> None:
    grave_first = ["judgment", "avoidance", "numbers_only", "off_the_hook", "sympathy", "empty"]
    scenario = SCENARIOS[0]
    for graver, lighter in pairwise(grave_first):
        assert scenario.reaction(marked(f"{lighter} | {graver}")) is scenario.reactions.of(Label(graver))


def test_where_nothing_was_understood_they_are_not_reached() -> None:
    silence = unmarked([Turn("")], Unmarked.SILENCE, Goal.HEAR)
    assert SCENARIOS[0].reaction(silence) is SCENARIOS[0].reactions.neither


def test_each_try_opens_with_the_next_line_in_turn() -> None:
    scenario = SCENARIOS[0]
    count = len(scenario.opening)
    assert [scenario.opening_line(take) for take in range(1, count + 2)] == [*scenario.opening, scenario.opening[0]]
