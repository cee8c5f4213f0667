"""A conversation with the program: the salesperson answers every turn, until one of the two ends it."""

from dataclasses import replace

import pytest

from app.marking.label import Label
from app.marking.marker import Marker, Turn, Unmarked, unmarked
from app.persona.mind import Act, Answer
from app.persona.mood import Mood
from app.rehearsal import effect as do
from app.rehearsal import event as on
from app.rehearsal import state as at
from app.rehearsal.step import step
from tests import example_session as example
from tests.unit.test_step import LOST, RULES, SCENARIO, run_through

BEGUN = at.Awaiting(at.Run("s", SCENARIO))
HEARS = (Act(Label.PERSPECTIVE, 0, 0), Act(Label.EMOTION, 0, 0))
ASKS = (Act(Label.EXPECTATION, 1),)
HOLDS = (Act(Label.PERSPECTIVE, 0, 1), Act(Label.EXPECTATION, 1))
HURTS = (Act(Label.JUDGMENT, 0),)
Acts = tuple[Act, ...]


def marked(state: at.State, *turns: Acts) -> on.Marked:
    """The marks of what was just said, and how each turn of the conversation was taken in."""
    assert isinstance(state, at.BeingMarked)
    marking = Marker(example.Scripted()).mark(state.run.turns_with(state.take), SCENARIO.goal)
    return on.Marked(state.take.number, marking, turns)


def said(state: at.State, *turns: Acts) -> tuple[at.State, tuple[do.Effect, ...]]:
    """One more turn, typed and marked."""
    marking = run_through(state, on.ReplyTyped(example.SAID))
    return step(marking, marked(marking, *turns), RULES)


def talked(*turns: Acts, state: at.State = BEGUN) -> at.State:
    """The conversation after these turns, each answered."""
    for number in range(1, len(turns) + 1):
        state, _ = said(state, *turns[:number])
        state = run_through(state, on.VoiceFinished(5.0))
    return state


def lines(answer: Answer) -> tuple[str, ...]:
    return SCENARIO.lines.of(answer)


def test_the_salesperson_answers_as_the_words_reached_them() -> None:
    state, effects = said(BEGUN, HEARS)
    assert isinstance(state, at.Speaking)
    assert effects == (do.Save(1), do.Say(lines(Answer.HEARD_OPEN)[0], SCENARIO, Mood.LISTENING))
    assert (state.run.line, state.run.mood, state.run.after) == (lines(Answer.HEARD_OPEN)[0], Mood.LISTENING, 1)
    _, effects = said(BEGUN, HURTS)
    assert effects[1] == do.Say(lines(Answer.JUDGMENT)[0], SCENARIO, Mood.DEFENSIVE)


def test_then_it_is_the_managers_turn_and_the_next_take_answers_that_line() -> None:
    state = talked(HEARS)
    assert isinstance(state, at.Awaiting)
    marking = run_through(state, on.ReplyTyped("Send me the list by noon."))
    assert isinstance(marking, at.BeingMarked)
    assert (marking.take.after, marking.take.salesperson) == (1, lines(Answer.HEARD_OPEN)[0])
    assert marking.run.turns_with(marking.take)[0].text == example.SAID


def test_a_commitment_ends_it_and_the_debrief_follows_their_last_line() -> None:
    state, effects = said(talked(HEARS, ASKS), HEARS, ASKS, HOLDS)
    assert isinstance(state, at.Speaking)
    assert effects[1] == do.Say(lines(Answer.COMMITMENT)[0], SCENARIO, Mood.RELIEVED)
    assert state.run.over
    assert run_through(state, on.ReplyTyped("And one more thing.")) is state
    listening, effects = step(state, on.ListenAgain(), RULES)
    assert effects[-1] == do.Say(lines(Answer.COMMITMENT)[0], SCENARIO, Mood.RELIEVED)
    done = at.Debriefing(state.run, 3)
    assert step(listening, on.VoiceFinished(9.0), RULES) == (done, ())
    assert step(listening, on.RecordPressed(9.0), RULES) == (done, (do.Hush(),))
    assert step(listening, on.EndConversation(), RULES) == (done, (do.Hush(),))
    assert step(done, on.NextTurn(), RULES) == (done, ()), "they have nothing more to say"


def test_it_ends_after_eight_turns_at_the_latest() -> None:
    side = tuple((Act(Label.PERSPECTIVE, 0, about % 2),) for about in range(9))
    state: at.State = BEGUN
    for number in range(1, 9):
        state, _ = said(state, *side[:number])
        assert isinstance(state, at.Speaking)
        if state.run.over:
            break
        state = run_through(state, on.VoiceFinished(5.0))
    assert isinstance(state, at.Speaking)
    assert state.run.over


@pytest.mark.parametrize("speaking", [True, False])
def test_the_manager_may_end_it_after_any_answer(speaking: bool) -> None:
    state, _ = said(BEGUN, HEARS)
    state = state if speaking else run_through(state, on.VoiceFinished(5.0))
    ended, effects = step(state, on.EndConversation(), RULES)
    assert isinstance(ended, at.Debriefing)
    assert (ended.take, effects) == (1, (do.Hush(),) if speaking else ())
    onward = run_through(ended, on.NextTurn())
    assert isinstance(onward, at.Speaking)
    assert onward.run.line == lines(Answer.HEARD_OPEN)[0]


def test_before_the_first_answer_there_is_nothing_to_end() -> None:
    assert step(BEGUN, on.EndConversation(), RULES) == (BEGUN, ())


def test_what_was_not_heard_leads_to_the_debrief_and_is_said_again() -> None:
    marking = run_through(talked(HEARS), on.ReplyTyped(""))
    assert isinstance(marking, at.BeingMarked)
    nothing = unmarked(marking.run.turns_with(marking.take), Unmarked.NOTHING_SAID, SCENARIO.goal)
    done = run_through(marking, on.Marked(2, nothing))
    assert isinstance(done, at.Debriefing)
    assert step(done, on.NextTurn(), RULES) == (done, ())
    again = run_through(done, on.TryAgain())
    assert isinstance(again, at.Speaking)
    assert (again.run.after, again.run.line) == (1, lines(Answer.HEARD_OPEN)[0])


def test_a_take_that_was_cut_off_leads_to_the_debrief_that_says_so() -> None:
    marking = run_through(BEGUN, on.ReplyTyped(example.SAID))
    assert isinstance(marking, at.BeingMarked)
    done = run_through(replace(marking, error=LOST), marked(marking, HEARS))
    assert isinstance(done, at.Debriefing)
    assert done.error is LOST


def test_another_try_begins_with_other_words_and_a_turn_again_does_not() -> None:
    first = run_through(talked(HEARS), on.EndConversation())
    second = talked(HEARS, state=run_through(first, on.TryAgain(1), on.VoiceFinished(6.0)))
    assert isinstance(second, at.Awaiting)
    assert second.run.take(2).salesperson == SCENARIO.opening_line(2)
    assert second.run.line == lines(Answer.HEARD_OPEN)[1]
    third = run_through(talked(ASKS, state=second), on.EndConversation())
    again = run_through(third, on.TryAgain(3))
    assert isinstance(again, at.Speaking)
    assert again.run.line == lines(Answer.HEARD_OPEN)[1], "the same turn of the same try"


def test_a_corrected_turn_leaves_what_was_said_as_it_was() -> None:
    done = run_through(talked(HEARS, ASKS), on.EndConversation())
    assert isinstance(done, at.Debriefing)
    correcting, effects = step(done, on.TranscriptCorrected(1, "Whatever. Send it."), RULES)
    assert [one.take for one in effects if isinstance(one, do.Mark)] == [1, 2], "each answer was one to those words"
    assert isinstance(correcting, at.Debriefing)
    turns = correcting.run.turns(2)
    marking = Marker(example.Scripted()).mark(turns, SCENARIO.goal)
    found = run_through(correcting, on.Marked(2, marking, (HURTS, ASKS)))
    assert isinstance(found, at.Debriefing)
    replies = found.run.replies(2)
    assert [reply.answer for reply in replies] == [Answer.JUDGMENT, Answer.ASKED_UNHEARD]
    assert replies[0].line == done.run.take(2).salesperson == lines(Answer.HEARD_OPEN)[0]


def test_marks_that_are_older_than_conversations_are_answered_all_the_same() -> None:
    take = example.take()
    run = example.run("s", replace(take, acts=None))
    assert [reply.answer for reply in run.replies(1)] == [Answer.ASKED_UNHEARD], "of what they spoke nobody knows"
    assert run.replies(2) == run.replies(0) == ()
    assert example.run("s", replace(take, marking=None)).replies(1) == ()


def test_turns_know_whose_words_they_answer() -> None:
    state = talked(HEARS, ASKS)
    assert isinstance(state, at.Awaiting)
    answered = [turn.salesperson for turn in state.run.turns(2)]
    assert answered == [SCENARIO.opening_line(1), lines(Answer.HEARD_OPEN)[0]]
    assert state.run.turns(2)[0] == Turn(example.SAID, answered[0])
