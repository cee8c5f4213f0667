"""Conversations by chance: what the rules promise holds for every scenario, and where it does not, that is said."""

import json
from typing import Any

import pytest

from app.cli.main import main
from app.persona.mind import ENDINGS, Answer
from app.scenarios import simulation
from app.scenarios.library import bundled
from app.scenarios.scenario import Scenario
from app.scenarios.simulation import Manager, simulate
from tests import example_session as example

SCENARIOS, _ = bundled()


def changed(**parts: Any) -> Scenario:  # noqa: ANN401
    return Scenario.model_validate(example.scenario().model_dump() | parts)


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.id)
def test_every_promise_holds_for_every_scenario(scenario: Scenario) -> None:
    outcome = simulate(scenario, 400, seed=3)
    assert outcome.faults == []
    assert outcome.conversations == 400
    assert set(outcome.endings[Manager.RECIPE]) == {Answer.COMMITMENT}
    assert set(outcome.reached) == ENDINGS


def test_a_scenario_with_the_frames_lines_alone_holds_too() -> None:
    assert simulate(changed(lines={}, models=None, better=None), 300, seed=1).faults == []


def test_the_same_seed_gives_the_same_conversations() -> None:
    first, again, other = (simulate(SCENARIOS[0], 100, seed).endings for seed in (7, 7, 8))
    assert first == again
    assert first != other


def test_what_is_broken_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    unheard = {**simulation._TURNS, Manager.RECIPE: simulation._asks_first}
    monkeypatch.setattr(simulation, "_TURNS", unheard)
    faults = simulate(SCENARIOS[0], 60, seed=1).faults
    assert any(fault.startswith("who hears, asks and holds ends in") for fault in faults)
    monkeypatch.setattr(simulation, "_TURNS", dict.fromkeys(Manager, simulation._recipe))
    faults = simulate(SCENARIOS[0], 60, seed=1).faults
    assert "who asks first and never listens gets a commitment" in faults
    assert {"never reached: closed", "never reached: nodding"} <= set(faults)


def test_the_front_end_says_how_it_ended(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["simulate", "--conversations", "500"]) == 0
    page = capsys.readouterr().out
    assert all(f"{scenario.id}: 50 conversations" in page for scenario in SCENARIOS)
    assert main(["simulate", "--conversations", "503", "--json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert sum(one["conversations"] for one in record) == 503
    assert all(one["faults"] == [] for one in record)


def test_a_broken_promise_is_exit_code_1(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(simulation, "_TURNS", dict.fromkeys(Manager, simulation._recipe))
    assert main(["simulate", "--conversations", "100"]) == 1
    assert "BROKEN: never reached: closed" in capsys.readouterr().out
