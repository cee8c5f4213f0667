"""Files that somebody made wrong, by chance or on purpose: changed ones of ours, and ones made of nothing."""

import io
import json
import warnings
import zipfile
from typing import Any

from hypothesis import strategies as st

from tests.bundle_files import Json, copied, every_place, signed, value_at

HOSTILE: list[Json] = [
    None,
    True,
    0,
    -1,
    10**17,
    1e308,
    0.5,
    "",
    "../../x",
    "/etc/passwd",
    "C:\\x",
    "\u202e",
    "\x1b[2J",
    "\ud800",
    "x" * 30_000,
    [],
    {},
    [[[[[[]]]]]],
    {"path": "/etc/passwd"},
]
HOSTILE_VALUE = st.sampled_from(HOSTILE).map(copied)
NAMES = st.one_of(
    st.sampled_from(["../x", "/x", "C:\\x", "take-1.wav", "take-2.wav", "session.json", "CON", "x" * 300, "a/", "é"]),
    st.text(min_size=1, max_size=20).filter(lambda name: name.isprintable()),
)
SOME_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-10, 10**6) | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=20,
)


class Whole:
    """A whole file to begin with: its bytes, its members and what its letter says."""

    def __init__(self, data: bytes, parts: dict[str, bytes], letter: Json) -> None:
        self.data, self.parts, self.letter = data, parts, letter

    def __repr__(self) -> str:
        return "a whole file"  # hypothesis tells of every example what it was made from


def zipped(parts: list[tuple[str, bytes]], packed: int = zipfile.ZIP_STORED) -> bytes:
    """A zip file of these members."""
    file = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(file, "w", packed) as archive:
        warnings.simplefilter("ignore")  # two members of one name are what is wanted
        for name, data in parts:
            archive.writestr(zipfile.ZipInfo(name), data, packed)
    return file.getvalue()


@st.composite
def changed_bytes(draw: st.DrawFn, whole: Whole) -> bytes:
    """Bytes changed, left out or put in; near the ends, where a zip tells of itself, more often."""
    data = bytearray(whole.data)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.one_of(st.integers(0, len(data) - 1), st.integers(max(0, len(data) - 200), len(data) - 1)))
        at = min(at, len(data) - 1)
        match draw(st.sampled_from(["flip", "set", "cut", "insert"])):
            case "flip":
                data[at] ^= 1 << draw(st.integers(0, 7))
            case "set":
                data[at] = draw(st.sampled_from([0, 1, 0x7F, 0x80, 0xFF]))
            case "cut":
                del data[at : at + draw(st.integers(1, 50))]
            case _:
                data[at:at] = draw(st.binary(min_size=1, max_size=20))
        if not data:
            break
    return bytes(data)


@st.composite
def cut(draw: st.DrawFn, whole: Whole) -> bytes:
    """The file ends too soon."""
    return whole.data[: draw(st.integers(1, len(whole.data) - 1))]


@st.composite
def other_members(draw: st.DrawFn, whole: Whole) -> bytes:
    """Members renamed, added, left out or put in another order."""
    members = list(whole.parts.items())
    match draw(st.sampled_from(["rename", "add", "drop", "swap", "empty"])):
        case "rename":
            at = draw(st.integers(0, len(members) - 1))
            members[at] = (draw(NAMES), members[at][1])
        case "add":
            name = draw(NAMES.filter(lambda name: name not in whole.parts))
            members.insert(draw(st.integers(0, len(members))), (name, draw(st.binary(max_size=200))))
        case "drop":
            del members[draw(st.integers(0, len(members) - 1))]
        case "swap":
            (first, one), (second, other), *rest = members
            members = [(first, other), (second, one), *rest]
        case _:
            at = draw(st.integers(0, len(members) - 1))
            members[at] = (members[at][0], b"")
    return zipped(members, draw(st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])))


@st.composite
def other_letter(draw: st.DrawFn, whole: Whole) -> bytes:
    """Values of session.json replaced, left out or added, with a digest that fits, so that the checks go deep."""
    changed = copied(whole.letter)
    for _ in range(draw(st.integers(1, 3))):
        place = draw(st.sampled_from(every_place(changed["content"]) or [("sender",)]))
        holder = value_at(changed["content"], place[:-1])
        match draw(st.sampled_from(["hostile", "any", "number", "drop", "add", "double"])):
            case "hostile":
                holder[place[-1]] = draw(HOSTILE_VALUE)
            case "any":
                holder[place[-1]] = draw(SOME_JSON)
            case "number":
                holder[place[-1]] = draw(st.integers(-3, 10) | st.floats(-1, 10))
            case "drop":
                del holder[place[-1]]
            case "add" if isinstance(holder, dict):
                holder[draw(st.text(max_size=5))] = draw(HOSTILE_VALUE)
            case _:
                value = holder[place[-1]]
                holder[place[-1]] = copied([*value, *value] if isinstance(value, list) else [value, value])
    return _with_letter(whole, signed(changed))


@st.composite
def other_text(draw: st.DrawFn, whole: Whole) -> bytes:
    """The text of session.json itself broken, or of another kind."""
    text = json.dumps(whole.letter)
    kind = draw(st.sampled_from(["cut", "deep", "wide", "utf-16", "bom", "double", "nan", "digits", "any", "binary"]))
    at = draw(st.integers(0, len(text) - 1))
    data: bytes = {
        "cut": text[:at].encode(),
        "deep": b'{"a":' + b"[" * draw(st.integers(10, 100_000)),
        "wide": b'{"a":[' + draw(st.sampled_from([b"[],", b"{},", b"1,", b'"ab",'])) * 90_000 + b"0]}",
        "utf-16": text.encode("utf-16"),
        "bom": text.encode("utf-8-sig"),
        "double": text.replace('"version"', '"format"', 1).encode(),
        "nan": text.replace("1", draw(st.sampled_from(["NaN", "Infinity", "-Infinity", "1e999"])), 1).encode(),
        "digits": text.replace("1", "1" * draw(st.integers(20, 6_000)), 1).encode(),
        "any": json.dumps(draw(SOME_JSON)).encode(),
        "binary": draw(st.binary(max_size=300)),
    }[kind]
    return _with_letter(whole, data)


@st.composite
def many_faults(draw: st.DrawFn, whole: Whole) -> bytes:
    """As many wrong items as the limits allow, in whichever list: each of them would be told by a patient reader."""
    changed = copied(whole.letter)
    lists = [
        place for place in every_place(changed["content"]) if isinstance(value_at(changed["content"], place), list)
    ]
    place = draw(st.sampled_from(lists))
    wrong: Any = draw(st.sampled_from([{}, [], 1, 1.25, "abcde", {"a": 1, "b": 1, "c": 1, "d": 0, "e": 1}]))
    value_at(changed["content"], place[:-1])[place[-1]] = [wrong] * draw(st.sampled_from([1_000, 60_000]))
    return _with_letter(whole, signed(changed), zipfile.ZIP_DEFLATED)


def of_nothing() -> st.SearchStrategy[bytes]:
    """Bytes, with and without the look of a zip file, and zip files of anything."""
    members = st.lists(st.tuples(NAMES, st.binary(max_size=100)), max_size=6, unique_by=lambda member: member[0])
    return st.one_of(
        st.binary(min_size=1, max_size=500),
        st.binary(max_size=500).map(lambda data: b"PK\x03\x04" + data),
        st.binary(max_size=300).map(lambda data: b"PK\x03\x04" + data + b"PK\x05\x06" + bytes(18)),
        members.map(zipped),
        SOME_JSON.map(lambda value: zipped([("session.json", json.dumps(value).encode())])),
    )


def malformed(whole: Whole) -> st.SearchStrategy[bytes]:
    """Any of these."""
    return st.one_of(
        changed_bytes(whole),
        cut(whole),
        other_members(whole),
        other_letter(whole),
        other_letter(whole),
        other_text(whole),
        many_faults(whole),
        of_nothing(),
    )


def _with_letter(whole: Whole, text: bytes, packed: int = zipfile.ZIP_STORED) -> bytes:
    return zipped(list((whole.parts | {"session.json": text}).items()), packed)
