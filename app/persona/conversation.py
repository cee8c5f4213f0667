"""A conversation as the salesperson lives it: for each of the manager's turns their line, their mood, and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from app.marking.facts import Goal
from app.persona.mind import ENDINGS, Act, Answer, Mind, Response, respond
from app.persona.mood import Mood, mood_after

Lines = Mapping[Answer, Sequence[str]]
"""What the author of a scenario gave them to say, by kind of answer."""

_INSTEAD: dict[Answer, Answer] = {
    Answer.HEARD_MORE: Answer.HEARD_OPEN,
    Answer.REPAIRED: Answer.HEARD_MORE,
    Answer.EXCUSE: Answer.EXCUSE_AGAIN,
    Answer.HEARD_OPEN: Answer.VAGUE,
    Answer.EXCUSE_AGAIN: Answer.VAGUE,
}
"""Which lines serve where those of a kind have all been said; `vague` for the others, and after it the polite end."""


@dataclass(frozen=True)
class Reply:
    """What the salesperson says to one turn of the manager.

    `decided_by` is the sentence of that turn (from 0) that decided the kind of answer, None where none did.
    """

    line: str
    answer: Answer
    mood: Mood
    mind: Mind
    decided_by: int | None
    ends: bool


def converse(
    turns: Sequence[Sequence[Act]],
    lines: Lines,
    trust: float,
    goal: Goal,
    try_: int = 1,
    spoken: Sequence[str] = (),
) -> tuple[Reply, ...]:
    """The salesperson's replies to the manager's turns, up to the end of the conversation at the latest.

    No line is said twice. `try_` (from 1) says which of the lines of a kind comes first, so that another try of the
    same scenario does not sound the same; the same turns and try always give the same replies. `spoken` are the lines
    that followed the first turns in fact: other ones, where words of the manager's were corrected since.
    """
    mind, replies = Mind(trust), list[Reply]()
    said: set[str] = set()
    for place, acts in enumerate(turns):
        response = respond(mind, acts, goal)
        mind = response.mind
        reply = _reply(response, lines, said, try_)
        if place < len(spoken) and spoken[place]:
            reply = replace(reply, line=spoken[place])
        said.add(reply.line)
        replies.append(reply)
        if reply.ends:
            break
    return tuple(replies)


def _reply(response: Response, lines: Lines, said: set[str], try_: int) -> Reply:
    answer = response.answer
    while (line := _next(lines[answer], said, try_)) is None and answer not in ENDINGS:
        answer = Answer.NODDING if answer is Answer.VAGUE else _INSTEAD.get(answer, Answer.VAGUE)
    line = line or lines[answer][0]  # only where an end was taken back, and comes once more
    return Reply(line, answer, mood_after(answer), response.mind, response.decided_by, answer in ENDINGS)


def _next(lines: Sequence[str], said: set[str], try_: int) -> str | None:
    """The first line of a kind that was not said yet, beginning at another one with each try."""
    first = (try_ - 1) % len(lines)
    return next((line for line in (*lines[first:], *lines[:first]) if line not in said), None)
