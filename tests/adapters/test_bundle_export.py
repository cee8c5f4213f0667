"""Writing a session as a file: what is in it, what never is, and that it is written whole or not at all."""

import getpass
import os
import socket
import stat
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from app.bundle import export as exporting
from app.bundle.arrival import read
from app.bundle.export import export
from app.errors import ErrorKind, HeardFirstError
from app.messages import sentence
from app.storage.stored import StoredSession
from tests.bundle_files import EXPORTED_UTC_S, ORDER, PIN, SENTENCE, bundle, members, stored, tree, wav
from tests.full_disk import no_file_over


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    """A recording in a folder with a telling name."""
    path = tmp_path / "Ann Smith" / "recorded.wav"
    path.parent.mkdir()
    path.write_bytes(wav())
    return path


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """Where the file is to lie, with one of that name in its place."""
    folder = tmp_path / "out"
    folder.mkdir()
    path = folder / "session.heardfirst"
    path.write_bytes(b"earlier")
    return path


def write(session: StoredSession, target: Path, *, with_sound: bool = True) -> None:
    export(session, target, sender=" Ann ", with_sound=with_sound, now_utc_s=EXPORTED_UTC_S)


def test_what_was_written_is_what_comes_out(sound: Path, target: Path) -> None:
    session = stored(sound)
    write(session, target)
    arrival = read(target)
    came = arrival.session
    first, second = session.run.takes
    assert first.recording is not None
    assert came.run.takes == (replace(first, recording=replace(first.recording, path=None)), second)
    assert session.run.pair is not None
    consent = replace(session.run.pair.consent, sound="")
    assert came.run.pair == replace(session.run.pair, consent=consent)
    assert (came.run.scenario, came.run.session, came.started) == (
        session.run.scenario,
        session.run.session,
        session.started,
    )
    assert set(came.feedback) == set(session.feedback)
    assert (arrival.sender, arrival.exported_utc_s, arrival.takes) == ("Ann", EXPORTED_UTC_S, 2)
    assert (arrival.critiques, arrival.pins, arrival.settlements, arrival.has_sound) == (1, 1, 2, True)
    assert members(target)["take-1.wav"] == sound.read_bytes()


def test_without_sound_no_sound_leaves(sound: Path, target: Path) -> None:
    write(stored(sound), target, with_sound=False)
    assert list(members(target)) == ["session.json"]
    assert not read(target).has_sound
    assert target.stat().st_size < 10_000


def test_only_known_names_and_nothing_of_this_computer(sound: Path, target: Path, home: Path) -> None:
    write(stored(sound), target)
    parts = members(target)
    assert set(parts) == {"session.json", "take-1.wav"}
    told = target.read_bytes() + parts["session.json"]
    for private in (str(home), str(sound), "Ann Smith", "recorded.wav", "x-0.wav", socket.gethostname()):
        assert private.encode() not in told, private
    assert f'"{getpass.getuser()}"'.encode() not in told
    with zipfile.ZipFile(target) as archive:
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_same_session_gives_the_same_bytes(sound: Path, target: Path) -> None:
    write(stored(sound), target)
    first = target.read_bytes()
    write(stored(sound), target)
    assert target.read_bytes() == first


@pytest.mark.skipif(os.name != "posix", reason="modes are of POSIX")
def test_only_the_user_can_read_it(sound: Path, target: Path) -> None:
    target.chmod(0o644)
    write(stored(sound), target)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert list(target.parent.iterdir()) == [target]


@pytest.mark.parametrize("room", [0, 40, 5_000, 100_000, 132_100, 133_000])
def test_a_disk_that_is_full_half_way_leaves_what_was_there(room: int, sound: Path, target: Path) -> None:
    before = tree(target.parent)
    with no_file_over(room), pytest.raises(HeardFirstError) as refused:
        write(stored(sound), target)
    assert refused.value.kind is ErrorKind.DISK_FULL
    assert tree(target.parent) == before


@pytest.mark.parametrize("call", ["fsync", "open"])
def test_a_disk_that_refuses_leaves_what_was_there(
    call: str, sound: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tree(target.parent)

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(exporting.os, call, refuse)
    with pytest.raises(HeardFirstError) as refused:
        write(stored(sound), target)
    monkeypatch.undo()
    assert refused.value.kind is ErrorKind.FOLDER_UNWRITABLE
    assert tree(target.parent) == before


def test_a_folder_that_is_not_there(sound: Path, tmp_path: Path) -> None:
    for place in (tmp_path / "none" / "x.heardfirst", sound / "x.heardfirst"):
        with pytest.raises(HeardFirstError) as refused:
            write(stored(sound), place)
        assert refused.value.kind is ErrorKind.FOLDER_UNWRITABLE
    for place in (tmp_path, Path()):
        with pytest.raises(HeardFirstError) as refused:
            write(stored(sound), place)
        assert refused.value.kind is ErrorKind.FILE_IS_DIRECTORY


def test_sound_that_vanished_since(sound: Path, target: Path) -> None:
    before = tree(target.parent)
    session = stored(sound)
    sound.unlink()
    with pytest.raises(HeardFirstError) as refused:
        write(session, target)
    assert refused.value.kind is ErrorKind.FILE_MISSING
    assert tree(target.parent) == before
    write(session, target, with_sound=False)


def test_sound_that_is_not_ours(sound: Path, target: Path) -> None:
    sound.write_bytes(b"ID3 something else" * 100)
    with pytest.raises(HeardFirstError) as refused:
        write(stored(sound), target)
    assert refused.value.kind is ErrorKind.EXPORT_REFUSED
    assert target.read_bytes() == b"earlier"


def test_a_recording_whose_header_was_never_finished_is_sent_with_a_right_one(sound: Path, target: Path) -> None:
    """The header is brought up to date once a second; a full disk may keep it from the last time."""
    whole = sound.read_bytes()
    stale = bytearray(whole)
    stale[40:44] = (64_000).to_bytes(4, "little")
    sound.write_bytes(bytes(stale) + b"\1")
    write(stored(sound), target)
    assert members(target)["take-1.wav"] == whole


def test_sound_over_the_limit(sound: Path, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for limit in ("MOST_MEMBER_BYTES", "MOST_BYTES"):
        with monkeypatch.context() as patch:
            patch.setattr(exporting, limit, 100_000)
            with pytest.raises(HeardFirstError) as refused:
                write(stored(sound), target)
            assert "larger than" in sentence(refused.value)
            assert target.read_bytes() == b"earlier"


def test_a_note_that_no_file_can_hold_is_said_before_anything_is_sent(target: Path) -> None:
    session = stored()
    long = replace(session, feedback=(replace(PIN, note="x" * 20_001),))
    with pytest.raises(HeardFirstError) as refused:
        write(long, target)
    assert sentence(refused.value).startswith("This session cannot be sent: a note in it is too long.")
    assert target.read_bytes() == b"earlier"


def test_hidden_characters_in_ones_own_notes_are_made_visible(target: Path) -> None:
    session = stored()
    write(replace(session, feedback=(replace(PIN, note="a\0b\x1b[2J\u202ec\ud800 é\u200f\n"),)), target)
    assert read(target).session.pins[0].note == "a\ufffdb\ufffd[2J\ufffdc\ufffd é\u200f\n"


def test_a_mark_settled_on_words_that_were_corrected_since_stays_here(target: Path) -> None:
    session = stored()
    stale = replace(SENTENCE, sentence=(0, 7), id="4" * 16)
    write(replace(session, feedback=(stale, ORDER, SENTENCE)), target)
    assert set(read(target).session.feedback) == {ORDER, SENTENCE}


def test_a_session_with_an_id_that_is_none(target: Path) -> None:
    session = stored()
    with pytest.raises(HeardFirstError) as refused:
        write(replace(session, run=replace(session.run, session="../x")), target)
    assert refused.value.kind is ErrorKind.EXPORT_REFUSED


def test_the_bundle_of_the_other_tests_is_whole(tmp_path: Path) -> None:
    assert read(bundle(tmp_path)).has_sound
