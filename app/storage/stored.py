"""Sessions as they come out of the archive, and how their parts are written as text."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Generic, TypeVar

from pydantic import TypeAdapter

from app.marking.marker import Marking
from app.marking.verdict import Verdict
from app.pairing.critique import Critique
from app.pairing.feedback import Feedback
from app.pairing.origin import Origin
from app.pairing.pair import Pair
from app.pairing.pin import Pin
from app.pairing.settlement import Settlement
from app.persona.acts import Turns
from app.rehearsal.sound import Recording
from app.rehearsal.state import Run
from app.scenarios import earlier
from app.scenarios.scenario import Scenario
from app.transcript.transcript import Transcript

T = TypeVar("T")


@dataclass(frozen=True)
class SessionSummary:
    """One line in the list of past sessions. `verdict` is the latest that there is; None where nothing was marked.

    `colleague` is the name of who helped, empty where nobody did; `origin` is None for what was made here.
    """

    id: str
    started: datetime
    scenario_id: str
    scenario_title: str
    takes: int
    verdict: Verdict | None
    has_sound: bool
    has_critique: bool
    colleague: str = ""
    origin: Origin | None = None


@dataclass(frozen=True)
class StoredSession:
    """A session opened again. A take whose sound is gone has a recording without a path.

    `origin` is None where the session was made on this computer; `received` names the feedback that came in a file.
    """

    run: Run
    started: datetime
    feedback: tuple[Feedback, ...] = ()
    origin: Origin | None = None
    received: Mapping[str, Origin] = field(default_factory=dict[str, Origin])

    @property
    def critiques(self) -> tuple[Critique, ...]:
        """What colleagues saw and heard, in the order in which it came."""
        return tuple(one for one in self.feedback if isinstance(one, Critique))

    @property
    def pins(self) -> tuple[Pin, ...]:
        """The moments that colleagues marked, in the order in which they came."""
        return tuple(one for one in self.feedback if isinstance(one, Pin))

    @property
    def settlements(self) -> tuple[Settlement, ...]:
        """The marks that people settled, the latest last."""
        return tuple(one for one in self.feedback if isinstance(one, Settlement))


class Form(Generic[T]):
    """How values of one type are written as JSON and read back; the same value comes back."""

    def __init__(self, kind: type[T]) -> None:
        self._adapter: TypeAdapter[T] = TypeAdapter(kind)

    def write(self, value: T) -> str:
        """A value as JSON; half characters, which no text file can hold, become question marks."""
        plain = self._adapter.dump_python(value, mode="json")
        return json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace").decode()

    def read(self, text: str) -> T:
        """What `write` wrote. Raises ValueError for anything else."""
        return self._adapter.validate_json(text)


class ScenarioForm(Form[Scenario]):
    """Reads scenarios of the form that was kept before conversations, too."""

    def read(self, text: str) -> Scenario:
        """What `write` wrote, now or then. Raises ValueError for anything else."""
        return self._adapter.validate_python(earlier.modern(json.loads(text)))


TRANSCRIPT = Form(Transcript)
MARKING = Form(Marking)
ACTS: Form[Turns] = Form(Turns)
RECORDING = Form(Recording)
SCENARIO = ScenarioForm(Scenario)
PAIR = Form(Pair)
