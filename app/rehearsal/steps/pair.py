"""Two people: who joins and who goes, what the colleague says, and where their conversation ends."""

from dataclasses import replace

from app.pairing.pair import Pair
from app.rehearsal import effect as do
from app.rehearsal import event as on
from app.rehearsal import state as at
from app.rehearsal.rules import Rules
from app.rehearsal.steps.rule import Stepped, when
from app.rehearsal.steps.turn import begin, mark_conversation


@when(on.PairAgreed, at.Speaking, at.Awaiting, at.Debriefing)
def _agreed(state: at.Awaiting, event: on.PairAgreed, rules: Rules) -> Stepped:
    return _with_pair(state, event.pair)


@when(on.PairEnded, at.Speaking, at.Awaiting, at.Debriefing)
def _ended(state: at.Awaiting, event: on.PairEnded, rules: Rules) -> Stepped:
    return (state, ()) if state.run.pair is None else _with_pair(state, None)


@when(on.LineChosen, at.Awaiting, at.Preparing, at.CountingDown)
def _line_chosen(state: at.Awaiting, event: on.LineChosen, rules: Rules) -> Stepped:
    if not state.run.colleague_plays:
        return state, ()
    return replace(state, run=replace(state.run, said=event.text or None)), ()


@when(on.EndConversation, at.Speaking, at.Awaiting)
def _conversation_ended(state: at.Awaiting, event: on.EndConversation, rules: Rules) -> Stepped:
    ended, effects = _marked_whole(state, event.take or state.run.after)
    hush = (do.Hush(),) if isinstance(state, at.Speaking) and ended is not state else ()
    return ended, (*hush, *effects)


@when(on.EndConversation, at.Debriefing)
def _conversation_closed(state: at.Debriefing, event: on.EndConversation, rules: Rules) -> Stepped:
    """One that was left before it was marked."""
    return _marked_whole(state, event.take or state.take)


def _marked_whole(state: at.Speaking | at.Awaiting | at.Debriefing, number: int) -> Stepped:
    take = state.run.finished(number)
    if take is None or take.transcript is None:
        return state, ()
    if take.marking is not None and take.marking.turns == state.run.turns(number):
        return (state, ()) if isinstance(state, at.Debriefing) else (at.Debriefing(state.run, number), ())
    return mark_conversation(state.run, number)


def _with_pair(state: at.Speaking | at.Awaiting | at.Debriefing, pair: Pair | None) -> Stepped:
    """The same moment with another pair; a salesperson who is another one now begins a conversation anew."""
    run = replace(state.run, pair=pair)
    save = (do.Save(run.takes[-1].number),) if run.takes and pair is not None else ()  # what they agreed to is kept
    if isinstance(state, at.Debriefing) or run.colleague_plays == state.run.colleague_plays:
        return replace(state, run=run), save
    started, effects = begin(replace(run, after=0))
    return started, (do.Hush(), *effects, *save)
