"""The zip file around a session, opened as if it wanted to harm: counted and measured before anything is unpacked.

Nothing is ever extracted: members are read by names from a short list, in blocks, up to a limit.
"""

import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from app.audio.sound_header import file_size
from app.bundle.sound_member import take_of
from app.errors import ErrorKind, HeardFirstError

LETTER = "session.json"
MOST_BYTES = 200_000_000
MOST_MEMBER_BYTES = 100_000_000
MOST_ENTRIES = 500
MOST_RATIO = 200
BLOCK_BYTES = 1 << 16

_END = struct.Struct("<4s4H2LH")
_LOCAL_BYTES, _LISTED_BYTES, _LOCATOR_BYTES, _LONGEST_NAME = 30, 46, 20, 12
_UNREADABLE = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, RuntimeError, ValueError)


class Container:
    """A checked zip file of which members can be read. Close it, or use it with `with`."""

    def __init__(self, path: Path) -> None:
        """Open and check. Raises HeardFirstError: what is wrong with the file, or that it is none."""
        self._path = path
        size = _size(path)
        with _faults_told(path):
            self._file = path.open("rb")
            try:
                _check_end(self._file, size, path)
                self._zip = zipfile.ZipFile(self._file)
                self._members = {one.filename: one for one in self._zip.infolist()}
                self._check(self._zip.infolist())
            except BaseException:
                self._file.close()
                raise

    def __enter__(self) -> "Container":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._zip.close()
        self._file.close()

    @property
    def names(self) -> frozenset[str]:
        """The members there are."""
        return frozenset(self._members)

    def size(self, name: str) -> int:
        """The bytes that a member unpacks to."""
        return self._members[name].file_size

    def blocks(self, name: str) -> Iterator[bytes]:
        """A member in blocks. Raises HeardFirstError (BUNDLE_ALTERED) where its length or CRC is not as announced."""
        found = 0
        with _faults_told(self._path), self._zip.open(name) as member:
            while block := member.read(BLOCK_BYTES):
                found += len(block)
                yield block
        if found != self.size(name):
            raise HeardFirstError(ErrorKind.BUNDLE_ALTERED, path=self._path)

    def _check(self, entries: list[zipfile.ZipInfo]) -> None:
        for one in entries:
            self._check_entry(one)
        if len(self._members) != len(entries) or LETTER not in self._members:
            raise self._foreign("its parts are not those of a session")
        if sum(one.file_size for one in entries) > MOST_BYTES:
            raise HeardFirstError(ErrorKind.BUNDLE_TOO_LARGE, path=self._path, most=MOST_BYTES // 1_000_000)
        place = 0
        for one in sorted(entries, key=lambda one: one.header_offset):  # side by side: none inside another, no gap
            if one.header_offset != place:
                raise self._foreign("its parts lie over one another")
            place += _LOCAL_BYTES + len(one.filename) + one.compress_size
        if place != self._zip.start_dir:
            raise self._foreign("its parts lie over one another")

    def _check_entry(self, one: zipfile.ZipInfo) -> None:
        """Exactly what this program writes: a plain file with a known name, neither locked nor linked."""
        # of a name with a zero byte in it zipfile shows the part before; the one in the file is orig_filename
        if one.orig_filename != one.filename or not (one.filename == LETTER or take_of(one.filename)):
            raise self._foreign("it holds other files than a session does")
        if one.flag_bits or one.extra or one.comment or one.volume:
            raise self._foreign("it is locked or made by another program")
        if stat.S_IFMT(one.external_attr >> 16) not in {0, stat.S_IFREG} or one.external_attr & 0xFFFF:
            raise self._foreign("it holds something that is no file")
        if one.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise self._foreign("it is packed in another way")
        if one.file_size > MOST_MEMBER_BYTES or one.file_size > MOST_RATIO * max(one.compress_size, 1):
            raise HeardFirstError(ErrorKind.BUNDLE_TOO_LARGE, path=self._path, most=MOST_BYTES // 1_000_000)

    def _foreign(self, reason: str) -> HeardFirstError:
        return HeardFirstError(ErrorKind.BUNDLE_FOREIGN, path=self._path, reason=reason)


def _size(path: Path) -> int:
    size = file_size(path)  # of no pipe and no device, which would never end
    if size > MOST_BYTES + MOST_ENTRIES * 200:
        raise HeardFirstError(ErrorKind.BUNDLE_TOO_LARGE, path=path, most=MOST_BYTES // 1_000_000)
    return size


def _check_end(file: BinaryIO, size: int, path: Path) -> None:
    """The list of parts is short, whole and the last thing in the file; asked before zipfile reads it."""
    begins = file.read(4)
    file.seek(max(0, size - _END.size - _LOCATOR_BYTES))
    tail = file.read(_END.size + _LOCATOR_BYTES)
    if begins != b"PK\x03\x04":
        raise HeardFirstError(ErrorKind.BUNDLE_FOREIGN, path=path, reason="it is another kind of file")
    if len(tail) < _END.size or tail[-_END.size :][:4] != b"PK\x05\x06":
        raise HeardFirstError(ErrorKind.BUNDLE_CUT, path=path)
    _, disk, first_disk, here, entries, listed_bytes, listed_at, comment = _END.unpack(tail[-_END.size :])
    if entries > MOST_ENTRIES or listed_bytes > MOST_ENTRIES * (_LISTED_BYTES + _LONGEST_NAME):
        raise HeardFirstError(ErrorKind.BUNDLE_TOO_LARGE, path=path, most=MOST_BYTES // 1_000_000)
    # a second, longer list of parts (zip64) would be believed in the place of this one
    longer = tail[: -_END.size].startswith(b"PK\x06\x07")
    if longer or disk or first_disk or comment or here != entries or listed_at + listed_bytes != size - _END.size:
        raise HeardFirstError(ErrorKind.BUNDLE_FOREIGN, path=path, reason="its list of parts is not as expected")
    file.seek(0, os.SEEK_SET)


@contextmanager
def _faults_told(path: Path) -> Generator[None]:
    try:
        yield
    except _UNREADABLE as error:
        raise HeardFirstError(ErrorKind.BUNDLE_ALTERED, path=path) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise HeardFirstError(ErrorKind.FILE_UNREADABLE, path=path, reason=reason) from error
