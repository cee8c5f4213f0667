"""How a rule is written: a function for some states and one event, found by their kinds."""

from collections.abc import Callable
from typing import Any

from app.rehearsal import effect as do
from app.rehearsal import state as at
from app.rehearsal.rules import Rules

Stepped = tuple[at.State, tuple[do.Effect, ...]]
Rule = Callable[[Any, Any, Rules], Stepped]
RULES: dict[tuple[type, type], Rule] = {}
"""Every rule, by state and event. Filled as the files of this package are imported."""


def when(event: type, *states: type) -> Callable[[Rule], Rule]:
    """Makes a function the rule for an event in these states."""

    def register(rule: Rule) -> Rule:
        for state in states:
            RULES[state, event] = rule
        return rule

    return register
