"""A conversation that the author of a scenario wrote the manager's part of: the salesperson answers it by the rules."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.marking.marker import Marker, Marking, Turn
from app.persona.acts import acts_of
from app.persona.conversation import Reply, converse
from app.persona.nearness import Nearness
from app.scenarios.frame import all_lines
from app.scenarios.scenario import Scenario


@dataclass(frozen=True)
class ModelTalk:
    """The opening line, then turn by turn what the manager said and what the salesperson answered.

    `said` may be longer than `replies`: what the manager would have said after the end.
    """

    opening: str
    said: tuple[str, ...]
    replies: tuple[Reply, ...]
    marking: Marking

    @property
    def lines(self) -> tuple[str, ...]:
        """Everything that is said, the salesperson's lines and the manager's in turn."""
        spoken = [self.opening]
        for text, reply in zip(self.said, self.replies, strict=False):
            spoken += [text, reply.line]
        return tuple(spoken)


def play(scenario: Scenario, said: Sequence[str], marker: Marker, nearness: Nearness) -> ModelTalk:
    """Play a manager's turns. Takes a tenth of a second or so a turn; raises HeardFirstError as the marker does."""
    opening = scenario.opening_line(1)
    turns: list[Turn] = []
    replies: tuple[Reply, ...] = ()
    marking = marker.mark((), scenario.goal)
    for text in said:
        turns.append(Turn(text, replies[-1].line if replies else opening))
        marking = marker.mark(turns, scenario.goal)
        acts = acts_of(marking, scenario.persona.facts, scenario.persona.feelings, nearness)
        replies = converse(acts, all_lines(scenario), scenario.trust, scenario.goal)
        if replies and replies[-1].ends:
            break
    return ModelTalk(opening, tuple(said), replies, marking)
