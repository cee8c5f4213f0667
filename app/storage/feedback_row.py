"""One piece of feedback as a row of the database, and back."""

import sqlite3
from collections.abc import Iterator
from typing import Any

from app.pairing.critique import Critique
from app.pairing.feedback import Feedback
from app.pairing.origin import Origin
from app.pairing.pin import Pin
from app.pairing.settlement import Settlement
from app.storage.stored import Form

_FORMS: dict[str, Form[Any]] = {
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


def put(connection: sqlite3.Connection, session: str, one: Feedback, origin: Origin | None) -> None:
    """Insert a piece, or replace what it says; where it came from stays as it was first."""
    came = ORIGIN.write(origin) if origin else None
    kind = _KINDS[type(one)]
    connection.execute(_PUT, (session, one.id, one.take, kind, _FORMS[kind].write(one), came))


def piece(connection: sqlite3.Connection, session: str, id: str) -> Feedback | None:
    """One piece by its id. Raises ValueError where it is not as written."""
    row = connection.execute(
        "SELECT kind, written FROM feedback WHERE session = ? AND id = ?", (session, id)
    ).fetchone()
    return _FORMS[row[0]].read(row[1]) if row and row[0] in _FORMS else None


def pieces(connection: sqlite3.Connection, session: str) -> Iterator[tuple[Feedback, Origin | None]]:
    """The feedback of a session in the order in which it came. Raises ValueError where one is not as written."""
    rows = connection.execute(
        "SELECT kind, written, origin FROM feedback WHERE session = ? ORDER BY place", (session,)
    ).fetchall()
    for kind, written, origin in rows:
        if kind not in _FORMS:
            raise ValueError(kind)
        yield _FORMS[kind].read(written), ORIGIN.read(origin) if origin else None
