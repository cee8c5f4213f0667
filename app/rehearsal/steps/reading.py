"""What is read of a reply while the manager still speaks, or while the last of it is written down."""

from dataclasses import replace

from app.marking.marker import Turn
from app.rehearsal import effect as do
from app.rehearsal import event as on
from app.rehearsal import state as at
from app.rehearsal.reading import with_words, words_of
from app.rehearsal.rules import Rules
from app.rehearsal.steps.rule import Stepped, when


@when(on.SegmentsRead, at.RecordingTake, at.Transcribing)
def _read(state: at.RecordingTake | at.Transcribing, event: on.SegmentsRead, rules: Rules) -> Stepped:
    """Late answers, and those that know less than an earlier one, change nothing."""
    hearing, reading = state.hearing, event.reading
    known = reading.words_read(hearing.heard) is not None and reading.newer_than(hearing.reading)
    if event.take != state.run.number or not known or state.run.pair is not None:
        return state, ()
    return replace(state, hearing=replace(hearing, reading=reading)), ()


def wanted_reading(state: at.State) -> tuple[do.Effect, ...]:
    """What the marker is to read now. Not for two people: the colleague is to judge before the program does."""
    if not isinstance(state, at.RecordingTake | at.Transcribing) or state.run.pair is not None:
        return ()
    segments = with_words(state.hearing.heard)
    if not segments:
        return ()
    text = words_of(state.hearing.heard, segments).text
    return (do.Read(state.run.number, segments, Turn(text, state.run.line)),)
