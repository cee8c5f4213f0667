"""The rules of a rehearsal: step(state, event) -> (state, effects). Pure; an event that does not fit is ignored."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from app.errors import HeardFirstError
from app.marking.marker import unmarked
from app.rehearsal import effect as do
from app.rehearsal import event as on
from app.rehearsal import state as at
from app.rehearsal.hearing import why_unmarked
from app.rehearsal.rules import AFTER_VOICE_S, HUSHED_WITHIN_S, Rules
from app.transcript.transcript import Transcript, join, typed

Stepped = tuple[at.State, tuple[do.Effect, ...]]
_Handler = Callable[[Any, Any, Rules], Stepped]
_HANDLERS: dict[tuple[type, type], _Handler] = {}


def step(state: at.State, event: on.Event, rules: Rules) -> Stepped:
    """The next state, and what is to be done. Unfitting and late events change nothing."""
    handler = _HANDLERS.get((type(state), type(event)))
    return (state, ()) if handler is None else handler(state, event, rules)


def _when(event: type, *states: type) -> Callable[[_Handler], _Handler]:
    def register(handler: _Handler) -> _Handler:
        for state in states:
            _HANDLERS[state, event] = handler
        return handler

    return register


# choosing and listening


@_when(on.ScenarioChosen, at.Choosing, at.Debriefing)
def _chosen(_: at.Choosing, event: on.ScenarioChosen, rules: Rules) -> Stepped:
    return _speak(at.Run(event.session, event.scenario, pair=event.pair))


@_when(on.TryAgain, at.Debriefing)
def _again(state: at.Debriefing, event: on.TryAgain, rules: Rules) -> Stepped:
    return _speak(state.run)


@_when(on.ListenAgain, at.Speaking, at.Awaiting)
def _listen_again(state: at.Awaiting, event: on.ListenAgain, rules: Rules) -> Stepped:
    speaking, effects = _speak(state.run)
    return speaking, (do.Hush(), *effects)


@_when(on.VoiceFinished, at.Speaking)
def _voice_finished(state: at.Speaking, event: on.VoiceFinished, rules: Rules) -> Stepped:
    return at.Awaiting(replace(state.run, voice_ended_s=event.at_s)), ()


@_when(on.RecordPressed, at.Speaking)
def _interrupted(state: at.Speaking, event: on.RecordPressed, rules: Rules) -> Stepped:
    preparing, effects = _prepare(replace(state.run, voice_ended_s=event.at_s + HUSHED_WITHIN_S))
    return preparing, (do.Hush(), *effects)


@_when(on.VoiceFinished, at.Preparing, at.CountingDown)
def _fell_silent(state: at.Preparing, event: on.VoiceFinished, rules: Rules) -> Stepped:
    """The voice that was cut short is silent now."""
    return replace(state, run=replace(state.run, voice_ended_s=event.at_s)), ()


@_when(on.RecordPressed, at.Awaiting)
def _record(state: at.Awaiting, event: on.RecordPressed, rules: Rules) -> Stepped:
    return _prepare(state.run)


@_when(on.ReplyTyped, at.Speaking, at.Awaiting, at.Failed)
def _typed(state: at.Awaiting | at.Failed, event: on.ReplyTyped, rules: Rules) -> Stepped:
    before = state.before if isinstance(state, at.Failed) else state
    error = None
    if isinstance(before, at.Transcribing):  # the sound stays with what was typed in place of its words
        take, error = _heard(before, rules), before.error
    elif isinstance(before, at.BeingMarked):
        take, error = before.take, before.error
    else:
        take = at.Take(before.run.number, before.run.line)
    transcript = take.transcript or typed("")
    marking, effects = _mark(before.run, replace(take, transcript=transcript.correct(event.text)), error)
    return marking, (do.Hush(), *effects)


# the microphone


@_when(on.MicrophoneReady, at.Preparing)
def _ready(state: at.Preparing, event: on.MicrophoneReady, rules: Rules) -> Stepped:
    if event.take != state.run.number:
        return state, ()
    if rules.countdown == 0:
        return _start(state.run)
    return at.CountingDown(state.run, rules.countdown), (do.StartTimer(state.run.attempt),)


@_when(on.Tick, at.CountingDown)
def _tick(state: at.CountingDown, event: on.Tick, rules: Rules) -> Stepped:
    if event.attempt != state.run.attempt:
        return state, ()
    if state.left > 1:
        return replace(state, left=state.left - 1), (do.StartTimer(event.attempt),)
    return _start(state.run)


@_when(on.RecordPressed, at.CountingDown)
def _start_at_once(state: at.CountingDown, event: on.RecordPressed, rules: Rules) -> Stepped:
    return _start(state.run)


@_when(on.CancelPressed, at.Preparing, at.CountingDown)
def _not_now(state: at.Preparing, event: on.CancelPressed, rules: Rules) -> Stepped:
    return at.Awaiting(state.run), (do.CloseMicrophone(),)


@_when(on.MicrophoneFailed, at.Preparing, at.CountingDown)
def _microphone_failed(state: at.Preparing, event: on.MicrophoneFailed, rules: Rules) -> Stepped:
    if event.take != state.run.number:
        return state, ()
    return at.Failed(event.error, at.Awaiting(state.run)), (do.CloseMicrophone(),)


# the take


@_when(on.SegmentReady, at.RecordingTake, at.Transcribing)
def _segment_ready(state: at.RecordingTake, event: on.SegmentReady, rules: Rules) -> Stepped:
    if event.take != state.run.number:
        return state, ()
    hearing = replace(state.hearing, pending=(*state.hearing.pending, event.segment))
    return replace(state, hearing=hearing), (do.Recognise(event.take, event.segment),)


@_when(on.SegmentHeard, at.RecordingTake, at.Transcribing)
def _segment_heard(state: at.RecordingTake, event: on.SegmentHeard, rules: Rules) -> Stepped:
    hearing, answered = state.hearing, state.hearing.awaited(event.index)
    if event.take != state.run.number or answered is None:
        return state, ()
    heard = (*hearing.heard, (event.index, event.segment))
    return _settle(replace(state, hearing=replace(hearing, pending=hearing.without(answered), heard=heard)), rules)


@_when(on.SegmentFailed, at.RecordingTake, at.Transcribing)
def _segment_failed(state: at.RecordingTake, event: on.SegmentFailed, rules: Rules) -> Stepped:
    hearing, answered = state.hearing, state.hearing.awaited(event.index)
    if event.take != state.run.number or answered is None:
        return state, ()
    failed = (*hearing.failed, answered)
    hearing = replace(hearing, pending=hearing.without(answered), failed=failed, error=event.error)
    return _settle(replace(state, hearing=hearing), rules)


@_when(on.RecordPressed, at.RecordingTake)
def _stop(state: at.RecordingTake, event: on.RecordPressed, rules: Rules) -> Stepped:
    return at.Transcribing(state.run, state.hearing), (do.StopTake(state.run.number),)


@_when(on.CancelPressed, at.RecordingTake)
def _drop(state: at.RecordingTake, event: on.CancelPressed, rules: Rules) -> Stepped:
    number = state.run.number
    return at.Awaiting(state.run), (do.DropTake(number), do.ForgetSegments(number), do.Unsave(number))


@_when(on.TakeFinished, at.RecordingTake, at.Transcribing)
def _take_finished(state: at.RecordingTake, event: on.TakeFinished, rules: Rules) -> Stepped:
    if event.take != state.run.number:
        return state, ()
    return _settle(at.Transcribing(state.run, state.hearing, event.recording, event.error), rules)


@_when(on.SessionReopened, at.Choosing)
def _reopened(state: at.Choosing, event: on.SessionReopened, rules: Rules) -> Stepped:
    return (at.Debriefing(event.run, event.run.takes[-1].number) if event.run.takes else state), ()


@_when(on.TakeResumed, at.Choosing, at.Debriefing)
def _resumed(state: at.Choosing | at.Debriefing, event: on.TakeResumed, rules: Rules) -> Stepped:
    """What was interrupted goes on with the sound that is there; the take counts as being made."""
    run = replace(event.run, takes=event.run.takes[: event.take - 1], later=event.run.takes[event.take :])
    wanted = tuple(do.Recognise(event.take, segment) for segment in event.segments)
    hearing = at.Hearing(pending=event.segments)
    settled, effects = _settle(at.Transcribing(run, hearing, event.recording), rules)
    return settled, (*wanted, *effects)


@_when(on.CancelPressed, at.Transcribing)
def _type_what_was_said(state: at.Transcribing, event: on.CancelPressed, rules: Rules) -> Stepped:
    """Do not wait for the recogniser: what was heard so far is offered for correction."""
    if state.recording is None:
        return state, ()
    take = _heard(state, rules)
    return at.Reviewing(state.run, take, state.error), (do.ForgetSegments(take.number), do.Save(take.number))


# words and marks


@_when(on.TranscriptConfirmed, at.Reviewing)
def _confirmed(state: at.Reviewing, event: on.TranscriptConfirmed, rules: Rules) -> Stepped:
    transcript = state.take.transcript or typed("")
    return _mark(state.run, replace(state.take, transcript=transcript.correct(event.text)), state.error)


@_when(on.Marked, at.BeingMarked)
def _marked(state: at.BeingMarked, event: on.Marked, rules: Rules) -> Stepped:
    if event.take != state.take.number:
        return _marked_earlier(state, event, rules)
    if event.marking.turns != (state.take.turn,):  # of other words than these
        return state, ()
    return _debrief(state.run, replace(state.take, marking=event.marking), state.error)


@_when(on.Marked, at.Speaking, at.Awaiting, at.Preparing, at.CountingDown, at.RecordingTake, at.Transcribing)
@_when(on.Marked, at.Reviewing, at.Debriefing)
def _marked_earlier(state: at.Awaiting | at.Debriefing | at.BeingMarked, event: on.Marked, rules: Rules) -> Stepped:
    """A corrected take was marked again, perhaps while the next one is being made."""
    take = state.run.finished(event.take)
    if take is None or event.marking.turns != (take.turn,):
        return state, ()
    state = replace(state, run=state.run.with_take(replace(take, marking=event.marking)))
    if isinstance(state, at.Debriefing) and state.marking_again == event.take:
        state = replace(state, marking_again=None)
    return state, (do.Save(take.number),)


@_when(on.Marked, at.Failed)
def _marked_meanwhile(state: at.Failed, event: on.Marked, rules: Rules) -> Stepped:
    if isinstance(state.before, at.BeingMarked) and event.take == state.before.take.number:
        return state, ()
    before, effects = _marked_earlier(state.before, event, rules)
    return replace(state, before=before) if effects else state, effects


@_when(on.MarkingFailed, at.BeingMarked)
def _marking_failed(state: at.BeingMarked, event: on.MarkingFailed, rules: Rules) -> Stepped:
    if event.take != state.take.number:
        return state, ()
    return at.Failed(event.error, state), ()


@_when(on.TranscriptCorrected, at.Debriefing)
def _corrected(state: at.Debriefing, event: on.TranscriptCorrected, rules: Rules) -> Stepped:
    take = state.run.finished(event.take)
    if take is None:
        return state, ()
    take = replace(take, transcript=(take.transcript or typed("")).correct(event.text))
    debrief = replace(state, run=state.run.with_take(take), marking_again=take.number, error=None)
    return debrief, (do.Save(take.number), do.Mark(take.number, take.turn, state.run.scenario.goal))


@_when(on.MarkingFailed, at.Debriefing)
def _not_marked_again(state: at.Debriefing, event: on.MarkingFailed, rules: Rules) -> Stepped:
    if event.take != state.marking_again:
        return state, ()
    return replace(state, marking_again=None, error=event.error), ()


# failing and leaving


@_when(on.Retry, at.Failed)
def _retry(state: at.Failed, event: on.Retry, rules: Rules) -> Stepped:
    before = state.before
    if isinstance(before, at.Transcribing):
        again = before.hearing.failed
        hearing = replace(before.hearing, pending=(*before.hearing.pending, *again), failed=(), error=None)
        wanted = tuple(do.Recognise(before.run.number, segment) for segment in again)
        return replace(before, hearing=hearing), wanted
    if isinstance(before, at.BeingMarked):
        return before, (do.Mark(before.take.number, before.take.turn, before.run.scenario.goal),)
    return _prepare(before.run)


@_when(on.CancelPressed, at.Failed)
def _give_up(state: at.Failed, event: on.CancelPressed, rules: Rules) -> Stepped:
    """Go on without: what was recorded is kept, and its words can be typed."""
    before = state.before
    if isinstance(before, at.Transcribing):
        return at.Reviewing(before.run, _heard(before, rules), before.error), ()
    if isinstance(before, at.BeingMarked):
        return at.Reviewing(before.run, before.take, before.error), ()
    return at.Awaiting(before.run), ()


@_when(on.Leave, at.Speaking, at.Awaiting, at.Failed, at.Debriefing, at.Reviewing, at.BeingMarked)
def _leave(state: at.Awaiting, event: on.Leave, rules: Rules) -> Stepped:
    return at.Choosing(), (do.Hush(),)


@_when(on.Leave, at.Preparing, at.CountingDown)
def _leave_open(state: at.Preparing, event: on.Leave, rules: Rules) -> Stepped:
    return at.Choosing(), (do.CloseMicrophone(),)


def _speak(run: at.Run) -> Stepped:
    return at.Speaking(run), (do.Say(run.line, run.scenario),)


def _prepare(run: at.Run) -> Stepped:
    return at.Preparing(replace(run, attempt=run.attempt + 1)), (do.OpenMicrophone(run.number),)


def _start(run: at.Run) -> Stepped:
    # saved before there is anything in it, so that a recording left behind by a crash is known by its session
    start = do.StartTake(run.number, run.voice_ended_s + AFTER_VOICE_S)
    return at.RecordingTake(run), (start, do.Save(run.number))


def _settle(state: at.RecordingTake | at.Transcribing, rules: Rules) -> Stepped:
    """Go on once the file is closed and every segment was answered."""
    if isinstance(state, at.RecordingTake) or state.recording is None or state.hearing.pending:
        return state, ()
    take = _heard(state, rules)
    if state.hearing.failed and state.hearing.error:
        return at.Failed(state.hearing.error, state), (do.Save(take.number),)
    reason = why_unmarked(state.recording, _words(state, rules), rules.confidence_floor)
    if reason is not None:
        marking = unmarked((take.turn,), reason, state.run.scenario.goal)
        return _debrief(state.run, replace(take, marking=marking), state.error)
    if rules.rough:
        return at.Reviewing(state.run, take, state.error), (do.Save(take.number),)
    return _mark(state.run, take, state.error)


def _heard(state: at.Transcribing, rules: Rules) -> at.Take:
    """The take with what the recogniser gave so far."""
    return at.Take(state.run.number, state.run.line, _words(state, rules), state.recording)


def _words(state: at.Transcribing, rules: Rules) -> Transcript:
    return join(state.hearing.segments, rules.engine, rules.rough)


def _mark(run: at.Run, take: at.Take, error: HeardFirstError | None = None) -> Stepped:
    marking = do.Mark(take.number, take.turn, run.scenario.goal)
    return at.BeingMarked(run, take, error), (do.Save(take.number), marking)


def _debrief(run: at.Run, take: at.Take, error: HeardFirstError | None) -> Stepped:
    return at.Debriefing(run.with_take(take), take.number, error=error), (do.Save(take.number),)
