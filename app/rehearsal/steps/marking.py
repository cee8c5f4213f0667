"""Marks as they come in, and words that are corrected and marked again."""

from dataclasses import replace

from app.rehearsal import effect as do
from app.rehearsal import event as on
from app.rehearsal import state as at
from app.rehearsal.rules import Rules
from app.rehearsal.steps.rule import Stepped, when
from app.rehearsal.steps.turn import answer, to_mark
from app.transcript.transcript import typed


@when(on.Marked, at.BeingMarked)
def _marked(state: at.BeingMarked, event: on.Marked, rules: Rules) -> Stepped:
    if event.take != state.take.number:
        return _marked_earlier(state, event, rules)
    if event.marking.turns != state.run.turns_with(state.take):  # of other words than these
        return state, ()
    return answer(state, replace(state.take, marking=event.marking, acts=event.acts))


@when(on.Marked, at.Speaking, at.Awaiting, at.Preparing, at.CountingDown, at.RecordingTake, at.Transcribing)
@when(on.Marked, at.Reviewing, at.Debriefing)
def _marked_earlier(state: at.Awaiting | at.Debriefing | at.BeingMarked, event: on.Marked, rules: Rules) -> Stepped:
    """A corrected take was marked again, perhaps while the next one is being made."""
    take = state.run.finished(event.take)
    if take is None or event.marking.turns != state.run.turns(event.take):
        return state, ()
    state = replace(state, run=state.run.with_take(replace(take, marking=event.marking, acts=event.acts)))
    if isinstance(state, at.Debriefing) and state.marking_again == event.take:
        state = replace(state, marking_again=None)
    return state, (do.Save(take.number),)


@when(on.Marked, at.Failed)
def _marked_meanwhile(state: at.Failed, event: on.Marked, rules: Rules) -> Stepped:
    if isinstance(state.before, at.BeingMarked) and event.take == state.before.take.number:
        return state, ()
    before, effects = _marked_earlier(state.before, event, rules)
    return replace(state, before=before) if effects else state, effects


@when(on.MarkingFailed, at.BeingMarked)
def _marking_failed(state: at.BeingMarked, event: on.MarkingFailed, rules: Rules) -> Stepped:
    if event.take != state.take.number:
        return state, ()
    return at.Failed(event.error, state), ()


@when(on.TranscriptCorrected, at.Debriefing)
def _corrected(state: at.Debriefing, event: on.TranscriptCorrected, rules: Rules) -> Stepped:
    take = state.run.finished(event.take)
    if take is None:
        return state, ()
    run = state.run.with_take(replace(take, transcript=(take.transcript or typed("")).correct(event.text)))
    ends = _ends(run, take.number)
    shown = state.take if state.take in ends else ends[-1]
    saves = (do.Save(one) for one in dict.fromkeys((take.number, *ends)))
    marks = (to_mark(run, run.take(one)) for one in ends)
    return replace(state, run=run, marking_again=shown, error=None), (*saves, *marks)


def _ends(run: at.Run, number: int) -> tuple[int, ...]:
    """The last takes of the conversations that a take is a turn of: those that are marked, or go on no further."""
    return tuple(
        take.number
        for take in run.takes
        if (take.marking is not None or not run.followed(take.number))
        and (take.transcript is not None or take.number == number)
        and any(one.number == number for one in run.conversation(take.number))
    ) or (number,)


@when(on.MarkingFailed, at.Debriefing)
def _not_marked_again(state: at.Debriefing, event: on.MarkingFailed, rules: Rules) -> Stepped:
    if event.take != state.marking_again:
        return state, ()
    return replace(state, marking_again=None, error=event.error), ()
