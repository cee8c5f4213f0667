"""Sessions as they come out of the archive, and how their parts are written as text."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from pydantic import TypeAdapter

from app.marking.marker import Marking
from app.marking.verdict import Verdict
from app.rehearsal.critique import Critique
from app.rehearsal.sound import Recording
from app.rehearsal.state import Run
from app.scenarios.scenario import Scenario
from app.transcript.transcript import Transcript

T = TypeVar("T")


@dataclass(frozen=True)
class SessionSummary:
    """One line in the list of past sessions. `verdict` is that of the last take; None where it was not marked."""

    id: str
    started: datetime
    scenario_id: str
    scenario_title: str
    takes: int
    verdict: Verdict | None
    has_sound: bool
    has_critique: bool


@dataclass(frozen=True)
class StoredSession:
    """A session opened again. A take whose sound is gone has a recording without a path."""

    run: Run
    started: datetime
    critiques: tuple[Critique, ...]


class Form(Generic[T]):
    """How values of one type are written as JSON and read back; the same value comes back."""

    def __init__(self, kind: type[T]) -> None:
        self._adapter = TypeAdapter(kind)

    def write(self, value: T) -> str:
        """A value as JSON; half characters, which no text file can hold, become question marks."""
        plain = self._adapter.dump_python(value, mode="json")
        return json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace").decode()

    def read(self, text: str) -> T:
        """What `write` wrote. Raises ValueError for anything else."""
        return self._adapter.validate_json(text)


TRANSCRIPT = Form(Transcript)
MARKING = Form(Marking)
RECORDING = Form(Recording)
SCENARIO = Form(Scenario)
CRITIQUE = Form(Critique)
