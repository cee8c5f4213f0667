"""What was measured of a take is kept in a small private file beside its sound, so that it is not measured twice."""

import contextlib
import logging
import os
from collections.abc import Collection
from pathlib import Path

from pydantic import TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from app.audio.delivery.delivery import Delivery, Medians, Reference, SoundMeasures, middle

VERSION = 1
"""Counts up whenever something is measured in another way; older files are measured anew then."""
SUFFIX = ".delivery.json"

_HEAD_BYTES = 1000
_MOST_BYTES = 32_000_000
_LOG = logging.getLogger("heard_first.delivery")


@dataclass(frozen=True)
class _Head:
    """The first line of the file: read alone where only the middle of each measure is wanted."""

    version: int
    size: int
    changed_ns: int
    medians: Medians


@dataclass(frozen=True)
class _Body:
    sound: SoundMeasures


@dataclass(frozen=True)
class Kept:
    """What was measured of a sound, and the middle of each measure with the pace of its words then."""

    sound: SoundMeasures
    medians: Medians


_HEAD = TypeAdapter(_Head)
_BODY = TypeAdapter(_Body)


def path_beside(sound: Path) -> Path:
    """Where it is kept: the name begins with the session's id, so that it goes when the session goes."""
    return sound.with_name(sound.stem + SUFFIX)


def session_of(path: Path) -> str:
    """The session's id in the name of a sound, or of what is kept beside it."""
    return path.name.partition("-")[0]


def read(sound: Path) -> Kept | None:
    """What was kept of a sound; None where nothing was, or it is damaged, older, or of another state of the sound."""
    try:
        path, state = path_beside(sound), sound.stat()
        if path.stat().st_size > _MOST_BYTES:
            return None
        first, _, rest = path.read_bytes().partition(b",\n")
        head = _HEAD.validate_json(first + b"}")
        if (head.version, head.size, head.changed_ns) != (VERSION, state.st_size, state.st_mtime_ns):
            return None
        return Kept(_BODY.validate_json(b"{" + rest).sound, head.medians)
    except (OSError, ValidationError):
        return None


def write(sound: Path, delivery: Delivery) -> None:
    """Keep what was measured, whole or not at all. A disk that refuses it costs only the time to measure again."""
    path = path_beside(sound)
    part = path.with_name(path.name + ".part")
    try:
        state = sound.stat()
        head = _HEAD.dump_json(_Head(VERSION, state.st_size, state.st_mtime_ns, delivery.medians))
        body = _BODY.dump_json(_Body(delivery.sound))
        part.unlink(missing_ok=True)
        with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(head[:-1] + b",\n" + body[1:])
        part.replace(path)
    except OSError as error:
        _LOG.warning("what was measured could not be kept: %s", error.strerror)
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        if not sound.exists():  # the session was deleted meanwhile: nothing of it may stay
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)


def read_reference(folder: Path, sessions: Collection[str]) -> Reference | None:
    """The median over the medians of all takes of these sessions that were measured; None where there are none.

    A take that was measured by an older version, or whose file is damaged, does not count.
    """
    found: list[Medians] = []
    for path in folder.glob("*" + SUFFIX):
        if session_of(path) in sessions and (medians := _read_medians(path)) is not None:
            found.append(medians)
    if not found:
        return None
    medians = Medians(
        middle(one.pace_wpm for one in found),
        middle(one.loudness_dbfs for one in found),
        middle(one.pitch_hz for one in found),
    )
    return Reference(medians, len(found))


def _read_medians(path: Path) -> Medians | None:
    try:
        with path.open("rb") as file:
            first, comma, _ = file.readline(_HEAD_BYTES).partition(b",\n")
        head = _HEAD.validate_json(first + b"}") if comma else None
    except (OSError, ValidationError):
        return None
    return head.medians if head is not None and head.version == VERSION else None
