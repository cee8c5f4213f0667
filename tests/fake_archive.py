"""An archive in memory, for tests that need none of the disk."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from app.errors import ErrorKind, HeardFirstError
from app.rehearsal.critique import Critique
from app.rehearsal.state import Run, Take
from app.storage.stored import SessionSummary, StoredSession

STARTED = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


class FakeArchive:
    """Keeps what it is given. `fails_with` makes the next saves fail; `saves` counts those that worked."""

    def __init__(self) -> None:
        self.runs: dict[str, Run] = {}
        self.critiques: dict[str, tuple[Critique, ...]] = {}
        self.fails_with: HeardFirstError | None = None
        self.saves = 0
        self._ids = 0
        self._unsaved: set[tuple[str, int]] = set()

    def new_session_id(self) -> str:
        self._ids += 1
        return f"{self._ids:016x}"

    def save_take(self, run: Run, take: Take) -> None:
        if self.fails_with:
            self._unsaved.add((run.session, take.number))
            raise self.fails_with
        kept = self.runs.get(run.session, replace(run, takes=(), voice_ended_s=0.0))
        saved = {one.number: one for one in kept.takes if (run.session, one.number) not in self._unsaved}
        takes = {one.number: one for one in (*kept.takes, *run.takes)} | saved | {take.number: take}
        self._unsaved -= {(run.session, number) for number in takes}
        self.runs[run.session] = replace(kept, takes=tuple(takes[number] for number in sorted(takes)))
        self.saves += 1

    def save_critique(self, session: str, critique: Critique) -> None:
        if self.fails_with:
            raise self.fails_with
        if session not in self.runs or critique.take not in {take.number for take in self.runs[session].takes}:
            raise HeardFirstError(ErrorKind.SESSION_UNKNOWN, id=session)
        before = self.critiques.get(session, ())
        others = (one for one in before if (one.take, one.colleague) != (critique.take, critique.colleague))
        self.critiques[session] = (*others, critique)

    def list_sessions(self) -> tuple[SessionSummary, ...]:
        return tuple(self._summary(run) for run in reversed(self.runs.values()))

    def open_session(self, session: str) -> StoredSession:
        return StoredSession(self._run(session), STARTED, self.critiques.get(session, ()))

    def delete_session(self, session: str) -> None:
        for take in self._run(session).takes:
            if path := _sound(take):
                path.unlink()
        del self.runs[session]
        self.critiques.pop(session, None)

    def drop_take(self, run: Run, number: int) -> None:
        kept = self.runs.get(run.session)
        if kept is None:
            return
        takes = tuple(take for take in kept.takes if take.number != number)
        if takes:
            self.runs[run.session] = replace(kept, takes=takes)
        else:
            del self.runs[run.session]
            self.critiques.pop(run.session, None)

    def close(self) -> None:
        pass

    def _run(self, session: str) -> Run:
        if session not in self.runs:
            raise HeardFirstError(ErrorKind.SESSION_UNKNOWN, id=session)
        return self.runs[session]

    def _summary(self, run: Run) -> SessionSummary:
        marking = run.takes[-1].marking
        return SessionSummary(
            id=run.session,
            started=STARTED,
            scenario_id=run.scenario.id,
            scenario_title=run.scenario.title,
            takes=len(run.takes),
            verdict=marking.verdict if marking else None,
            has_sound=any(_sound(take) for take in run.takes),
            has_critique=bool(self.critiques.get(run.session)),
        )


def _sound(take: Take) -> Path | None:
    path = take.recording.path if take.recording else None
    return path if path and path.is_file() else None
