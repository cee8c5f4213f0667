"""What can happen to the database: nothing acknowledged is lost, nothing is deleted, saving works again at once."""

import json
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from app.errors import ErrorKind, HeardFirstError
from app.folders import Folders
from app.storage.archive import SessionArchive
from app.storage.migration import APPLICATION_ID, newest_version
from tests import example_session as example

CHILD = [sys.executable, "-m", "tests.archive_child"]
SESSIONS = ("first", "second", "third")


def filled(folders: Folders) -> None:
    """Three sessions, and a backup that holds them all."""
    archive = SessionArchive(folders)
    for session in SESSIONS:
        archive.save_take(example.run(session), example.take(text=f"You said {session}. " + "Send it. " * 300))
        archive.save_feedback(session, example.critique())
    archive.close()


def works(archive: SessionArchive, session: str = "after") -> bool:
    """Whether a take can be saved and read."""
    take = example.take()
    archive.save_take(example.run(session), take)
    return archive.open_session(session).run.takes == (take,)


def ids(archive: SessionArchive) -> set[str]:
    return {one.id for one in archive.list_sessions()}


def quick_check(path: Path) -> str:
    with closing(sqlite3.connect(path)) as file:
        return str(file.execute("PRAGMA quick_check").fetchone()[0])


def damaged(raw: bytes, chance: random.Random) -> bytes:
    """The same bytes with a few changed, a page gone blank, or the end missing."""
    harmed = bytearray(raw)
    match chance.randrange(5):
        case 0:
            return bytes(harmed[: chance.randrange(len(raw))])
        case 1:
            page = chance.randrange(len(raw) // 4096)
            harmed[page * 4096 : (page + 1) * 4096] = bytes(4096)
        case 2:
            harmed[chance.randrange(100)] ^= 1 << chance.randrange(8)
        case 3:
            harmed[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)
        case _:
            for _ in range(chance.randrange(2, 64)):
                harmed[chance.randrange(len(raw))] = chance.randrange(256)
    return bytes(harmed)


@pytest.mark.parametrize("tens", range(20))
def test_bytes_changed_by_chance(folders: Folders, tens: int) -> None:
    filled(folders)
    raw = folders.database.read_bytes()
    copies = {path: path.read_bytes() for path in (folders.data / "backups").iterdir()}
    for seed in range(tens * 10, tens * 10 + 10):
        harmed = damaged(raw, random.Random(seed))
        shutil.rmtree(folders.data)
        folders.make()
        (folders.data / "backups").mkdir()
        for path, content in copies.items():
            path.write_bytes(content)
        folders.database.write_bytes(harmed)
        survives(folders, harmed)


def opened(folders: Folders) -> SessionArchive | None:
    """The archive; None where it is said to be of a newer format. Any other fault is the test's."""
    try:
        return SessionArchive(folders)
    except HeardFirstError as error:
        if error.kind is not ErrorKind.DATABASE_NEWER:
            raise
        return None


def can_be_read_or_says_that_it_cannot(archive: SessionArchive, session: str) -> None:
    try:
        archive.open_session(session)
    except HeardFirstError as error:
        if error.kind is not ErrorKind.SESSION_DAMAGED:
            raise


def survives(folders: Folders, harmed: bytes) -> None:
    archive = opened(folders)
    if archive is None:  # the number of the format itself was hit
        assert folders.database.read_bytes() == harmed
        return
    if archive.damage:
        assert archive.damage.set_aside.read_bytes() == harmed
        assert archive.damage.restored is not None
        assert ids(archive) == set(SESSIONS)
    for session in ids(archive):
        can_be_read_or_says_that_it_cannot(archive, session)
    assert works(archive)
    archive.close()
    assert quick_check(folders.database) == "ok"


@pytest.mark.parametrize("content", [b"", b"Dear diary, ", b"SQLite format 3\0" + bytes(84), bytes(5000)])
@pytest.mark.parametrize("with_backup", [True, False])
def test_something_else_in_its_place(folders: Folders, content: bytes, with_backup: bool) -> None:
    filled(folders)
    if not with_backup:
        shutil.rmtree(folders.data / "backups")
    folders.database.write_bytes(content)
    archive = SessionArchive(folders)
    assert ids(archive) == (set(SESSIONS) if with_backup else set())
    if content:
        assert archive.damage is not None
        assert archive.damage.set_aside.name == "sessions.damaged-1.sqlite3"
        assert archive.damage.set_aside.read_bytes() == content
    assert works(archive)
    archive.close()


def test_a_folder_in_its_place(folders: Folders) -> None:
    folders.database.mkdir()
    (folders.database / "kept").write_text("kept")
    archive = SessionArchive(folders)
    assert works(archive)
    archive.close()
    assert (folders.data / "sessions.damaged-1.sqlite3" / "kept").read_text() == "kept"


def test_another_programs_database_in_its_place(folders: Folders) -> None:
    with closing(sqlite3.connect(folders.database)) as file, file:
        file.execute("CREATE TABLE take (x)")
    before = folders.database.read_bytes()
    archive = SessionArchive(folders)
    assert archive.damage is not None
    assert archive.damage.set_aside.read_bytes() == before
    assert works(archive)
    archive.close()


def test_a_damaged_backup_is_passed_over(folders: Folders) -> None:
    filled(folders)
    good = next((folders.data / "backups").iterdir())
    shutil.copy(good, good.with_name("day-2999-01-01.sqlite3"))
    (good.with_name("day-2999-01-01.sqlite3")).write_bytes(b"not this one")
    folders.database.write_bytes(b"nor this one")
    archive = SessionArchive(folders)
    assert archive.damage is not None
    assert archive.damage.restored == good
    assert ids(archive) == set(SESSIONS)
    archive.close()


def test_a_stale_journal_does_not_reach_the_file_that_takes_its_place(folders: Folders) -> None:
    filled(folders)
    journal = folders.database.with_name("sessions.sqlite3-journal")
    folders.database.write_bytes(b"rubbish")
    journal.write_bytes(bytes.fromhex("d9d505f920a163d7ffffffff") + bytes(20) + b"\x10" * 5000)
    archive = SessionArchive(folders)
    assert not journal.exists()
    assert ids(archive) == set(SESSIONS)
    archive.close()


def test_damage_while_the_program_runs_keeps_the_take_and_says_so(folders: Folders) -> None:
    filled(folders)
    archive = SessionArchive(folders)
    folders.database.write_bytes(b"\xee" * folders.database.stat().st_size)
    with pytest.raises(HeardFirstError) as told:
        archive.save_take(example.run("now"), example.take())
    assert told.value.kind is ErrorKind.DATABASE_DAMAGED
    assert ids(archive) == {*SESSIONS, "now"}
    assert archive.damage is not None
    assert works(archive)
    archive.close()


def test_a_newer_database_is_left_as_it_is(folders: Folders) -> None:
    filled(folders)
    with closing(sqlite3.connect(folders.database)) as file:
        file.execute("PRAGMA journal_mode = WAL")
        file.execute(f"PRAGMA user_version = {newest_version() + 1}")
    before = {path: path.read_bytes() for path in folders.data.rglob("*") if path.is_file()}
    with pytest.raises(HeardFirstError) as told:
        SessionArchive(folders)
    assert told.value.kind is ErrorKind.DATABASE_NEWER
    assert told.value.facts == {
        "path": folders.database,
        "found": newest_version() + 1,
        "known": newest_version(),
    }
    assert {path: path.read_bytes() for path in folders.data.rglob("*") if path.is_file()} == before


def test_a_change_of_format_is_backed_up_first(folders: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(folders)
    shutil.rmtree(folders.data / "backups")
    with_next_format(monkeypatch, "ALTER TABLE session ADD COLUMN mood TEXT;\n")
    archive = SessionArchive(folders)
    assert ids(archive) == set(SESSIONS)
    archive.close()
    (copy,) = (folders.data / "backups").glob("before-*")
    with closing(sqlite3.connect(copy)) as old, closing(sqlite3.connect(folders.database)) as new:
        assert old.execute("PRAGMA user_version").fetchone() == (newest_version() - 1,)
        assert new.execute("PRAGMA user_version").fetchone() == (newest_version(),)
        assert new.execute("SELECT mood FROM session").fetchall() == [(None,)] * 3


def test_a_step_that_fails_leaves_the_old_format(folders: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(folders)
    before = folders.database.read_bytes()
    with_next_format(monkeypatch, "DELETE FROM session;\nSELECT no_such_thing;\n")
    with pytest.raises(sqlite3.OperationalError, match="no_such_thing"):
        SessionArchive(folders)
    assert folders.database.read_bytes() == before


def with_next_format(monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    from app.storage import migration

    scripts = (*migration._scripts(), script)  # pyright: ignore[reportPrivateUsage]
    monkeypatch.setattr(migration, "_scripts", lambda: scripts)
    migration._schema_of.cache_clear()  # pyright: ignore[reportPrivateUsage]


def test_killed_at_each_statement_while_the_database_is_made(folders: Folders) -> None:
    """One whole format or the next, never between."""
    seen: set[int] = set()
    for statement in range(1, 60):
        folders.database.unlink(missing_ok=True)
        child = subprocess.run([sys.executable, "-m", "tests.migration_child", str(statement)], timeout=30)
        with closing(sqlite3.connect(folders.database)) as file:
            tables = file.execute("SELECT count(*) FROM sqlite_master WHERE type = 'table'").fetchone()[0]
            seen.add(tables)
            assert (tables, file.execute("PRAGMA user_version").fetchone()[0]) in {
                (0, 0),
                (5, 1),
                (6, 2),
                (6, newest_version()),
            }
            assert file.execute("PRAGMA application_id").fetchone()[0] in {0, APPLICATION_ID}
        archive = SessionArchive(folders)
        assert archive.damage is None
        archive.close()
        if child.returncode == 0:
            break
        assert child.returncode == -signal.SIGKILL
    else:
        pytest.fail("it never came to its end")
    assert seen == {0, 5, 6}


@pytest.mark.parametrize("seed", range(10))
def test_killed_in_the_middle_of_saving(folders: Folders, seed: int) -> None:
    """What was acknowledged is there, whole; nothing is there in part."""
    chance = random.Random(seed)
    with subprocess.Popen([*CHILD, "save", "s", "100000"], stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        lines = [child.stdout.readline() for _ in range(chance.randrange(1, 12))]
        # the instant of the kill is what this test varies
        time.sleep(chance.random() * 0.02)
        child.kill()
        lines += child.stdout.readlines()
    acknowledged = {line.strip() for line in lines if line.endswith("\n")}
    archive = SessionArchive(folders)
    assert archive.damage is None
    found = ids(archive)
    assert acknowledged <= found
    assert len(found) <= len(acknowledged) + 1
    for session in found:
        assert archive.open_session(session).run.take(1).marking is not None
    assert works(archive)
    archive.close()
    assert quick_check(folders.database) == "ok"


def test_four_programs_start_and_save_at_once(folders: Folders) -> None:
    children = [
        subprocess.Popen([*CHILD, "save", prefix, "10"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for prefix in "abcd"
    ]
    said = [child.communicate(timeout=60) for child in children]
    assert [err for _, err in said] == [""] * 4
    archive = SessionArchive(folders)
    assert ids(archive) == {f"{prefix}{number}" for prefix in "abcd" for number in range(10)}
    archive.close()


def test_another_program_holds_the_file(folders: Folders) -> None:
    archive = SessionArchive(folders)
    with closing(sqlite3.connect(folders.database, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        began = time.monotonic()
        with pytest.raises(HeardFirstError) as told:
            archive.save_take(example.run("s"), example.take())
        assert time.monotonic() - began < 20
        other.execute("ROLLBACK")
    assert told.value.kind is ErrorKind.FOLDER_UNWRITABLE
    assert told.value.facts == {"path": folders.data, "reason": "another program is writing to it"}
    assert works(archive, "s")
    archive.close()


def test_a_full_disk_and_a_read_only_one(tmp_path: Path) -> None:
    place = tmp_path / "small"
    place.mkdir()
    alone = ["unshare", "--user", "--map-root-user", "--mount"]
    if not shutil.which("unshare") or subprocess.run([*alone, "true"], capture_output=True).returncode:
        pytest.skip("this system gives no file system of one's own")
    child = subprocess.run([*alone, *CHILD, "full", str(place)], capture_output=True, text=True, timeout=60)
    assert child.stderr == ""
    assert json.loads(child.stdout) == {
        "full": "disk_full",
        "started full": "disk_full",
        "room": "saved",
        "read-only": "folder_unwritable",
        "listed": ["room", "before"],
        "writable": "saved",
        "check": "ok",
    }


def test_a_file_that_may_not_grow(folders: Folders) -> None:
    child = subprocess.run([*CHILD, "limit"], capture_output=True, text=True, timeout=60)
    assert child.stderr == ""
    assert json.loads(child.stdout) == {
        "limited": "folder_unwritable",
        "room": "saved",
        "listed": ["room", "before"],
        "check": "ok",
    }


def test_a_folder_that_cannot_be_used(folders: Folders) -> None:
    shutil.rmtree(folders.data)
    folders.data.write_text("a file where the folder should be")
    with pytest.raises(HeardFirstError) as told:
        SessionArchive(folders)
    assert told.value.kind is ErrorKind.FOLDER_UNWRITABLE
    assert folders.data.read_text() == "a file where the folder should be"
