"""Where a turn begins and where it ends: the ways that rules of several themes go on."""

from dataclasses import replace

from app.errors import HeardFirstError
from app.marking.marker import Unmarked, unmarked
from app.rehearsal import effect as do
from app.rehearsal import state as at
from app.rehearsal.hearing import too_little
from app.rehearsal.steps.rule import Stepped


def begin(run: at.Run, said: str | None = None) -> Stepped:
    """The salesperson's words before the next take: the program speaks them, or a colleague does.

    `said` are theirs where the rules have none.
    """
    run = replace(run, said=None if run.colleague_plays or run.after == 0 or run.answer else said)
    if run.colleague_plays:
        return at.Awaiting(run), ()
    return at.Speaking(run), (do.Say(run.line, run.scenario, run.mood),)


def prepare(run: at.Run) -> Stepped:
    """Open the microphone."""
    return at.Preparing(replace(run, attempt=run.attempt + 1)), (do.OpenMicrophone(run.number),)


def settle_words(run: at.Run, take: at.Take, error: HeardFirstError | None = None) -> Stepped:
    """The words of a take are known: it is marked, or the colleague answers it."""
    return keep(run, take, error) if run.colleague_plays else mark(run, take, error)


def keep(run: at.Run, take: at.Take, error: HeardFirstError | None = None) -> Stepped:
    """One turn of a conversation that goes on: kept, and not marked before its end."""
    after = replace(run.with_take(take), after=take.number, said=None)
    return at.Awaiting(after, error), (do.Save(take.number),)


def mark(run: at.Run, take: at.Take, error: HeardFirstError | None = None, *, ends: bool = False) -> Stepped:
    """Mark the conversation that ends with a take which the run does not have yet."""
    return at.BeingMarked(run, take, error, ends), (do.Save(take.number), to_mark(run, take))


def to_mark(run: at.Run, take: at.Take) -> do.Mark:
    """What the marker is asked for a take in its present state."""
    return do.Mark(take.number, run.turns_with(take), run.scenario.goal, run.scenario.persona)


def mark_conversation(run: at.Run, number: int) -> Stepped:
    """Mark the conversation that ends with a kept take, where there are words enough."""
    takes = run.conversation(number)
    run = run.again(number)
    if too_little(take.transcript for take in takes):
        return unmarkable(run, takes[-1], Unmarked.TOO_FEW_WORDS)
    return mark(run, takes[-1], ends=True)


def unmarkable(run: at.Run, take: at.Take, reason: Unmarked, error: HeardFirstError | None = None) -> Stepped:
    """Show why a take, or the conversation that ends with it, is not marked."""
    marking = unmarked(run.turns_with(take), reason, run.scenario.goal)
    return debrief(run, replace(take, marking=marking, acts=None), error)


def answer(state: at.BeingMarked, take: at.Take) -> Stepped:
    """The salesperson answers a take that was marked; where nothing is to be answered, on to the debrief."""
    run = replace(state.run.with_take(take), after=take.number)
    if state.ends or state.error is not None or run.colleague_plays or run.answer is None:
        return debrief(state.run, take, state.error)
    speaking, effects = begin(run)
    return speaking, (do.Save(take.number), *effects)


def debrief(run: at.Run, take: at.Take, error: HeardFirstError | None) -> Stepped:
    """Show the result of a take."""
    return at.Debriefing(run.with_take(take), take.number, error=error), (do.Save(take.number),)
