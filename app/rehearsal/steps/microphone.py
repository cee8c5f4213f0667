"""From the record button to the first sample that is kept."""

from dataclasses import replace

from app.rehearsal import effect as do
from app.rehearsal import event as on
from app.rehearsal import state as at
from app.rehearsal.rules import AFTER_VOICE_S, HUSHED_WITHIN_S, Rules
from app.rehearsal.steps.rule import Stepped, when
from app.rehearsal.steps.turn import prepare


@when(on.RecordPressed, at.Speaking)
def _interrupted(state: at.Speaking, event: on.RecordPressed, rules: Rules) -> Stepped:
    if state.run.over:
        return at.Debriefing(state.run, state.run.after), (do.Hush(),)
    preparing, effects = prepare(replace(state.run, voice_ended_s=event.at_s + HUSHED_WITHIN_S))
    return preparing, (do.Hush(), *effects)


@when(on.RecordPressed, at.Awaiting)
def _record(state: at.Awaiting, event: on.RecordPressed, rules: Rules) -> Stepped:
    if state.run.colleague_plays:  # what was said before this moment was said between turns
        return prepare(replace(state.run, voice_ended_s=event.at_s))
    return prepare(state.run)


@when(on.MicrophoneReady, at.Preparing)
def _ready(state: at.Preparing, event: on.MicrophoneReady, rules: Rules) -> Stepped:
    if event.take != state.run.number:
        return state, ()
    if rules.countdown == 0 or state.run.colleague_plays:  # a conversation waits for nobody
        return _start(state.run)
    return at.CountingDown(state.run, rules.countdown), (do.StartTimer(state.run.attempt),)


@when(on.Tick, at.CountingDown)
def _tick(state: at.CountingDown, event: on.Tick, rules: Rules) -> Stepped:
    if event.attempt != state.run.attempt:
        return state, ()
    if state.left > 1:
        return replace(state, left=state.left - 1), (do.StartTimer(event.attempt),)
    return _start(state.run)


@when(on.RecordPressed, at.CountingDown)
def _start_at_once(state: at.CountingDown, event: on.RecordPressed, rules: Rules) -> Stepped:
    return _start(state.run)


@when(on.CancelPressed, at.Preparing, at.CountingDown)
def _not_now(state: at.Preparing, event: on.CancelPressed, rules: Rules) -> Stepped:
    return at.Awaiting(state.run), (do.CloseMicrophone(),)


@when(on.MicrophoneFailed, at.Preparing, at.CountingDown)
def _microphone_failed(state: at.Preparing, event: on.MicrophoneFailed, rules: Rules) -> Stepped:
    if event.take != state.run.number:
        return state, ()
    return at.Failed(event.error, at.Awaiting(state.run)), (do.CloseMicrophone(),)


def _start(run: at.Run) -> Stepped:
    # saved before there is anything in it, so that a recording left behind by a crash is known by its session
    not_before_s = run.voice_ended_s + (0.0 if run.colleague_plays else AFTER_VOICE_S)
    return at.RecordingTake(run), (do.StartTake(run.number, not_before_s), do.Save(run.number))
