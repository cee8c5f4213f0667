"""A conversation of several turns: a colleague plays the salesperson, and the program only listens to the manager."""

from dataclasses import replace

import pytest

from app.errors import ErrorKind, HeardFirstError
from app.marking.marker import Turn, Unmarked, unmarked
from app.pairing.pair import Agreed, Consent, Pair, Salesperson
from app.rehearsal import effect as do
from app.rehearsal import event as on
from app.rehearsal import state as at
from app.rehearsal.rules import Rules
from app.rehearsal.sound import Condition
from app.rehearsal.step import step
from tests.unit.test_step import FAULT, LOST, ONE, ROUGH, RULES, SCENARIO, SOUND, run_through, words

CONSENT = Consent("We both agree.", Agreed.TYPED, 1)
PAIR = Pair("Ann", "Björn", Salesperson.COLLEAGUE, CONSENT)
WATCHING = replace(PAIR, salesperson=Salesperson.PROGRAM)
BEGUN = at.Awaiting(at.Run("s", SCENARIO, pair=PAIR))
TEXTS = ("You are worn out.", "And afraid of looking foolish.", "Send me the list by noon.")


def said(state: at.State, text: str, rules: Rules = RULES) -> at.State:
    """One more turn of the conversation, out loud."""
    assert isinstance(state, at.Awaiting)
    number = state.run.number
    heard = on.SegmentHeard(number, 0, words(0, text))
    pressed, ready = on.RecordPressed(11.0), on.MicrophoneReady(number)
    segment, stopped, closed = on.SegmentReady(number, ONE), on.RecordPressed(15.0), on.TakeFinished(number, SOUND)
    return run_through(state, pressed, ready, segment, stopped, heard, closed, rules=rules)


def talked(*texts: str, state: at.State = BEGUN) -> at.Awaiting:
    """A conversation after these turns."""
    for text in texts:
        state = said(state, text)
    assert isinstance(state, at.Awaiting)
    return state


def ended(state: at.State) -> at.Debriefing:
    """The conversation's end, marked."""
    marking, effects = step(state, on.EndConversation(), RULES)
    mark = effects[-1]
    assert isinstance(mark, do.Mark)
    done = run_through(marking, on.Marked(mark.take, unmarked(mark.turns, Unmarked.NOTHING_SAID, mark.goal)))
    assert isinstance(done, at.Debriefing)
    return done


def following(run: at.Run) -> list[tuple[int, int]]:
    return [(take.number, take.after) for take in run.takes]


def test_where_a_colleague_plays_the_program_says_nothing() -> None:
    state, effects = step(at.Choosing(), on.ScenarioChosen(SCENARIO, "s", PAIR), RULES)
    assert (state, effects) == (BEGUN, ())
    assert BEGUN.run.line == ""
    assert step(BEGUN, on.ListenAgain(), RULES) == (BEGUN, ())
    watched, effects = step(at.Choosing(), on.ScenarioChosen(SCENARIO, "s", WATCHING), RULES)
    assert isinstance(watched, at.Speaking)
    assert effects == (do.Say(SCENARIO.opening_line(1), SCENARIO, SCENARIO.opening_mood),)


def test_a_turn_is_kept_and_the_colleague_can_answer() -> None:
    state = BEGUN
    for number, text in enumerate(TEXTS, start=1):
        state = said(state, text)
        assert isinstance(state, at.Awaiting), "between turns nothing is marked"
        take = state.run.take(number)
        assert (take.turn, take.recording, take.marking) == (Turn(text, ""), SOUND, None)
    assert isinstance(state, at.Awaiting)
    assert following(state.run) == [(1, 0), (2, 1), (3, 2)]
    assert state.run.after == 3


def test_a_kept_turn_is_saved() -> None:
    closed = run_through(BEGUN, on.RecordPressed(1.0), on.MicrophoneReady(1), on.SegmentReady(1, ONE))
    heard = run_through(closed, on.RecordPressed(2.0), on.TakeFinished(1, SOUND))
    state, effects = step(heard, on.SegmentHeard(1, 0, words(0)), RULES)
    assert isinstance(state, at.Awaiting)
    assert effects == (do.Save(1),)


def test_nothing_from_before_the_button_is_kept_and_nobody_counts_down() -> None:
    pressed = run_through(BEGUN, on.RecordPressed(11.0))
    state, effects = step(pressed, on.MicrophoneReady(1), RULES)
    assert isinstance(state, at.RecordingTake)
    assert effects == (do.StartTake(1, 11.0), do.Save(1))
    later = run_through(talked(TEXTS[0]), on.RecordPressed(21.0), on.VoiceFinished(30.0))
    _, effects = step(later, on.MicrophoneReady(2), RULES)
    assert effects[0] == do.StartTake(2, 21.0)


def test_all_turns_are_marked_as_one_conversation_that_is_over() -> None:
    state, effects = step(talked(*TEXTS), on.EndConversation(), RULES)
    assert isinstance(state, at.BeingMarked)
    turns = tuple(Turn(text) for text in TEXTS)
    assert effects == (do.Save(3), do.Mark(3, turns, SCENARIO.goal, SCENARIO.persona))
    marking = unmarked(turns, Unmarked.NOTHING_SAID, SCENARIO.goal)
    after, effects = step(state, on.Marked(3, marking), RULES)
    assert isinstance(after, at.Debriefing)
    assert effects == (do.Save(3),)
    assert after.take == 3
    assert [take.marking for take in after.run.takes] == [None, None, marking]
    assert [take.number for take in after.run.conversation(3)] == [1, 2, 3]
    assert after.run.turns(2) == turns[:2]
    assert after.run.conversation(0) == after.run.conversation(9) == ()


def test_without_a_turn_there_is_nothing_to_end() -> None:
    assert step(BEGUN, on.EndConversation(), RULES) == (BEGUN, ())


def test_marks_of_only_some_of_the_turns_are_ignored() -> None:
    state, _ = step(talked(*TEXTS), on.EndConversation(), RULES)
    assert isinstance(state, at.BeingMarked)
    some = unmarked((Turn(TEXTS[2]),), Unmarked.NOTHING_SAID, SCENARIO.goal)
    assert step(state, on.Marked(3, some), RULES) == (state, ())


def test_rough_words_are_not_reviewed_between_turns() -> None:
    state = said(BEGUN, TEXTS[0], ROUGH)
    assert isinstance(state, at.Awaiting)
    transcript = state.run.take(1).transcript
    assert transcript is not None
    assert transcript.rough


def test_a_short_answer_is_a_turn() -> None:
    state = said(BEGUN, "Go on.")
    assert isinstance(state, at.Awaiting)
    assert state.run.after == 1


def test_a_conversation_with_hardly_a_word_is_not_marked() -> None:
    state, effects = step(talked("Mm.", "Go on."), on.EndConversation(), RULES)
    assert isinstance(state, at.Debriefing)
    assert effects == (do.Save(2),)
    marking = state.run.take(2).marking
    assert marking is not None
    assert marking.unmarked is Unmarked.TOO_FEW_WORDS
    assert marking.turns == (Turn("Mm."), Turn("Go on."))
    typed_in = run_through(BEGUN, on.ReplyTyped("Go on."), on.EndConversation())
    assert isinstance(typed_in, at.BeingMarked), "what somebody typed is always marked"


SILENT = replace(SOUND, condition=Condition.SILENCE, speech_s=0.0)


def unheard(state: at.State) -> at.State:
    assert isinstance(state, at.Awaiting)
    number = state.run.number
    ready = on.MicrophoneReady(number)
    return run_through(state, on.RecordPressed(1.0), ready, on.RecordPressed(2.0), on.TakeFinished(number, SILENT))


def test_a_turn_that_was_not_heard_can_be_typed() -> None:
    state = unheard(talked(TEXTS[0]))
    assert isinstance(state, at.Reviewing)
    assert state.reason is Unmarked.SILENCE
    after = run_through(state, on.TranscriptConfirmed("What was lost."))
    assert isinstance(after, at.Awaiting)
    assert after.run.turns(2) == (Turn(TEXTS[0]), Turn("What was lost."))
    assert after.run.take(2).recording is SILENT


def test_a_turn_that_was_not_heard_can_be_said_again_and_its_sound_is_kept_aside() -> None:
    state, effects = step(unheard(talked(TEXTS[0])), on.CancelPressed(), RULES)
    assert effects == (do.Save(2),)
    after = talked("Once more, then.", state=state)
    assert following(after.run) == [(1, 0), (2, 1), (3, 1)]
    aside = after.run.take(2)
    assert aside.recording is SILENT
    assert aside.marking is not None
    assert aside.marking.unmarked is Unmarked.SILENCE
    assert after.run.turns(3) == (Turn(TEXTS[0]), Turn("Once more, then."))


def test_a_microphone_that_disappears_is_told_and_the_conversation_goes_on() -> None:
    closed = run_through(BEGUN, on.RecordPressed(1.0), on.MicrophoneReady(1), on.SegmentReady(1, ONE))
    state = run_through(closed, on.TakeFinished(1, SOUND, LOST), on.SegmentHeard(1, 0, words(0)))
    assert isinstance(state, at.Awaiting)
    assert state.error is LOST
    assert state.run.after == 1
    assert talked("Next.", state=state).error is None


def failed_to_hear(state: at.State) -> at.State:
    assert isinstance(state, at.Awaiting)
    number = state.run.number
    ready, segment = on.MicrophoneReady(number), on.SegmentReady(number, ONE)
    stopped, closed = on.RecordPressed(2.0), on.TakeFinished(number, SOUND)
    return run_through(
        state, on.RecordPressed(1.0), ready, segment, stopped, on.SegmentFailed(number, 0, FAULT), closed
    )


@pytest.mark.parametrize(
    "events",
    [
        (on.Retry(), on.SegmentHeard(2, 0, words(0, "So it is."))),
        (on.CancelPressed(), on.TranscriptConfirmed("So it is.")),
        (on.ReplyTyped("So it is."),),
    ],
    ids=["again", "given up and typed", "typed"],
)
def test_after_a_failure_the_conversation_goes_on(events: tuple[on.Event, ...]) -> None:
    failed = failed_to_hear(talked(TEXTS[0]))
    assert isinstance(failed, at.Failed)
    state = run_through(failed, *events)
    assert isinstance(state, at.Awaiting)
    assert state.run.turns(state.run.after) == (Turn(TEXTS[0]), Turn("So it is."))
    assert state.run.take(2).recording is SOUND


def test_where_the_end_cannot_be_marked_it_can_be_tried_again_or_gone_on() -> None:
    marking, _ = step(talked(*TEXTS), on.EndConversation(), RULES)
    failed = run_through(marking, on.MarkingFailed(3, FAULT))
    assert isinstance(failed, at.Failed)
    again, effects = step(failed, on.Retry(), RULES)
    assert isinstance(again, at.BeingMarked)
    assert effects == (do.Mark(3, tuple(Turn(text) for text in TEXTS), SCENARIO.goal, SCENARIO.persona),)
    on_it_goes = run_through(failed, on.CancelPressed())
    assert isinstance(on_it_goes, at.Awaiting)
    assert on_it_goes.run.after == 3
    assert ended(on_it_goes).run.conversation(3)


def test_a_turn_can_be_typed() -> None:
    state, effects = step(talked(TEXTS[0]), on.ReplyTyped("Tell me more."), RULES)
    assert isinstance(state, at.Awaiting)
    assert effects == (do.Hush(), do.Save(2))
    assert state.run.turns(2) == (Turn(TEXTS[0]), Turn("Tell me more."))


def test_the_line_on_a_card_is_what_the_next_turn_answers() -> None:
    chosen = run_through(talked(TEXTS[0]), on.LineChosen("Twelve years, and nobody asked."))
    for pressed in (chosen, run_through(chosen, on.RecordPressed(1.0))):
        assert isinstance(pressed, at.Awaiting | at.Preparing)
        assert pressed.run.line == "Twelve years, and nobody asked."
    after = talked(TEXTS[1], TEXTS[2], state=chosen)
    assert [take.salesperson for take in after.run.takes] == ["", "Twelve years, and nobody asked.", ""]
    taken_back = talked(TEXTS[1], state=run_through(chosen, on.LineChosen("")))
    assert taken_back.run.take(2).salesperson == ""
    alone = at.Awaiting(at.Run("s", SCENARIO))
    assert step(alone, on.LineChosen("x"), RULES) == (alone, ())


def test_a_line_stays_chosen_when_the_recording_is_thrown_away() -> None:
    chosen = run_through(BEGUN, on.LineChosen("So?"), on.RecordPressed(1.0), on.MicrophoneReady(1), on.CancelPressed())
    assert isinstance(chosen, at.Awaiting)
    assert chosen.run.line == "So?"


def test_another_try_is_an_alternative_to_the_turn_that_is_shown() -> None:
    done = ended(talked(*TEXTS))
    again = run_through(done, on.TryAgain())
    assert following(talked("Or rather this.", state=again).run)[-1] == (4, 2)
    anew = run_through(done, on.TryAgain(1))
    assert following(talked("From the start.", state=anew).run)[-1] == (4, 0)
    assert step(done, on.TryAgain(9), RULES) == (done, ())


def test_after_the_debrief_the_conversation_can_go_on() -> None:
    done = ended(talked(*TEXTS))
    onward = run_through(done, on.NextTurn())
    after = talked("One more thing.", state=onward)
    assert following(after.run)[-1] == (4, 3)
    whole = ended(after)
    assert len(whole.run.turns(4)) == 4
    assert whole.run.take(3).marking is not None
    assert following(talked("Elsewhere.", state=run_through(done, on.NextTurn(1))).run)[-1] == (4, 1)
    assert step(done, on.NextTurn(9), RULES) == (done, ())


def test_going_on_without_saying_anything_leads_back_to_the_marks() -> None:
    done = ended(talked(*TEXTS))
    state, effects = step(run_through(done, on.NextTurn()), on.EndConversation(), RULES)
    assert isinstance(state, at.Debriefing)
    assert (state.take, effects) == (3, ())


def test_a_corrected_turn_has_the_whole_conversation_marked_again() -> None:
    done = ended(talked(*TEXTS))
    state, effects = step(done, on.TranscriptCorrected(1, "You are worn thin."), RULES)
    turns = (Turn("You are worn thin."), Turn(TEXTS[1]), Turn(TEXTS[2]))
    assert effects == (do.Save(1), do.Save(3), do.Mark(3, turns, SCENARIO.goal, SCENARIO.persona))
    assert isinstance(state, at.Debriefing)
    assert state.marking_again == 3
    marking = unmarked(turns, Unmarked.NOTHING_SAID, SCENARIO.goal)
    after, effects = step(state, on.Marked(3, marking), RULES)
    assert isinstance(after, at.Debriefing)
    assert (after.marking_again, effects) == (None, (do.Save(3),))
    assert after.run.take(3).marking is marking


def test_a_corrected_turn_of_two_conversations_has_both_marked_again() -> None:
    first = ended(talked(*TEXTS))
    both = ended(talked("Or rather this.", state=run_through(first, on.TryAgain())))
    state, effects = step(both, on.TranscriptCorrected(2, "And afraid."), RULES)
    assert [one for one in effects if isinstance(one, do.Mark)] == [
        do.Mark(3, (Turn(TEXTS[0]), Turn("And afraid."), Turn(TEXTS[2])), SCENARIO.goal, SCENARIO.persona),
        do.Mark(4, (Turn(TEXTS[0]), Turn("And afraid."), Turn("Or rather this.")), SCENARIO.goal, SCENARIO.persona),
    ]
    assert isinstance(state, at.Debriefing)
    assert state.marking_again == 4
    _, effects = step(both, on.TranscriptCorrected(4, "This."), RULES)
    assert [one.take for one in effects if isinstance(one, do.Mark)] == [4]


def test_a_conversation_that_a_crash_left_goes_on_or_is_marked() -> None:
    run = at.Run("s", SCENARIO, talked(*TEXTS[:2]).run.takes, pair=PAIR)  # as it is read from the archive
    reopened = run_through(at.Choosing(), on.SessionReopened(run))
    onward = talked(TEXTS[2], state=run_through(reopened, on.NextTurn()))
    assert following(onward.run) == [(1, 0), (2, 1), (3, 2)]
    assert len(ended(reopened).run.turns(2)) == 2


def test_a_turn_that_a_crash_left_goes_on_in_its_place() -> None:
    takes = (*talked(TEXTS[0]).run.takes, at.Take(2, "So?", recording=SOUND, after=1))
    run = at.Run("s", SCENARIO, takes, pair=PAIR)
    assert step(at.Debriefing(run, 2), on.EndConversation(), RULES) == (at.Debriefing(run, 2), ())
    heard = on.SegmentHeard(2, 0, words(0, TEXTS[1]))
    state = run_through(at.Choosing(), on.TakeResumed(run, 2, SOUND, (ONE,)), heard)
    assert isinstance(state, at.Awaiting)
    assert state.run.turns(state.run.after) == (Turn(TEXTS[0]), Turn(TEXTS[1], "So?"))


def test_a_pair_that_joins_and_goes() -> None:
    alone = at.Speaking(at.Run("s", SCENARIO))
    joined, effects = step(alone, on.PairAgreed(PAIR), RULES)
    assert joined == BEGUN
    assert effects == (do.Hush(),)
    watched, effects = step(alone, on.PairAgreed(WATCHING), RULES)
    assert watched == at.Speaking(replace(alone.run, pair=WATCHING))
    assert effects == ()
    back, effects = step(talked(*TEXTS), on.PairEnded(), RULES)
    assert isinstance(back, at.Speaking)
    assert back.run.pair is None
    assert (back.run.after, len(back.run.takes)) == (0, 3), "what was said together is kept"
    assert effects == (do.Hush(), do.Say(SCENARIO.opening_line(2), SCENARIO, SCENARIO.opening_mood))
    assert step(alone, on.PairEnded(), RULES) == (alone, ())


def test_a_pair_that_joins_at_the_debrief_begins_with_the_next_take() -> None:
    done = ended(talked(*TEXTS))
    state, effects = step(done, on.PairAgreed(WATCHING), RULES)
    assert state == replace(done, run=replace(done.run, pair=WATCHING))
    assert effects == (do.Save(3),), "what both agreed to is kept at once"
    again = run_through(state, on.TryAgain(1))
    assert isinstance(again, at.Speaking)


def test_another_colleague_takes_over_in_the_middle() -> None:
    other = replace(PAIR, colleague="Cem")
    state, effects = step(talked(*TEXTS), on.PairAgreed(other), RULES)
    assert isinstance(state, at.Awaiting)
    assert (state.run.after, state.run.pair) == (3, other)
    assert effects == (do.Save(3),)


def test_takes_that_follow_themselves_end_somewhere() -> None:
    """A file could say anything."""
    run = at.Run("s", SCENARIO, (at.Take(1, "", after=2), at.Take(2, "", after=2)))
    assert [take.number for take in run.conversation(2)] == [2]
    assert [take.number for take in run.conversation(1)] == [1]


def test_a_turn_whose_microphone_fails_is_tried_again() -> None:
    failed = run_through(talked(TEXTS[0]), on.RecordPressed(1.0), on.MicrophoneFailed(2, LOST))
    assert isinstance(failed, at.Failed)
    assert isinstance(run_through(failed, on.Retry()), at.Preparing)
    back = run_through(failed, on.CancelPressed())
    assert isinstance(back, at.Awaiting)
    assert back.run.after == 1


def test_no_marker_is_told_at_the_end_of_the_conversation() -> None:
    missing = HeardFirstError(ErrorKind.MARKER_MISSING, path="m", sha256="0")
    marking, _ = step(talked(*TEXTS), on.EndConversation(), RULES)
    assert isinstance(marking, at.BeingMarked)
    assert run_through(marking, on.MarkingFailed(3, missing)) == at.Failed(missing, marking)
