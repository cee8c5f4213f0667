"""A file that came from someone else: checked from end to end, shown, and taken in only then."""

import hashlib
import hmac
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol, cast

from pydantic import ValidationError

from app.bundle import json_text
from app.bundle.consistency import check, fits
from app.bundle.container import LETTER, Container
from app.bundle.content import CONTENT, FORMAT, OLDEST, VERSION, Letter, modern, session_of
from app.bundle.received_sound import ReceivedSound, keep, look_at
from app.bundle.sound_member import take_of
from app.errors import ErrorKind, HeardFirstError
from app.pairing.feedback import Feedback
from app.pairing.origin import Origin
from app.rehearsal.state import Take
from app.storage.stored import StoredSession

SOUND_SLACK_S = 1.0


class Receives(Protocol):
    """The part of the archive that a file needs. Used on the archive's thread; raises HeardFirstError."""

    def open_session(self, session: str, /) -> StoredSession:
        """Raises SESSION_UNKNOWN, SESSION_DAMAGED."""
        ...

    def save_received(self, stored: StoredSession, /) -> None:
        """Add what is new, all of it or nothing."""
        ...

    def withdrawn(self, session: str, /) -> frozenset[str]:
        """The ids of feedback that was taken back."""
        ...


@dataclass(frozen=True)
class Arrival:
    """What a checked file holds; nothing of it is kept yet.

    `session` is as the sender wrote it: its origin is None and no recording has its sound. Every text in it is a
    stranger's: show it as plain text. `owner` is who spoke, who need not be the sender. `sounds` names the takes whose
    sound is in the file.
    """

    path: Path
    sender: str
    owner: str
    exported_utc_s: int
    version: int
    session: StoredSession
    sounds: Mapping[int, ReceivedSound]

    @property
    def passed_on(self) -> bool:
        """Whether somebody else than who spoke sent it."""
        return self.owner != self.sender

    @property
    def scenario_title(self) -> str:
        """What was rehearsed."""
        return self.session.run.scenario.title

    @property
    def takes(self) -> int:
        """How many takes there are."""
        return len(self.session.run.takes)

    @property
    def critiques(self) -> int:
        """How many critiques there are."""
        return len(self.session.critiques)

    @property
    def pins(self) -> int:
        """How many pins there are."""
        return len(self.session.pins)

    @property
    def settlements(self) -> int:
        """How many settled marks there are."""
        return len(self.session.settlements)

    @property
    def has_sound(self) -> bool:
        """Whether any take can be heard."""
        return bool(self.sounds)


class Before(StrEnum):
    """What was here of a session before its file came."""

    UNKNOWN = "unknown"
    OWN = "own"  # made on this computer
    IMPORTED = "imported"  # came in a file before


@dataclass(frozen=True)
class Accepted:
    """What is new here since a file was taken in. `left_out` counts feedback that speaks of nothing that is here."""

    session: str
    before: Before
    takes: int = 0
    sounds: int = 0
    critiques: int = 0
    pins: int = 0
    settlements: int = 0
    left_out: int = 0


def read(path: Path) -> Arrival:
    """Check a file from end to end; writes nothing, and may be called on any thread (1 s for 100 MB).

    Raises HeardFirstError: FILE_* where it cannot be opened; BUNDLE_* for everything that is wrong with it.
    """
    with Container(path) as container:
        letter = _letter(path, container)
        content = letter.content
        try:
            check(content)
            session = session_of(content)
        except ValueError as error:
            raise HeardFirstError(ErrorKind.BUNDLE_CONTENT, path=path, reason=str(error)) from None
        sounds = _sounds(path, container, letter)
    return Arrival(path, content.sender, content.owner, content.exported_utc_s, letter.version, session, sounds)


def accept(arrival: Arrival, archive: Receives, sound_folder: Path, now_utc_s: int) -> Accepted:
    """Take in what is new of a file that `read` found good, all of it or nothing. On the archive's thread.

    Raises HeardFirstError: BUNDLE_OWN and BUNDLE_NOTHING_NEW where nothing would change, BUNDLE_ALTERED where the
    file is another one by now, DISK_FULL, FOLDER_UNWRITABLE, and what the archive raises.
    """
    origin = Origin(arrival.sender, arrival.exported_utc_s, now_utc_s, arrival.owner)
    here = _here(archive, arrival.session.run.session)
    if here is None:
        return _take_in(arrival, archive, sound_folder, origin)
    return _add(arrival, here, archive, sound_folder, origin)


def _letter(path: Path, container: Container) -> Letter:
    if container.size(LETTER) > json_text.MOST_BYTES:
        most = json_text.MOST_BYTES // 1_000_000
        raise HeardFirstError(ErrorKind.BUNDLE_TOO_LARGE, path=path, most=most)
    data = b"".join(container.blocks(LETTER))
    try:
        plain = json_text.parse(data)
        _check_version(path, plain)
        if not _is_digest(plain.get("sha256"), CONTENT, json_text.write(plain.get("content"))):
            raise HeardFirstError(ErrorKind.BUNDLE_ALTERED, path=path)
        plain = modern(plain)
        letter = Letter.model_validate_json(json_text.write(plain))
    except ValidationError as error:
        raise HeardFirstError(ErrorKind.BUNDLE_CONTENT, path=path, reason=_where(error)) from None
    except ValueError as error:
        raise HeardFirstError(ErrorKind.BUNDLE_CONTENT, path=path, reason=str(error)) from None
    # written again it says the same, to the last field: nothing was left out, turned into another type or stripped
    if json_text.write(letter.model_dump(mode="json")) != json_text.write(plain):
        raise HeardFirstError(ErrorKind.BUNDLE_CONTENT, path=path, reason="a field in it is not as it is written here")
    return letter


def _check_version(path: Path, plain: Mapping[str, Any]) -> None:
    version = plain.get("version")
    if plain.get("format") != FORMAT or type(version) is not int:
        raise HeardFirstError(ErrorKind.BUNDLE_FOREIGN, path=path, reason="it holds no session")
    if version > VERSION:
        raise HeardFirstError(ErrorKind.BUNDLE_NEWER, path=path, found=version, known=VERSION)
    if version < OLDEST:
        raise HeardFirstError(ErrorKind.BUNDLE_OLDER, path=path, found=version, known=OLDEST)


def _is_digest(digests: Any, name: str, text: str) -> bool:  # noqa: ANN401 - JSON
    told: Any = cast("dict[str, Any]", digests).get(name) if isinstance(digests, dict) else None
    found = hashlib.sha256(text.encode()).hexdigest()
    return isinstance(told, str) and hmac.compare_digest(told.encode(), found.encode())


def _where(error: ValidationError) -> str:
    """The first field at fault, by the names of our own fields; what stands there is not repeated."""
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    known = [str(part) for part in first["loc"] if isinstance(part, int) or part.isidentifier()]
    return f"the field {'.'.join(known)[:80]} is not as expected"


def _sounds(path: Path, container: Container, letter: Letter) -> dict[int, ReceivedSound]:
    there = {take: name for name in container.names if (take := take_of(name)) is not None}
    named = {take: name for name in letter.sha256 if (take := take_of(name)) is not None}
    if len(named) != len(letter.sha256) - 1:  # the other one is the content's
        raise HeardFirstError(ErrorKind.BUNDLE_CONTENT, path=path, reason="its list of parts is not as expected")
    if missing := named.keys() - there.keys():
        raise HeardFirstError(ErrorKind.BUNDLE_SOUND_MISSING, path=path, take=min(missing))
    if there.keys() - named.keys():
        raise HeardFirstError(ErrorKind.BUNDLE_ALTERED, path=path)
    sounds: dict[int, ReceivedSound] = {}
    for take, name in sorted(named.items()):
        recording = letter.content.takes[take - 1].recording if take <= len(letter.content.takes) else None
        if recording is None:
            raise HeardFirstError(ErrorKind.BUNDLE_SOUND, path=path, take=take, reason="that take was not recorded")
        sounds[take] = look_at(path, container, take, letter.sha256[name])
        if abs(sounds[take].duration_s - recording.duration_s) > SOUND_SLACK_S:
            raise HeardFirstError(ErrorKind.BUNDLE_SOUND, path=path, take=take, reason="it is of another length")
    return sounds


def _here(archive: Receives, session: str) -> StoredSession | None:
    try:
        return archive.open_session(session)
    except HeardFirstError as error:
        if error.kind is ErrorKind.SESSION_UNKNOWN:
            return None
        raise


def _take_in(arrival: Arrival, archive: Receives, sound_folder: Path, origin: Origin) -> Accepted:
    session = arrival.session
    sounds = _save(arrival, session.run.takes, session.feedback, archive, sound_folder, origin)
    return Accepted(session.run.session, Before.UNKNOWN, arrival.takes, sounds, *_counts(session.feedback))


def _add(arrival: Arrival, here: StoredSession, archive: Receives, sound_folder: Path, origin: Origin) -> Accepted:
    """What the session here lacks. Takes that are here stay as they are, whatever the file says of them."""
    takes, sounds = _missing(arrival, here)
    session, known = here.run.session, {one.id for one in here.feedback} | archive.withdrawn(here.run.session)
    new = tuple(one for one in arrival.session.feedback if one.id not in known)
    fitting = tuple(one for one in new if fits(one, (*here.run.takes, *takes)))
    before = Before.OWN if here.origin is None else Before.IMPORTED
    if not (fitting or takes or sounds):
        came_back = any(one.id in here.received for one in arrival.session.feedback)
        own = before is Before.OWN and not came_back
        kind = ErrorKind.BUNDLE_OWN if own else ErrorKind.BUNDLE_NOTHING_NEW
        raise HeardFirstError(kind, path=arrival.path, title=here.run.scenario.title)
    heard = _save(arrival, (*takes, *sounds), fitting, archive, sound_folder, origin)
    return Accepted(session, before, len(takes), heard, *_counts(fitting), left_out=len(new) - len(fitting))


def _missing(arrival: Arrival, here: StoredSession) -> tuple[tuple[Take, ...], tuple[Take, ...]]:
    """Of a copy that the same sender sent before: takes that it lacks, and takes of which it lacks the sound."""
    if here.origin is None or here.origin.sender != arrival.sender:
        return (), ()
    came, known = arrival.session.run.takes, len(here.run.takes)
    unheard = (
        take
        for old, take in zip(here.run.takes, came, strict=False)
        if take.number in arrival.sounds and old.recording == take.recording  # neither has its sound
    )
    return came[known:], tuple(unheard)


def _save(
    arrival: Arrival,
    takes: tuple[Take, ...],
    feedback: tuple[Feedback, ...],
    archive: Receives,
    sound_folder: Path,
    origin: Origin,
) -> int:
    """Write sound and session, both or neither; how many sounds."""
    run = arrival.session.run
    sounds = {take.number: arrival.sounds[take.number] for take in takes if take.number in arrival.sounds}
    with keep(arrival.path, run.session, sounds, sound_folder) as paths:
        placed = (
            replace(one, recording=replace(one.recording, path=paths.get(one.number))) if one.recording else one
            for one in takes
        )
        run = replace(run, takes=tuple(placed))
        archive.save_received(replace(arrival.session, run=run, feedback=feedback, origin=origin))
    return len(sounds)


def _counts(feedback: tuple[Feedback, ...]) -> tuple[int, int, int]:
    """How many critiques, pins and settled marks."""
    kinds = Counter(type(one).__name__ for one in feedback)
    return kinds["Critique"], kinds["Pin"], kinds["Settlement"]
