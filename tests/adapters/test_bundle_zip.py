"""Zip files that want to fill memory or disk, or to be read in two ways (S2), and files that are none."""

import os
import struct
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from app.bundle import container
from app.bundle.arrival import read
from app.errors import ErrorKind, HeardFirstError
from tests.adapters.bundle_refusal import Refusal
from tests.bundle_files import members, pack

TOO_LARGE, FOREIGN, ALTERED = ErrorKind.BUNDLE_TOO_LARGE, ErrorKind.BUNDLE_FOREIGN, ErrorKind.BUNDLE_ALTERED


def packed(path: Path, parts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def listed(path: Path, name: str) -> int:
    """Where the list of parts tells of a member."""
    return path.read_bytes().rindex(b"PK\x01\x02", 0, path.read_bytes().rindex(name.encode()))


def rewrite(path: Path, at: int, data: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(at)
        file.write(data)


@pytest.mark.parametrize("name", ["session.json", "take-1.wav"])
def test_s2_fifty_megabytes_of_zeros_in_49_kilobytes(name: str, whole: Path, refuse: Refusal) -> None:
    packed(whole, members(whole) | {name: bytes(50_000_000)})
    assert whole.stat().st_size < 300_000
    tracemalloc.start()
    refuse(whole, TOO_LARGE)
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()


def test_s2_a_member_over_its_limit(whole: Path, refuse: Refusal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(container, "MOST_MEMBER_BYTES", 132_043)
    refuse(whole, TOO_LARGE)
    monkeypatch.setattr(container, "MOST_MEMBER_BYTES", 132_044)
    assert read(whole).has_sound


def test_s2_all_members_together_over_their_limit(
    whole: Path, refuse: Refusal, monkeypatch: pytest.MonkeyPatch
) -> None:
    together = sum(map(len, members(whole).values()))
    monkeypatch.setattr(container, "MOST_BYTES", together - 1)
    refuse(whole, TOO_LARGE)
    monkeypatch.setattr(container, "MOST_BYTES", together)
    assert read(whole).has_sound


def test_s2_a_file_over_the_limit_is_not_even_opened(whole: Path, refuse: Refusal) -> None:
    os.truncate(whole, 300_000_000)  # sparse: no disk is used
    refuse(whole, TOO_LARGE)


def test_s2_a_zip_inside_the_zip(whole: Path, tmp_path: Path, refuse: Refusal) -> None:
    inner = pack(tmp_path / "inner.zip", [("take-1.wav", bytes(10_000))]).read_bytes()
    pack(whole, (members(whole) | {"take-1.wav": inner}).items())
    refuse(whole, ALTERED, ErrorKind.BUNDLE_SOUND)


@pytest.mark.parametrize("lie", [0, 1, 100, 10_000_000])
@pytest.mark.parametrize("name", ["session.json", "take-1.wav"])
@pytest.mark.parametrize("field_at", [20, 24])  # packed and unpacked size
def test_s2_sizes_that_lie(lie: int, name: str, field_at: int, whole: Path, refuse: Refusal) -> None:
    packed(whole, members(whole))
    rewrite(whole, listed(whole, name) + field_at, struct.pack("<L", lie))
    refuse(whole, ALTERED, TOO_LARGE, FOREIGN, ErrorKind.BUNDLE_SOUND)


def test_s2_a_hundred_thousand_members(whole: Path, refuse: Refusal) -> None:
    listing = b"PK\x01\x02".ljust(46, b"\0") * 100_000
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 100_000 % 65_536, 100_000 % 65_536, len(listing), 4, 0)
    whole.write_bytes(b"PK\x03\x04" + listing + end)
    tracemalloc.start()
    refuse(whole, TOO_LARGE)
    assert tracemalloc.get_traced_memory()[1] < 5_000_000, "the list was read"
    tracemalloc.stop()


def test_s2_501_members(whole: Path, refuse: Refusal) -> None:
    pack(whole, [(f"take-{number}.wav", b"") for number in range(1, 502)])
    refuse(whole, TOO_LARGE)


def test_s2_a_second_list_of_parts_behind_the_first(whole: Path, refuse: Refusal) -> None:
    """zipfile believes the zip64 list where there is one."""
    data = whole.read_bytes()
    end = data[-22:]
    listed_bytes, listed_at = struct.unpack_from("<LL", end, 12)
    longer = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, 9, 9, listed_bytes, listed_at)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, len(data) - 22, 1)
    whole.write_bytes(data[:-22] + longer + locator + end)
    refuse(whole, FOREIGN)
    # and where the list is said to reach up to the end
    end = end[:12] + struct.pack("<L", listed_bytes + len(longer) + len(locator)) + end[16:]
    whole.write_bytes(data[:-22] + longer + locator + end)
    refuse(whole, FOREIGN)


def test_s2_members_that_lie_over_one_another(whole: Path, refuse: Refusal) -> None:
    """One block of data that is listed under many names grows without bound."""
    parts = members(whole)
    pack(whole, [("take-1.wav", parts["take-1.wav"]), ("take-2.wav", parts["take-1.wav"]), *list(parts.items())[1:]])
    first, second = listed(whole, "take-1.wav"), listed(whole, "take-2.wav")
    rewrite(whole, second + 42, whole.read_bytes()[first + 42 : first + 46])
    refuse(whole, FOREIGN)


def test_s2_bytes_between_the_members(whole: Path, refuse: Refusal) -> None:
    data = whole.read_bytes()
    at = data.index(b"PK\x01\x02")
    end = data[-22:-6] + struct.pack("<L", at + 9) + data[-2:]
    whole.write_bytes(data[:at] + b"something" + data[at:-22] + end)
    refuse(whole, FOREIGN)


def test_s2_a_bad_crc(whole: Path, refuse: Refusal) -> None:
    data = bytearray(whole.read_bytes())
    data[1000] ^= 1
    whole.write_bytes(data)
    refuse(whole, ALTERED)


@pytest.mark.parametrize("flag", [0x1, 0x8, 0x20, 0x40, 0x800, 0x2000])
def test_s2_a_locked_member_or_one_of_another_program(flag: int, whole: Path, refuse: Refusal) -> None:
    rewrite(whole, listed(whole, "take-1.wav") + 8, struct.pack("<H", flag))
    refuse(whole, FOREIGN)


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_s2_another_way_of_packing(method: int, whole: Path, refuse: Refusal) -> None:
    parts = members(whole)
    with zipfile.ZipFile(whole, "w", method) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    refuse(whole, FOREIGN)


def test_a_comment_or_anything_behind_the_end(whole: Path, refuse: Refusal) -> None:
    data = whole.read_bytes()
    whole.write_bytes(data + b"more")
    refuse(whole, ErrorKind.BUNDLE_CUT)
    whole.write_bytes(data[:-2] + struct.pack("<H", 4) + b"more")
    refuse(whole, ErrorKind.BUNDLE_CUT)


def test_a_file_that_was_cut_at_any_place(whole: Path) -> None:
    data = whole.read_bytes()
    places = [*range(1, 60), *range(60, len(data), 4999), *range(len(data) - 60, len(data))]
    for place in places:
        whole.write_bytes(data[:place])
        with pytest.raises(HeardFirstError) as refused:
            read(whole)
        wanted = ErrorKind.BUNDLE_CUT if place >= 4 else FOREIGN
        assert refused.value.kind is wanted, place


@pytest.mark.parametrize("content", [b"PK", b"%PDF-1.7 ...", b"RIFF\0\0\0\0WAVE", b"\0" * 5000, b"PK\x03\x04" * 50])
def test_a_foreign_file(content: bytes, tmp_path: Path, refuse: Refusal) -> None:
    path = tmp_path / "x.heardfirst"
    path.write_bytes(content)
    refuse(path, FOREIGN, ErrorKind.BUNDLE_CUT)


def test_a_zip_of_something_else(tmp_path: Path, refuse: Refusal) -> None:
    refuse(pack(tmp_path / "x.zip", [("word/document.xml", b"<a/>")]), FOREIGN)
    refuse(pack(tmp_path / "x.zip", [("session.json", b"{}")]), FOREIGN)


def test_what_is_no_file_at_all(tmp_path: Path, refuse: Refusal) -> None:
    refuse(tmp_path / "none.heardfirst", ErrorKind.FILE_MISSING)
    refuse(tmp_path, ErrorKind.FILE_IS_DIRECTORY)
    empty = tmp_path / "empty.heardfirst"
    empty.touch()
    refuse(empty, ErrorKind.FILE_EMPTY)
    pipe = tmp_path / "pipe.heardfirst"
    os.mkfifo(pipe)
    refuse(pipe, ErrorKind.FILE_UNREADABLE)
