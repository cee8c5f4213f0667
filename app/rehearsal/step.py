"""The rules of a rehearsal: step(state, event) -> (state, effects). Pure; an event that does not fit is ignored."""

from app.rehearsal import event as on
from app.rehearsal import state as at
from app.rehearsal.rules import Rules
from app.rehearsal.steps import choosing, failing, marking, microphone, pair, reading, take
from app.rehearsal.steps.rule import RULES, Stepped

__all__ = ("Stepped", "step")
THEMES = (choosing, pair, microphone, take, reading, marking, failing)
"""Importing them has filled RULES."""


def step(state: at.State, event: on.Event, rules: Rules) -> Stepped:
    """The next state, and what is to be done. Unfitting and late events change nothing."""
    rule = RULES.get((type(state), type(event)))
    return (state, ()) if rule is None else rule(state, event, rules)
