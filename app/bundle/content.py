"""What the file says, field by field, and how a session is written so and read from it.

Not the forms that the archive keeps: what leaves this computer is listed here by name, and where the sound lies or
what the run was doing never is. Own words for each field that the domain gains have to be added on purpose.
"""

from datetime import UTC, datetime
from typing import Any, Literal, cast

from app.bundle.written import Written
from app.marking.marker import Marking
from app.pairing.critique import Critique
from app.pairing.pair import Agreed, Consent, Pair, Salesperson
from app.pairing.pin import Pin
from app.pairing.settlement import Settlement
from app.persona.acts import Turns
from app.rehearsal.sound import Condition, Recording
from app.rehearsal.state import Run, Take
from app.scenarios import earlier
from app.scenarios.scenario import Scenario
from app.storage.stored import StoredSession
from app.transcript.transcript import Transcript

FORMAT = "heard-first session"
VERSION = 3
"""Raised when a file of the new form could be misread by a program that knows only the old one."""
OLDEST = 1
"""The oldest form that is still read: it does not say whose session it is when somebody else sends it.

Form 2 knows neither conversations with the program nor their scenarios.
"""
CONTENT = "content"
"""The name in the list of digests under which everything but the sound stands."""


class WrittenRecording(Written):
    """A recording without the place of its sound."""

    duration_s: float
    speech_s: float
    condition: Condition
    lost_s: float
    interrupted: bool


class WrittenTake(Written):
    """One take; its sound is a member of its own, take-NUMBER.wav."""

    number: int
    salesperson: str
    transcript: Transcript | None
    recording: WrittenRecording | None
    marking: Marking | None
    after: int
    acts: Turns | None


class WrittenConsent(Written):
    """What both agreed to; the sound in which they say so stays where it is."""

    line: str
    agreed: Agreed
    given_utc_s: int


class WrittenPair(Written):
    """The two people."""

    manager: str
    colleague: str
    salesperson: Salesperson
    consent: WrittenConsent


class Content(Written):
    """Everything but the sound."""

    sender: str
    owner: str
    exported_utc_s: int
    session: str
    started_utc_s: int
    scenario: Scenario
    pair: WrittenPair | None
    takes: tuple[WrittenTake, ...]
    critiques: tuple[Critique, ...]
    pins: tuple[Pin, ...]
    settlements: tuple[Settlement, ...]


class Letter(Written):
    """The file session.json: its form, a SHA-256 of the content and of each sound, and the content."""

    format: Literal["heard-first session"]
    version: int
    sha256: dict[str, str]
    content: Content


def content_of(stored: StoredSession, sender: str, now_utc_s: int) -> Content:
    """A session as it leaves."""
    run = stored.run
    return Content(
        sender=sender,
        owner=owner_of(stored, sender),
        exported_utc_s=now_utc_s,
        session=run.session,
        started_utc_s=int(stored.started.timestamp()),
        scenario=run.scenario,
        pair=_written_pair(run.pair) if run.pair else None,
        takes=tuple(_written_take(take) for take in run.takes),
        critiques=stored.critiques,
        pins=stored.pins,
        settlements=stored.settlements,
    )


def owner_of(stored: StoredSession, sender: str) -> str:
    """Who spoke in a session: of the pair the manager, of a copy whoever its file named, else who sends it first."""
    named = stored.run.pair.manager if stored.run.pair else ""
    came = stored.origin.speaker if stored.origin else ""
    return next((name for name in (named, came) if name.strip()), sender)


def modern(plain: dict[str, Any]) -> dict[str, Any]:
    """What an older file says, in the form of today. Raises ValueError where it is of no form that there was."""
    content: Any = plain.get("content")
    if plain.get("version") == VERSION or not isinstance(content, dict):
        return plain
    told = cast("dict[str, Any]", content)
    if plain.get("version") == OLDEST:
        told = _with_owner(told)
    return {**plain, "content": _with_conversations(told)}


def _with_owner(content: dict[str, Any]) -> dict[str, Any]:
    if "owner" in content:
        raise ValueError("a field in it is not as it is written here")
    pair: Any = content.get("pair")
    manager: Any = cast("dict[str, Any]", pair).get("manager") if isinstance(pair, dict) else None
    named = isinstance(manager, str) and bool(manager.strip())
    return {**content, "owner": manager if named else content.get("sender")}


def _with_conversations(content: dict[str, Any]) -> dict[str, Any]:
    takes: Any = content.get("takes")
    if not isinstance(takes, list):
        return content  # which is refused for it
    told = [_without_acts(one) for one in cast("list[Any]", takes)]
    return {**content, "takes": told, "scenario": earlier.modern(content.get("scenario"))}


def _without_acts(take: Any) -> Any:  # noqa: ANN401 - JSON
    if not isinstance(take, dict):
        return take
    if "acts" in take:
        raise ValueError("a field in it is not as it is written here")
    return {**cast("dict[str, Any]", take), "acts": None}


def session_of(content: Content) -> StoredSession:
    """A session as it came; nothing says yet from where, and no recording has its sound."""
    pair = _pair(content.pair) if content.pair else None
    takes = tuple(_take(take) for take in content.takes)
    return StoredSession(
        Run(content.session, content.scenario, takes, pair=pair),
        datetime.fromtimestamp(content.started_utc_s, UTC),
        (*content.critiques, *content.pins, *content.settlements),
    )


def _written_pair(pair: Pair) -> WrittenPair:
    consent = pair.consent
    return WrittenPair(
        manager=pair.manager,
        colleague=pair.colleague,
        salesperson=pair.salesperson,
        consent=WrittenConsent(line=consent.line, agreed=consent.agreed, given_utc_s=consent.given_utc_s),
    )


def _pair(written: WrittenPair) -> Pair:
    consent = Consent(written.consent.line, written.consent.agreed, written.consent.given_utc_s)
    return Pair(written.manager, written.colleague, written.salesperson, consent)


def _written_take(take: Take) -> WrittenTake:
    recording = take.recording
    return WrittenTake(
        number=take.number,
        salesperson=take.salesperson,
        transcript=take.transcript,
        recording=_written_recording(recording) if recording else None,
        marking=take.marking,
        after=take.after,
        acts=take.acts,
    )


def _written_recording(recording: Recording) -> WrittenRecording:
    return WrittenRecording(
        duration_s=recording.duration_s,
        speech_s=recording.speech_s,
        condition=recording.condition,
        lost_s=recording.lost_s,
        interrupted=recording.interrupted,
    )


def _take(written: WrittenTake) -> Take:
    sound = written.recording
    recording = None
    if sound is not None:
        recording = Recording(
            None, sound.duration_s, sound.speech_s, sound.condition, sound.lost_s, interrupted=sound.interrupted
        )
    return Take(
        written.number,
        written.salesperson,
        written.transcript,
        recording,
        written.marking,
        written.after,
        written.acts,
    )
