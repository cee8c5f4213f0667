"""`heard-first scenarios`: list them, or check files of them."""

import argparse
import json
import sys
from pathlib import Path

from app.errors import HeardFirstError
from app.messages import sentence
from app.scenarios.library import bundled, load


def scenarios(options: argparse.Namespace) -> int:
    """The command: exit code 2 where a checked file is broken."""
    if isinstance(options.check, Path):
        checked = load(options.check)
        print(f"{options.check}: ok ({checked.id})")
        return 0
    found, faults = bundled()
    if options.check:
        for scenario in found:
            print(f"{scenario.id}: ok")
        _tell(faults)
        return 2 if faults else 0
    if options.json:
        listed = [{"id": one.id, "title": one.title, "goal": one.goal, "persona": one.persona.name} for one in found]
        print(json.dumps(listed, ensure_ascii=False))
    else:
        for one in found:
            print(f"{one.id}\n  {one.title}\n  {one.persona.name}, {one.persona.role}")
    _tell(faults)
    return 0


def _tell(faults: tuple[HeardFirstError, ...]) -> None:
    for fault in faults:
        print(sentence(fault), file=sys.stderr)
