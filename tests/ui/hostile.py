"""A session in which every word that a stranger can write wants to be more than words."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from app.pairing.critique import Critique
from app.pairing.origin import Origin
from app.pairing.pair import Agreed, Consent, Pair, Salesperson
from app.pairing.pin import Noticed, Pin
from app.pairing.settlement import Role, Settlement
from app.rehearsal.state import Run, Take
from app.scenarios.scenario import Scenario
from app.storage.stored import StoredSession
from tests import example_session

NAME = "<img src=file:///etc/passwd><a href=x>&Ada && Co</a>\u202etxt\u2067\u200b"
"""Short enough for a name: markup, ampersands, marks that turn writing around, and one that cannot be seen."""
NOTE = f"<table><tr><td>{NAME}</table> <img src='\\\\host\\x'> " + "W" * 300
MARK = "passwd"
"""Stands in all of them."""
GIVEN_UTC_S = 1_770_000_000


def scenario() -> Scenario:
    """Every text of it, as it would be read from a file; its id names files and is checked there."""
    plain: dict[str, Any] = example_session.scenario().model_dump(mode="json")
    plain |= {"title": NAME, "happened": NOTE, "opening": [f"1 {NOTE}", f"2 {NOTE}"]}
    plain["persona"] |= {"name": NAME, "role": NAME} | {
        name: [f"1 {NOTE}", f"2 {NOTE}"] for name in ("facts", "feelings")
    }
    plain["lines"] = {kind: [f"{place} {NOTE}"] for place, kind in enumerate(plain["lines"])}
    for one in plain["models"].values():
        one["turns"] = [NOTE]
    plain["better"] = dict.fromkeys(plain["better"], NOTE)
    return Scenario.model_validate(plain)


def pair(plays: Salesperson = Salesperson.PROGRAM) -> Pair:
    """Two names, and what they agreed to."""
    return Pair(NAME, NAME + "2", plays, Consent(NOTE, Agreed.TYPED, GIVEN_UTC_S))


def take(number: int = 1) -> Take:
    """Words that were said so."""
    said = f"{NOTE}. {NOTE}"
    heard = example_session.transcript(said)
    marking = example_session.marking(said, NOTE)
    return Take(number, NOTE, replace(heard, engine=NAME), None, marking)


def stored(session: str, origin: Origin | None) -> StoredSession:
    """Two takes, a pair, a critique, pins, answers and settled marks; the feedback came in a file."""
    critique = Critique(
        manager=NAME,
        colleague=NAME + "2",
        consent=NOTE,
        take=1,
        face=2,
        face_note=NOTE,
        tone_note=NOTE,
        words_note=NOTE,
        keep=NOTE,
        given_utc_s=GIVEN_UTC_S,
    )
    pins = tuple(
        Pin(take=1, noticed=one, good=False, at_s=1.0 + at, by=NAME, note=NOTE, answer=NOTE, given_utc_s=GIVEN_UTC_S)
        for at, one in enumerate(Noticed)
    )
    settled = Settlement(take=1, by=NAME, role=Role.COLLEAGUE, sentence=(0, 0), said=NOTE, given_utc_s=GIVEN_UTC_S)
    feedback = (critique, *pins, settled)
    came = Origin(NAME, GIVEN_UTC_S, GIVEN_UTC_S)
    run = Run(session, scenario(), (take(1), take(2)), pair=pair())
    received = {one.id: came for one in feedback}
    return StoredSession(run, datetime(2026, 1, 5, 9, tzinfo=UTC), feedback, origin, received)


ORIGIN = Origin(NAME, GIVEN_UTC_S, GIVEN_UTC_S, NAME + "2")
