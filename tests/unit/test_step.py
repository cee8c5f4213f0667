"""The rules of a rehearsal, one transition at a time."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from app.errors import ErrorKind, HeardFirstError
from app.marking.marker import Marking, Turn, Unmarked, unmarked
from app.pairing.pair import Agreed, Consent, Pair, Salesperson
from app.rehearsal import effect as do
from app.rehearsal import event as on
from app.rehearsal import state as at
from app.rehearsal.reading import Reading
from app.rehearsal.rules import AFTER_VOICE_S, HUSHED_WITHIN_S, Rules
from app.rehearsal.sound import Condition, Recording, SpeechSegment
from app.rehearsal.step import step
from app.transcript.transcript import Segment, Transcript, Word, typed
from tests import example_session as example

RULES = Rules(countdown=3, engine="whisper base.en", rough=False, confidence_floor=0.3)
ROUGH = replace(RULES, rough=True)
AT_ONCE = replace(RULES, countdown=0)
SCENARIO = example.scenario()
FAULT = HeardFirstError(ErrorKind.RECOGNISER_STOPPED)
LOST = HeardFirstError(ErrorKind.MICROPHONE_LOST, device="USB")
SOUND = Recording(Path("take.wav"), 4.0, 3.5, Condition.GOOD)
HEARD = "You have nothing left to promise"
PAIR = Pair("Ann", "Björn", Salesperson.COLLEAGUE, Consent("We both agree.", Agreed.TYPED, 1))


def speech(index: int) -> SpeechSegment:
    return SpeechSegment(index, index * 2.0, index * 2.0 + 1.5, np.zeros(16, np.float32))


def words(index: int, text: str = HEARD) -> Segment:
    start = index * 2.0
    return Segment(tuple(Word(word, start, start + 1.5, 0.9) for word in text.split()), start, start + 1.5)


ONE, TWO = speech(0), speech(1)
RUN = at.Run("session", SCENARIO, voice_ended_s=10.0, attempt=1)
TAKE = at.Take(1, RUN.line, Transcript((words(0),), "whisper base.en"), SOUND)


def marking_of(take: at.Take) -> Marking:
    return unmarked((take.turn,), Unmarked.NOTHING_SAID, SCENARIO.goal)


DONE = replace(TAKE, marking=marking_of(TAKE))
AFTER_ONE = replace(RUN, takes=(DONE,))

SPEAKING, AWAITING, PREPARING = at.Speaking(RUN), at.Awaiting(RUN), at.Preparing(RUN)
COUNTING = at.CountingDown(RUN, 2)
RECORDING = at.RecordingTake(RUN, at.Hearing(pending=(ONE,)))
STOPPED = at.Transcribing(RUN, at.Hearing(pending=(ONE,)))
READ = Reading((0,), HEARD, ())
HEARING = at.RecordingTake(RUN, at.Hearing(heard=((0, words(0)),)))
HEARING_LAST = at.Transcribing(RUN, at.Hearing(pending=(TWO,), heard=((0, words(0)),)))
CLOSED = replace(STOPPED, recording=SOUND)
REVIEWING, MARKING_IT = at.Reviewing(RUN, TAKE), at.BeingMarked(RUN, TAKE)
DEBRIEFING = at.Debriefing(AFTER_ONE, 1)
HALF_HEARD = at.Transcribing(RUN, at.Hearing((), ((0, words(0)),), (TWO,), FAULT), SOUND)
FAILED_TO_OPEN = at.Failed(FAULT, AWAITING)
FAILED_TO_HEAR = at.Failed(FAULT, HALF_HEARD)
FAILED_TO_MARK = at.Failed(FAULT, MARKING_IT)
STATES: tuple[at.State, ...] = (
    at.Choosing(),
    SPEAKING,
    AWAITING,
    PREPARING,
    COUNTING,
    RECORDING,
    STOPPED,
    CLOSED,
    REVIEWING,
    MARKING_IT,
    DEBRIEFING,
    FAILED_TO_OPEN,
    FAILED_TO_HEAR,
    FAILED_TO_MARK,
)

MOVES = [
    # state, event, the state that follows, the effects by kind
    (at.Choosing(), on.ScenarioChosen(SCENARIO, "s"), at.Speaking, [do.Say]),
    (DEBRIEFING, on.ScenarioChosen(SCENARIO, "s"), at.Speaking, [do.Say]),
    (at.Choosing(), on.TakeResumed(RUN, 1, SOUND, (ONE,)), at.Transcribing, [do.Recognise]),
    (DEBRIEFING, on.TakeResumed(RUN, 1, SOUND, (ONE,)), at.Transcribing, [do.Recognise]),
    (at.Choosing(), on.SessionReopened(AFTER_ONE), at.Debriefing, []),
    (SPEAKING, on.VoiceFinished(12.0), at.Awaiting, []),
    (SPEAKING, on.Leave(), at.Choosing, [do.Hush]),
    (AWAITING, on.Leave(), at.Choosing, [do.Hush]),
    (SPEAKING, on.ListenAgain(), at.Speaking, [do.Hush, do.Say]),
    (AWAITING, on.ListenAgain(), at.Speaking, [do.Hush, do.Say]),
    (SPEAKING, on.RecordPressed(11.0), at.Preparing, [do.Hush, do.OpenMicrophone]),
    (AWAITING, on.RecordPressed(11.0), at.Preparing, [do.OpenMicrophone]),
    (SPEAKING, on.ReplyTyped("Yes."), at.BeingMarked, [do.Hush, do.Save, do.Mark]),
    (AWAITING, on.ReplyTyped("Yes."), at.BeingMarked, [do.Hush, do.Save, do.Mark]),
    (PREPARING, on.VoiceFinished(11.3), at.Preparing, []),
    (PREPARING, on.MicrophoneReady(1), at.CountingDown, [do.StartTimer]),
    (PREPARING, on.MicrophoneFailed(1, LOST), at.Failed, [do.CloseMicrophone]),
    (PREPARING, on.CancelPressed(), at.Awaiting, [do.CloseMicrophone]),
    (PREPARING, on.Leave(), at.Choosing, [do.CloseMicrophone]),
    (COUNTING, on.VoiceFinished(11.3), at.CountingDown, []),
    (COUNTING, on.Tick(1), at.CountingDown, [do.StartTimer]),
    (replace(COUNTING, left=1), on.Tick(1), at.RecordingTake, [do.StartTake, do.Save]),
    (COUNTING, on.RecordPressed(12.0), at.RecordingTake, [do.StartTake, do.Save]),
    (COUNTING, on.MicrophoneFailed(1, LOST), at.Failed, [do.CloseMicrophone]),
    (COUNTING, on.CancelPressed(), at.Awaiting, [do.CloseMicrophone]),
    (COUNTING, on.Leave(), at.Choosing, [do.CloseMicrophone]),
    (RECORDING, on.SegmentReady(1, TWO), at.RecordingTake, [do.Recognise]),
    (RECORDING, on.SegmentHeard(1, 0, words(0)), at.RecordingTake, [do.Read]),
    (HEARING, on.SegmentsRead(1, READ), at.RecordingTake, []),
    (RECORDING, on.SegmentFailed(1, 0, FAULT), at.RecordingTake, []),
    (RECORDING, on.RecordPressed(15.0), at.Transcribing, [do.StopTake]),
    (RECORDING, on.CancelPressed(), at.Awaiting, [do.DropTake, do.ForgetSegments, do.Unsave]),
    (RECORDING, on.TakeFinished(1, SOUND, LOST), at.Transcribing, []),
    (STOPPED, on.SegmentReady(1, TWO), at.Transcribing, [do.Recognise]),
    (STOPPED, on.SegmentHeard(1, 0, words(0)), at.Transcribing, [do.Read]),
    (HEARING_LAST, on.SegmentsRead(1, READ), at.Transcribing, []),
    (STOPPED, on.TakeFinished(1, SOUND), at.Transcribing, []),
    (CLOSED, on.SegmentHeard(1, 0, words(0)), at.BeingMarked, [do.Save, do.Mark]),
    (CLOSED, on.SegmentFailed(1, 0, FAULT), at.Failed, [do.Save]),
    (CLOSED, on.CancelPressed(), at.Reviewing, [do.ForgetSegments, do.Save]),
    (REVIEWING, on.TranscriptConfirmed(HEARD), at.BeingMarked, [do.Save, do.Mark]),
    (REVIEWING, on.Leave(), at.Choosing, [do.Hush]),
    (MARKING_IT, on.Marked(1, marking_of(TAKE)), at.Debriefing, [do.Save]),
    (MARKING_IT, on.MarkingFailed(1, FAULT), at.Failed, []),
    (MARKING_IT, on.Leave(), at.Choosing, [do.Hush]),
    (DEBRIEFING, on.TryAgain(), at.Speaking, [do.Say]),
    (DEBRIEFING, on.PairAgreed(PAIR), at.Debriefing, [do.Save]),
    (SPEAKING, on.PairAgreed(PAIR), at.Awaiting, [do.Hush]),
    (AWAITING, on.PairAgreed(PAIR), at.Awaiting, [do.Hush]),
    (DEBRIEFING, on.TranscriptCorrected(1, "I see."), at.Debriefing, [do.Save, do.Mark]),
    (DEBRIEFING, on.Leave(), at.Choosing, [do.Hush]),
    (FAILED_TO_OPEN, on.Retry(), at.Preparing, [do.OpenMicrophone]),
    (FAILED_TO_OPEN, on.CancelPressed(), at.Awaiting, []),
    (FAILED_TO_OPEN, on.Leave(), at.Choosing, [do.Hush]),
    (FAILED_TO_OPEN, on.ReplyTyped("Yes."), at.BeingMarked, [do.Hush, do.Save, do.Mark]),
    (FAILED_TO_HEAR, on.Retry(), at.Transcribing, [do.Recognise]),
    (FAILED_TO_HEAR, on.CancelPressed(), at.Reviewing, []),
    (FAILED_TO_HEAR, on.ReplyTyped("Yes."), at.BeingMarked, [do.Hush, do.Save, do.Mark]),
    (FAILED_TO_HEAR, on.Leave(), at.Choosing, [do.Hush]),
    (FAILED_TO_MARK, on.Retry(), at.BeingMarked, [do.Mark]),
    (FAILED_TO_MARK, on.CancelPressed(), at.Reviewing, []),
    (FAILED_TO_MARK, on.ReplyTyped("Yes."), at.BeingMarked, [do.Hush, do.Save, do.Mark]),
]


def name(value: object) -> str:
    return type(value).__name__ if not isinstance(value, type | list) else ""


@pytest.mark.parametrize(("state", "event", "follows", "effects"), MOVES, ids=name)
def test_a_fitting_event_moves_on(state: at.State, event: on.Event, follows: type, effects: list[type]) -> None:
    after, wanted = step(state, event, RULES)
    assert type(after) is follows
    assert [type(one) for one in wanted] == effects


SAMPLES: tuple[on.Event, ...] = (
    on.ScenarioChosen(SCENARIO, "s"),
    on.RecordPressed(20.0),
    on.CancelPressed(),
    on.ListenAgain(),
    on.ReplyTyped("Yes."),
    on.TranscriptConfirmed("Yes."),
    on.TranscriptCorrected(1, "Yes."),
    on.TryAgain(),
    on.NextTurn(),
    on.EndConversation(),
    on.PairAgreed(PAIR),
    on.PairEnded(),
    on.LineChosen("Again?"),
    on.Retry(),
    on.Leave(),
    on.VoiceFinished(20.0),
    on.Tick(1),
    on.MicrophoneReady(1),
    on.MicrophoneFailed(1, LOST),
    on.SegmentReady(1, TWO),
    on.TakeFinished(1, SOUND),
    on.TakeResumed(RUN, 1, SOUND, (ONE,)),
    on.SessionReopened(AFTER_ONE),
    on.SegmentHeard(1, 0, words(0)),
    on.SegmentFailed(1, 0, FAULT),
    on.SegmentsRead(1, READ),
    on.Marked(1, marking_of(TAKE)),
    on.MarkingFailed(1, FAULT),
)
FITTING = {(type(state), type(event)) for state, event, _, _ in MOVES} | {(at.Debriefing, on.Marked)}


def test_every_kind_of_event_is_tried() -> None:
    assert {type(event) for event in SAMPLES} == set(on.Event.__args__)


UNFITTING = [(state, event) for state in STATES for event in SAMPLES if (type(state), type(event)) not in FITTING]


@pytest.mark.parametrize(("state", "event"), UNFITTING, ids=name)
def test_an_event_that_does_not_fit_changes_nothing(state: at.State, event: on.Event) -> None:
    after, effects = step(state, event, RULES)
    assert after is state
    assert effects == ()


LATE: tuple[on.Event, ...] = (
    *(on.MicrophoneReady(number) for number in (0, 2, 9)),
    *(on.MicrophoneFailed(number, LOST) for number in (0, 2)),
    *(on.SegmentReady(number, TWO) for number in (0, 2)),
    *(on.SegmentHeard(number, 0, words(0)) for number in (0, 2)),
    *(on.SegmentFailed(number, 0, FAULT) for number in (0, 2)),
    on.SegmentHeard(1, 7, words(0)),
    on.SegmentFailed(1, 7, FAULT),
    *(on.TakeFinished(number, SOUND) for number in (0, 2)),
    *(on.Tick(attempt) for attempt in (0, 2)),
    *(on.Marked(number, marking_of(TAKE)) for number in (-1, 0, 2)),
    on.Marked(1, unmarked((Turn("other words"),), Unmarked.NOTHING_SAID, SCENARIO.goal)),
    *(on.MarkingFailed(number, FAULT) for number in (0, 2)),
    *(on.TranscriptCorrected(number, "x") for number in (-1, 0, 2)),
)


@pytest.mark.parametrize("event", LATE, ids=repr)
@pytest.mark.parametrize("state", [*STATES, replace(DEBRIEFING, marking_again=1)], ids=name)
def test_a_late_event_is_known_by_its_ids_and_ignored(state: at.State, event: on.Event) -> None:
    after, effects = step(state, event, RULES)
    assert after is state
    assert effects == ()


def run_through(state: at.State, *events: on.Event, rules: Rules = RULES) -> at.State:
    for event in events:
        state, _ = step(state, event, rules)
    return state


def test_each_take_opens_with_the_next_line() -> None:
    _, effects = step(DEBRIEFING, on.TryAgain(), RULES)
    assert effects == (do.Say(SCENARIO.opening_line(2), SCENARIO, SCENARIO.opening_mood),)
    assert SCENARIO.opening_line(2) != SCENARIO.opening_line(1)


def test_nothing_of_the_salespersons_voice_is_kept() -> None:
    """Whether they finished or were interrupted, the take begins after their voice fell silent."""
    finished = run_through(SPEAKING, on.VoiceFinished(12.0), on.RecordPressed(12.5))
    _, effects = step(finished, on.MicrophoneReady(1), AT_ONCE)
    assert effects[0] == do.StartTake(1, 12.0 + AFTER_VOICE_S)
    interrupted = run_through(SPEAKING, on.RecordPressed(11.0))
    _, effects = step(interrupted, on.MicrophoneReady(1), AT_ONCE)
    assert effects[0] == do.StartTake(1, 11.0 + HUSHED_WITHIN_S + AFTER_VOICE_S)
    silent = on.VoiceFinished(11.3)  # it takes a moment until the loudspeaker obeys
    for events in ((silent, on.MicrophoneReady(1)), (on.MicrophoneReady(1), silent)):
        counting = run_through(interrupted, *events)
        _, effects = step(counting, on.RecordPressed(12.0), RULES)
        assert effects[0] == do.StartTake(1, 11.3 + AFTER_VOICE_S)


def test_the_count_down_counts_its_seconds() -> None:
    state = run_through(AWAITING, on.RecordPressed(11.0), on.MicrophoneReady(1))
    left = []
    while isinstance(state, at.CountingDown):
        left.append(state.left)
        state = run_through(state, on.Tick(state.run.attempt))
    assert left == [3, 2, 1]
    assert isinstance(state, at.RecordingTake)


def test_a_tick_of_a_count_down_that_was_broken_off_does_not_hurry_the_next() -> None:
    counting = run_through(AWAITING, on.RecordPressed(11.0), on.MicrophoneReady(1))
    assert isinstance(counting, at.CountingDown)
    again = run_through(counting, on.CancelPressed(), on.RecordPressed(12.0), on.MicrophoneReady(1))
    assert step(again, on.Tick(counting.run.attempt), RULES) == (again, ())


def test_segments_are_put_together_in_spoken_order() -> None:
    state = run_through(
        at.RecordingTake(RUN),
        on.SegmentReady(1, ONE),
        on.SegmentReady(1, TWO),
        on.SegmentHeard(1, 1, words(1, "second part")),
        on.RecordPressed(15.0),
        on.TakeFinished(1, SOUND),
        on.SegmentHeard(1, 0, words(0, "first part")),
    )
    assert isinstance(state, at.BeingMarked)
    assert state.take.turn == Turn("first part second part", RUN.line)
    assert state.take.recording is SOUND


def test_an_answer_that_comes_twice_counts_once() -> None:
    heard = on.SegmentHeard(1, 0, words(0))
    state = run_through(RECORDING, on.SegmentReady(1, TWO), heard, heard)
    assert isinstance(state, at.RecordingTake)
    assert len(state.hearing.heard) == 1


def test_a_rough_transcript_is_shown_before_it_is_marked() -> None:
    state, effects = step(CLOSED, on.SegmentHeard(1, 0, words(0)), ROUGH)
    assert isinstance(state, at.Reviewing)
    assert effects == (do.Save(1),)
    state, effects = step(state, on.TranscriptConfirmed("You have nothing to promise"), ROUGH)
    assert isinstance(state, at.BeingMarked)
    assert state.take.turn.text == "You have nothing to promise"
    assert state.take.transcript is not None
    assert state.take.transcript.rough


@pytest.mark.parametrize(
    ("recording", "text", "reason"),
    [
        (replace(SOUND, condition=Condition.BLOCKED, speech_s=0.0), "", Unmarked.BLOCKED),
        (replace(SOUND, condition=Condition.SILENCE, speech_s=0.0), "", Unmarked.SILENCE),
        (replace(SOUND, speech_s=0.9), HEARD, Unmarked.TOO_SHORT),
        (replace(SOUND, condition=Condition.CLIPPED), HEARD, Unmarked.CLIPPED),
        (SOUND, "only three words", Unmarked.TOO_FEW_WORDS),
    ],
)
def test_what_cannot_be_told_is_not_marked_and_not_lost(recording: Recording, text: str, reason: Unmarked) -> None:
    state = replace(CLOSED, recording=recording)
    for rules in (RULES, ROUGH):
        after, effects = step(state, on.SegmentHeard(1, 0, words(0, text)), rules)
        assert isinstance(after, at.Debriefing)
        take = after.run.take(1)
        assert take.marking is not None
        assert (take.marking.unmarked, take.recording) == (reason, recording)
        assert effects == (do.Save(1),)


def test_a_guess_under_the_engines_floor_is_not_marked() -> None:
    unsure = Segment(tuple(Word(word, 0.0, 1.0, 0.2) for word in HEARD.split()), 0.0, 1.0)
    after, _ = step(CLOSED, on.SegmentHeard(1, 0, unsure), RULES)
    assert isinstance(after, at.Debriefing)
    marking = after.run.take(1).marking
    assert marking is not None
    assert marking.unmarked is Unmarked.NOT_UNDERSTOOD


def test_a_microphone_that_disappears_leaves_what_was_said() -> None:
    state = run_through(RECORDING, on.TakeFinished(1, SOUND, LOST), on.SegmentHeard(1, 0, words(0)))
    assert isinstance(state, at.BeingMarked)
    after = run_through(state, on.Marked(1, marking_of(state.take)))
    assert isinstance(after, at.Debriefing)
    assert after.error is LOST
    assert after.run.take(1).recording is SOUND


def test_only_the_failed_segments_are_tried_again() -> None:
    state, effects = step(FAILED_TO_HEAR, on.Retry(), RULES)
    assert effects == (do.Recognise(1, TWO),)
    after = run_through(state, on.SegmentHeard(1, 1, words(1, "to them")))
    assert isinstance(after, at.BeingMarked)
    assert after.take.turn.text == f"{HEARD} to them"


@pytest.mark.parametrize("event", [on.ReplyTyped("What I said."), on.CancelPressed()], ids=name)
@pytest.mark.parametrize("state", [FAILED_TO_HEAR, FAILED_TO_MARK], ids=["hearing", "marking"])
def test_going_on_after_a_failure_keeps_the_recording(state: at.Failed, event: on.Event) -> None:
    after, _ = step(state, event, RULES)
    assert isinstance(after, at.BeingMarked | at.Reviewing)
    assert after.take.recording is SOUND
    assert after.take.number == 1
    if isinstance(event, on.ReplyTyped):
        assert after.take.turn.text == "What I said."


def test_a_typed_reply_has_words_and_no_sound() -> None:
    after, effects = step(AWAITING, on.ReplyTyped("You are stuck."), ROUGH)
    assert isinstance(after, at.BeingMarked)
    assert after.take == at.Take(1, RUN.line, typed("You are stuck."))
    assert effects[-1] == do.Mark(1, (Turn("You are stuck.", RUN.line),), SCENARIO.goal, SCENARIO.persona)


def test_a_second_take_stands_beside_the_first() -> None:
    state = run_through(DEBRIEFING, on.TryAgain(), on.VoiceFinished(30.0), on.ReplyTyped("Once more."))
    assert isinstance(state, at.BeingMarked)
    after = run_through(state, on.Marked(2, marking_of(state.take)))
    assert isinstance(after, at.Debriefing)
    assert [take.number for take in after.run.takes] == [1, 2]
    assert after.run.take(1) is DONE
    assert after.take == 2


def corrected(state: at.State, text: str) -> tuple[at.State, on.Marked]:
    """The state after a correction, and the marker's answer to it."""
    after, effects = step(state, on.TranscriptCorrected(1, text), RULES)
    mark = effects[-1]
    assert isinstance(mark, do.Mark)
    return after, on.Marked(1, unmarked(mark.turns, Unmarked.NOTHING_SAID, mark.goal))


def test_a_correction_is_saved_and_marked_again() -> None:
    state, answer = corrected(DEBRIEFING, "You said it all")
    assert isinstance(state, at.Debriefing)
    assert state.marking_again == 1
    after, effects = step(state, answer, RULES)
    assert isinstance(after, at.Debriefing)
    assert after.marking_again is None
    assert after.run.take(1).marking is answer.marking
    assert effects == (do.Save(1),)


def test_of_two_quick_corrections_the_marks_of_the_last_stay() -> None:
    state, first = corrected(DEBRIEFING, "first wording")
    state, second = corrected(state, "second wording")
    assert step(state, first, RULES) == (state, ())
    after = run_through(state, second)
    assert isinstance(after, at.Debriefing)
    assert after.run.take(1).marking is second.marking


@pytest.mark.parametrize(
    "events",
    [
        [],
        [on.VoiceFinished(30.0)],
        [on.VoiceFinished(30.0), on.RecordPressed(31.0)],
        [on.RecordPressed(31.0), on.MicrophoneReady(2)],
        [on.RecordPressed(31.0), on.MicrophoneReady(2), on.RecordPressed(32.0)],
        [on.RecordPressed(31.0), on.MicrophoneReady(2), on.RecordPressed(32.0), on.RecordPressed(33.0)],
        [on.RecordPressed(31.0), on.MicrophoneFailed(2, LOST)],
        [on.ReplyTyped("Once more.")],
        [on.ReplyTyped("Once more."), on.MarkingFailed(2, FAULT)],
    ],
    ids=lambda events: f"{len(events)} {name(events[-1]) if events else ''}",
)
def test_the_marks_of_a_correction_are_kept_while_the_next_take_is_made(events: list[on.Event]) -> None:
    state, answer = corrected(DEBRIEFING, "You said it all")
    before = run_through(state, on.TryAgain(), *events)
    after, effects = step(before, answer, RULES)
    assert type(after) is type(before)
    assert not isinstance(after, at.Choosing)
    assert after.run.take(1).marking is answer.marking
    assert effects == (do.Save(1),)


def test_where_marking_again_fails_the_correction_stays_and_the_error_is_shown() -> None:
    state, _ = corrected(DEBRIEFING, "You said it all")
    after = run_through(state, on.MarkingFailed(1, FAULT))
    assert isinstance(after, at.Debriefing)
    assert (after.marking_again, after.error) == (None, FAULT)
    assert after.run.take(1).turn.text == "You said it all"
    again, _ = corrected(after, "Once more")
    assert isinstance(again, at.Debriefing)
    assert again.error is None


def test_a_recording_that_a_crash_left_goes_on_to_the_recogniser() -> None:
    two_takes = replace(AFTER_ONE, session="before the crash")
    state, effects = step(at.Choosing(), on.TakeResumed(two_takes, 2, SOUND, (ONE, TWO)), RULES)
    assert effects == (do.Recognise(2, ONE), do.Recognise(2, TWO))
    after = run_through(state, on.SegmentHeard(2, 0, words(0)), on.SegmentHeard(2, 1, words(1)))
    assert isinstance(after, at.BeingMarked)
    assert (after.take.number, after.take.recording) == (2, SOUND)
    assert after.run.takes == (DONE,)


def test_an_earlier_take_goes_on_and_the_later_ones_stay() -> None:
    second = replace(DONE, number=2)
    run = replace(AFTER_ONE, takes=(replace(DONE, marking=None), second))
    reopened, _ = step(at.Choosing(), on.SessionReopened(run), RULES)
    assert isinstance(reopened, at.Debriefing)
    assert reopened.take == 2
    state, _ = step(reopened, on.TakeResumed(run, 1, SOUND, (ONE,)), RULES)
    marked = run_through(state, on.SegmentHeard(1, 0, words(0)))
    assert isinstance(marked, at.BeingMarked)
    after, _ = step(marked, on.Marked(1, marking_of(marked.take)), RULES)
    assert isinstance(after, at.Debriefing)
    assert [take.number for take in after.run.takes] == [1, 2]
    assert after.run.takes[1] is second
    assert after.run.number == 3  # another try overwrites neither


def test_a_recording_that_a_crash_left_without_speech_is_named_as_that() -> None:
    silent = replace(SOUND, condition=Condition.SILENCE, speech_s=0.0)
    state, effects = step(at.Choosing(), on.TakeResumed(RUN, 1, silent, ()), RULES)
    assert isinstance(state, at.Debriefing)
    assert effects == (do.Save(1),)
