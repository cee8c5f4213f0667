"""What the state machine wants done. The runner does it through a port and posts what comes of it."""

from dataclasses import dataclass

from app.marking.facts import Goal
from app.marking.marker import Turn
from app.persona.mood import Mood
from app.rehearsal.sound import SpeechSegment
from app.scenarios.scenario import Persona, Scenario


@dataclass(frozen=True)
class Say:
    """Speak the salesperson's line, as somebody does in this mood."""

    line: str
    scenario: Scenario
    mood: Mood


@dataclass(frozen=True)
class Hush:
    """Stop speaking."""


@dataclass(frozen=True)
class OpenMicrophone:
    """Open the microphone for a take; nothing is written yet."""

    take: int


@dataclass(frozen=True)
class CloseMicrophone:
    """Close the microphone."""


@dataclass(frozen=True)
class StartTimer:
    """Post Tick(attempt) in a second."""

    attempt: int


@dataclass(frozen=True)
class StartTake:
    """Write sound from now on, with up to a second before, but none from before `not_before_s`."""

    take: int
    not_before_s: float


@dataclass(frozen=True)
class StopTake:
    """Keep the tail, close the file, post TakeFinished."""

    take: int


@dataclass(frozen=True)
class DropTake:
    """The manager gave the take up: close the microphone and delete its file."""

    take: int


@dataclass(frozen=True)
class Recognise:
    """Turn a segment into words."""

    take: int
    segment: SpeechSegment


@dataclass(frozen=True)
class ForgetSegments:
    """Answers for this take are no longer wanted."""

    take: int


@dataclass(frozen=True)
class Mark:
    """Mark the conversation that ends with a take: all the manager's turns in it, in order, as `persona` hears them."""

    take: int
    turns: tuple[Turn, ...]
    goal: Goal
    persona: Persona
    ended: bool = True


@dataclass(frozen=True)
class Read:
    """Find the moves in what was heard so far of a take, for the eye alone; `segments` say which of it that is."""

    take: int
    segments: tuple[int, ...]
    turn: Turn


@dataclass(frozen=True)
class Save:
    """Keep a take as it is now: its sound, transcript and marking as far as there are any."""

    take: int


@dataclass(frozen=True)
class Unsave:
    """Forget a take that was given up."""

    take: int


Effect = (
    Say
    | Hush
    | OpenMicrophone
    | CloseMicrophone
    | StartTimer
    | StartTake
    | StopTake
    | DropTake
    | Recognise
    | ForgetSegments
    | Mark
    | Read
    | Save
    | Unsave
)
