"""`heard-first simulate`: managers made by chance talk to every salesperson; exit code 1 where a promise is broken."""

import argparse
import json
import sys
from typing import Any

from app.errors import HeardFirstError
from app.messages import sentence
from app.persona.mind import ENDINGS
from app.scenarios.library import bundled, load
from app.scenarios.scenario import Scenario
from app.scenarios.simulation import Manager, Outcome, simulate

BROKEN = 1
_ENDINGS = sorted(ENDINGS)


def run(options: argparse.Namespace) -> int:
    """The command. Raises HeardFirstError where the file of a scenario cannot be used."""
    scenarios, errors = ((load(options.scenario),), ()) if options.scenario else bundled()
    share, more = divmod(options.conversations, max(1, len(scenarios)))
    found = [
        (scenario, simulate(scenario, share + (place < more), options.seed)) for place, scenario in enumerate(scenarios)
    ]
    if options.json:
        print(json.dumps([_record(scenario, outcome) for scenario, outcome in found], ensure_ascii=False))
    else:
        print("\n".join(_page(found)))
    _tell(errors)
    return BROKEN if errors or any(outcome.faults for _, outcome in found) else 0


def _tell(errors: tuple[HeardFirstError, ...]) -> None:
    for error in errors:
        print(sentence(error), file=sys.stderr)


def _record(scenario: Scenario, outcome: Outcome) -> dict[str, Any]:
    return {
        "scenario": scenario.id,
        "conversations": outcome.conversations,
        "endings": {manager: {ending: outcome.endings[manager][ending] for ending in _ENDINGS} for manager in Manager},
        "faults": outcome.faults,
    }


def _page(found: list[tuple[Scenario, Outcome]]) -> list[str]:
    lines: list[str] = []
    for scenario, outcome in found:
        lines.append(f"{scenario.id}: {outcome.conversations} conversations")
        for manager in Manager:
            counts = outcome.endings[manager]
            told = ", ".join(f"{ending} {counts[ending]}" for ending in _ENDINGS if counts[ending])
            lines.append(f"  {manager:<11} {told}")
        lines += [f"  BROKEN: {fault}" for fault in outcome.faults]
    return lines
