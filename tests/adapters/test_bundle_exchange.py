"""Two people on two computers send a session there and back through the front end."""

import errno
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from app import settings
from app.bundle.arrival import Before
from app.cli.main import main
from app.errors import HeardFirstError
from app.folders import user_folders
from app.marking.verdict import Verdict
from app.marking.wording import VERDICTS
from app.pairing.feedback import Feedback
from app.storage.archive import SessionArchive
from app.storage.stored import StoredSession
from tests import example_session as example
from tests.bundle_files import ORDER, PIN, SENTENCE, SESSION, Place, bundle, edited, stored, tree, value_at, wav
from tests.fake_services import FakeServices


@dataclass
class Desk:
    """One person's computer: a home, and the front end in it."""

    home: Path
    patch: pytest.MonkeyPatch
    capsys: pytest.CaptureFixture[str]

    def run(self, *arguments: str | Path, code: int = 0) -> str:
        """What a command says."""
        self.patch.setenv("HEARD_FIRST_HOME", str(self.home))
        assert main([str(one) for one in arguments]) == code
        out, err = self.capsys.readouterr()
        assert (err == "") is (code == 0)
        assert code == 0 or err.count("\n") == 1
        return out or err

    @contextmanager
    def archive(self) -> Iterator[SessionArchive]:
        self.patch.setenv("HEARD_FIRST_HOME", str(self.home))
        folders = user_folders()
        folders.make()
        archive = SessionArchive(folders)
        yield archive
        archive.close()

    def opened(self) -> StoredSession:
        with self.archive() as archive:
            return archive.open_session(SESSION)

    def add(self, *pieces: Feedback) -> None:
        with self.archive() as archive:
            for one in pieces:
                archive.save_feedback(SESSION, one)


@pytest.fixture
def ann(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    """She rehearsed, and settled a mark."""
    desk = Desk(tmp_path / "ann", monkeypatch, capsys)
    with desk.archive() as archive:
        sound = user_folders().sound / f"{SESSION}-1.wav"
        sound.write_bytes(wav())
        run = stored(sound).run
        for take in run.takes:
            archive.save_take(run, take)
        archive.save_feedback(SESSION, SENTENCE)
    return desk


@pytest.fixture
def bjoern(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    """Her colleague has the program, and nothing in it."""
    return Desk(tmp_path / "björn", monkeypatch, capsys)


def test_there_and_back_with_sound(ann: Desk, bjoern: Desk, tmp_path: Path) -> None:
    there, back = tmp_path / "there.heardfirst", tmp_path / "back.heardfirst"
    listed = ann.run("export", "last", "--with-sound", "--to", there)
    assert "Sender: Ann, and the time of the export" in listed
    assert "Take 1: sound: 4 s, 0.1 MB" in listed
    assert "0123456789abcdef" in ann.run("sessions")

    said = bjoern.run("import", there)
    assert "from Ann" in said
    assert "2 takes, 1 recording, 1 settled mark" in said
    copy = bjoern.opened()
    assert copy.origin is not None
    assert copy.origin.sender == "Ann"
    assert "from Ann" in bjoern.run("sessions")
    recording = copy.run.take(1).recording
    assert recording is not None
    assert recording.path is not None
    assert recording.path.read_bytes() == wav()
    bjoern.add(example.critique(), PIN, ORDER)

    bjoern.run("export", SESSION, "--to", back)
    before, sound = ann.opened(), tree(ann.home / "data" / "sound")
    said = ann.run("import", back)
    assert "For your own session, from Björn" in said
    assert "1 critique, 1 pin, 1 settled mark" in said
    after = ann.opened()
    assert (after.run, after.started, after.origin) == (before.run, before.started, None)
    assert tree(ann.home / "data" / "sound") == sound
    assert len(after.feedback) == 4
    assert set(after.feedback) == {SENTENCE, example.critique(), PIN, ORDER}
    assert {one.id: after.received[one.id].sender for one in after.feedback if one.id in after.received} == {
        one.id: "Björn" for one in (example.critique(), PIN, ORDER)
    }
    given_by_bjoern = bjoern.opened().received
    assert {SENTENCE.id} == set(given_by_bjoern)
    assert given_by_bjoern[SENTENCE.id].sender == "Ann"

    assert "already here" in bjoern.run("import", there, code=2)
    twice = ann.run("import", back, code=2)
    assert "already here" in twice
    assert "your own session" not in twice, "it is what the colleague sent back"
    assert "your own session" in ann.run("import", there, code=2)
    assert ann.opened() == after


def test_first_without_sound_and_then_with_it(ann: Desk, bjoern: Desk, tmp_path: Path) -> None:
    mute, whole, back = (tmp_path / f"{name}.heardfirst" for name in ("mute", "whole", "back"))
    ann.run("export", SESSION, "--to", mute)
    assert "recording" not in bjoern.run("import", mute)
    bjoern.add(PIN)
    ann.run("export", SESSION, "--with-sound", "--to", whole)
    assert "new here: 1 recording" in bjoern.run("import", whole)
    bjoern.add(example.critique())
    bjoern.run("export", SESSION, "--with-sound", "--to", back)
    sound = tree(ann.home / "data" / "sound")
    assert "new here: 1 critique, 1 pin" in ann.run("import", back)
    assert tree(ann.home / "data" / "sound") == sound
    assert set(ann.opened().feedback) == {SENTENCE, PIN, example.critique()}


def test_a_copy_of_a_copy_names_who_sent_it_last(ann: Desk, bjoern: Desk, tmp_path: Path) -> None:
    cem = Desk(tmp_path / "cem", ann.patch, ann.capsys)
    one, two = tmp_path / "1.heardfirst", tmp_path / "2.heardfirst"
    ann.run("export", "last", "--to", one, "--from", "Ann Smith")
    bjoern.run("import", one)
    bjoern.run("export", "last", "--to", two)
    cem.run("import", two)
    origin = cem.opened().origin
    assert origin is not None
    assert (origin.sender, origin.owner) == ("Björn", "Ann")
    assert "from Björn (Ann’s session)" in cem.run("sessions")


def test_a_copy_never_reads_as_ones_own_nor_counts_as_one(ann: Desk, bjoern: Desk, tmp_path: Path) -> None:
    file = tmp_path / "x.heardfirst"
    ann.run("export", "last", "--to", file)
    assert VERDICTS[Verdict.EMPATHY_FIRST].lower() in ann.run("sessions")
    (own,) = json.loads(ann.run("sessions", "--json"))
    assert (own["verdict"], own["from"], own["owner"]) == ("empathy_first", None, None)
    bjoern.run("import", file)
    assert bjoern.run("sessions").rstrip().endswith("2 takes, from Ann")
    (copy,) = json.loads(bjoern.run("sessions", "--json"))
    assert (copy["verdict"], copy["from"], copy["owner"]) == (None, "Ann", "Ann")
    assert "Whose session: Ann" in bjoern.run("export", "last", "--preview", "--from", "Ben")


def test_what_would_leave_is_listed_and_nothing_is_written(ann: Desk, tmp_path: Path) -> None:
    ann.patch.chdir(tmp_path)
    before = tree(tmp_path)
    assert "This would leave the computer:" in ann.run("export", "last", "--preview", "--with-sound")
    assert tree(tmp_path) == before


def test_the_file_gets_a_name_where_none_is_given(ann: Desk, tmp_path: Path) -> None:
    place = tmp_path / "desk"
    place.mkdir()
    ann.patch.chdir(place)
    said = ann.run("export", "last")
    (written,) = place.iterdir()
    assert written.name.startswith("delays-20")
    assert written.suffix == ".heardfirst"
    assert f"Written to {written.name}" in said
    assert "already" in ann.run("export", "last", code=2)


def test_bad_input_is_said_in_one_sentence(ann: Desk, bjoern: Desk, tmp_path: Path) -> None:
    there = tmp_path / "there.heardfirst"
    before = tree(ann.home)
    assert "no session none" in ann.run("export", "none", "--to", there, code=2)
    assert "is a folder" in ann.run("export", "last", "--to", tmp_path, code=2)
    assert "cannot be written" in ann.run("export", "last", "--to", tmp_path / "no" / "x.heardfirst", code=2)
    assert "whose name" in ann.run("export", "last", "--from", " ", "--to", there, code=2)
    assert "no session last" in bjoern.run("export", "last", "--to", there, code=2)
    there.write_bytes(b"mine")
    assert "already" in ann.run("export", "last", "--to", there, code=2)
    assert there.read_bytes() == b"mine"
    assert tree(ann.home) == before
    assert bjoern.run("sessions") == "No sessions are kept here yet.\n"


def test_nobody_is_named_who_did_not_say_so(ann: Desk, tmp_path: Path) -> None:
    """A rehearsal alone has no names in it; the user's own name on this computer is not taken instead."""
    with ann.archive() as archive:
        archive.delete_session(SESSION)
        archive.save_take(example.run(SESSION), example.take())
    there = tmp_path / "there.heardfirst"
    assert "--from" in ann.run("export", "last", "--to", there, code=2)
    assert not there.exists()
    assert "the name that you choose" in ann.run("export", "last", "--preview")
    ann.run("export", "last", "--to", there, "--from", "Ann")
    assert there.exists()


def test_the_name_that_was_given_in_the_window_is_taken(ann: Desk, tmp_path: Path) -> None:
    with ann.archive() as archive:
        archive.delete_session(SESSION)
        archive.save_take(example.run(SESSION), example.take())
    settings.save(settings.Settings(manager_name="Ann M."), user_folders().settings)
    assert "Sender: Ann M., and the time" in ann.run("export", "last", "--to", tmp_path / "there.heardfirst")


def test_a_folder_that_may_not_be_looked_into_is_said(ann: Desk, tmp_path: Path) -> None:
    there = tmp_path / "locked" / "there.heardfirst"
    stat = Path.stat

    def refuse(path: Path, *, follow_symlinks: bool = True) -> os.stat_result:
        if path == there:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return stat(path, follow_symlinks=follow_symlinks)

    ann.patch.setattr(Path, "stat", refuse)
    said = ann.run("export", "last", "--to", there, code=2)
    assert f"{there.parent} cannot be written" in said


def test_importing_what_is_known_leaves_every_file_as_it_was(ann: Desk, tmp_path: Path) -> None:
    there = tmp_path / "there.heardfirst"
    ann.run("export", "last", "--with-sound", "--to", there)
    before = tree(ann.home)
    ann.run("import", there, code=2)
    assert tree(ann.home) == before


@pytest.mark.parametrize("place", [("sender",), ("scenario", "title"), ("pair", "colleague")])
def test_a_strangers_names_cannot_write_lines_of_their_own(place: Place, bjoern: Desk, tmp_path: Path) -> None:
    there = bundle(tmp_path)
    edited(there, lambda it: value_at(it["content"], place[:-1]).update({str(place[-1]): "A\nheard-first: ok"}))
    bjoern.run("import", there, code=2)
    assert bjoern.run("sessions") == "No sessions are kept here yet.\n"


def test_the_windows_exchange_over_what_its_tests_use(tmp_path: Path) -> None:
    """The same object works over an archive in memory."""
    here, there = FakeServices(tmp_path / "here"), FakeServices(tmp_path / "there")
    session, path = here.keep_session(), tmp_path / "x.heardfirst"
    assert here.exchange.preview(session, with_sound=True)
    here.exchange.export(session, path, "Ann", with_sound=True)
    arrival = there.exchange.read(path)
    assert there.exchange.accept(arrival).before is Before.UNKNOWN
    there.archive.save_feedback(session, PIN)
    there.exchange.export(session, path, "Björn", with_sound=False)
    assert here.exchange.accept(here.exchange.read(path)).pins == 1
    assert here.archive.open_session(session).received[PIN.id].sender == "Björn"
    with pytest.raises(HeardFirstError):
        here.exchange.accept(here.exchange.read(path))
