"""The editor's words: what is wrong with a field, and when the salesperson says which lines."""

from PySide6.QtCore import QCoreApplication

from app.persona.mind import Answer
from app.scenarios.field_fault import FieldFault, FieldFaultKind
from ui.widgets.literal import filled

_CONTEXT = "Scenarios"


def _tr(text: str) -> str:
    return QCoreApplication.translate(_CONTEXT, text)


def fault(one: FieldFault) -> str:
    """What to do about a fault, in a sentence."""
    match one.kind:
        case FieldFaultKind.EMPTY:
            return _tr("This is needed: write something here.")
        case FieldFaultKind.TOO_FEW if one.limit == 1:
            return _tr("One is needed: write it here.")
        case FieldFaultKind.TOO_FEW:
            return filled(_tr("At least %1 are needed: write one more here."), str(one.limit))
        case FieldFaultKind.TOO_MANY:
            return filled(_tr("There may be %1 at most: empty this one."), str(one.limit))
        case FieldFaultKind.TOO_LONG:
            return filled(_tr("It may have %1 characters at most: shorten it."), str(one.limit))
        case FieldFaultKind.SAME_LINE:
            where = answer(one.other) if one.other is not None else ""
            return filled(
                _tr("They say the same under “%1”. They never repeat themselves: change one of the two."), where
            )
        case FieldFaultKind.ONE_SIDED:
            return _tr("Both conversations or neither: write what the manager says here, too.")
        case FieldFaultKind.NOT_ALL:
            return _tr("All ten or none: write this one, too.")
        case FieldFaultKind.UNREADABLE:
            return _tr("There is a character in it that cannot be kept: take it out.")


def answer(one: Answer) -> str:
    """When the salesperson says the lines of a kind, as a title."""
    return {
        Answer.HEARD_MORE: _tr("You heard them a little"),
        Answer.HEARD_OPEN: _tr("They feel heard"),
        Answer.REPAIRED: _tr("You came back and heard them after all"),
        Answer.ASKED_UNHEARD: _tr("You asked before they felt heard"),
        Answer.EXCUSE: _tr("You asked, and they feel heard"),
        Answer.EXCUSE_AGAIN: _tr("You asked again, and did not hold their excuse"),
        Answer.EMPTY: _tr("You only said “I understand”"),
        Answer.SYMPATHY: _tr("You felt sorry for them"),
        Answer.OFF_THE_HOOK: _tr("You let them off"),
        Answer.AVOIDANCE: _tr("You changed the subject"),
        Answer.JUDGMENT: _tr("You judged them"),
        Answer.NUMBERS_ONLY: _tr("You talked about the numbers alone"),
        Answer.VAGUE: _tr("You said nothing that they can take hold of"),
        Answer.COMMITMENT: _tr("The end: they commit"),
        Answer.NODDING: _tr("The end: they nod politely"),
        Answer.CLOSED: _tr("The end: they close the door"),
    }[one]


def answer_hint(one: Answer) -> str:
    """What such a line does; empty where the title says it."""
    return {
        Answer.HEARD_MORE: _tr("They tell a little more. Needed most often: write four or five."),
        Answer.HEARD_OPEN: _tr("They open up and wait for what comes."),
        Answer.REPAIRED: _tr("They noticed, and come a step back."),
        Answer.ASKED_UNHEARD: _tr("They defend themselves."),
        Answer.EXCUSE: _tr("One excuse that invites you to go along."),
        Answer.COMMITMENT: _tr("What they will do, and when."),
        Answer.NODDING: _tr("A yes that means no."),
    }.get(one, "")


ORDER: tuple[Answer, ...] = (
    Answer.HEARD_MORE,
    Answer.HEARD_OPEN,
    Answer.REPAIRED,
    Answer.ASKED_UNHEARD,
    Answer.EXCUSE,
    Answer.EXCUSE_AGAIN,
    Answer.EMPTY,
    Answer.SYMPATHY,
    Answer.OFF_THE_HOOK,
    Answer.AVOIDANCE,
    Answer.JUDGMENT,
    Answer.NUMBERS_ONLY,
    Answer.VAGUE,
    Answer.COMMITMENT,
    Answer.NODDING,
    Answer.CLOSED,
)
"""As the editor shows them: what goes well, what goes wrong, and the three ends."""
