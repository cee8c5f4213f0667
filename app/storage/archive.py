"""Every session that was rehearsed: saved take by take, listed, opened again, deleted without a trace."""

import re
import secrets
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from app.errors import ErrorKind, HeardFirstError
from app.folders import Folders
from app.marking.marker import Marking
from app.marking.verdict import Verdict
from app.pairing.critique import Critique
from app.pairing.feedback import Feedback
from app.pairing.origin import Origin
from app.pairing.pair import Pair
from app.rehearsal.state import Run, Take
from app.storage import feedback_row, take_row
from app.storage.database import Damage, Database
from app.storage.stored import MARKING, PAIR, SCENARIO, SessionSummary, StoredSession

_LIST = """
SELECT id, started_utc_s, scenario_id, scenario_title,
    (SELECT count(*) FROM take WHERE session = session.id),
    (SELECT verdict FROM take WHERE session = session.id AND verdict IS NOT NULL ORDER BY number DESC LIMIT 1),
    EXISTS (SELECT 1 FROM feedback WHERE session = session.id AND kind = 'critique'), pair, origin
FROM session ORDER BY place DESC
"""
_START = """
INSERT INTO session (id, started_utc_s, scenario_id, scenario_title, scenario, pair, origin)
VALUES (?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET pair = coalesce(excluded.pair, pair) WHERE origin IS NULL
"""
_OPEN = "SELECT started_utc_s, scenario, pair, origin FROM session WHERE id = ?"
_NUMBERS = "SELECT number FROM take WHERE session = ?"
_ID_END = re.compile(r"[-.~]")
_EARLIER = "SELECT marking FROM earlier_marking WHERE session = ? AND take = ? ORDER BY place"

_FORGET_EMPTY = "DELETE FROM session WHERE id = ? AND NOT EXISTS (SELECT 1 FROM take WHERE session = session.id)"


def _utc_now() -> datetime:
    return datetime.now(UTC)


class SessionArchive:
    """Keeps sessions in SQLite and knows their sound files. Used on the thread that made it; `close` it.

    Making it raises HeardFirstError: DATABASE_NEWER (the file stays untouched), DISK_FULL, FOLDER_UNWRITABLE. A
    damaged database is set aside; `damage` then says so. Every method raises DISK_FULL, FOLDER_UNWRITABLE or
    DATABASE_DAMAGED; what is in memory stays as it is, and the same call may be made again.
    """

    def __init__(self, folders: Folders, *, keep: bool = True, now: Callable[[], datetime] = _utc_now) -> None:
        """With `keep` off nothing is written to disk: sessions last until `close`."""
        self._sound = folders.sound
        self._now = now
        self._database = Database(folders.database if keep else None, now().date())
        self._unsaved: set[tuple[str, int]] = set()  # takes whose last save failed: the file has an older state

    @property
    def damage(self) -> Damage | None:
        """What became of a damaged database since this was made; None where there was none."""
        return self._database.damage

    def new_session_id(self) -> str:
        """An id that no other session has, fit for a file's name."""
        return secrets.token_hex(8)

    def save_take(self, run: Run, take: Take) -> None:
        """Insert or replace one take, and those of the run that could not be saved the last time."""
        try:
            self._save_take(run, take)
        except HeardFirstError as error:
            self._unsaved.add((run.session, take.number))
            if error.kind is ErrorKind.DATABASE_DAMAGED:  # another file took its place, perhaps an older one
                self._unsaved.update((run.session, one.number) for one in run.takes)
                self._save_take(run, take)
            raise

    def save_feedback(self, session: str, one: Feedback) -> None:
        """Insert or replace a piece of feedback, by its id. Raises SESSION_UNKNOWN where its take is not saved."""
        with self._database.writing() as connection:
            try:
                feedback_row.put(connection, session, one, None)
            except sqlite3.IntegrityError as error:
                raise HeardFirstError(ErrorKind.SESSION_UNKNOWN, id=session) from error

    def withdraw_feedback(self, session: str, id: str) -> None:
        """Take a piece back: only its id is kept, so that no file brings it in again. Unknown ones are no fault.

        It leaves the backups first, so that where that fails it is still there to be taken back.
        """
        with self._database.reading() as connection:
            try:
                one = feedback_row.piece(connection, session, id)
            except ValueError as error:
                raise HeardFirstError(ErrorKind.SESSION_DAMAGED, id=session) from error
        if one is None:
            return
        critique_of = (one.take, one.colleague) if isinstance(one, Critique) else None
        self._database.withdraw(session, id, critique_of)
        with self._database.writing() as connection:
            connection.execute("DELETE FROM feedback WHERE session = ? AND id = ?", (session, id))
            connection.execute("INSERT OR IGNORE INTO withdrawn VALUES (?, ?)", (session, id))
        self._database.sweep()

    def withdrawn(self, session: str) -> frozenset[str]:
        """The ids of feedback that was taken back."""
        with self._database.reading() as connection:
            rows = connection.execute("SELECT id FROM withdrawn WHERE session = ?", (session,)).fetchall()
        return frozenset(id for (id,) in rows)

    def save_received(self, stored: StoredSession) -> None:
        """Keep what came in a file, whole or not at all.

        A session that is not here yet comes in with its takes and its origin. To one that came before, takes and
        sound that it lacks are added; to one that was made here, and to both, feedback on takes that are here.
        Nothing that is here is changed. Sound files have to lie in the sound folder by the time they are heard.
        """
        with self._database.writing() as connection:
            self._put_received(connection, stored)

    def list_sessions(self) -> tuple[SessionSummary, ...]:
        """All sessions, the newest first."""
        with self._database.reading() as connection:
            rows = connection.execute(_LIST).fetchall()
            sounds = connection.execute("SELECT session, sound FROM take WHERE sound IS NOT NULL").fetchall()
        heard = {session for session, sound in sounds if take_row.there(sound, self._sound)}
        return tuple(
            SessionSummary(
                id,
                _moment(started),
                scenario,
                title,
                takes,
                _verdict(verdict),
                id in heard,
                bool(critique),
                found.colleague if (found := _pair(pair)) else "",
                _origin(origin),
            )
            for id, started, scenario, title, takes, verdict, critique, pair, origin in rows
        )

    def open_session(self, session: str) -> StoredSession:
        """A session as it was saved. Raises SESSION_UNKNOWN; SESSION_DAMAGED where this one cannot be read."""
        with self._database.reading() as connection:
            row = connection.execute(_OPEN, (session,)).fetchone()
            if row is None:
                raise HeardFirstError(ErrorKind.SESSION_UNKNOWN, id=session)
            try:
                run = Run(session, SCENARIO.read(row[1]), pair=PAIR.read(row[2]) if row[2] else None)
                run = replace(run, takes=_without_gaps(run, take_row.takes(connection, session, self._sound)))
                found = tuple(feedback_row.pieces(connection, session))
                origin = feedback_row.ORIGIN.read(row[3]) if row[3] else None
            except ValueError as error:
                raise HeardFirstError(ErrorKind.SESSION_DAMAGED, id=session) from error
        received = {one.id: came for one, came in found if came}
        return StoredSession(run, _moment(row[0]), tuple(one for one, _ in found), origin, received)

    def earlier_markings(self, session: str, take: int) -> tuple[Marking, ...]:
        """How a take was marked by older rules or another classifier, the oldest first.

        Nothing shows them yet: they are the record that a change of the rules rewrites no history.
        """
        with self._database.reading() as connection:
            rows = connection.execute(_EARLIER, (session, take)).fetchall()
        return tuple(MARKING.read(text) for (text,) in rows)

    def delete_session(self, session: str) -> None:
        """Remove a session: its rows, its sound, its place in every backup. Raises SESSION_UNKNOWN.

        Where it fails, the session is still listed and can be deleted again; only where there is no room to write
        the file anew it is already gone from the list.
        """
        if not any(one.id == session for one in self.list_sessions()):
            raise HeardFirstError(ErrorKind.SESSION_UNKNOWN, id=session)
        self._database.forget(session)
        with self._database.writing() as connection:
            sounds = connection.execute("SELECT sound FROM take WHERE session = ?", (session,)).fetchall()
            connection.execute("DELETE FROM session WHERE id = ?", (session,))
            known = (take_row.there(sound, self._sound) for (sound,) in sounds)
            for path in self._named_after(session) | {path for path in known if path}:
                path.unlink(missing_ok=True)
        self._database.sweep()

    def drop_take(self, run: Run, number: int) -> None:
        """Forget one take, and its session where that was the only one; its sound stays. Unknown ones are no fault."""
        with self._database.writing() as connection:
            connection.execute("DELETE FROM take WHERE session = ? AND number = ?", (run.session, number))
            connection.execute(_FORGET_EMPTY, (run.session,))
        self._unsaved.discard((run.session, number))

    def kept_sounds(self) -> frozenset[str]:
        """The sound files that belong to saved takes, or in which a pair agreed, as paths below the sound folder."""
        with self._database.reading() as connection:
            rows = connection.execute("SELECT sound FROM take WHERE sound IS NOT NULL").fetchall()
            pairs = connection.execute("SELECT pair FROM session WHERE pair IS NOT NULL").fetchall()
        agreed = {pair.consent.sound for (text,) in pairs if (pair := _pair(text))}
        return frozenset(sound for (sound,) in rows) | (agreed - {""})

    def close(self) -> None:
        """Close the database, with a backup of what was saved."""
        self._database.close()

    def _save_take(self, run: Run, take: Take) -> None:
        scenario = run.scenario
        started = int(self._now().timestamp())
        with self._database.writing() as connection:
            pair = PAIR.write(run.pair) if run.pair else None
            row = (run.session, started, scenario.id, scenario.title, SCENARIO.write(scenario), pair, None)
            connection.execute(_START, row)
            saved = {number for (number,) in connection.execute(_NUMBERS, (run.session,))}
            saved -= {number for session, number in self._unsaved if session == run.session}
            written = (*(other for other in run.takes if other.number not in saved | {take.number}), take)
            for one in written:
                take_row.put(connection, run.session, one, self._sound)
        self._unsaved -= {(run.session, one.number) for one in written}

    def _put_received(self, connection: sqlite3.Connection, stored: StoredSession) -> None:
        run, scenario = stored.run, stored.run.scenario
        found = connection.execute("SELECT origin FROM session WHERE id = ?", (run.session,)).fetchone()
        if found is None:
            if stored.origin is None:
                raise ValueError("what comes in a file has an origin")
            started = int(stored.started.timestamp())
            pair = PAIR.write(run.pair) if run.pair else None
            origin = feedback_row.ORIGIN.write(stored.origin)
            row = (run.session, started, scenario.id, scenario.title, SCENARIO.write(scenario), pair, origin)
            connection.execute(_START, row)
        if found is None or found[0] is not None:
            for take in run.takes:
                take_row.add(connection, run.session, take, self._sound)
        here = {number for (number,) in connection.execute(_NUMBERS, (run.session,))}
        gone = connection.execute(
            "SELECT id FROM withdrawn WHERE session = ? UNION SELECT id FROM feedback WHERE session = ?",
            (run.session, run.session),
        )
        known = {id for (id,) in gone}
        for one in stored.feedback:
            if one.take in here and one.id not in known:
                feedback_row.put(connection, run.session, one, stored.received.get(one.id, stored.origin))

    def _named_after(self, session: str) -> set[Path]:
        """Sound files that carry the session's id in their name, also those that no row knows."""
        return {path for path in self._sound.glob("*") if path.is_file() and _ID_END.split(path.name)[0] == session}


def _without_gaps(run: Run, takes: tuple[Take, ...]) -> tuple[Take, ...]:
    """Takes by their numbers; in the place of one that was never saved stands an empty one."""
    saved = {take.number: take for take in takes}
    numbers = range(1, max(saved, default=0) + 1)
    return tuple(saved.get(number) or Take(number, run.scenario.opening_line(number)) for number in numbers)


def _moment(utc_s: int) -> datetime:
    try:
        return datetime.fromtimestamp(utc_s, UTC)
    except (ValueError, OverflowError, OSError):  # bytes changed by chance must not hide the whole list
        return datetime.fromtimestamp(0, UTC)


def _pair(text: str | None) -> Pair | None:
    try:
        return PAIR.read(text) if text else None
    except ValueError:  # as above
        return None


def _origin(origin: str | None) -> Origin | None:
    try:
        return feedback_row.ORIGIN.read(origin) if origin else None
    except ValueError:  # it came from elsewhere all the same
        return Origin("", 0, 0)


def _verdict(stored: str | None) -> Verdict | None:
    return Verdict(stored) if stored in set(Verdict) else None
