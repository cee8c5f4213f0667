"""What every archive keeps, over the real one and the fake."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.errors import ErrorKind, HeardFirstError
from app.folders import Folders
from app.marking.label import Label
from app.marking.marker import Unmarked, unmarked
from app.marking.verdict import Verdict
from app.pairing.origin import Origin
from app.pairing.pair import Agreed, Consent, Pair, Salesperson
from app.pairing.pin import Noticed, Pin
from app.pairing.settlement import Role, Settlement
from app.persona.mind import Act
from app.rehearsal.ports import Archive
from app.rehearsal.state import Take
from app.storage import take_row
from app.storage.archive import SessionArchive
from app.storage.stored import StoredSession
from app.transcript.transcript import typed
from tests import example_session as example
from tests.fake_archive import FakeArchive

CAME = Origin("Dana", 1_700_000_000, 1_700_100_000)
PAIR = Pair("Ann", "Björn", Salesperson.COLLEAGUE, Consent("We agree.", Agreed.TYPED, 1_700_000_000))
AnyArchive = SessionArchive | FakeArchive


@pytest.fixture(params=["disk", "memory", "fake"])
def archive(request: pytest.FixtureRequest, folders: Folders) -> Iterator[AnyArchive]:
    if request.param == "fake":
        yield FakeArchive()
        return
    archive = SessionArchive(folders, keep=request.param == "disk")
    yield archive
    archive.close()


def sound_file(folders: Folders, session: str, take: int = 1) -> Path:
    path = folders.sound / f"{session}-{take}.wav"
    path.write_bytes(b"RIFF sound of " + session.encode())
    return path


def test_it_fills_the_port(archive: AnyArchive) -> None:
    port: Archive = archive
    assert port


def test_a_take_comes_back_as_it_was_saved(archive: AnyArchive, folders: Folders) -> None:
    session = archive.new_session_id()
    take = example.take(sound=sound_file(folders, session))
    run = example.run(session, take)
    archive.save_take(run, take)
    assert archive.open_session(session).run == run
    assert archive.open_session(session).critiques == ()


def test_a_corrected_transcript_keeps_what_was_heard_and_its_times(archive: AnyArchive) -> None:
    session = archive.new_session_id()
    heard = example.transcript()
    corrected = heard.correct("You have nothing left to promise people. Send the list by noon.")
    take = replace(example.take(), transcript=corrected, marking=example.marking(corrected.text))
    archive.save_take(example.run(session), take)
    opened = archive.open_session(session).run.take(1).transcript
    assert opened == corrected
    assert opened is not None
    assert opened.heard == heard.text
    assert opened.time_span(0, 8) == corrected.time_span(0, 8)


@pytest.mark.parametrize("text", ["名前 ü – ‏", "a\0b", "{} \"'\\;--", "line\nline\r\n"])
def test_any_words_can_be_kept(archive: AnyArchive, text: str) -> None:
    session = archive.new_session_id()
    take = Take(1, text, replace(typed("x"), corrected=text))
    archive.save_take(example.run(session), take)
    assert archive.open_session(session).run.take(1) == take


def test_a_take_grows_as_the_rehearsal_goes_on(archive: AnyArchive, folders: Folders) -> None:
    session = archive.new_session_id()
    done = example.take(sound=sound_file(folders, session))
    run = example.run(session)
    for stage in (replace(done, transcript=None, marking=None), replace(done, marking=None), done):
        archive.save_take(run, stage)
        assert archive.open_session(session).run.takes == (stage,)
        assert [one.verdict for one in archive.list_sessions()] == [stage.marking and stage.marking.verdict]


def test_how_the_salesperson_took_it_comes_back(archive: AnyArchive) -> None:
    session = archive.new_session_id()
    acts = ((Act(Label.PERSPECTIVE, 0, 1), Act(Label.EXPECTATION, 1)),)
    take = replace(example.take(), acts=acts)
    archive.save_take(example.run(session, take), take)
    assert archive.open_session(session).run.take(1) == take
    older = replace(take, acts=None)
    archive.save_take(example.run(session, older), older)
    assert archive.open_session(session).run.take(1).acts is None


def test_why_nothing_was_marked_is_kept(archive: AnyArchive) -> None:
    session = archive.new_session_id()
    take = example.take()
    silent = replace(take, marking=unmarked((take.turn,), Unmarked.SILENCE, example.scenario().goal))
    archive.save_take(example.run(session), silent)
    assert archive.open_session(session).run.take(1) == silent
    assert archive.list_sessions()[0].verdict is None


def test_a_take_that_was_not_understood_does_not_hide_the_verdict_before_it(archive: AnyArchive) -> None:
    session = archive.new_session_id()
    silent = replace(example.take(2), marking=unmarked((), Unmarked.SILENCE, example.scenario().goal))
    archive.save_take(example.run(session, example.take()), silent)
    assert archive.list_sessions()[0].verdict is Verdict.EMPATHY_FIRST


def test_a_take_that_could_not_be_saved_is_saved_with_the_next(archive: AnyArchive) -> None:
    session = archive.new_session_id()
    first, second = example.take(1), example.take(2, "Send me the list. By noon.")
    archive.save_take(example.run(session, first, second), second)
    assert archive.open_session(session).run.takes == (first, second)


def test_a_take_whose_later_saves_failed_is_saved_with_the_next(
    archive: AnyArchive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is known from its beginning, while it was empty; the disk was full when it was done."""
    session = archive.new_session_id()
    first, second = example.take(1), example.take(2, "Send me the list. By noon.")
    archive.save_take(example.run(session), Take(1, first.salesperson))
    with monkeypatch.context() as full:
        _fill_the_disk(archive, full)
        with pytest.raises(HeardFirstError):
            archive.save_take(example.run(session, first), first)
    archive.save_take(example.run(session, first), second)
    assert archive.open_session(session).run.takes == (first, second)
    archive.save_take(example.run(session, replace(first, marking=None)), second)
    assert archive.open_session(session).run.take(1) == first, "what was saved since is written again"


def _fill_the_disk(archive: AnyArchive, patch: pytest.MonkeyPatch) -> None:
    error = HeardFirstError(ErrorKind.DISK_FULL, path="/")
    if isinstance(archive, FakeArchive):
        patch.setattr(archive, "fails_with", error)
        return

    def put(*_: object) -> None:
        raise error

    patch.setattr(take_row, "put", put)


def test_saving_one_take_leaves_the_others_as_they_are(archive: AnyArchive) -> None:
    session = archive.new_session_id()
    first = example.take(1)
    archive.save_take(example.run(session, first), first)
    stale = replace(first, marking=None)
    archive.save_take(example.run(session, stale), example.take(2))
    assert archive.open_session(session).run.take(1) == first


def test_the_list_is_newest_first_and_says_what_there_is(archive: AnyArchive, folders: Folders) -> None:
    old, new = archive.new_session_id(), archive.new_session_id()
    archive.save_take(example.run(old), example.take(sound=sound_file(folders, old)))
    archive.save_take(example.run(new), replace(example.take(), marking=None))
    archive.save_take(example.run(old), example.take(2))
    archive.save_feedback(old, example.critique())
    newest, oldest = archive.list_sessions()
    assert (newest.id, newest.takes, newest.verdict) == (new, 1, None)
    assert (newest.has_sound, newest.has_critique) == (False, False)
    assert (oldest.id, oldest.takes, oldest.verdict) == (old, 2, Verdict.EMPATHY_FIRST)
    assert (oldest.has_sound, oldest.has_critique) == (True, True)
    assert (oldest.scenario_id, oldest.scenario_title) == ("delays", "Nothing left to promise")


def test_ids_are_never_the_same_and_fit_a_file_name(archive: AnyArchive) -> None:
    ids = [archive.new_session_id() for _ in range(100)]
    assert len(set(ids)) == 100
    assert all(one.isalnum() and len(one) == 16 for one in ids)


def test_a_colleagues_critique_is_replaced_by_their_next_one(archive: AnyArchive) -> None:
    session = archive.new_session_id()
    archive.save_take(example.run(session), example.take())
    other = example.critique(colleague="Chen")
    archive.save_feedback(session, example.critique(keep="first"))
    archive.save_feedback(session, other)
    archive.save_feedback(session, example.critique(keep="second"))
    assert set(archive.open_session(session).critiques) == {other, example.critique(keep="second")}


def test_every_kind_of_feedback_comes_back_as_it_was(archive: AnyArchive) -> None:
    session = archive.new_session_id()
    archive.save_take(example.run(session), example.take())
    pin = Pin(take=1, noticed=Noticed.TONE, good=False, at_s=2.25, by="Björn", note="Fast <b>here</b>")
    order = Settlement(take=1, by="Ann", role=Role.MANAGER, verdict=Verdict.EMPATHY_ONLY)
    sentence = Settlement(take=1, by="Björn", role=Role.COLLEAGUE, sentence=(0, 1), labels=(Label.VALUE,))
    for one in (pin, order, sentence, example.critique()):
        archive.save_feedback(session, one)
    stored = archive.open_session(session)
    assert (stored.pins, stored.settlements) == ((pin,), (order, sentence))
    assert stored.feedback == (pin, order, sentence, example.critique())
    answered = replace(pin, answer="I was nervous.")
    archive.save_feedback(session, answered)
    assert archive.open_session(session).pins == (answered,)
    assert (stored.origin, stored.received) == (None, {})


def test_withdrawn_feedback_is_gone_and_stays_away(archive: AnyArchive) -> None:
    session = archive.new_session_id()
    archive.save_take(example.run(session), example.take())
    archive.save_feedback(session, example.critique())
    archive.withdraw_feedback(session, example.critique().id)
    archive.withdraw_feedback(session, "unknown")
    assert archive.open_session(session).feedback == ()
    assert archive.withdrawn(session) == {example.critique().id}
    archive.save_received(received(archive, session))
    assert archive.open_session(session).feedback == ()


def received(archive: AnyArchive, session: str) -> StoredSession:
    """The session as a colleague sends it back, with a critique and altered takes."""
    stored = archive.open_session(session)
    altered = replace(stored.run, takes=(example.take(text="Altered. Throughout."), example.take(2)))
    return replace(stored, run=altered, feedback=(example.critique(), example.critique(2)), origin=CAME)


def test_a_file_adds_feedback_and_changes_nothing_that_is_here(archive: AnyArchive) -> None:
    session = archive.new_session_id()
    archive.save_take(example.run(session), example.take())
    before = archive.open_session(session)
    for _ in range(2):
        archive.save_received(received(archive, session))
    after = archive.open_session(session)
    assert after.run == before.run
    assert after.origin is None, "one's own session stays one's own"
    assert after.feedback == (example.critique(),), "there is no second take to criticise"
    assert after.received == {example.critique().id: CAME}


def test_a_strangers_session_says_where_it_came_from(archive: AnyArchive) -> None:
    run = replace(example.run("a" * 16, example.take(), replace(example.take(2), after=1)), pair=PAIR)
    archive.save_received(StoredSession(run, datetime(2026, 3, 1, tzinfo=UTC), (example.critique(),), CAME))
    stored = archive.open_session("a" * 16)
    assert (stored.run, stored.origin, stored.feedback) == (run, CAME, (example.critique(),))
    assert stored.received == {example.critique().id: CAME}
    (summary,) = archive.list_sessions()
    assert (summary.origin, summary.colleague) == (CAME, "Björn")


def test_what_is_saved_to_a_copy_does_not_make_it_ones_own(archive: AnyArchive) -> None:
    run = example.run("a" * 16, example.take())
    archive.save_received(StoredSession(run, datetime(2026, 3, 1, tzinfo=UTC), (), CAME))
    archive.save_take(replace(run, pair=PAIR), example.take(2))
    archive.save_feedback("a" * 16, example.critique())
    assert archive.open_session("a" * 16).origin == CAME
    assert archive.open_session("a" * 16).run.pair is None
    (summary,) = archive.list_sessions()
    assert summary.origin == CAME


def test_a_copy_gets_the_takes_and_the_sound_that_it_lacks(archive: AnyArchive, folders: Folders) -> None:
    """They asked for the file once more, with sound; what is here already stays as it is."""
    sound = sound_file(folders, "a" * 16)
    first = example.take(sound=sound)
    assert first.recording is not None
    mute = replace(first, recording=replace(first.recording, path=None))
    opened = StoredSession(example.run("a" * 16, mute), datetime(2026, 3, 1, tzinfo=UTC), (), CAME)
    archive.save_received(opened)
    other = replace(first, transcript=typed("Other words."), marking=None)
    archive.save_received(replace(opened, run=example.run("a" * 16, other, example.take(2))))
    assert archive.open_session("a" * 16).run.takes == (first, example.take(2))
    longer = replace(first, recording=replace(first.recording, path=None, duration_s=9.0))
    archive.save_received(replace(opened, run=example.run("b" * 16, longer)))
    archive.save_received(replace(opened, run=example.run("b" * 16, first)))
    assert archive.open_session("b" * 16).run.takes == (longer,), "that is the sound of another recording"


def test_ones_own_session_gets_no_takes_and_no_sound(archive: AnyArchive, folders: Folders) -> None:
    session = archive.new_session_id()
    first = example.take(sound=sound_file(folders, session))
    assert first.recording is not None
    mute = replace(first, recording=replace(first.recording, path=None))
    archive.save_take(example.run(session), mute)
    came = StoredSession(example.run(session, first, example.take(2)), datetime(2026, 3, 1, tzinfo=UTC), (), CAME)
    archive.save_received(came)
    assert archive.open_session(session).run.takes == (mute,)


def test_a_pair_that_is_agreed_later_is_kept_with_the_session(archive: AnyArchive) -> None:
    session = archive.new_session_id()
    run = example.run(session, example.take())
    archive.save_take(run, run.take(1))
    assert archive.open_session(session).run.pair is None
    archive.save_take(replace(run, pair=PAIR), run.take(1))
    assert archive.open_session(session).run.pair == PAIR
    other = replace(PAIR, colleague="Cem")
    archive.save_take(replace(run, pair=other), run.take(1))
    archive.save_take(run, example.take(2))  # the colleague has gone; that they were there stays
    assert archive.open_session(session).run.pair == other
    assert archive.open_session(session).run.scenario == run.scenario


def test_nobody_joins_a_strangers_session(archive: AnyArchive) -> None:
    run = replace(example.run("a" * 16, example.take()), pair=PAIR)
    archive.save_received(StoredSession(run, datetime(2026, 3, 1, tzinfo=UTC), (), CAME))
    archive.save_take(replace(run, pair=replace(PAIR, colleague="Cem")), example.take())
    assert archive.open_session("a" * 16).run.pair == PAIR


def test_the_turns_of_a_conversation_come_back_in_their_places(archive: AnyArchive) -> None:
    session = archive.new_session_id()
    first, second = example.take(), replace(example.take(2), after=1, salesperson="", marking=None)
    run = replace(example.run(session, first, second), pair=PAIR)
    archive.save_take(replace(run, after=2, said="A line.", voice_ended_s=4.0, attempt=2), second)
    kept = archive.open_session(session).run
    assert kept == run
    assert [take.number for take in kept.conversation(2)] == [1, 2]


def test_marking_a_take_again_keeps_the_critique(archive: AnyArchive) -> None:
    session = archive.new_session_id()
    archive.save_take(example.run(session), example.take())
    archive.save_feedback(session, example.critique())
    archive.save_take(example.run(session), example.take(text="Something else. And more."))
    assert archive.open_session(session).critiques == (example.critique(),)


def test_a_critique_needs_a_take(archive: AnyArchive) -> None:
    session = archive.new_session_id()
    archive.save_take(example.run(session), example.take())
    for unknown, take in ((session, 2), (archive.new_session_id(), 1)):
        with pytest.raises(HeardFirstError) as told:
            archive.save_feedback(unknown, example.critique(take))
        assert told.value.kind is ErrorKind.SESSION_UNKNOWN


def test_an_unknown_session_is_named(archive: AnyArchive) -> None:
    for ask in (archive.open_session, archive.delete_session):
        with pytest.raises(HeardFirstError) as told:
            ask("*")
        assert told.value.kind is ErrorKind.SESSION_UNKNOWN
        assert told.value.facts == {"id": "*"}


def test_a_deleted_session_is_gone_with_its_sound_and_the_others_stay(archive: AnyArchive, folders: Folders) -> None:
    kept, gone = archive.new_session_id(), archive.new_session_id()
    sounds = {session: sound_file(folders, session) for session in (kept, gone)}
    for session, sound in sounds.items():
        archive.save_take(example.run(session), example.take(sound=sound))
        archive.save_feedback(session, example.critique())
    archive.delete_session(gone)
    assert [one.id for one in archive.list_sessions()] == [kept]
    assert (sounds[kept].exists(), sounds[gone].exists()) == (True, False)
    assert archive.open_session(kept).critiques == (example.critique(),)
