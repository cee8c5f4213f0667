"""What a rehearsal needs of the world. Adapters and fakes fill these; each is used as its docstring says."""

from collections.abc import Callable
from typing import Protocol

from app.marking.facts import Goal
from app.marking.marker import Turn
from app.persona.mood import Mood
from app.rehearsal.event import Event
from app.rehearsal.sound import InputDevice, Level, SpeechSegment
from app.rehearsal.state import Run, Take
from app.scenarios.scenario import Persona

Post = Callable[[Event], None]
"""Hands an event to the rehearsal; may be called on any thread."""


class Recorder(Protocol):
    """The microphone. All methods return at once; what comes of them is posted. Called on the owner's thread.

    Posts MicrophoneReady or MicrophoneFailed after `open`, SegmentReady while a take runs, and TakeFinished
    exactly once for each take that was started and not dropped, also when the device or the disk fails.
    """

    def devices(self) -> tuple[InputDevice, ...]:
        """The microphones there are now; empty where there is none. May block for seconds: call it on any thread.

        Raises HeardFirstError (AUDIO_LIBRARY_MISSING).
        """
        ...

    def choose(self, device: InputDevice | None) -> None:
        """Use this microphone from the next `open` on; None for the system's default."""
        ...

    def open(self, take: int) -> None:
        """Open the microphone and keep the last second."""
        ...

    def start(self, take: int, session: str, not_before_s: float) -> None:
        """Write to disk from now on, and up to 1 s from before, but nothing from before `not_before_s`.

        `not_before_s` is a time of time.monotonic().
        """
        ...

    def stop(self, take: int) -> None:
        """Keep 0.4 s more, close the file and the microphone, then post TakeFinished.

        Where the manager has been silent for 0.6 s already, there is nothing more to keep.
        """
        ...

    def drop(self, take: int) -> None:
        """Stop at once and delete the file."""
        ...

    def close(self) -> None:
        """Close the microphone; safe to call at any time."""
        ...

    def level(self) -> Level:
        """The level now, for a meter; cheap."""
        ...

    def elapsed_s(self) -> float:
        """Seconds since the first sample that the running take keeps; 0.0 when none runs or it was stopped. Cheap."""
        ...


class Recogniser(Protocol):
    """Turns segments into words in another process. Posts SegmentHeard or SegmentFailed once for each segment."""

    @property
    def engine(self) -> str:
        """The engine and model, e.g. "whisper base.en"."""
        ...

    @property
    def rough(self) -> bool:
        """Whether its words are to be shown to the user before they are marked."""
        ...

    @property
    def confidence_floor(self) -> float:
        """The mean word confidence (0 to 1) under which it mostly guesses."""
        ...

    def warm_up(self) -> None:
        """Start the process and load the model, so that the first segment need not wait."""
        ...

    def recognise(self, take: int, segment: SpeechSegment) -> None:
        """Queue one segment."""
        ...

    def forget(self, take: int) -> None:
        """Drop what is queued for a take; nothing more is posted for it."""
        ...

    def close(self) -> None:
        """End the process, by force after 2 s."""
        ...


class BackgroundMarker(Protocol):
    """Marks on a thread of its own. Posts Marked or MarkingFailed once for each `mark`."""

    def mark(
        self, take: int, turns: tuple[Turn, ...], goal: Goal, *, ended: bool = True, persona: Persona | None = None
    ) -> None:
        """Queue one conversation, known by its last take; `ended` says that nothing more comes of it.

        With a `persona`, what is posted says what of theirs each sentence is about.
        """
        ...

    def read(self, take: int, segments: tuple[int, ...], turn: Turn) -> None:
        """Find the moves in a turn that is still being said, and post SegmentsRead.

        Only the newest is read, and only while nothing is to be marked; what fails is not told.
        """
        ...

    def close(self) -> None:
        """End the thread."""
        ...


class Voice(Protocol):
    """Speaks the salesperson's lines.

    Posts VoiceFinished once for each `say`, when it is silent again, hushed or not; never for a line that another
    `say` took the place of.
    """

    def say(self, line: str, persona: Persona, mood: Mood) -> None:
        """Speak a line; where there is no voice, post VoiceFinished at once."""
        ...

    def hush(self) -> None:
        """Stop speaking; returns at once, and VoiceFinished is posted when nothing is heard any more."""
        ...


class Timer(Protocol):
    """Posts events later, on the owner's thread."""

    def after(self, seconds: float, event: Event) -> None:
        """Post `event` in so many seconds."""
        ...


class Archive(Protocol):
    """Keeps sessions. Called on the owner's thread."""

    def save_take(self, run: Run, take: Take) -> None:
        """Insert or replace one take of a session. Raises HeardFirstError (DISK_FULL, FOLDER_UNWRITABLE)."""
        ...

    def drop_take(self, run: Run, number: int) -> None:
        """Forget one take, and its session where that was the only one. Unknown ones are no fault."""
        ...
