"""Everything that can happen in a rehearsal. Late events are known by their ids and ignored."""

from dataclasses import dataclass

from app.errors import HeardFirstError
from app.marking.marker import Marking
from app.pairing.pair import Pair
from app.persona.acts import Turns
from app.rehearsal.reading import Reading
from app.rehearsal.sound import Recording, SpeechSegment
from app.rehearsal.state import Run
from app.scenarios.scenario import Scenario
from app.transcript.transcript import Segment

# by the manager


@dataclass(frozen=True)
class ScenarioChosen:
    """A scenario was picked; the salesperson begins to speak, or the colleague who plays them does."""

    scenario: Scenario
    session: str
    pair: Pair | None = None


@dataclass(frozen=True)
class RecordPressed:
    """The record button: begin, begin at once during the count-down, or stop."""

    at_s: float


@dataclass(frozen=True)
class CancelPressed:
    """Give up the take that is being made."""


@dataclass(frozen=True)
class ListenAgain:
    """Hear the salesperson's line once more."""


@dataclass(frozen=True)
class ReplyTyped:
    """The reply was typed instead."""

    text: str


@dataclass(frozen=True)
class TranscriptConfirmed:
    """ "Is this what you said?": yes, or with corrections."""

    text: str


@dataclass(frozen=True)
class TranscriptCorrected:
    """A transcript was changed in the debrief; it is marked again."""

    take: int
    text: str


@dataclass(frozen=True)
class SessionReopened:
    """A session from the past goes on where it ended: its takes are read, corrected, added to."""

    run: Run


@dataclass(frozen=True)
class TryAgain:
    """Another take of the same turn as `take`, an alternative to it; of the debriefed one where it is None."""

    take: int | None = None


@dataclass(frozen=True)
class NextTurn:
    """The conversation goes on after `take`; after the debriefed one where it is None."""

    take: int | None = None


@dataclass(frozen=True)
class EndConversation:
    """The manager ends the conversation: the turns that led to `take`, None for the newest, are one; on to the debrief.

    Where a colleague plays they are marked only now; where the program plays they are marked already.
    """

    take: int | None = None


@dataclass(frozen=True)
class PairAgreed:
    """Two people rehearse from the next take on."""

    pair: Pair


@dataclass(frozen=True)
class PairEnded:
    """The manager goes on alone from the next take on."""


@dataclass(frozen=True)
class LineChosen:
    """What the colleague who plays the salesperson says before the next take, from a cue card; "" takes it back."""

    text: str


@dataclass(frozen=True)
class Retry:
    """After a failure: the same step again."""


@dataclass(frozen=True)
class Leave:
    """Back to the scenarios."""


# by the voice, the clock, the microphone


@dataclass(frozen=True)
class VoiceFinished:
    """The salesperson's line is over or was cut short: silent since a time of the monotonic clock, in seconds."""

    at_s: float


@dataclass(frozen=True)
class Tick:
    """One second of the count-down is over; `attempt` says of which (Run.attempt)."""

    attempt: int


@dataclass(frozen=True)
class MicrophoneReady:
    """The first real samples arrived."""

    take: int


@dataclass(frozen=True)
class MicrophoneFailed:
    """The microphone could not be opened."""

    take: int
    error: HeardFirstError


@dataclass(frozen=True)
class SegmentReady:
    """A pause ended a stretch of speech."""

    take: int
    segment: SpeechSegment


@dataclass(frozen=True)
class TakeFinished:
    """The recording is closed on disk. `error` says why, where the manager did not stop it."""

    take: int
    recording: Recording
    error: HeardFirstError | None = None


@dataclass(frozen=True)
class TakeResumed:
    """A kept recording that was never marked goes on to the recogniser: one that a crash left, or that was let be."""

    run: Run
    take: int
    recording: Recording
    segments: tuple[SpeechSegment, ...]


# by the recogniser and the marker


@dataclass(frozen=True)
class SegmentHeard:
    """A segment in words."""

    take: int
    index: int
    segment: Segment


@dataclass(frozen=True)
class SegmentFailed:
    """A segment could not be transcribed; the sound is safe."""

    take: int
    index: int
    error: HeardFirstError


@dataclass(frozen=True)
class SegmentsRead:
    """What the marker finds in the part of a take that was heard so far."""

    take: int
    reading: Reading


@dataclass(frozen=True)
class Marked:
    """A take was marked; `acts` is how the salesperson took in its turns, None where nobody worked that out."""

    take: int
    marking: Marking
    acts: Turns | None = None


@dataclass(frozen=True)
class MarkingFailed:
    """A take could not be marked; sound and transcript are safe."""

    take: int
    error: HeardFirstError


Event = (
    ScenarioChosen
    | RecordPressed
    | CancelPressed
    | ListenAgain
    | ReplyTyped
    | TranscriptConfirmed
    | TranscriptCorrected
    | SessionReopened
    | TryAgain
    | NextTurn
    | EndConversation
    | PairAgreed
    | PairEnded
    | LineChosen
    | Retry
    | Leave
    | VoiceFinished
    | Tick
    | MicrophoneReady
    | MicrophoneFailed
    | SegmentReady
    | TakeFinished
    | TakeResumed
    | SegmentHeard
    | SegmentFailed
    | SegmentsRead
    | Marked
    | MarkingFailed
)
