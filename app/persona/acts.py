"""From what the marker found to what the salesperson takes in: the moves of each turn, and what they are about."""

from collections.abc import Sequence

from app.marking.label import Label
from app.marking.marker import Marking
from app.persona.mind import Act
from app.persona.nearness import Nearness, NearToNothing

Turns = tuple[tuple[Act, ...], ...]
"""The manager's turns in one conversation, each as its moves in spoken order."""


def acts_of(
    marking: Marking, facts: Sequence[str] = (), feelings: Sequence[str] = (), nearness: Nearness | None = None
) -> Turns:
    """The moves of every turn of a marking, one of each label in a sentence.

    A perspective is about one of the persona's `facts`, an emotion about one of their `feelings`.
    """
    near = nearness or NearToNothing()
    of = {Label.PERSPECTIVE: facts, Label.EMOTION: feelings}
    turns: list[dict[tuple[Label, int], Act]] = [{} for _ in marking.sentences]
    for one in marking.moves:
        label, place = one.move.label, one.place.sentence
        if (label, place) not in turns[one.place.turn]:
            about = near.nearest(marking.sentence(one).text, of[label]) if of.get(label) else None
            turns[one.place.turn][label, place] = Act(label, place, about)
    return tuple(tuple(acts.values()) for acts in turns)
