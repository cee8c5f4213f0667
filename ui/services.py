"""What the window needs of the program's parts.

app.services.Services fills it; protocols and not its classes, since the tests fill them with fakes that use neither
sound, processes nor disk. What tests take as it is (Folders, Settings, Rehearsal, …) is imported.
"""

import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from app.audio.delivery.delivery import Measured
from app.audio.recovery import Unfinished
from app.bundle.arrival import Accepted, Arrival, Receives
from app.bundle.preview import Leaving
from app.errors import HeardFirstError
from app.folders import Folders
from app.pairing.feedback import Feedback
from app.rehearsal.event import Event, TakeResumed
from app.rehearsal.ports import Archive, Recorder, Timer, Voice
from app.rehearsal.rehearsal import Rehearsal
from app.rehearsal.state import Run, State
from app.scenarios.model_talk import ModelTalk
from app.scenarios.scenario import Scenario
from app.settings import Settings
from app.speech.models import Model, ModelState, Progress
from app.storage.stored import SessionSummary, StoredSession
from app.transcript.transcript import Transcript


class Sessions(Archive, Protocol):
    """The archive. Used on the GUI thread; raises HeardFirstError."""

    def list_sessions(self) -> tuple[SessionSummary, ...]:
        """All sessions, the newest first."""
        ...

    def open_session(self, session_id: str, /) -> StoredSession:
        """One session. Raises SESSION_UNKNOWN."""
        ...

    def delete_session(self, session_id: str, /) -> None:
        """Delete a session and its sound."""
        ...

    def save_feedback(self, session: str, one: Feedback, /) -> None:
        """Keep a critique, a pin or a settled mark, in the place of the one with its id."""
        ...

    def withdraw_feedback(self, session: str, id: str, /) -> None:
        """Take a piece of feedback back."""
        ...

    def save_received(self, stored: StoredSession, /) -> None:
        """Keep what came in a file."""
        ...

    def withdrawn(self, session: str, /) -> frozenset[str]:
        """The ids of feedback that was taken back."""
        ...

    def new_session_id(self) -> str:
        """An id that no other session has."""
        ...


class Exchange(Protocol):
    """Sessions to and from other people, as files. On the GUI thread, but for `read`; all raise HeardFirstError."""

    def preview(self, session: str, with_sound: bool, sender: str = "") -> tuple[Leaving, ...]:
        """One entry for every field of a session that would leave this computer."""
        ...

    def export(self, session: str, path: Path, sender: str, with_sound: bool) -> None:
        """Write a session to `path`, in the place of a file that is there; whole or not at all."""
        ...

    def read(self, path: Path) -> Arrival:
        """Check a file from end to end; nothing is kept yet. On any thread: up to some seconds."""
        ...

    def accept(self, one: Arrival, /) -> Accepted:
        """Take in what is new of a file that was read; raises where there is nothing new."""
        ...

    def over(self, archive: Receives, /) -> "Exchange":
        """The same through another way to the archive, for work on another thread."""
        ...


class Player(Protocol):
    """Plays recordings. Returns at once; the callbacks come on any thread."""

    def play(
        self,
        path: Path,
        start_s: float,
        end_s: float | None,
        on_position: Callable[[float], None],
        on_end: Callable[[], None],
        on_fail: Callable[[HeardFirstError], None],
    ) -> None:
        """Play a stretch of a file, to its end where `end_s` is None; what plays now is stopped first.

        `on_fail` says why it could not be played; `on_end` comes once in any case.
        """
        ...

    def stop(self) -> None:
        """Stop what plays."""
        ...


class DeliveryMeasurer(Protocol):
    """Measures how a take was said. Called on the GUI thread."""

    def measure(
        self, path: Path, transcript: Transcript | None, done: Callable[[Measured | HeardFirstError], None], /
    ) -> Callable[[], None]:
        """Measure a sound and the pace of its words; returns at once with what cancels it.

        `done` comes once, on any thread; after a cancel it does not come any more.
        """
        ...


class Models(Protocol):
    """Whisper's model files. `download` and `import_file` block: they are called on a thread of their own."""

    @property
    def all(self) -> tuple[Model, ...]:
        """The models that can be had, the smallest first."""
        ...

    def state(self, name: str) -> ModelState:
        """How a model lies on the disk; reads the file once, so not on the GUI thread."""
        ...

    def download(self, name: str, progress: Progress, cancel: threading.Event) -> None:
        """Fetch a model, going on where an earlier try stopped. Raises HeardFirstError.

        Setting `cancel` ends it within a second, by an exception that is no HeardFirstError.
        """
        ...

    def import_file(self, source: Path, progress: Progress) -> Model:
        """Take a model from a file; returns which one it is. Raises HeardFirstError."""
        ...


class Services(Protocol):
    """The parts of the program. Used on the GUI thread."""

    @property
    def folders(self) -> Folders: ...  # noqa: D102
    @property
    def settings(self) -> Settings: ...  # noqa: D102
    @property
    def scenarios(self) -> tuple[Scenario, ...]: ...  # noqa: D102
    @property
    def scenario_faults(self) -> tuple[HeardFirstError, ...]: ...  # noqa: D102
    @property
    def notices(self) -> tuple[HeardFirstError, ...]: ...  # noqa: D102
    @property
    def archive(self) -> Sessions: ...  # noqa: D102
    @property
    def exchange(self) -> Exchange: ...  # noqa: D102
    @property
    def recorder(self) -> Recorder: ...  # noqa: D102
    @property
    def models(self) -> Models: ...  # noqa: D102
    @property
    def player(self) -> Player: ...  # noqa: D102
    @property
    def delivery(self) -> DeliveryMeasurer: ...  # noqa: D102

    def save_settings(self, settings: Settings) -> None:
        """Take over and keep the user's choices. Raises HeardFirstError where they cannot be written."""
        ...

    def choose_recogniser(self, engine: str, model: str | None) -> None:
        """Use another recogniser from the next take on. Raises HeardFirstError (MODEL_MISSING and the like)."""
        ...

    def unfinished(self) -> Sequence[Unfinished]:
        """Recordings that a crash left behind."""
        ...

    def adopt(self, run: Run, one: Unfinished, /) -> TakeResumed:
        """Make one (of `unfinished`) whole; the event goes on with it in `run`, its session.

        Listens to the whole sound: called on a thread of its own. Raises HeardFirstError.
        """
        ...

    def resume(self, run: Run, take: int, /) -> TakeResumed:
        """Go on with a take that was kept without being marked; called on a thread of its own, as `adopt`."""
        ...

    def discard(self, one: Unfinished, /) -> None:
        """Delete one (of `unfinished`)."""
        ...

    def make_rehearsal(
        self,
        post: Callable[[Event], None],
        voice: Voice,
        timer: Timer,
        changed: Callable[[State], None],
        unsaved: Callable[[HeardFirstError], None],
    ) -> Rehearsal:
        """A rehearsal over these ports, in Choosing."""
        ...

    def play_models(self, scenario: Scenario, /) -> tuple[ModelTalk, ModelTalk]:
        """The strong and the weak conversation of a scenario that has them; on a thread of its own.

        Raises HeardFirstError where the marker cannot be used.
        """
        ...

    def close(self, deadline_s: float) -> None:
        """End recorder, recogniser and marker, by force after the deadline."""
        ...
