"""What two people said when they agreed, on disk: kept and deleted with its session, never taken for a reply."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from app.audio.recorder import MicrophoneRecorder
from app.audio.recovery import forget_consents, unfinished
from app.folders import Folders
from app.pairing.pair import Agreed, Consent, Pair, Salesperson
from app.rehearsal import event as on
from app.rehearsal.state import Run
from app.services import Services
from app.storage.archive import SessionArchive
from tests import example_session
from tests.fake_recorder import FakeLibrary
from tests.inbox import Inbox

SESSION = "0123456789abcdef"


def pair(sound: str) -> Pair:
    return Pair("Ann", "Björn", Salesperson.PROGRAM, Consent("We agree.", Agreed.SPOKEN, 1, sound))


def paired(sound: str) -> Run:
    return Run(SESSION, example_session.scenario(), pair=pair(sound))


def said(folder: Path, name: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(b"sound")
    return path


@pytest.fixture
def archive(folders: Folders) -> Iterator[SessionArchive]:
    archive = SessionArchive(folders)
    yield archive
    archive.close()


def test_it_is_counted_as_kept_and_deleted_with_the_session(folders: Folders, archive: SessionArchive) -> None:
    path = said(folders.sound, f"{SESSION}-0.wav")
    archive.save_take(paired(path.name), example_session.take())
    assert archive.kept_sounds() == {path.name}
    assert unfinished(folders.sound, archive.kept_sounds()) == []
    archive.delete_session(SESSION)
    assert not path.exists()


def test_a_pair_that_agreed_later_is_kept_with_its_next_save(folders: Folders, archive: SessionArchive) -> None:
    archive.save_take(Run(SESSION, example_session.scenario()), example_session.take())
    assert archive.open_session(SESSION).run.pair is None
    archive.save_take(paired("later-0.wav"), example_session.take())
    assert archive.open_session(SESSION).run.pair == pair("later-0.wav")
    archive.save_take(Run(SESSION, example_session.scenario()), example_session.take(2))
    assert archive.open_session(SESSION).run.pair == pair("later-0.wav"), "what was agreed to is not forgotten"


def test_only_agreements_that_came_to_nothing_are_deleted(folders: Folders) -> None:
    names = [f"{SESSION}-0.wav", f"{SESSION}-0~2.wav", f"{SESSION}-1.wav", f"{'f' * 16}-1.wav", "notes-0.wav"]
    stay = [said(folders.sound, name) for name in names]
    go = [said(folders.sound, name) for name in (f"{'f' * 16}-0.wav", f"{SESSION}-0.wav.part")]
    forget_consents(folders.sound, {SESSION})
    assert [path for path in stay if not path.exists()] == []
    assert [path for path in go if path.exists()] == []


def test_the_program_deletes_them_at_its_start(folders: Folders) -> None:
    kept, lost = said(folders.sound, f"{SESSION}-0.wav"), said(folders.sound, f"{'f' * 16}-0.wav")
    archive = SessionArchive(folders)
    archive.save_take(paired(kept.name), example_session.take())
    archive.close()
    services = Services(folders)
    try:
        assert kept.exists()
        assert not lost.exists()
        assert services.unfinished() == ()
    finally:
        services.close(5.0)


def test_the_recorder_keeps_it_as_take_0(folders: Folders) -> None:
    inbox = Inbox()
    library = FakeLibrary()
    recorder = MicrophoneRecorder(inbox, folders.sound, library, library.clock)
    recorder.open(0)
    library.feed(np.full(4_800, 3_000, np.int16))
    inbox.take(on.MicrophoneReady)
    recorder.start(0, SESSION, library.clock())
    library.feed(np.full(48_000, 3_000, np.int16))
    recorder.stop(0)
    library.feed(np.full(48_000, 3_000, np.int16))
    while not isinstance(finished := inbox.take(object), on.TakeFinished):
        pass
    assert finished.recording.path == folders.sound / f"{SESSION}-0.wav"
    recorder.drop(0)
    assert not (folders.sound / f"{SESSION}-0.wav").exists()
    assert recorder.wait(5.0)
