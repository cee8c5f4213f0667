"""What is read of a reply while it is said: asked for as words come, believed only where it is of these words."""

from dataclasses import replace

import pytest

from app.marking.marker import Turn
from app.pairing.pair import Agreed, Consent, Pair, Salesperson
from app.rehearsal import effect as do
from app.rehearsal import event as on
from app.rehearsal import state as at
from app.rehearsal.reading import Reading
from app.rehearsal.step import step
from tests.example_session import Scripted
from tests.unit.test_step import LOST, ONE, RULES, RUN, SOUND, TWO, run_through, words

FIRST, SECOND = "You have nothing left to promise.", "Send me the list by noon."
SPOKEN = run_through(at.RecordingTake(RUN), on.SegmentReady(1, ONE), on.SegmentReady(1, TWO))
HEARD_ONE = run_through(SPOKEN, on.SegmentHeard(1, 0, words(0, FIRST)))
PAIRS = [Pair("Ann", "Björn", one, Consent("We agree.", Agreed.TYPED, 1)) for one in Salesperson]


def read(*segments: int, text: str) -> on.SegmentsRead:
    return on.SegmentsRead(1, Reading(segments, text, Scripted().classify(text)))


def reading(state: at.State) -> Reading | None:
    assert isinstance(state, at.RecordingTake | at.Transcribing)
    return state.hearing.reading


def test_each_answer_of_the_recogniser_is_read_with_all_before_it() -> None:
    _, first = step(SPOKEN, on.SegmentHeard(1, 0, words(0, FIRST)), RULES)
    assert first == (do.Read(1, (0,), Turn(FIRST, RUN.line)),)
    _, both = step(HEARD_ONE, on.SegmentHeard(1, 1, words(1, SECOND)), RULES)
    assert both == (do.Read(1, (0, 1), Turn(f"{FIRST} {SECOND}", RUN.line)),)


def test_segments_out_of_order_are_read_in_spoken_order() -> None:
    late = run_through(SPOKEN, on.SegmentHeard(1, 1, words(1, SECOND)), read(1, text=SECOND))
    assert reading(late) == read(1, text=SECOND).reading
    after, effects = step(late, on.SegmentHeard(1, 0, words(0, FIRST)), RULES)
    assert effects == (do.Read(1, (0, 1), Turn(f"{FIRST} {SECOND}", RUN.line)),)
    found = reading(after)
    assert found is not None, "what was read stays until more was"
    assert isinstance(after, at.RecordingTake)
    said = found.words_read(after.hearing.heard)
    assert said is not None
    assert said.time_span(0, len(SECOND)) == (2.0, 3.5)


def test_a_segment_without_words_is_not_read() -> None:
    after, effects = step(SPOKEN, on.SegmentHeard(1, 0, words(0, "")), RULES)
    assert effects == ()
    _, effects = step(after, on.SegmentHeard(1, 1, words(1, SECOND)), RULES)
    assert effects == (do.Read(1, (1,), Turn(SECOND, RUN.line)),)


def test_what_knows_less_comes_too_late() -> None:
    both = run_through(HEARD_ONE, on.SegmentHeard(1, 1, words(1, SECOND)), read(0, 1, text=f"{FIRST} {SECOND}"))
    after, _ = step(both, read(0, text=FIRST), RULES)
    assert after is both
    assert step(both, read(0, 1, text=f"{FIRST} {SECOND}"), RULES)[0] is both


@pytest.mark.parametrize(
    "late",
    [
        replace(read(0, text=FIRST), take=2),
        read(0, text="What a take that was thrown away said."),
        read(0, 1, text=f"{FIRST} {SECOND}"),
        read(7, text=FIRST),
    ],
    ids=["of another take", "of other words", "of words not heard yet", "of an unknown segment"],
)
def test_a_reading_of_anything_else_is_ignored(late: on.SegmentsRead) -> None:
    assert step(HEARD_ONE, late, RULES) == (HEARD_ONE, ())


def test_a_take_said_anew_begins_unread() -> None:
    marked = run_through(HEARD_ONE, read(0, text=FIRST))
    anew = run_through(
        marked, on.CancelPressed(), on.RecordPressed(20.0), on.MicrophoneReady(1), on.RecordPressed(21.0)
    )
    anew = run_through(anew, on.SegmentReady(1, ONE), on.SegmentHeard(1, 0, words(0, "Something else.")))
    assert reading(anew) is None
    assert step(anew, read(0, text=FIRST), RULES)[0] is anew


def test_reading_goes_on_while_the_last_words_are_awaited_and_ends_with_them() -> None:
    stopped = run_through(HEARD_ONE, on.RecordPressed(15.0), on.TakeFinished(1, SOUND))
    assert isinstance(stopped, at.Transcribing)
    assert reading(run_through(stopped, read(0, text=FIRST))) is not None
    after, effects = step(stopped, on.SegmentHeard(1, 1, words(1, SECOND)), RULES)
    assert isinstance(after, at.BeingMarked)
    assert [type(one) for one in effects] == [do.Save, do.Mark], "the marks must not wait for a reading"
    assert step(after, read(0, text=FIRST), RULES)[0] is after


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.salesperson.value)
def test_two_people_judge_before_the_program_does(pair: Pair) -> None:
    run = replace(RUN, pair=pair)
    state, effects = step(at.RecordingTake(run, at.Hearing((ONE,))), on.SegmentHeard(1, 0, words(0, FIRST)), RULES)
    assert effects == ()
    assert step(state, read(0, text=FIRST), RULES) == (state, ())


def test_nothing_that_was_read_is_kept() -> None:
    state = run_through(HEARD_ONE, read(0, text=FIRST), on.SegmentHeard(1, 1, words(1, SECOND)))
    taken = run_through(state, on.TakeFinished(1, SOUND, LOST))
    assert isinstance(taken, at.BeingMarked)
    assert taken.take.marking is None
    assert all(one.marking is None for one in taken.run.takes)
