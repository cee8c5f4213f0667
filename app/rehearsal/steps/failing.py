"""After a failure: the same step again, or on without it."""

from dataclasses import replace

from app.rehearsal import effect as do
from app.rehearsal import event as on
from app.rehearsal import state as at
from app.rehearsal.rules import Rules
from app.rehearsal.steps.rule import Stepped, when
from app.rehearsal.steps.take import heard
from app.rehearsal.steps.turn import keep, prepare, to_mark


@when(on.Retry, at.Failed)
def _retry(state: at.Failed, event: on.Retry, rules: Rules) -> Stepped:
    before = state.before
    if isinstance(before, at.Transcribing):
        again = before.hearing.failed
        hearing = replace(before.hearing, pending=(*before.hearing.pending, *again), failed=(), error=None)
        wanted = tuple(do.Recognise(before.run.number, segment) for segment in again)
        return replace(before, hearing=hearing), wanted
    if isinstance(before, at.BeingMarked):
        return before, (to_mark(before.run, before.take),)
    return prepare(before.run)


@when(on.CancelPressed, at.Failed)
def _give_up(state: at.Failed, event: on.CancelPressed, rules: Rules) -> Stepped:
    """Go on without: what was recorded is kept, and its words can be typed."""
    before = state.before
    if isinstance(before, at.Transcribing):
        return at.Reviewing(before.run, heard(before, rules), before.error), ()
    if isinstance(before, at.BeingMarked):
        if before.run.colleague_plays:
            return keep(before.run, before.take, before.error)
        return at.Reviewing(before.run, before.take, before.error), ()
    return at.Awaiting(before.run), ()
