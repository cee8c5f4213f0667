"""Writes one session as a file for another person: whole or not at all."""

import contextlib
import hashlib
import os
import secrets
import stat
import zipfile
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from app.audio.take_file import HEADER_BYTES, disk_fault, sync_folder
from app.bundle import json_text
from app.bundle.arrival import read
from app.bundle.consistency import fits
from app.bundle.container import BLOCK_BYTES, LETTER, MOST_BYTES, MOST_MEMBER_BYTES
from app.bundle.content import CONTENT, FORMAT, VERSION, content_of
from app.bundle.sound_member import header_for, name_of
from app.errors import ErrorKind, HeardFirstError
from app.rehearsal.state import Take
from app.storage.stored import StoredSession

EXTENSION = ".heardfirst"
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The date of every member: when they were written is nobody's business, and the same session gives the same bytes."""

_TOO_LARGE = f"it is larger than {MOST_BYTES // 1_000_000} MB"


def export(stored: StoredSession, path: Path, *, sender: str, with_sound: bool, now_utc_s: int) -> None:
    """Write the file, readable by the user alone, in the place of one that is there; on any thread.

    What was written is read as the receiver's program would, before it gets its name: a file that could not be
    taken in is never sent. Raises HeardFirstError: EXPORT_REFUSED saying why, DISK_FULL, FOLDER_UNWRITABLE,
    FILE_MISSING and FILE_UNREADABLE where a take's sound cannot be read; what was at `path` is as before then.
    """
    sounds = sounds_of(stored) if with_sound else {}
    if sum(map(size_bytes, sounds.values())) > MOST_BYTES:
        raise HeardFirstError(ErrorKind.EXPORT_REFUSED, reason=_TOO_LARGE)
    with _beside(path) as part:
        _write(stored, part, sender, sounds, now_utc_s)
        _check(part, path)
        try:
            part.replace(path)
            sync_folder(path.parent)
        except OSError as error:
            raise disk_fault(path, error) from error


def letter(stored: StoredSession, sender: str, now_utc_s: int, digests: dict[str, str]) -> dict[str, Any]:
    """Everything but the sound, as session.json holds it; `digests` are those of the sound.

    Marks that were settled on words which were corrected since stand nowhere any more and stay here.
    """
    stored = replace(stored, feedback=tuple(one for one in stored.feedback if fits(one, stored.run.takes)))
    content = json_text.made_visible(content_of(stored, sender.strip(), now_utc_s).model_dump(mode="json"))
    own = hashlib.sha256(json_text.write(content).encode()).hexdigest()
    return {"format": FORMAT, "version": VERSION, "sha256": {**digests, CONTENT: own}, "content": content}


def sounds_of(stored: StoredSession) -> dict[int, Path]:
    """The sound files there are, by take."""
    return {take.number: path for take in stored.run.takes if (path := _sound(take)) is not None}


def stands_at(path: Path) -> bool:
    """Whether anything is at `path`. Raises HeardFirstError where the folder may not be looked into."""
    try:
        return path.exists()
    except OSError as error:
        raise disk_fault(path, error) from error


def size_bytes(sound: Path) -> int:
    """How much a sound file adds to the file, 0 where it is gone by now."""
    try:
        return sound.stat().st_size
    except OSError:
        return 0


def _sound(take: Take) -> Path | None:
    return take.recording.path if take.recording else None


def _write(stored: StoredSession, part: Path, sender: str, sounds: dict[int, Path], now_utc_s: int) -> None:
    try:
        with os.fdopen(os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as file:
            with zipfile.ZipFile(file, "w") as archive:
                digests = {name_of(take): _add_sound(archive, take, sound) for take, sound in sounds.items()}
                text = json_text.write(letter(stored, sender, now_utc_s, digests))
                archive.writestr(_entry(LETTER, zipfile.ZIP_DEFLATED), text.encode())
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise disk_fault(part, error) from error


def _entry(name: str, packed: int) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _LONG_AGO)
    entry.compress_type = packed
    entry.create_system, entry.external_attr = 3, (stat.S_IFREG | 0o600) << 16  # the same on every system
    return entry


def _add_sound(archive: zipfile.ZipFile, take: int, sound: Path) -> str:
    """Add a take's sound with a header that fits it; its SHA-256."""
    digest = hashlib.sha256()
    with archive.open(_entry(name_of(take), zipfile.ZIP_STORED), "w") as member:
        for block in _blocks(take, sound):
            digest.update(block)
            member.write(block)
    return digest.hexdigest()


def _blocks(take: int, sound: Path) -> Iterator[bytes]:
    try:
        with sound.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            if size > MOST_MEMBER_BYTES:
                reason = f"the sound of take {take} is larger than {MOST_MEMBER_BYTES // 1_000_000} MB"
                raise HeardFirstError(ErrorKind.EXPORT_REFUSED, reason=reason)
            head = header_for(file.read(HEADER_BYTES), size)
            yield head
            left = (size - HEADER_BYTES) // 2 * 2
            while left and (block := file.read(min(BLOCK_BYTES, left))):
                left -= len(block)
                yield block
    except FileNotFoundError:
        raise HeardFirstError(ErrorKind.FILE_MISSING, path=sound) from None
    except OSError as error:
        raise HeardFirstError(ErrorKind.FILE_UNREADABLE, path=sound, reason=error.strerror or str(error)) from error
    except ValueError as error:
        reason = f"the sound of take {take} cannot be used: {error}"
        raise HeardFirstError(ErrorKind.EXPORT_REFUSED, reason=reason) from None


def _check(part: Path, path: Path) -> None:
    try:
        read(part)
    except HeardFirstError as error:
        if error.kind is ErrorKind.BUNDLE_TOO_LARGE:
            reason = _TOO_LARGE
        elif error.kind in {ErrorKind.FILE_MISSING, ErrorKind.FILE_UNREADABLE}:
            raise HeardFirstError(error.kind, **{**error.facts, "path": path}) from error
        else:
            reason = str(error.facts.get("reason", "it does not fit together"))
        raise HeardFirstError(ErrorKind.EXPORT_REFUSED, reason=reason) from error


@contextmanager
def _beside(path: Path) -> Generator[Path]:
    """A name beside `path` for the file while it is written; gone afterwards, however it ends."""
    if not path.name or (stands_at(path) and path.is_dir()):
        raise HeardFirstError(ErrorKind.FILE_IS_DIRECTORY, path=path)
    part = path.with_name(f".heard-first-{secrets.token_hex(8)}.part")
    try:
        yield part
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
