"""Text and JSON of a stranger (S3, S4, S8): capped before it is read, taken as it is written here or not at all."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.bundle import content, json_text
from app.bundle.arrival import Arrival, read
from app.errors import ErrorKind, HeardFirstError
from tests.adapters.bundle_refusal import Refusal
from tests.bundle_files import Json, copied, edited, every_place, members, signed, value_at, with_letter

CONTENT, FOREIGN, ALTERED = ErrorKind.BUNDLE_CONTENT, ErrorKind.BUNDLE_FOREIGN, ErrorKind.BUNDLE_ALTERED
Letter = dict[str, Any]
HIDDEN = ["\0", "\x1b[2J", "\x07", "\r", "\x85", "\u2028", "\u2029", "\ud800", "\udfff"]
TURNING = ["\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068", "\u2069"]
HARMLESS = [
    "<img src=file:///etc/passwd>",
    "<img src=\\\\host\\x>",
    "<a href='https://example.com'>x</a>",
    "<table>" * 2_000,
    "{0.__class__} {path} %s ${HOME} $(touch x) `id` {{7*7}}",
    "!!python/object/apply:os.system ['id']",
    "cos\nsystem\n(S'id'\ntR.",
    "file:///etc/passwd",
    "../../etc/passwd",
    "C:\\Windows\\system32",
    "=cmd()|'/C calc'!A1",
    "'; DROP TABLE session; --",
    "\u200b\u200d\u200e\u200f 👩‍👩‍👧 שלום",
    "line\nline\twith a tab",
]
PLACES: list[Callable[[Letter, str], object]] = [
    lambda it, text: it.update(sender=text),
    lambda it, text: it["scenario"].update(happened=text),
    lambda it, text: it["pair"].update(colleague=text),
    lambda it, text: it["pair"]["consent"].update(line=text),
    lambda it, text: it["takes"][0].update(salesperson=text),
    lambda it, text: it["takes"][0]["transcript"].update(engine=text),
    lambda it, text: it["takes"][0]["transcript"]["segments"][0]["words"][0].update(text=text),
    lambda it, text: it["takes"][0]["marking"].update(classifier=text),
    lambda it, text: it["critiques"][0].update(keep=text),
    lambda it, text: it["pins"][0].update(note=text),
    lambda it, text: it["settlements"][0].update(by=text),
]


def at(place: int, text: str) -> Callable[[Letter], object]:
    return lambda letter: PLACES[place](letter["content"], text)


@pytest.mark.parametrize("text", [*HIDDEN, *TURNING], ids=ascii)
def test_s3_hidden_characters_refuse_the_file(text: str, whole: Path, refuse: Refusal) -> None:
    said = refuse(edited(whole, at(9, f"Ann{text}x")), CONTENT)
    assert text not in said


@pytest.mark.parametrize("place", range(len(PLACES)))
def test_s3_hidden_characters_refuse_the_file_wherever_they_stand(place: int, whole: Path, refuse: Refusal) -> None:
    refuse(edited(whole, at(place, "Ann\x1b[2J")), CONTENT)


def test_s3_a_hidden_character_in_the_name_of_a_field(whole: Path, refuse: Refusal) -> None:
    refuse(edited(whole, lambda letter: letter["content"].update({"x\x1b[2J": 1})), CONTENT)


@pytest.mark.parametrize("text", HARMLESS, ids=range(len(HARMLESS)))
def test_s3_markup_and_s8_paths_are_text_like_any_other(text: str, whole: Path, home: Path) -> None:
    arrival = read(edited(whole, at(9, text)))
    assert arrival.session.pins[0].note == text
    assert list(home.iterdir()) == []


@pytest.mark.parametrize("place", range(len(PLACES)))
def test_s3_a_line_of_a_megabyte(place: int, whole: Path, refuse: Refusal) -> None:
    refuse(edited(whole, at(place, "x" * 1_000_000)), CONTENT)


@pytest.mark.parametrize("place", [0, 2, 5, 7, 10])
def test_s3_names_are_short(place: int, whole: Path, refuse: Refusal) -> None:
    refuse(edited(whole, at(place, "x" * 201)), CONTENT)


@pytest.mark.parametrize("place", [3, 4, 8, 9])
def test_s3_notes_are_as_long_as_one_may_write(place: int, whole: Path, refuse: Refusal) -> None:
    assert read(edited(whole, at(place, "x" * 20_000)))
    refuse(edited(whole, at(place, "x" * 20_001)), CONTENT)


def test_s3_a_sender_has_a_name(whole: Path, refuse: Refusal) -> None:
    refuse(edited(whole, at(0, " \u3000")), CONTENT)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(b'{"a":' * 1_000 + b"1" + b"}" * 1_000, id="depth 1000"),
        pytest.param(b'{"a":' + b"[" * 90_000, id="depth 90000, never closed"),
        pytest.param(b'{"a":' + b"[" * 17 + b"]" * 17 + b"}", id="depth 18"),
        pytest.param(b'{"a":[' + b"[]," * 100_001 + b"1]}", id="100000 lists"),
        pytest.param(b'{"a":[' + b"1," * 400_001 + b"1]}", id="400000 numbers"),
        pytest.param(b'{"format": NaN}', id="NaN"),
        pytest.param(b'{"version": Infinity}', id="Infinity"),
        pytest.param(b'{"version": -Infinity}', id="-Infinity"),
        pytest.param(b'{"version": 1e999}', id="a number beyond all"),
        pytest.param(b'{"version": 1.' + b"0" * 500 + b"}", id="500 decimals"),
        pytest.param(b'{"version": ' + b"9" * 5_000 + b"}", id="5000 digits"),
        pytest.param(b'{"version": 1, "version": 2}', id="a name twice"),
        pytest.param(b'{"content": {"x": 1, "x": 1}}', id="a name twice, further in"),
        pytest.param('{"a": 1}'.encode("utf-16"), id="UTF-16"),
        pytest.param('{"a": 1}'.encode("utf-8-sig"), id="BOM"),
        pytest.param(b'{"a": "\xff"}', id="no UTF-8"),
        pytest.param(b'{"a": "\\ud800"}', id="half a character"),
        pytest.param(b'{"a": "\n"}', id="a bare line break"),
        pytest.param(b"[]", id="a list"),
        pytest.param(b'"text"', id="a text"),
        pytest.param(b"null", id="null"),
        pytest.param(b"", id="nothing"),
        pytest.param(b"{", id="cut"),
        pytest.param(b"{} {}", id="two"),
    ],
)
def test_s4_json_that_is_not_as_it_is_written_here(text: bytes, whole: Path, refuse: Refusal) -> None:
    refuse(with_letter(whole, text), CONTENT)


def test_s4_json_over_its_limit_is_not_read(whole: Path, refuse: Refusal) -> None:
    text = members(whole)["session.json"]
    noise = json.dumps([str(number) for number in range(500_000)])  # of a kind that does not shrink to nothing
    refuse(with_letter(whole, text[:-1] + b',"x":' + noise.encode() + b"}"), ErrorKind.BUNDLE_TOO_LARGE)


@pytest.mark.parametrize("wrong", [None, True, 1, 1.5, "x", [], {}, [1], {"a": 1}, -1, 10**17, ""], ids=ascii)
def test_s4_wrong_types_in_every_field(wrong: object, whole: Path, home: Path) -> None:
    """Whatever stands in whichever field, either the file is refused or it says just what is written there."""
    letter = json_text.parse(members(whole)["session.json"])
    refused = 0
    for place in every_place(letter["content"]):
        changed = copied(letter)
        value_at(changed["content"], place[:-1])[place[-1]] = wrong
        try:
            arrival = read(with_letter(whole, signed(changed)))
        except HeardFirstError:
            refused += 1
        else:
            assert json_text.write(content_of(arrival)) == json_text.write(changed["content"]), place
    assert refused > 50
    assert list(home.iterdir()) == []


def content_of(arrival: Arrival) -> Json:
    """What would be written of it again."""
    written = content.content_of(arrival.session, arrival.sender, arrival.exported_utc_s)
    return written.model_dump(mode="json")


def test_s4_each_field_is_needed(whole: Path) -> None:
    letter = json_text.parse(members(whole)["session.json"])
    for place in every_place(letter):
        if isinstance(place[-1], int) or place == ("sha256", "content"):
            continue
        changed = copied(letter)
        del value_at(changed, place[:-1])[place[-1]]
        text = signed(changed) if "content" in changed and "sha256" in changed else json.dumps(changed).encode()
        with pytest.raises(HeardFirstError):
            read(with_letter(whole, text))


def test_s4_no_field_beside_those(whole: Path) -> None:
    letter = json_text.parse(members(whole)["session.json"])
    objects = [place for place in every_place(letter) if isinstance(value_at(letter, place), dict)]
    assert len(objects) > 20
    for place in [(), *objects]:
        changed = copied(letter)
        value_at(changed, place)["zz"] = "1"
        with pytest.raises(HeardFirstError) as refused:
            read(with_letter(whole, signed(changed)))
        assert refused.value.kind is CONTENT, place


@pytest.mark.parametrize("edit", [dict.clear, lambda it: it.update(content="0" * 64), lambda it: it.update(a="b")])
def test_digests_that_are_not_there_or_not_right(
    edit: Callable[[Letter], object], whole: Path, refuse: Refusal
) -> None:
    refuse(edited(whole, lambda letter: edit(letter["sha256"]), sign=False), CONTENT, ALTERED)


def test_a_letter_that_was_edited_by_hand(whole: Path, refuse: Refusal) -> None:
    refuse(edited(whole, at(8, "The whole reply."), sign=False), ALTERED)


@pytest.mark.parametrize("name", ["path", "sound"])
def test_s8_a_place_of_sound_cannot_be_named(name: str, whole: Path, refuse: Refusal) -> None:
    content = json_text.parse(members(whole)["session.json"])["content"]
    for part in (content["takes"][0]["recording"], content["pair"]["consent"]):
        assert name not in part
    refuse(edited(whole, lambda it: it["content"]["takes"][0]["recording"].update({name: "/etc/passwd"})), CONTENT)
    refuse(edited(whole, lambda it: it["content"]["pair"]["consent"].update({name: "x.wav"})), CONTENT)


@pytest.mark.parametrize(("version", "kind"), [(4, ErrorKind.BUNDLE_NEWER), (0, ErrorKind.BUNDLE_OLDER)])
def test_another_version(version: int, kind: ErrorKind, whole: Path, refuse: Refusal) -> None:
    def other(letter: Letter) -> None:
        letter["version"] = version
        letter["content"] = {"of": "another shape"}

    said = refuse(edited(whole, other), kind)
    assert f"format {version}" in said


def test_the_owner_is_no_word_of_the_first_form(whole: Path, refuse: Refusal) -> None:
    refuse(edited(whole, lambda letter: letter.update(version=1)), CONTENT)


@pytest.mark.parametrize("owner", ["", " ", "Ann\nDana", "x" * 201, "Dana", "\u202eAnn"], ids=ascii)
def test_an_owner_that_is_none_or_not_who_spoke(owner: str, whole: Path, refuse: Refusal) -> None:
    refuse(edited(whole, lambda letter: letter["content"].update(owner=owner)), CONTENT)


@pytest.mark.parametrize("owner", ["", " ", "Ann\nDana", "x" * 201], ids=ascii)
def test_an_owner_without_a_partner_has_a_proper_name(owner: str, whole: Path, refuse: Refusal) -> None:
    refuse(edited(whole, lambda letter: letter["content"].update(owner=owner, pair=None)), CONTENT)


@pytest.mark.parametrize("version", ["1", 1.0, True, None, [1], 10**17])
def test_a_version_that_is_none(version: object, whole: Path, refuse: Refusal) -> None:
    refuse(edited(whole, lambda letter: letter.update(version=version)), FOREIGN, ErrorKind.BUNDLE_NEWER)
