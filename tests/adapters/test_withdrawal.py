"""What a colleague takes back is nowhere on the disk, and no file or copy brings it back."""

import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.errors import HeardFirstError
from app.folders import Folders
from app.pairing.critique import Critique
from app.pairing.origin import Origin
from app.pairing.pin import Noticed, Pin
from app.storage.archive import SessionArchive
from app.storage.migration import migrate
from app.storage.stored import Form, StoredSession
from tests import example_session as example

MONDAY = datetime(2026, 1, 5, 9, tzinfo=UTC)
WORD = "Zwischenruf"
LONG = f"{WORD} " * 400


def critique(take: int = 1, text: str = WORD, colleague: str = "Björn") -> Critique:
    return Critique(
        manager="Ann",
        colleague=colleague,
        consent="We agreed.",
        take=take,
        face=4,
        face_note=text,
        tone_note=text,
        words_note=text,
        keep=text,
        id=f"{take:08x}{len(text + colleague):08x}",
    )


def pin(text: str = WORD) -> Pin:
    return Pin(take=1, noticed=Noticed.TONE, good=False, at_s=1.5, by="Björn", note=text, answer=text)


def holders(folders: Folders, word: str = WORD) -> list[str]:
    """The files below the program's folder in which a word stands, in any of SQLite's encodings."""
    wanted = {word.encode(), word.encode("utf-16-le"), word.encode("utf-16-be")}
    found = (path for path in folders.data.rglob("*") if path.is_file())
    return [path.name for path in found if any(one in path.read_bytes() for one in wanted)]


def day(folders: Folders, number: int) -> SessionArchive:
    return SessionArchive(folders, now=lambda: MONDAY + timedelta(days=number))


@pytest.mark.parametrize("text", [WORD, LONG], ids=["short", "many pages"])
def test_no_word_of_it_is_left_in_the_database_or_in_any_copy(folders: Folders, text: str) -> None:
    archive = day(folders, 0)
    session = archive.new_session_id()
    archive.save_take(example.run(session), example.take())
    pieces = (critique(text=text), pin(text), pin(text))
    other = example.critique(colleague="Chen")
    for one in (*pieces, other):
        archive.save_feedback(session, one)
    archive.close()
    for number in (1, 2):
        archive = day(folders, number)
        archive.save_take(example.run(session), example.take(number + 1))
        archive.close()
    assert len(holders(folders)) == 4, "the database and three copies"
    archive = day(folders, 3)
    for one in pieces:
        archive.withdraw_feedback(session, one.id)
    assert holders(folders) == []
    assert archive.open_session(session).feedback == (other,)
    archive.close()
    assert holders(folders) == []
    assert len(list((folders.data / "backups").iterdir())) == 4, "each copy was cleaned, none thrown away"


def test_a_copy_that_takes_the_databases_place_does_not_bring_it_back(folders: Folders) -> None:
    archive = day(folders, 0)
    session = archive.new_session_id()
    archive.save_take(example.run(session), example.take())
    archive.save_feedback(session, critique())
    archive.close()
    archive = day(folders, 1)
    archive.withdraw_feedback(session, critique().id)
    archive.close()
    (folders.data / "backups" / "day-2026-01-06.sqlite3").unlink()
    folders.database.write_bytes(b"no database at all")
    archive = day(folders, 2)
    assert archive.damage is not None
    assert archive.damage.restored is not None
    assert archive.open_session(session).feedback == ()
    came = StoredSession(example.run(session, example.take()), MONDAY, (critique(),), Origin("Björn", 1, 2))
    archive.save_received(came)
    assert archive.open_session(session).feedback == (), "nor does the file in which it came"
    archive.close()


def test_a_file_that_was_sent_back_brings_nothing_that_was_taken_back(folders: Folders) -> None:
    archive = day(folders, 0)
    session = archive.new_session_id()
    archive.save_take(example.run(session), example.take())
    archive.save_feedback(session, critique())
    sent = archive.open_session(session)
    archive.withdraw_feedback(session, critique().id)
    archive.save_received(StoredSession(sent.run, sent.started, sent.feedback, Origin("Björn", 1, 2)))
    assert archive.open_session(session).feedback == ()
    assert holders(folders) == []
    archive.close()


def test_a_copy_in_the_first_format_knows_a_critique_by_its_colleague(folders: Folders) -> None:
    archive = day(folders, 0)
    session = archive.new_session_id()
    archive.save_take(example.run(session), example.take())
    archive.save_feedback(session, critique())
    archive.close()
    old = folders.data / "backups" / "before-format-2.sqlite3"
    with closing(sqlite3.connect(old, isolation_level=None)) as connection:
        migrate(connection, upto=1)
        connection.execute("INSERT INTO session VALUES (1, ?, 0, 'delays', 'Delays', '{}')", (session,))
        connection.execute("INSERT INTO take (session, number, salesperson) VALUES (?, 1, '')", (session,))
        for colleague in ("Björn", "Chen"):
            written = Form(Critique).write(critique(colleague=colleague, text=WORD if colleague == "Björn" else "kept"))
            connection.execute("INSERT INTO critique VALUES (?, 1, ?, ?)", (session, colleague, written))
    assert old.name in holders(folders)
    archive = day(folders, 1)
    archive.withdraw_feedback(session, critique().id)
    archive.close()
    assert holders(folders) == []
    with closing(sqlite3.connect(old)) as connection:
        assert connection.execute("SELECT colleague FROM critique").fetchall() == [("Chen",)]


def test_a_file_that_was_set_aside_and_cannot_be_cleaned_is_removed(folders: Folders) -> None:
    archive = day(folders, 0)
    session = archive.new_session_id()
    archive.save_take(example.run(session), example.take())
    archive.save_feedback(session, critique())
    archive.close()
    aside = folders.database.with_name(f"{folders.database.stem}.damaged-1{folders.database.suffix}")
    aside.write_bytes(b"torn" + folders.database.read_bytes()[4:])
    untouched = folders.database.with_name(f"{folders.database.stem}.damaged-2{folders.database.suffix}")
    untouched.write_bytes(b"nothing of ours")
    archive = day(folders, 0)
    archive.withdraw_feedback(session, critique().id)
    archive.close()
    assert holders(folders) == []
    assert not aside.exists()
    assert untouched.exists(), "what does not hold it is none of our business"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_where_a_copy_cannot_be_cleaned_it_is_still_there_to_be_taken_back(folders: Folders) -> None:
    archive = day(folders, 0)
    session = archive.new_session_id()
    archive.save_take(example.run(session), example.take())
    archive.save_feedback(session, critique())
    archive.close()
    copies = folders.data / "backups"
    copies.chmod(0o500)
    archive = day(folders, 1)
    try:
        with pytest.raises(HeardFirstError):
            archive.withdraw_feedback(session, critique().id)
        assert archive.open_session(session).feedback == (critique(),)
    finally:
        copies.chmod(0o700)
        archive.close()


def test_what_is_unknown_is_no_fault_and_leaves_no_id(folders: Folders) -> None:
    archive = day(folders, 0)
    session = archive.new_session_id()
    archive.save_take(example.run(session), example.take())
    archive.withdraw_feedback(session, "0" * 16)
    archive.withdraw_feedback("unknown", "0" * 16)
    assert archive.withdrawn(session) == frozenset()
    archive.close()


def test_it_costs_copies_that_do_not_hold_it_nothing(folders: Folders) -> None:
    archive = day(folders, 0)
    session = archive.new_session_id()
    archive.save_take(example.run(session), example.take())
    archive.close()
    (copy,) = (folders.data / "backups").iterdir()
    before: tuple[int, bytes] = (copy.stat().st_mtime_ns, Path(copy).read_bytes())
    archive = day(folders, 1)
    archive.save_feedback(session, pin())
    (kept,) = archive.open_session(session).pins
    archive.withdraw_feedback(session, kept.id)
    assert (copy.stat().st_mtime_ns, copy.read_bytes()) == before
    archive.close()
