"""A take while it is recorded and written down, and the words that are typed in its place."""

from dataclasses import replace

from app.marking.marker import unmarked
from app.rehearsal import effect as do
from app.rehearsal import event as on
from app.rehearsal import state as at
from app.rehearsal.hearing import why_unheard, why_unmarked
from app.rehearsal.rules import Rules
from app.rehearsal.steps.reading import wanted_reading
from app.rehearsal.steps.rule import Stepped, when
from app.rehearsal.steps.turn import settle_words, unmarkable
from app.transcript.transcript import Transcript, join, typed


@when(on.SegmentReady, at.RecordingTake, at.Transcribing)
def _segment_ready(state: at.RecordingTake, event: on.SegmentReady, rules: Rules) -> Stepped:
    if event.take != state.run.number:
        return state, ()
    hearing = replace(state.hearing, pending=(*state.hearing.pending, event.segment))
    return replace(state, hearing=hearing), (do.Recognise(event.take, event.segment),)


@when(on.SegmentHeard, at.RecordingTake, at.Transcribing)
def _segment_heard(state: at.RecordingTake, event: on.SegmentHeard, rules: Rules) -> Stepped:
    hearing, answered = state.hearing, state.hearing.awaited(event.index)
    if event.take != state.run.number or answered is None:
        return state, ()
    heard = (*hearing.heard, (event.index, event.segment))
    hearing = replace(hearing, pending=hearing.without(answered), heard=heard)
    settled, effects = _settle(replace(state, hearing=hearing), rules)
    return settled, effects or wanted_reading(settled)


@when(on.SegmentFailed, at.RecordingTake, at.Transcribing)
def _segment_failed(state: at.RecordingTake, event: on.SegmentFailed, rules: Rules) -> Stepped:
    hearing, answered = state.hearing, state.hearing.awaited(event.index)
    if event.take != state.run.number or answered is None:
        return state, ()
    failed = (*hearing.failed, answered)
    hearing = replace(hearing, pending=hearing.without(answered), failed=failed, error=event.error)
    return _settle(replace(state, hearing=hearing), rules)


@when(on.RecordPressed, at.RecordingTake)
def _stop(state: at.RecordingTake, event: on.RecordPressed, rules: Rules) -> Stepped:
    return at.Transcribing(state.run, state.hearing), (do.StopTake(state.run.number),)


@when(on.CancelPressed, at.RecordingTake)
def _drop(state: at.RecordingTake, event: on.CancelPressed, rules: Rules) -> Stepped:
    number = state.run.number
    return at.Awaiting(state.run), (do.DropTake(number), do.ForgetSegments(number), do.Unsave(number))


@when(on.TakeFinished, at.RecordingTake, at.Transcribing)
def _take_finished(state: at.RecordingTake, event: on.TakeFinished, rules: Rules) -> Stepped:
    if event.take != state.run.number:
        return state, ()
    return _settle(at.Transcribing(state.run, state.hearing, event.recording, event.error), rules)


@when(on.TakeResumed, at.Choosing, at.Debriefing)
def _resumed(state: at.Choosing | at.Debriefing, event: on.TakeResumed, rules: Rules) -> Stepped:
    """What was interrupted goes on with the sound that is there; the take counts as being made."""
    run = event.run.up_to(event.take).again(event.take)
    wanted = tuple(do.Recognise(event.take, segment) for segment in event.segments)
    hearing = at.Hearing(pending=event.segments)
    settled, effects = _settle(at.Transcribing(run, hearing, event.recording), rules)
    return settled, (*wanted, *effects)


# words in place of what was heard


@when(on.CancelPressed, at.Transcribing)
def _type_what_was_said(state: at.Transcribing, event: on.CancelPressed, rules: Rules) -> Stepped:
    """Do not wait for the recogniser: what was heard so far is offered for correction."""
    if state.recording is None:
        return state, ()
    take = heard(state, rules)
    return at.Reviewing(state.run, take, state.error), (do.ForgetSegments(take.number), do.Save(take.number))


@when(on.ReplyTyped, at.Speaking, at.Awaiting, at.Failed)
def _typed(state: at.Awaiting | at.Failed, event: on.ReplyTyped, rules: Rules) -> Stepped:
    before = state.before if isinstance(state, at.Failed) else state
    if before.run.over and isinstance(state, at.Speaking):
        return state, ()  # the conversation ends with this line
    error = None
    if isinstance(before, at.Transcribing):  # the sound stays with what was typed in place of its words
        take, error = heard(before, rules), before.error
    elif isinstance(before, at.BeingMarked):
        take, error = before.take, before.error
    else:
        take = before.run.begun
    transcript = take.transcript or typed("")
    settled, effects = settle_words(before.run, replace(take, transcript=transcript.correct(event.text)), error)
    return settled, (do.Hush(), *effects)


@when(on.TranscriptConfirmed, at.Reviewing)
def _confirmed(state: at.Reviewing, event: on.TranscriptConfirmed, rules: Rules) -> Stepped:
    transcript = state.take.transcript or typed("")
    return settle_words(state.run, replace(state.take, transcript=transcript.correct(event.text)), state.error)


@when(on.CancelPressed, at.Reviewing)
def _say_it_again(state: at.Reviewing, event: on.CancelPressed, rules: Rules) -> Stepped:
    """Where a colleague waits: what was recorded is kept beside the conversation, and the turn is said anew."""
    if not state.run.colleague_plays:
        return state, ()
    take = state.take
    if state.reason is not None:
        take = replace(take, marking=unmarked(state.run.turns_with(take), state.reason, state.run.scenario.goal))
    return at.Awaiting(state.run.with_take(take)), (do.Save(take.number),)


def heard(state: at.Transcribing, rules: Rules) -> at.Take:
    """The take with what the recogniser gave so far."""
    return replace(state.run.begun, transcript=_words(state, rules), recording=state.recording)


def _words(state: at.Transcribing, rules: Rules) -> Transcript:
    return join(state.hearing.segments, rules.engine, rules.rough)


def _settle(state: at.RecordingTake | at.Transcribing, rules: Rules) -> Stepped:
    """Go on once the file is closed and every segment was answered."""
    if isinstance(state, at.RecordingTake) or state.recording is None or state.hearing.pending:
        return state, ()
    take = heard(state, rules)
    if state.hearing.failed and state.hearing.error:
        return at.Failed(state.hearing.error, state), (do.Save(take.number),)
    words = _words(state, rules)
    if state.run.colleague_plays:  # rough words are mended in the debrief: between turns somebody waits
        reason = why_unheard(state.recording, words, rules.confidence_floor)
        if reason is not None:
            return at.Reviewing(state.run, take, state.error, reason), (do.Save(take.number),)
        return settle_words(state.run, take, state.error)
    reason = why_unmarked(state.recording, words, rules.confidence_floor)
    if reason is not None:
        return unmarkable(state.run, take, reason, state.error)
    if rules.rough:
        return at.Reviewing(state.run, take, state.error), (do.Save(take.number),)
    return settle_words(state.run, take, state.error)
