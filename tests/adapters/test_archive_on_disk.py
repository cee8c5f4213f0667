"""What only an archive on disk promises: private files, history that stays true, deletion without a trace."""

import json
import random
import sqlite3
import stat
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.errors import ErrorKind, HeardFirstError
from app.folders import Folders
from app.marking.marker import Marking
from app.persona.mind import Answer
from app.rehearsal.state import Run
from app.storage.archive import SessionArchive
from app.storage.migration import migrate, newest_version
from app.storage.stored import Form
from app.transcript.transcript import Transcript
from tests import example_session as example
from tests.old_scenario import old_scenario

MONDAY = datetime(2026, 1, 5, 9, 30, 15, tzinfo=UTC)


def saved(folders: Folders, *texts: str) -> list[str]:
    """One session a text, in an archive that is closed again."""
    archive = SessionArchive(folders)
    ids = [archive.new_session_id() for _ in texts]
    for session, text in zip(ids, texts, strict=True):
        sound = folders.sound / f"{session}-1.wav"
        sound.write_bytes(f"sound of {text}".encode())
        archive.save_take(example.run(session), example.take(text=text, sound=sound))
    archive.close()
    return ids


def files(folders: Folders) -> list[Path]:
    return [path for path in folders.data.rglob("*") if path.is_file()]


def test_sessions_are_there_after_a_restart(folders: Folders) -> None:
    (session,) = saved(folders, "You are worn out. Call them today.")
    archive = SessionArchive(folders)
    opened = archive.open_session(session)
    archive.close()
    take = example.take(text="You are worn out. Call them today.", sound=folders.sound / f"{session}-1.wav")
    assert opened.run == example.run(session, take)
    assert archive.damage is None


def test_every_file_is_private_to_the_user(folders: Folders) -> None:
    saved(folders, "private")
    folders.database.chmod(0o644)
    saved(folders, "private again")
    own = [path for path in files(folders) if path.parent != folders.sound]
    assert len(own) == 2, "the database and today's copy"
    assert {stat.S_IMODE(path.stat().st_mode) for path in own} == {0o600}
    assert stat.S_IMODE((folders.data / "backups").stat().st_mode) == 0o700


def test_a_scenario_that_is_edited_later_changes_no_history(folders: Folders) -> None:
    (session,) = saved(folders, "x y")
    archive = SessionArchive(folders)
    edited = Run(session, example.scenario(title="Another title"))
    archive.save_take(edited, example.take(2))
    assert archive.open_session(session).run.scenario == example.scenario()
    archive.close()


def test_the_order_stays_when_the_clock_is_set_back(folders: Folders) -> None:
    moments = iter([MONDAY, MONDAY, MONDAY - timedelta(days=365), MONDAY + timedelta(days=1)])
    archive = SessionArchive(folders, now=lambda: next(moments))
    for session in ("a", "b", "c"):
        archive.save_take(example.run(session), example.take())
    assert [one.id for one in archive.list_sessions()] == ["c", "b", "a"]
    assert archive.open_session("a").started == MONDAY
    archive.close()


def test_what_older_rules_said_is_kept_beside_the_new_marking(folders: Folders) -> None:
    archive = SessionArchive(folders)
    old, new = example.take(), replace(example.take(), marking=example.marking(classifier="scripted 2"))
    for take in (old, old, new, new):
        archive.save_take(example.run("s"), take)
    assert archive.open_session("s").run.take(1) == new
    assert archive.earlier_markings("s", 1) == (old.marking,)
    archive.close()
    with closing(sqlite3.connect(folders.database)) as file:
        assert file.execute("SELECT verdict, rubric_version, classifier FROM take").fetchall() == [
            ("empathy_first", 1, "scripted 2")
        ]


@pytest.mark.parametrize(("classifier", "kept"), [("scripted 1", 0), ("scripted 2", 1)])
def test_a_correction_loses_no_older_marking(folders: Folders, classifier: str, kept: int) -> None:
    """It is saved without marks at first; only then another marker may judge the new words."""
    archive = SessionArchive(folders)
    old = example.take()
    new = replace(old, marking=example.marking("You said it. Send it.", classifier=classifier))
    for take in (old, replace(old, marking=None), new):
        archive.save_take(example.run("s"), take)
    assert archive.earlier_markings("s", 1) == (old.marking,) * kept
    archive.close()


def test_a_take_whose_sound_is_gone_says_so(folders: Folders) -> None:
    (session,) = saved(folders, "x y")
    (folders.sound / f"{session}-1.wav").unlink()
    archive = SessionArchive(folders)
    recording = archive.open_session(session).run.take(1).recording
    assert recording is not None
    assert recording.path is None
    assert recording.duration_s == 4.125
    assert not archive.list_sessions()[0].has_sound
    archive.close()


@pytest.mark.parametrize("place", ["../outside.wav", "/etc/hostname", "a\0b", "."])
def test_a_sound_path_cannot_lead_out_of_the_sound_folder(folders: Folders, place: str) -> None:
    (session,) = saved(folders, "x y")
    outside = folders.data / "outside.wav"
    outside.write_bytes(b"somebody else's")
    with closing(sqlite3.connect(folders.database)) as file, file:
        file.execute("UPDATE take SET sound = ?", (place,))
    archive = SessionArchive(folders)
    recording = archive.open_session(session).run.take(1).recording
    assert recording is not None
    assert recording.path is None
    archive.delete_session(session)
    archive.close()
    assert outside.exists()


def test_a_file_of_the_users_own_is_never_deleted(folders: Folders, tmp_path: Path) -> None:
    own = tmp_path / "mine.wav"
    own.write_bytes(b"mine")
    archive = SessionArchive(folders)
    archive.save_take(example.run("s"), example.take(sound=own))
    archive.delete_session("s")
    archive.close()
    assert own.exists()


def test_a_missing_take_leaves_an_empty_place(folders: Folders) -> None:
    archive = SessionArchive(folders)
    archive.save_take(example.run("s"), example.take(3))
    run = archive.open_session("s").run
    assert [take.number for take in run.takes] == [1, 2, 3]
    assert run.take(2).transcript is None
    archive.close()


def test_one_session_that_cannot_be_read_hides_no_other(folders: Folders) -> None:
    bad, good = saved(folders, "bad one", "good one")
    with closing(sqlite3.connect(folders.database)) as file, file:
        file.execute("UPDATE take SET marking = '{\"verdict\":' WHERE session = ?", (bad,))
    archive = SessionArchive(folders)
    assert {one.id for one in archive.list_sessions()} == {bad, good}
    assert archive.open_session(good).run.take(1).transcript == example.transcript("good one")
    with pytest.raises(HeardFirstError) as told:
        archive.open_session(bad)
    assert told.value.kind is ErrorKind.SESSION_DAMAGED
    archive.delete_session(bad)
    archive.close()


def test_half_characters_are_kept_as_question_marks(folders: Folders) -> None:
    archive = SessionArchive(folders)
    take = replace(example.take(), transcript=example.transcript().correct("so \ud83d there"))
    archive.save_take(example.run("s"), take)
    kept = archive.open_session("s").run.take(1).transcript
    assert kept is not None
    assert kept.text == "so ? there"
    archive.close()


def test_a_deleted_session_is_nowhere_in_the_folder(folders: Folders) -> None:
    """Of twenty sessions of all sizes, saved and changed in any order over days, one after the other goes."""
    chance = random.Random(7)
    ids = [f"{chance.getrandbits(64):016x}" for _ in range(20)]
    for day in range(4):
        archive = SessionArchive(folders, now=lambda day=day: MONDAY + timedelta(days=day))
        for session in chance.sample(ids, 15):
            text = f"marker-{session} " * chance.choice([1, 1, 2, 5, 40, 300])
            sound = folders.sound / f"{session}-{day + 1}.wav"
            sound.write_bytes(f"marker-{session}".encode())
            archive.save_take(example.run(session), example.take(day + 1, text + ". And.", sound=sound))
            archive.save_feedback(session, example.critique(day + 1, keep=f"marker-{session}"))
        archive.close()
    assert len(list((folders.data / "backups").iterdir())) == 4
    archive = SessionArchive(folders, now=lambda: MONDAY + timedelta(days=5))
    left = {one.id for one in archive.list_sessions()}
    for session in chance.sample(sorted(left), len(left)):
        stray = folders.sound / f"{session}-9~2.wav.part"
        stray.write_bytes(b"a take that no row knows")
        archive.delete_session(session)
        holders = [path for path in files(folders) if session.encode() in path.read_bytes() or session in path.name]
        assert holders == []
    assert archive.list_sessions() == ()
    archive.close()
    assert len(list((folders.data / "backups").iterdir())) == 5, "each copy was cleaned, none thrown away"


def test_a_deleted_session_is_taken_out_of_files_that_were_set_aside(folders: Folders) -> None:
    (session,) = saved(folders, "marker " * 300 + ". And.")
    raw = bytearray(folders.database.read_bytes())
    raw[4096 * 3 : 4096 * 3 + 40] = b"\xff" * 40
    folders.database.write_bytes(raw)
    archive = SessionArchive(folders)
    assert archive.damage is not None
    assert archive.damage.set_aside.exists()
    archive.delete_session(session)
    archive.close()
    assert [path for path in files(folders) if session.encode() in path.read_bytes()] == []


def test_seven_daily_copies_are_kept(folders: Folders) -> None:
    for day in range(12):
        archive = SessionArchive(folders, now=lambda day=day: MONDAY + timedelta(days=day))
        archive.save_take(example.run(f"s{day}"), example.take())
        archive.close()
    copies = sorted(path.name for path in (folders.data / "backups").iterdir())
    assert copies == [f"day-2026-01-{day:02d}.sqlite3" for day in range(10, 17)]


def test_looking_at_sessions_makes_no_copy(folders: Folders) -> None:
    saved(folders, "x y")
    before = {path: path.stat().st_mtime_ns for path in files(folders)}
    archive = SessionArchive(folders)
    archive.list_sessions()
    archive.close()
    assert {path: path.stat().st_mtime_ns for path in files(folders)} == before


def test_without_keeping_nothing_reaches_the_disk(folders: Folders) -> None:
    archive = SessionArchive(folders, keep=False)
    archive.save_take(example.run("s"), example.take())
    assert archive.list_sessions()[0].id == "s"
    archive.delete_session("s")
    archive.close()
    assert files(folders) == []


def test_sessions_of_before_conversations_are_read(folders: Folders) -> None:
    """The second format: a scenario with reactions, and takes of which nobody knows what they were about."""
    folders.data.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(folders.database, isolation_level=None)) as connection:
        migrate(connection, upto=2)
        scenario, take = json.dumps(old_scenario()), example.take()
        connection.execute(
            "INSERT INTO session (id, started_utc_s, scenario_id, scenario_title, scenario) "
            "VALUES ('s', 0, 'd', 'D', ?)",
            (scenario,),
        )
        assert take.marking is not None
        assert take.transcript is not None
        connection.execute(
            "INSERT INTO take (session, number, salesperson, transcript, marking, rubric_version, classifier) "
            "VALUES ('s', 1, ?, ?, ?, ?, ?)",
            (
                take.salesperson,
                Form(Transcript).write(take.transcript),
                Form(Marking).write(take.marking),
                take.marking.rubric_version,
                take.marking.classifier,
            ),
        )
    archive = SessionArchive(folders)
    run = archive.open_session("s").run
    assert archive.damage is None
    assert run.takes == (take,)
    assert run.scenario.lines.of(Answer.NUMBERS_ONLY) == ("So: numbers_only.",)
    archive.save_take(run, replace(take, acts=()))
    assert archive.open_session("s").run.scenario == run.scenario
    archive.close()


def test_the_file_says_its_format_and_is_written_safely(folders: Folders) -> None:
    archive = SessionArchive(folders)
    with archive._database.reading() as connection:  # pyright: ignore[reportPrivateUsage]
        asked = ("journal_mode", "synchronous", "secure_delete", "foreign_keys", "user_version")
        found = [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in asked]
    archive.close()
    assert found == ["delete", 2, 1, 1, newest_version()]
