"""What is listed before a session leaves is what leaves: every value of the file, and no other."""

from dataclasses import fields, replace
from pathlib import Path

import pytest

from app.bundle import content, json_text
from app.bundle.leaf import leaves
from app.bundle.preview import NOTHING, entries, preview, section_of
from app.pairing.pair import Consent, Pair
from app.rehearsal.sound import Recording
from app.rehearsal.state import Run, Take
from app.storage.stored import StoredSession
from tests.bundle_files import SESSION, Place, copied, members, stored, value_at, wav

PARTS = ("the salesperson's line", "the manager's words", "facts of the recording", "marks")


def test_every_value_of_the_written_file_is_listed(whole: Path) -> None:
    letter = json_text.parse(members(whole)["session.json"])
    places = [place for place, _ in leaves(letter)]
    assert len(places) > 300
    assert [place for place in places if section_of(place) is None] == []


def test_every_text_that_somebody_said_or_wrote_is_shown_word_by_word(whole: Path) -> None:
    """But for the scenario, which is the program's, and the marks, whose words are told already."""
    letter = copied(json_text.parse(members(whole)["session.json"]))
    planted: list[str] = []
    for place, value in list(leaves(letter["content"])):
        if isinstance(value, str) and place[0] != "scenario" and not {"marking", "acts"} & set(place) and free(place):
            planted.append(f"planted-{len(planted)}-")
            value_at(letter["content"], place[:-1])[place[-1]] = planted[-1]
    shown = "\n".join(one.what for one in entries(letter))
    assert len(planted) > 30
    assert [text for text in planted if text not in shown] == []


def free(place: Place) -> bool:
    """Whether any words may stand there: not one of a few that the program knows, nor an id."""
    if place[-1] == "salesperson":
        return place[0] == "takes"  # of a pair it says who plays them
    return not {"condition", "agreed", "role", "verdict", "order", "noticed", "id", "session", "labels"} & set(place)


def test_a_field_that_nobody_gave_words_to_is_listed_by_its_name(whole: Path) -> None:
    letter = copied(json_text.parse(members(whole)["session.json"]))
    letter["content"]["takes"][0]["mood"] = "planted"
    assert ("content takes 0 mood", "planted") in [(one.field, one.what) for one in entries(letter)]


def test_the_sound_is_listed_with_its_length_and_size_where_it_leaves(tmp_path: Path) -> None:
    sound = tmp_path / "recorded.wav"
    sound.write_bytes(wav())
    with_sound = preview(stored(sound), with_sound=True)
    assert [(one.field, one.what) for one in with_sound if "sound" in one.field] == [("Take 1: sound", "4 s, 0.1 MB")]
    assert preview(stored(sound), with_sound=False) == with_sound[:-1]
    sound.unlink()
    assert [one for one in preview(stored(), with_sound=True) if "sound" in one.field] == []


def test_what_is_listed_reads_as_a_list_for_people() -> None:
    listed = {one.field: one.what for one in preview(stored(), with_sound=False)}
    assert list(listed) == [
        "File",
        "Sender",
        "Whose session",
        "Session",
        "Scenario",
        "Names",
        "Consent",
        *(f"Take {number}: {part}" for number in (1, 2) for part in PARTS),
        "Critique 1",
        "Pin 1",
        "Settled mark 1",
        "Settled mark 2",
    ]
    assert listed["Names"] == "Ann (manager), Björn (colleague); Björn played the salesperson"
    assert listed["Pin 1"] == "Björn, take 1 at 0:01: face, good: “a smile”; answer: “Yes.”"
    assert listed["Take 2: facts of the recording"] == NOTHING
    assert SESSION in listed["Session"]
    assert listed["Whose session"] == "Ann"


def test_a_rehearsal_alone_says_so() -> None:
    session = stored()
    alone = StoredSession(replace(session.run, pair=None, takes=(Take(1, "Well?"),)), session.started)
    listed = {one.field: one.what for one in preview(alone, with_sound=True)}
    assert listed["Names and consent"] == "none: a rehearsal without a partner"
    assert listed["Critiques"] == listed["Pins"] == listed["Settled marks"] == NOTHING
    assert listed["Take 1: the manager's words"] == listed["Take 1: marks"] == NOTHING


@pytest.mark.parametrize(
    ("kind", "written", "stays"),
    [
        (Recording, content.WrittenRecording, {"path"}),
        (Take, content.WrittenTake, set()),
        (Consent, content.WrittenConsent, {"sound"}),
        (Pair, content.WrittenPair, set()),
        (Run, content.Content, {"voice_ended_s", "attempt", "later", "after", "said"}),
    ],
)
def test_a_new_field_has_to_be_told_whether_it_leaves(kind: type, written: type, stays: set[str]) -> None:
    beside = {"sender", "owner", "exported_utc_s", "started_utc_s", "critiques", "pins", "settlements"}
    leaving = set(written.model_fields) - (beside if kind is Run else set())
    assert {one.name for one in fields(kind)} - leaving == stays
    assert leaving <= {one.name for one in fields(kind)}
