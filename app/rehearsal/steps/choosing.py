"""Which scenario, which turn of it, and the salesperson's line before it."""

from dataclasses import replace

from app.rehearsal import effect as do
from app.rehearsal import event as on
from app.rehearsal import state as at
from app.rehearsal.rules import Rules
from app.rehearsal.steps.rule import Stepped, when
from app.rehearsal.steps.turn import begin


@when(on.ScenarioChosen, at.Choosing, at.Debriefing)
def _chosen(_: at.Choosing, event: on.ScenarioChosen, rules: Rules) -> Stepped:
    return begin(at.Run(event.session, event.scenario, pair=event.pair))


@when(on.SessionReopened, at.Choosing)
def _reopened(state: at.Choosing, event: on.SessionReopened, rules: Rules) -> Stepped:
    return (at.Debriefing(event.run, event.run.takes[-1].number) if event.run.takes else state), ()


@when(on.TryAgain, at.Debriefing)
def _again(state: at.Debriefing, event: on.TryAgain, rules: Rules) -> Stepped:
    take = state.run.finished(event.take or state.take)
    return (state, ()) if take is None else begin(replace(state.run, after=take.after), take.salesperson)


@when(on.NextTurn, at.Debriefing)
def _next(state: at.Debriefing, event: on.NextTurn, rules: Rules) -> Stepped:
    take = state.run.finished(event.take or state.take)
    if take is None:
        return state, ()
    run = replace(state.run, after=take.number)
    if not run.colleague_plays and (run.answer is None or run.over):
        return state, ()  # the salesperson has nothing more to say, or did not hear a word
    return begin(run)


@when(on.ListenAgain, at.Speaking, at.Awaiting)
def _listen_again(state: at.Awaiting, event: on.ListenAgain, rules: Rules) -> Stepped:
    if state.run.colleague_plays:
        return state, ()
    speaking, effects = begin(state.run)
    return speaking, (do.Hush(), *effects)


@when(on.VoiceFinished, at.Speaking)
def _voice_finished(state: at.Speaking, event: on.VoiceFinished, rules: Rules) -> Stepped:
    if state.run.over:
        return at.Debriefing(state.run, state.run.after), ()
    return at.Awaiting(replace(state.run, voice_ended_s=event.at_s)), ()


@when(on.VoiceFinished, at.Preparing, at.CountingDown)
def _fell_silent(state: at.Preparing, event: on.VoiceFinished, rules: Rules) -> Stepped:
    """The voice that was cut short is silent now."""
    if state.run.colleague_plays:
        return state, ()
    return replace(state, run=replace(state.run, voice_ended_s=event.at_s)), ()


@when(on.Leave, at.Speaking, at.Awaiting, at.Failed, at.Debriefing, at.Reviewing, at.BeingMarked)
def _leave(state: at.Awaiting, event: on.Leave, rules: Rules) -> Stepped:
    return at.Choosing(), (do.Hush(),)


@when(on.Leave, at.Preparing, at.CountingDown)
def _leave_open(state: at.Preparing, event: on.Leave, rules: Rules) -> Stepped:
    return at.Choosing(), (do.CloseMicrophone(),)
