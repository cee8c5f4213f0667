"""An archive in memory, for tests that need none of the disk."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from app.errors import ErrorKind, HeardFirstError
from app.pairing.critique import Critique
from app.pairing.feedback import Feedback
from app.rehearsal.state import Run, Take
from app.storage.stored import SessionSummary, StoredSession

STARTED = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


class FakeArchive:
    """Keeps what it is given. `fails_with` makes the next saves fail; `saves` counts those that worked."""

    def __init__(self) -> None:
        self.runs: dict[str, Run] = {}
        self.feedback: dict[str, tuple[Feedback, ...]] = {}
        self._withdrawn: dict[str, set[str]] = {}
        self._received: dict[str, StoredSession] = {}
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
        kept = self.runs.get(run.session, Run(run.session, run.scenario, pair=run.pair))
        came = self._received.get(run.session)
        if came is None or came.origin is None:
            kept = replace(kept, pair=run.pair or kept.pair)
        saved = {one.number: one for one in kept.takes if (run.session, one.number) not in self._unsaved}
        takes = {one.number: one for one in (*kept.takes, *run.takes)} | saved | {take.number: take}
        self._unsaved -= {(run.session, number) for number in takes}
        self.runs[run.session] = replace(kept, takes=tuple(takes[number] for number in sorted(takes)))
        self.saves += 1

    def save_feedback(self, session: str, one: Feedback) -> None:
        if self.fails_with:
            raise self.fails_with
        if session not in self.runs or one.take not in {take.number for take in self.runs[session].takes}:
            raise HeardFirstError(ErrorKind.SESSION_UNKNOWN, id=session)
        kept = {other.id: other for other in self.feedback.get(session, ())} | {one.id: one}
        self.feedback[session] = tuple(kept.values())

    def withdraw_feedback(self, session: str, id: str) -> None:
        if self.fails_with:
            raise self.fails_with
        before = self.feedback.get(session, ())
        self.feedback[session] = tuple(one for one in before if one.id != id)
        if len(self.feedback[session]) < len(before):
            self._withdrawn.setdefault(session, set()).add(id)

    def withdrawn(self, session: str) -> frozenset[str]:
        return frozenset(self._withdrawn.get(session, ()))

    def save_received(self, stored: StoredSession) -> None:
        if self.fails_with:
            raise self.fails_with
        session = stored.run.session
        if session not in self.runs:
            if stored.origin is None:
                raise ValueError("what comes in a file has an origin")
            self.runs[session] = stored.run
            self._received[session] = replace(stored, received={}, feedback=())
        elif session in self._received and self._received[session].origin:
            self.runs[session] = _with_more(self.runs[session], stored.run.takes)
        here = {take.number for take in self.runs[session].takes}
        known = {one.id for one in self.feedback.get(session, ())} | self.withdrawn(session)
        came = self._received.setdefault(session, StoredSession(self.runs[session], STARTED))
        for one in stored.feedback:
            origin = stored.received.get(one.id, stored.origin)
            if one.take in here and one.id not in known:
                self.feedback[session] = (*self.feedback.get(session, ()), one)
                came = replace(came, received={**came.received, **({one.id: origin} if origin else {})})
        self._received[session] = came

    def list_sessions(self) -> tuple[SessionSummary, ...]:
        return tuple(self._summary(run) for run in reversed(self.runs.values()))

    def open_session(self, session: str) -> StoredSession:
        run = self._run(session)
        came = self._received.get(session, StoredSession(run, STARTED))
        return replace(came, run=run, feedback=self.feedback.get(session, ()))

    def delete_session(self, session: str) -> None:
        for take in self._run(session).takes:
            if path := _sound(take):
                path.unlink()
        del self.runs[session]
        for kept in (self.feedback, self._withdrawn, self._received):
            kept.pop(session, None)

    def drop_take(self, run: Run, number: int) -> None:
        kept = self.runs.get(run.session)
        if kept is None:
            return
        takes = tuple(take for take in kept.takes if take.number != number)
        left = tuple(one for one in self.feedback.get(run.session, ()) if one.take != number)
        self.feedback[run.session] = left
        if takes:
            self.runs[run.session] = replace(kept, takes=takes)
        else:
            del self.runs[run.session]
            self.feedback.pop(run.session, None)

    def close(self) -> None:
        pass

    def _run(self, session: str) -> Run:
        if session not in self.runs:
            raise HeardFirstError(ErrorKind.SESSION_UNKNOWN, id=session)
        return self.runs[session]

    def _summary(self, run: Run) -> SessionSummary:
        verdicts = [take.marking.verdict for take in run.takes if take.marking and take.marking.verdict]
        return SessionSummary(
            id=run.session,
            started=STARTED,
            scenario_id=run.scenario.id,
            scenario_title=run.scenario.title,
            takes=len(run.takes),
            verdict=verdicts[-1] if verdicts else None,
            has_sound=any(_sound(take) for take in run.takes),
            has_critique=any(isinstance(one, Critique) for one in self.feedback.get(run.session, ())),
            colleague=run.pair.colleague if run.pair else "",
            origin=self._received[run.session].origin if run.session in self._received else None,
        )


def _with_more(run: Run, came: tuple[Take, ...]) -> Run:
    """The run with takes, and sound of its takes, that it lacks."""
    here = {take.number: take for take in run.takes}
    for take in came:
        old = here.setdefault(take.number, take)
        facts = old.recording and replace(old.recording, path=None)
        if _sound(old) is None and take.recording and replace(take.recording, path=None) == facts:
            here[take.number] = replace(old, recording=take.recording)
    return replace(run, takes=tuple(here[number] for number in sorted(here)))


def _sound(take: Take) -> Path | None:
    path = take.recording.path if take.recording else None
    return path if path and path.is_file() else None
