"""Where a turn begins and where it ends: the ways that rules of several themes go on."""

from dataclasses import replace

from app.errors import HeardFirstError
from app.marking.marker import Unmarked, unmarked
from app.rehearsal import effect as do
from app.rehearsal import state as at
from app.rehearsal.hearing import too_little
from app.rehearsal.steps.rule import Stepped


def begin(run: at.Run) -> Stepped:
    """The salesperson's words before the next take: the program speaks them, or a colleague does."""
    run = replace(run, said=None)
    if run.colleague_plays:
        return at.Awaiting(run), ()
    return at.Speaking(run), (do.Say(run.line, run.scenario),)


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


def mark(run: at.Run, take: at.Take, error: HeardFirstError | None = None) -> Stepped:
    """Mark the conversation that ends with a take which the run does not have yet."""
    marking = do.Mark(take.number, run.turns_with(take), run.scenario.goal)
    return at.BeingMarked(run, take, error), (do.Save(take.number), marking)


def mark_conversation(run: at.Run, number: int) -> Stepped:
    """Mark the conversation that ends with a kept take, where there are words enough."""
    takes = run.conversation(number)
    run = run.again(number)
    if too_little(take.transcript for take in takes):
        return unmarkable(run, takes[-1], Unmarked.TOO_FEW_WORDS)
    return mark(run, takes[-1])


def unmarkable(run: at.Run, take: at.Take, reason: Unmarked, error: HeardFirstError | None = None) -> Stepped:
    """Show why a take, or the conversation that ends with it, is not marked."""
    marking = unmarked(run.turns_with(take), reason, run.scenario.goal)
    return debrief(run, replace(take, marking=marking), error)


def debrief(run: at.Run, take: at.Take, error: HeardFirstError | None) -> Stepped:
    """Show the result of a take."""
    return at.Debriefing(run.with_take(take), take.number, error=error), (do.Save(take.number),)
