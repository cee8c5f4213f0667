"""Every wording that a scenario offers earns, with the program's own marker, what it claims."""

import pytest

from app.classifier.onnx_classifier import OnnxClassifier
from app.marking.checklist import Criterion, Result
from app.marking.facts import Goal
from app.marking.marker import Marker, Turn
from app.meaning.onnx_meaning import OnnxMeaning
from app.persona.mind import Answer
from app.persona.mood import Mood
from app.persona.nearness import ByMeaning
from app.scenarios.library import bundled
from app.scenarios.model_talk import ModelTalk, play
from app.scenarios.scenario import ModelTurns, Scenario

SCENARIOS, ERRORS = bundled()
each_scenario = pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.id)
JUDGED_WITHOUT_AN_ASK = (*list(Criterion)[:4], Criterion.SAID_IT_KINDLY)
WORDINGS = [
    pytest.param(scenario, criterion, id=f"{scenario.id}-{criterion}")
    for scenario in SCENARIOS
    for criterion in Criterion
]


@pytest.fixture(scope="module")
def marker() -> Marker:
    return Marker(OnnxClassifier.bundled())


def test_all_ten_are_there() -> None:
    assert ERRORS == ()
    assert len(SCENARIOS) == 10


@pytest.mark.parametrize(("scenario", "criterion"), WORDINGS)
def test_a_better_wording_meets_its_criterion(marker: Marker, scenario: Scenario, criterion: Criterion) -> None:
    """Alone, as an ended reply; it need not depend on which of the opening lines it answers.

    Where nothing is to be asked, the rows that such a talk is judged by are met without an ask; the other wordings
    are for a later talk.
    """
    assert scenario.better is not None
    wording = scenario.better.of(criterion)
    goal = scenario.goal if criterion in JUDGED_WITHOUT_AN_ASK else Goal.HEAR_THEN_ASK
    wanted = Result.MET
    if goal is Goal.HEAR and criterion is Criterion.SAID_IT_KINDLY:
        wanted = Result.NOT_CALLED_FOR  # the best that this row can come to
    for opening in ("", scenario.opening[0]):
        marking = marker.mark([Turn(wording, opening)], goal)
        row = next(one for one in marking.checklist if one.criterion is criterion)
        assert row.result is wanted, [(one.text, sorted(one.labels)) for one in marking.sentences[0]]


def played(marker: Marker, scenario: Scenario, model: ModelTurns) -> ModelTalk:
    return play(scenario, model.turns, marker, ByMeaning(OnnxMeaning.bundled))


def told(talk: ModelTalk) -> str:
    """What was read and answered, for somebody who wonders why."""
    read = ([(one.text, sorted(one.labels)) for one in turn] for turn in talk.marking.sentences)
    return "\n".join(f"{answered.answer}: {found}" for answered, found in zip(talk.replies, read, strict=False))


@each_scenario
def test_the_strong_conversation_ends_in_a_commitment(marker: Marker, scenario: Scenario) -> None:
    assert scenario.models is not None
    talk = played(marker, scenario, scenario.models.strong)
    assert talk.replies[-1].answer is Answer.COMMITMENT, told(talk)


@each_scenario
def test_the_strong_conversation_leaves_nothing_missed(marker: Marker, scenario: Scenario) -> None:
    assert scenario.models is not None
    talk = played(marker, scenario, scenario.models.strong)
    assert Result.MISSED not in {row.result for row in talk.marking.checklist}, told(talk)


@each_scenario
def test_the_weak_conversation_does_not(marker: Marker, scenario: Scenario) -> None:
    assert scenario.models is not None
    talk = played(marker, scenario, scenario.models.weak)
    assert talk.replies[-1].answer is not Answer.COMMITMENT, told(talk)


@each_scenario
def test_a_wording_is_short_enough_to_say(scenario: Scenario) -> None:
    assert scenario.better is not None
    for criterion in Criterion:
        assert len(scenario.better.of(criterion).split()) <= 50
    spoken = [*scenario.opening, *(line for answer in Answer for line in scenario.lines.of(answer))]
    assert all(len(line.split()) <= 48 for line in spoken)


@each_scenario
def test_there_is_material_for_every_answer(scenario: Scenario) -> None:
    assert all(len(scenario.lines.of(answer)) >= 2 for answer in Answer)
    assert scenario.opening_mood in {Mood.GUARDED, Mood.DEFENSIVE, Mood.HURT}
    if scenario.goal is Goal.HEAR_THEN_ASK:
        assert scenario.lines.excuse


def test_each_try_opens_with_the_next_line_in_turn() -> None:
    scenario = SCENARIOS[0]
    count = len(scenario.opening)
    assert [scenario.opening_line(try_) for try_ in range(1, count + 2)] == [*scenario.opening, scenario.opening[0]]
