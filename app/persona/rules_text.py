"""The rules of app.persona.mind in plain English, with its own numbers in them. The window translates the templates."""

from dataclasses import dataclass

from app.marking.label import Label
from app.persona import mind
from app.persona.mind import Answer

ENDINGS: dict[Answer, str] = {
    Answer.COMMITMENT: "{name} says what they will do.",
    Answer.NODDING: "{name} nods politely, and nothing will change.",
    Answer.CLOSED: "{name} closes the door.",
}
"""How a conversation ended, for a headline."""


@dataclass(frozen=True)
class Section:
    """Rules under one title: templates, in which `{…}` stands for one of FACTS."""

    title: str
    rules: tuple[str, ...]


def _of_100(share: float) -> str:
    return str(round(100 * share))


FACTS: dict[str, str] = {
    "heard_from": _of_100(mind.HEARD_FROM),
    "near": _of_100(mind.NEAR),
    "far": _of_100(mind.FAR),
    "again": _of_100(mind.AGAIN),
    "warmth": _of_100(mind.WARMTH),
    "asking": _of_100(mind.COST_OF_ASKING),
    "nothing": _of_100(mind.COST_OF_NOTHING),
    "closed_at": _of_100(mind.CLOSED_AT),
    "wary_below": _of_100(mind.WARY_BELOW),
    "patience": str(mind.PATIENCE),
    "opened": str(mind.OPENED),
    "most_turns": str(mind.MOST_TURNS),
}
"""The numbers that the rules name; shares as parts of 100."""

COSTS: tuple[tuple[Label, str], ...] = tuple((label, _of_100(cost)) for label, cost in mind.COST.items())
"""What each misstep costs of trust, the gravest first."""

BEFORE = (
    Section(
        "What they carry",
        (
            "Trust, from 0 to 100. Everybody begins with their own, as the scenario says.",
            "How far they feel heard, from 0 to 100. It begins at 0. From {heard_from} on, an ask reaches them.",
        ),
    ),
    Section(
        "What makes them feel heard",
        (
            "You say back one of their own facts, or name one of their feelings: {near} more.",
            "You say back or name something else: {far} more. The same once again: {again} more.",
            "A turn in which you do so brings {warmth} more trust.",
        ),
    ),
)
"""What stands before the table of costs."""

COSTS_TITLE = "What costs trust"
COSTS_MORE = (
    "Asking before they feel heard: {asking} less. A turn that neither hears nor asks: {nothing} less.",
    "A bare “I understand” costs nothing beside words that show it.",
)
"""What stands under the table."""

AFTER = (
    Section(
        "What they answer",
        (
            "They answer to the gravest misstep, in the order above; else to what you ask; else to what you said back.",
            "Order counts within a turn: empathy that comes after the ask is too late for that ask.",
            "Asked before they feel heard, they defend themselves. Asked afterwards, they first come with an excuse.",
            "Hold it: show that you heard the worry in it, or offer help, and ask once more, all in one turn. Then "
            "they commit themselves.",
            "Where nothing has to be asked, they come round once {opened} of your turns have left them feeling heard.",
            "After a hurt, or an ask that came too early, the next empathy mends it, and they say so.",
        ),
    ),
    Section(
        "How it ends",
        (
            "It ends when they commit themselves, when they nod politely, or when they close the door.",
            "At a trust of {closed_at} or less they close the door.",
            "If you go along with their excuse, they nod. So they do after {patience} turns in a row that lead "
            "nowhere, after {patience} turns in which you only press, and after {most_turns} turns at the latest. "
            "Below a trust of {wary_below} the door closes instead.",
        ),
    ),
    Section(
        "What this is not",
        (
            "These rules are the program's own. They follow one idea, that nobody hears you until you have shown "
            "that you heard them; they are no measured model of people.",
            "The same words always lead to the same conversation.",
        ),
    ),
)
"""What stands after it."""
