"""Sound that came in a file: looked at in the file, then written under names of our own."""

import contextlib
import hashlib
import hmac
import os
import shutil
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.audio.take_file import HEADER_BYTES, LEAST_FREE_BYTES, check_room, disk_fault, sync_folder
from app.bundle.container import Container
from app.bundle.sound_member import duration_s, name_of
from app.errors import ErrorKind, HeardFirstError

_ARRIVING = ".arriving"
"""The end of a name until the archive knows the session; nothing takes such a file for a recording of one's own."""


@dataclass(frozen=True)
class ReceivedSound:
    """The sound of one take in a file."""

    sha256: str
    size_bytes: int
    duration_s: float


def look_at(path: Path, container: Container, take: int, sha256: str) -> ReceivedSound:
    """Check a take's sound in the file without writing it. Raises HeardFirstError (BUNDLE_SOUND, BUNDLE_ALTERED)."""
    name = name_of(take)
    blocks = _whole(path, container.blocks(name), sha256)
    head = next(blocks, b"")
    try:
        seconds = duration_s(head[:HEADER_BYTES], container.size(name))
    except ValueError as error:
        raise HeardFirstError(ErrorKind.BUNDLE_SOUND, path=path, take=take, reason=str(error)) from None
    for _ in blocks:
        pass
    return ReceivedSound(sha256, container.size(name), seconds)


@contextmanager
def keep(path: Path, session: str, sounds: Mapping[int, ReceivedSound], folder: Path) -> Generator[dict[int, Path]]:
    """Write the sounds of a file into `folder`; inside, the archive saves where they will lie.

    They get their names when that went well, and are gone when it did not. A file that is there is never written
    over. Raises HeardFirstError (BUNDLE_ALTERED, DISK_FULL, FOLDER_UNWRITABLE).
    """
    if not sounds:
        yield {}
        return
    _check_room(folder, sum(one.size_bytes for one in sounds.values()))
    places = {take: _free(folder, f"{session}-{take}") for take in sounds}
    arriving = {take: place.with_name(place.name + _ARRIVING) for take, place in places.items()}
    try:
        with Container(path) as container:
            for take, sound in sounds.items():
                if name_of(take) not in container.names:
                    raise HeardFirstError(ErrorKind.BUNDLE_ALTERED, path=path)
                _write(arriving[take], _whole(path, container.blocks(name_of(take)), sound.sha256))
        yield places
        for take, place in places.items():
            _rename(arriving[take], place)
    finally:
        for one in arriving.values():
            with contextlib.suppress(OSError):
                one.unlink(missing_ok=True)


def _whole(path: Path, blocks: Iterator[bytes], sha256: str) -> Iterator[bytes]:
    """The blocks as they come. Raises BUNDLE_ALTERED at the end where they are not those of the digest."""
    digest = hashlib.sha256()
    for block in blocks:
        digest.update(block)
        yield block
    if not hmac.compare_digest(digest.hexdigest().encode(), sha256.encode()):
        raise HeardFirstError(ErrorKind.BUNDLE_ALTERED, path=path)


def _check_room(folder: Path, size_bytes: int) -> None:
    check_room(folder)
    if shutil.disk_usage(folder).free < size_bytes + LEAST_FREE_BYTES:
        raise HeardFirstError(ErrorKind.DISK_FULL, path=folder)


def _free(folder: Path, name: str) -> Path:
    """The first name that nothing has."""
    number = 1
    while True:
        place = folder / f"{name}{'' if number == 1 else f'~{number}'}.wav"
        if not any(os.path.lexists(one) for one in (place, place.with_name(place.name + ".part"))):
            return place
        number += 1


def _write(place: Path, blocks: Iterator[bytes]) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    try:
        place.unlink(missing_ok=True)  # what a crash left of an earlier try
        with os.fdopen(os.open(place, flags, 0o600), "wb") as file:
            for block in blocks:
                file.write(block)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise disk_fault(place, error) from error


def _rename(arrived: Path, place: Path) -> None:
    try:
        arrived.rename(place)
        sync_folder(place.parent)
    except OSError as error:
        raise disk_fault(place, error) from error
