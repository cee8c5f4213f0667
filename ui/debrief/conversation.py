"""A conversation as the debrief shows it: its last take, which holds the marking, with the turns before it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from PySide6.QtCore import SignalInstance

from app.persona.conversation import Reply
from app.rehearsal.state import Run, Take


@dataclass(frozen=True)
class LastTurn(Take):
    """A take that is shown as one with those that led to it. `speaker` is who spoke for the salesperson."""

    earlier: tuple[Take, ...] = ()
    speaker: str = ""

    @property
    def alone(self) -> Take:
        """The last turn by itself."""
        return Take(**{field.name: getattr(self, field.name) for field in fields(Take)})


Stretch = tuple[Path, float, float]
"""A part of one turn's sound: the file, and from where to where in its own seconds."""


def whole(run: Run, number: int) -> Take | None:
    """A take with the turns that led to it; None where the run has none of that number."""
    turns = run.conversation(number)
    if len(turns) < 2:
        return turns[0] if turns else None
    last = {field.name: getattr(turns[-1], field.name) for field in fields(Take)}
    speaker = run.pair.colleague if run.pair and run.colleague_plays else run.scenario.persona.name
    return LastTurn(**last, earlier=turns[:-1], speaker=speaker)


def attempts(run: Run, judged: Collection[int] = ()) -> tuple[Take, ...]:
    """The takes that stand beside each other: whole conversations, and not the turns inside them.

    Where the program plays, each turn has marks of its own; it counts as an end all the same where it is among the
    `judged`, because a colleague gave a critique of what had been said until then.
    """
    ends = (take for take in run.takes if not run.followed(take.number) or _was_an_end(run, take, judged))
    return tuple(take for one in ends if (take := whole(run, one.number)) is not None)


def _was_an_end(run: Run, take: Take, judged: Collection[int]) -> bool:
    return take.marking is not None and (run.colleague_plays or take.number in judged)


def replies_to(run: Run, take: Take) -> tuple[Reply, ...]:
    """What the salesperson answers to its turns by the rules; empty where a colleague speaks for them."""
    last = turns_of(take)[-1]
    return () if run.colleague_plays or run.finished(last.number) is None else run.with_take(last).replies(last.number)


def goes_on(run: Run, take: Take) -> bool:
    """Whether another turn may follow: a colleague may always go on, the salesperson until they have ended it."""
    if run.colleague_plays:
        return True
    replies = replies_to(run, take)
    return len(replies) == len(turns_of(take)) and not replies[-1].ends


def turns_of(take: Take) -> tuple[Take, ...]:
    """The manager's turns up to a take, in order, each by itself; the take alone where it follows none."""
    return (*take.earlier, take.alone) if isinstance(take, LastTurn) else (take,)


def turn_of(take: Take, turn: int) -> Take | None:
    """One of the turns, from 0; None where the marking has more turns than there are takes."""
    turns = turns_of(take)
    return turns[turn] if 0 <= turn < len(turns) else None


def sound_path(take: Take) -> Path | None:
    """Where the sound of a take, by itself, is; None where there is none."""
    return take.recording.path if take.recording else None


def is_heard(take: Take) -> bool:
    """Whether a take, by itself, can be heard."""
    return sound_path(take) is not None and _length_s(take) > 0


def has_sound(take: Take) -> bool:
    """Whether all of it can be heard and drawn over time: turns of which nothing is known are left out."""
    turns = [one for one in turns_of(take) if not one.empty]
    return bool(turns) and all(is_heard(one) for one in turns)


def length_s(take: Take) -> float:
    """How long all sounds are, one after the other."""
    return sum(_length_s(one) for one in turns_of(take))


def start_s(take: Take, turn: int) -> float:
    """Where a turn begins when all sounds stand one after the other."""
    return sum(_length_s(one) for one in turns_of(take)[:turn])


def stretches(take: Take, start: float, end: float) -> tuple[Stretch, ...]:
    """The sounds under a part of that line, in order."""
    found: list[Stretch] = []
    at = 0.0
    for one in turns_of(take):
        first, last = max(start - at, 0.0), min(end - at, _length_s(one))
        path = sound_path(one)
        if path is not None and first < last:
            found.append((path, first, last))
        at += _length_s(one)
    return tuple(found)


def hear(found: Sequence[Stretch], one: SignalInstance, several: SignalInstance) -> None:
    """Ask for stretches: for one alone as `one` carries it, for several at once."""
    if len(found) == 1:
        one.emit(*found[0])
    elif found:
        several.emit(tuple(found))


def place_of_sound(take: Take, path: Path, at_s: float) -> float | None:
    """A moment of one sound file on that line; None where the file is none of these turns'."""
    for turn, one in enumerate(turns_of(take)):
        if sound_path(one) == path:
            return start_s(take, turn) + min(at_s, _length_s(one))
    return None


def place_of_moment(take: Take, number: int, at_s: float) -> float | None:
    """A moment of the take with a number on that line; None where it is none of these turns."""
    for turn, one in enumerate(turns_of(take)):
        if one.number == number:
            return start_s(take, turn) + min(at_s, _length_s(one))
    return None


def moment_at(take: Take, place: float) -> tuple[int, float]:
    """The number of the take under a place on that line, and the seconds in its sound."""
    at, last = 0.0, take.number
    for one in turns_of(take):
        if not _length_s(one):
            continue
        if place < at + _length_s(one):
            return one.number, max(0.0, place - at)
        at, last = at + _length_s(one), one.number
    return last, max(0.0, place - (at - _length_s(next(one for one in turns_of(take) if one.number == last))))


def _length_s(take: Take) -> float:
    return take.recording.duration_s if take.recording and take.recording.path else 0.0
