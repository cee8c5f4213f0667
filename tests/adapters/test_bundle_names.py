"""Names and kinds of members that a stranger could choose (S1): whatever is not on the short list refuses the whole."""

import stat
import struct
import zipfile
from pathlib import Path

import pytest

from app.errors import ErrorKind
from tests.adapters.bundle_refusal import Refusal
from tests.bundle_files import members, pack


@pytest.mark.parametrize(
    "name",
    [
        "../session.json",
        "../../.bashrc",
        "/etc/cron.d/x",
        "C:\\Windows\\x.wav",
        "..\\take-2.wav",
        "sub/take-2.wav",
        "CON",
        "CON.wav",
        "take-2.wav.",
        "take-2.wav ",
        "take-0.wav",
        "take-02.wav",
        "take-1000.wav",
        "take-².wav",
        "take-٢.wav",
        "take-2.wav\n",
        "TAKE-1.WAV",
        "Session.json",
        "session.json/",
        "caf\u00e9.wav",
        "cafe\u0301.wav",
        "x" * 300,
        "",
        ".",
    ],
)
def test_s1_a_name_that_is_not_on_the_list_refuses_the_whole_file(name: str, whole: Path, refuse: Refusal) -> None:
    pack(whole, [*members(whole).items(), (name, b"hello")])
    refuse(whole, ErrorKind.BUNDLE_FOREIGN, ErrorKind.BUNDLE_TOO_LARGE)


def test_s1_a_zero_byte_cannot_hide_the_rest_of_a_name(whole: Path, refuse: Refusal) -> None:
    pack(whole, [*members(whole).items(), ("take-2.wav#../x", b"hello")])
    whole.write_bytes(whole.read_bytes().replace(b"take-2.wav#", b"take-2.wav\0"))
    refuse(whole, ErrorKind.BUNDLE_FOREIGN)


@pytest.mark.parametrize("twin", ["session.json", "take-1.wav"])
def test_s1_a_member_that_is_there_twice(twin: str, whole: Path, refuse: Refusal) -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        pack(whole, [*members(whole).items(), (twin, b"hello")])
    refuse(whole, ErrorKind.BUNDLE_FOREIGN)


def test_s1_twins_that_one_disk_would_take_for_the_same(whole: Path, refuse: Refusal) -> None:
    parts = members(whole)
    pack(whole, [*parts.items(), ("Take-1.wav", parts["take-1.wav"])])
    refuse(whole, ErrorKind.BUNDLE_FOREIGN)


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFCHR, stat.S_IFBLK, stat.S_IFIFO, stat.S_IFDIR, stat.S_IFSOCK])
def test_s1_links_devices_and_folders(kind: int, whole: Path, refuse: Refusal) -> None:
    parts = members(whole)
    entry = zipfile.ZipInfo("take-1.wav")
    entry.create_system, entry.external_attr = 3, (kind | 0o777) << 16
    pack(whole, [("session.json", parts["session.json"]), (entry, b"/etc/passwd")])
    refuse(whole, ErrorKind.BUNDLE_FOREIGN)


def test_s1_a_hard_link(whole: Path, refuse: Refusal) -> None:
    """PKWARE's extra field for Unix names the file that is linked to."""
    parts = members(whole)
    entry = zipfile.ZipInfo("take-1.wav")
    entry.extra = struct.pack("<HHLLHH", 0x000D, 23, 0, 0, 0, 0) + b"/etc/passwd"
    pack(whole, [("session.json", parts["session.json"]), (entry, b"")])
    refuse(whole, ErrorKind.BUNDLE_FOREIGN)


def test_a_file_without_its_letter(whole: Path, refuse: Refusal) -> None:
    pack(whole, [("take-1.wav", members(whole)["take-1.wav"])])
    refuse(whole, ErrorKind.BUNDLE_FOREIGN)
