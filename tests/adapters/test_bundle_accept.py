"""Taking in a file: what is new of it, whose it is, and nothing at all where anything fails (S7)."""

import os
import stat
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.bundle.arrival import Accepted, Arrival, Before, accept, read
from app.bundle.export import export
from app.errors import ErrorKind, HeardFirstError
from app.folders import Folders
from app.pairing.origin import Origin
from app.pairing.pin import Pin
from app.pairing.settlement import Role, Settlement
from app.persona.mind import Answer
from app.storage.archive import SessionArchive
from app.storage.stored import StoredSession
from tests import example_session as example
from tests.bundle_files import (
    EXPORTED_UTC_S,
    ORDER,
    PIN,
    SENTENCE,
    SESSION,
    bundle,
    edited,
    members,
    stored,
    tree,
    wav,
    with_sound,
)
from tests.full_disk import no_file_over
from tests.old_scenario import old_scenario

NOW_UTC_S = 1_780_000_000
CAME = Origin("Ann", EXPORTED_UTC_S, NOW_UTC_S, "Ann")


@pytest.fixture
def archive(folders: Folders) -> Iterator[SessionArchive]:
    archive = SessionArchive(folders)
    yield archive
    archive.close()


@pytest.fixture
def own(archive: SessionArchive, folders: Folders) -> SessionArchive:
    """The archive of the person whose session it is: with sound, and their own settled mark."""
    sound = folders.sound / f"{SESSION}-1.wav"
    sound.write_bytes(wav())
    session = stored(sound)
    for take in session.run.takes:
        archive.save_take(session.run, take)
    archive.save_feedback(SESSION, SENTENCE)
    return archive


def take_in(path: Path, archive: SessionArchive, folders: Folders) -> Accepted:
    return accept(read(path), archive, folders.sound, NOW_UTC_S)


def refused(arrival: Arrival, archive: SessionArchive, folders: Folders, kind: ErrorKind) -> None:
    """It is refused, and neither the archive nor a file is any different."""
    before, sessions = tree(folders.sound), archive.list_sessions()
    opened = [archive.open_session(one.id) for one in sessions]
    with pytest.raises(HeardFirstError) as error:
        accept(arrival, archive, folders.sound, NOW_UTC_S)
    assert error.value.kind is kind
    assert tree(folders.sound) == before
    assert [archive.open_session(one.id) for one in archive.list_sessions()] == opened


def test_an_unknown_session_comes_in_whole_and_says_from_whom(
    whole: Path, archive: SessionArchive, folders: Folders
) -> None:
    accepted = take_in(whole, archive, folders)
    assert accepted == Accepted(SESSION, Before.UNKNOWN, takes=2, sounds=1, critiques=1, pins=1, settlements=2)
    kept = archive.open_session(SESSION)
    sound = folders.sound / f"{SESSION}-1.wav"
    assert kept.origin == CAME
    assert set(kept.feedback) == {example.critique(), PIN, SENTENCE, ORDER}
    assert kept.received == dict.fromkeys((one.id for one in kept.feedback), CAME)
    assert kept.run.takes == stored(sound).run.takes
    assert sound.read_bytes() == members(whole)["take-1.wav"]
    assert os.name != "posix" or stat.S_IMODE(sound.stat().st_mode) == 0o600
    assert [path.name for path in folders.sound.iterdir()] == [sound.name]
    assert archive.kept_sounds() == {sound.name}
    assert archive.list_sessions()[0].origin == CAME


def test_a_file_that_is_there_is_never_written_over(whole: Path, archive: SessionArchive, folders: Folders) -> None:
    (folders.sound / f"{SESSION}-1.wav").write_bytes(b"mine")
    (folders.sound / f"{SESSION}-1~2.wav").symlink_to(folders.config / "settings.toml")
    (folders.sound / f"{SESSION}-1~3.wav.part").write_bytes(b"being recorded")
    take_in(whole, archive, folders)
    assert (folders.sound / f"{SESSION}-1.wav").read_bytes() == b"mine"
    assert (folders.sound / f"{SESSION}-1~3.wav.part").read_bytes() == b"being recorded"
    assert not (folders.config / "settings.toml").exists()
    recording = archive.open_session(SESSION).run.take(1).recording
    assert recording is not None
    assert recording.path == folders.sound / f"{SESSION}-1~4.wav"


def test_what_a_crash_left_of_an_earlier_import_is_replaced(
    whole: Path, archive: SessionArchive, folders: Folders
) -> None:
    (folders.sound / f"{SESSION}-1.wav.arriving").write_bytes(b"half")
    take_in(whole, archive, folders)
    assert set(tree(folders.sound)) == {f"{SESSION}-1.wav"}


def test_s7_importing_twice_changes_nothing(whole: Path, archive: SessionArchive, folders: Folders) -> None:
    take_in(whole, archive, folders)
    refused(read(whole), archive, folders, ErrorKind.BUNDLE_NOTHING_NEW)


def test_s7_importing_ones_own_export_changes_nothing(whole: Path, own: SessionArchive, folders: Folders) -> None:
    archive = own
    for one in (example.critique(), PIN, ORDER):
        archive.save_feedback(SESSION, one)
    refused(read(whole), archive, folders, ErrorKind.BUNDLE_OWN)


def test_feedback_on_ones_own_session_comes_in_and_says_from_whom(
    whole: Path, own: SessionArchive, folders: Folders
) -> None:
    before, sounds = own.open_session(SESSION), tree(folders.sound)
    accepted = take_in(whole, own, folders)
    assert accepted == Accepted(SESSION, Before.OWN, critiques=1, pins=1, settlements=1)
    after = own.open_session(SESSION)
    assert (after.run, after.started, after.origin) == (before.run, before.started, None)
    assert set(after.received) == {example.critique().id, PIN.id, ORDER.id}, "SENTENCE is one's own"
    assert tree(folders.sound) == sounds


def test_s7_takes_of_ones_own_session_that_were_edited_are_not_believed(
    whole: Path, own: SessionArchive, folders: Folders
) -> None:
    def forged(letter: dict) -> None:
        content = letter["content"]
        content["takes"][0]["salesperson"] = "You are the best manager ever."
        content["scenario"]["title"] = "Another"
        content["pair"]["manager"] = content["owner"] = "Mallory"

    before = own.open_session(SESSION).run
    with_sound(edited(whole, forged), wav()[:-2] + b"\1\1")
    take_in(whole, own, folders)
    assert own.open_session(SESSION).run == before


def test_s7_feedback_that_speaks_of_nothing_here_is_left_out(
    whole: Path, own: SessionArchive, folders: Folders
) -> None:
    """The file has a longer take and more sentences than the session that is here."""

    def longer(letter: dict) -> None:
        content = letter["content"]
        third = {**content["takes"][0], "number": 3, "recording": None}
        content["takes"] = [*content["takes"], third]
        content["pins"] = [{**content["pins"][0], "id": f"{number:016x}", "take": 3} for number in range(5)]
        content["settlements"][0].update(id="9" * 16, take=3)

    accepted = take_in(edited(whole, longer), own, folders)
    assert (accepted.pins, accepted.settlements, accepted.left_out) == (0, 1, 6)
    assert PIN.id not in {one.id for one in own.open_session(SESSION).feedback}


def test_s7_nobody_speaks_for_the_manager(whole: Path, own: SessionArchive, folders: Folders) -> None:
    """What says that it is the manager's comes from outside all the same, and takes the place of nothing."""

    def pretended(letter: dict) -> None:
        mine, other = letter["content"]["settlements"]
        mine.update(labels=["judgment"], by="Ann", role="manager")
        other.update(by="Ann", role="manager", verdict="neither")
        letter["content"]["pins"][0]["answer"] = "You are right, I was bad."

    accepted = take_in(edited(whole, pretended), own, folders)
    assert accepted.settlements == 1
    kept = own.open_session(SESSION)
    by_id = {one.id: one for one in kept.feedback}
    assert by_id[SENTENCE.id] == SENTENCE
    assert SENTENCE.id not in kept.received
    pretending, pin = by_id[ORDER.id], by_id[PIN.id]
    assert isinstance(pretending, Settlement)
    assert isinstance(pin, Pin)
    assert pretending.role is Role.MANAGER
    assert kept.received[ORDER.id] == kept.received[PIN.id] == CAME


def test_an_answer_that_was_given_here_stays(whole: Path, own: SessionArchive, folders: Folders) -> None:
    take_in(whole, own, folders)
    own.save_feedback(SESSION, replace(PIN, answer="I had not seen that."))
    refused(read(whole), own, folders, ErrorKind.BUNDLE_NOTHING_NEW)


def test_what_was_withdrawn_here_stays_away(whole: Path, own: SessionArchive, folders: Folders) -> None:
    take_in(whole, own, folders)
    own.withdraw_feedback(SESSION, PIN.id)
    refused(read(whole), own, folders, ErrorKind.BUNDLE_NOTHING_NEW)


def test_a_copy_without_sound_gets_the_sound_later(tmp_path: Path, archive: SessionArchive, folders: Folders) -> None:
    mute = bundle(tmp_path, with_sound=False, name="mute.heardfirst")
    assert take_in(mute, archive, folders).sounds == 0
    accepted = take_in(bundle(tmp_path), archive, folders)
    assert accepted == Accepted(SESSION, Before.IMPORTED, sounds=1)
    recording = archive.open_session(SESSION).run.take(1).recording
    assert recording is not None
    assert recording.path is not None
    assert recording.path.read_bytes() == wav()
    refused(read(bundle(tmp_path)), archive, folders, ErrorKind.BUNDLE_NOTHING_NEW)


def test_a_copy_gets_later_takes_with_their_feedback(whole: Path, archive: SessionArchive, folders: Folders) -> None:
    take_in(whole, archive, folders)

    def longer(letter: dict) -> None:
        content = letter["content"]
        content["takes"] = [*content["takes"], {**content["takes"][1], "number": 3, "after": 2}]
        content["takes"][0]["salesperson"] = "Changed."
        content["pins"] = [{**content["pins"][0], "id": "5" * 16, "take": 3}]

    accepted = take_in(edited(whole, longer), archive, folders)
    assert accepted == Accepted(SESSION, Before.IMPORTED, takes=1, pins=1)
    kept = archive.open_session(SESSION)
    assert [take.after for take in kept.run.takes] == [0, 1, 2]
    assert kept.run.take(1).salesperson != "Changed."


def test_s7_another_sender_adds_feedback_to_a_copy_but_no_takes(
    whole: Path, archive: SessionArchive, folders: Folders
) -> None:
    take_in(whole, archive, folders)

    def others(letter: dict) -> None:
        content = letter["content"]
        content["sender"] = "Mallory"
        content["takes"] = [*content["takes"], {**content["takes"][1], "number": 3}]
        content["pins"] = [{**content["pins"][0], "id": "5" * 16}]

    accepted = take_in(edited(whole, others), archive, folders)
    assert accepted == Accepted(SESSION, Before.IMPORTED, pins=1)
    kept = archive.open_session(SESSION)
    assert len(kept.run.takes) == 2
    assert kept.received["5" * 16].sender == "Mallory"
    assert kept.origin == CAME


def alone(session: StoredSession) -> StoredSession:
    """The same without a partner: no names but those of who sends it."""
    return replace(session, run=replace(session.run, pair=None))


@pytest.mark.parametrize("with_pair", [True, False])
def test_what_comes_back_to_who_deleted_it_is_still_theirs_and_not_the_senders(
    with_pair: bool, tmp_path: Path, archive: SessionArchive, folders: Folders
) -> None:
    """Ann sends, Dana sends it back: whoever opens that, on whatever computer, reads whose session it is."""
    file = tmp_path / "x.heardfirst"
    session = stored() if with_pair else alone(stored())
    export(session, file, sender="Ann", with_sound=False, now_utc_s=EXPORTED_UTC_S)
    for sender in ("Dana", "Eve"):
        assert take_in(file, archive, folders).before is Before.UNKNOWN
        copy = archive.open_session(SESSION)
        export(copy, file, sender=sender, with_sound=False, now_utc_s=EXPORTED_UTC_S + 1)
        archive.delete_session(SESSION)
    assert (read(file).sender, read(file).owner, read(file).passed_on) == ("Eve", "Ann", True)
    take_in(file, archive, folders)
    came = Origin("Eve", EXPORTED_UTC_S + 1, NOW_UTC_S, "Ann")
    assert (came.speaker, came.passed_on) == ("Ann", True)
    assert archive.open_session(SESSION).origin == archive.list_sessions()[0].origin == came


def older(letter: dict) -> None:
    """As the first form of the file had it."""
    second(letter)
    letter["version"] = 1
    del letter["content"]["owner"]


def second(letter: dict) -> None:
    """As the second form had it: a scenario without conversations, and marks that say not what they are about."""
    letter["version"] = 2
    letter["content"]["scenario"] = old_scenario()
    for take in letter["content"]["takes"]:
        del take["acts"]


def test_a_file_of_before_conversations_is_taken_in(whole: Path, archive: SessionArchive, folders: Folders) -> None:
    arrival = read(edited(whole, second))
    assert (arrival.version, arrival.owner) == (2, "Ann")
    take_in(whole, archive, folders)
    run = archive.open_session(SESSION).run
    assert run.scenario.lines.of(Answer.JUDGMENT) == ("So: judgment.",)
    assert [take.acts for take in run.takes] == [None, None]
    assert run.takes[0].taken_in, "the marks still say what was done"


def test_half_of_an_older_form_is_none(whole: Path) -> None:
    for edit in (
        lambda letter: letter.update(version=2),
        lambda letter: letter["content"].update(scenario=old_scenario()),
        lambda letter: [take.pop("acts") for take in letter["content"]["takes"]],
    ):
        copy = whole.with_name("half.heardfirst")
        copy.write_bytes(whole.read_bytes())
        with pytest.raises(HeardFirstError) as told:
            read(edited(copy, edit))
        assert told.value.kind is ErrorKind.BUNDLE_CONTENT


def act(label: str, sentence: int, about: int | None = None) -> dict[str, object]:
    return {"label": label, "sentence": sentence, "about": about}


@pytest.mark.parametrize(
    "acts",
    [
        [],
        [[]],
        [[act("perspective", 0, 0)]],
        [[act("perspective", 0, -1), act("expectation", 1)]],
        [[act("perspective", 0, 99), act("expectation", 1)]],
        [[act("emotion", 0, 0), act("expectation", 1)]],
        [[act("perspective", 7, 0), act("expectation", 1)]],
    ],
    ids=repr,
)
def test_acts_that_are_not_those_of_the_marks_are_refused(acts: list[object], whole: Path) -> None:
    with pytest.raises(HeardFirstError) as told:
        read(edited(whole, lambda letter: letter["content"]["takes"][1].update(acts=acts)))
    assert told.value.kind is ErrorKind.BUNDLE_CONTENT


@pytest.mark.parametrize(("with_pair", "owner"), [(True, "Ann"), (False, "Dana")])
def test_an_older_file_names_who_spoke_only_where_there_is_a_pair(
    with_pair: bool, owner: str, tmp_path: Path, archive: SessionArchive, folders: Folders
) -> None:
    file = tmp_path / "x.heardfirst"
    session = stored() if with_pair else alone(stored())
    export(session, file, sender="Dana", with_sound=False, now_utc_s=EXPORTED_UTC_S)
    arrival = read(edited(file, older))
    assert (arrival.version, arrival.sender, arrival.owner) == (1, "Dana", owner)
    take_in(file, archive, folders)
    assert archive.open_session(SESSION).origin == Origin("Dana", EXPORTED_UTC_S, NOW_UTC_S, owner)


def test_a_copy_that_was_kept_before_files_said_so_is_its_senders(
    tmp_path: Path, archive: SessionArchive, folders: Folders
) -> None:
    archive.save_received(replace(alone(stored()), origin=Origin("Ann", 1, 2)))
    file = tmp_path / "x.heardfirst"
    export(archive.open_session(SESSION), file, sender="Dana", with_sound=False, now_utc_s=EXPORTED_UTC_S)
    assert read(file).owner == "Ann"


@pytest.mark.parametrize("room", [0, 100, 65_536, 132_000])
def test_a_disk_that_is_full_half_way_changes_nothing(
    room: int, whole: Path, archive: SessionArchive, folders: Folders
) -> None:
    arrival = read(whole)
    with no_file_over(room):
        refused(arrival, archive, folders, ErrorKind.DISK_FULL)
    assert tree(folders.sound) == {}
    assert take_in(whole, archive, folders).sounds == 1


def test_a_disk_with_too_little_room_for_the_sound(
    whole: Path, archive: SessionArchive, folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = os.statvfs(folders.sound)
    free = type("Usage", (), {"free": 50_000_000 + 132_043, "total": usage.f_blocks})
    monkeypatch.setattr("shutil.disk_usage", lambda _: free)
    refused(read(whole), archive, folders, ErrorKind.DISK_FULL)


def test_an_archive_that_refuses_leaves_no_sound(
    whole: Path, archive: SessionArchive, folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: object) -> None:
        assert [path.suffix for path in folders.sound.iterdir()] == [".arriving"], "no recording until it is kept"
        raise HeardFirstError(ErrorKind.DISK_FULL, path=folders.data)

    arrival = read(whole)
    with monkeypatch.context() as patch:
        patch.setattr(archive, "save_received", full)
        refused(arrival, archive, folders, ErrorKind.DISK_FULL)
    assert tree(folders.sound) == {}


def test_a_file_that_is_another_one_by_now(whole: Path, archive: SessionArchive, folders: Folders) -> None:
    arrival = read(whole)
    with_sound(whole, wav()[:-2] + b"\1\1")
    refused(arrival, archive, folders, ErrorKind.BUNDLE_ALTERED)
    whole.unlink()
    refused(arrival, archive, folders, ErrorKind.FILE_MISSING)
    bundle(whole.parent, with_sound=False, name=whole.name)
    refused(arrival, archive, folders, ErrorKind.BUNDLE_ALTERED)


def test_a_deleted_copy_takes_its_sound_with_it(whole: Path, archive: SessionArchive, folders: Folders) -> None:
    take_in(whole, archive, folders)
    archive.delete_session(SESSION)
    assert tree(folders.sound) == {}
    assert take_in(whole, archive, folders).before is Before.UNKNOWN
