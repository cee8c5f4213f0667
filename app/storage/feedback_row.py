"""One piece of feedback as a row of the database, and back."""

import sqlite3
from collections.abc import Iterator

from app.pairing.critique import Critique
from app.pairing.feedback import Feedback
from app.pairing.origin import Origin
from app.pairing.pin import Pin
from app.pairing.settlement import Settlement
from app.storage.stored import Form

FORMS: dict[str, Form[Critique] | Form[Pin] | Form[Settlement]] = {
    "critique": Form(Critique),
    "pin": Form(Pin),
    "settlement": Form(Settlement),
}
ORIGIN = Form(Origin)
_KINDS: dict[type, str] = {Critique: "critique", Pin: "pin", Settlement: "settlement"}
_PUT = """
INSERT INTO feedback (session, id, take, kind, written, origin) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (session, id) DO UPDATE SET take = excluded.take, kind = excluded.kind, written = excluded.written
"""


def kind_of(one: Feedback) -> str:
    """The word for its type, in rows and in files."""
    return _KINDS[type(one)]


def write(one: Feedback) -> str:
    """A piece of feedback as JSON."""
    form: Form[Feedback] = FORMS[kind_of(one)]  # type: ignore[assignment]  # the form of its own type
    return form.write(one)


def put(connection: sqlite3.Connection, session: str, one: Feedback, origin: Origin | None) -> None:
    """Insert a piece, or replace what it says; where it came from stays as it was first."""
    came = ORIGIN.write(origin) if origin else None
    connection.execute(_PUT, (session, one.id, one.take, kind_of(one), write(one), came))


def piece(connection: sqlite3.Connection, session: str, id: str) -> Feedback | None:
    """One piece by its id. Raises ValueError where it is not as written."""
    row = connection.execute(
        "SELECT kind, written FROM feedback WHERE session = ? AND id = ?", (session, id)
    ).fetchone()
    return FORMS[row[0]].read(row[1]) if row and row[0] in FORMS else None


def pieces(connection: sqlite3.Connection, session: str) -> Iterator[tuple[Feedback, Origin | None]]:
    """The feedback of a session in the order in which it came. Raises ValueError where one is not as written."""
    rows = connection.execute(
        "SELECT kind, written, origin FROM feedback WHERE session = ? ORDER BY place", (session,)
    ).fetchall()
    for kind, written, origin in rows:
        if kind not in FORMS:
            raise ValueError(kind)
        yield FORMS[kind].read(written), ORIGIN.read(origin) if origin else None
