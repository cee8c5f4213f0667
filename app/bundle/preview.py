"""What of a session leaves this computer, told before it does: made from the very values that are written."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.bundle import leaving_words as tell
from app.bundle.export import letter, size_bytes, sounds_of
from app.bundle.leaf import Place, leaves
from app.bundle.sound_member import name_of
from app.storage.stored import StoredSession

NOTHING = "–"


@dataclass(frozen=True)
class Leaving:
    """One field that leaves: its name and what stands in it, as plain text that may be anybody's words."""

    field: str
    what: str


@dataclass(frozen=True)
class Section:
    """Values that are told of together: the fields of the object at `at`, or each item of the list there.

    "*" stands for any place in a list; `field` may name the number of the item.
    """

    at: tuple[str, ...]
    fields: tuple[str, ...]
    field: str
    tell: Callable[[Any], str]

    def covers(self, place: Place) -> bool:
        """Whether it tells of the value at `place`."""
        depth = len(self.at)
        return len(place) > depth and all(
            pattern in ("*", part) for pattern, part in zip((*self.at, self._next(place)), place, strict=False)
        )

    def owner(self, place: Place) -> Place:
        """The place of the object that it tells of, for a value that it covers."""
        return place[: len(self.at) + (not self.fields)]

    def _next(self, place: Place) -> str | int:
        part = place[len(self.at)]
        return part if part in self.fields or (not self.fields and isinstance(part, int)) else ""


_TAKE = ("content", "takes", "*")
SECTIONS = (
    Section((), ("format", "version", "sha256"), "File", tell.the_file),
    Section(("content",), ("sender", "exported_utc_s"), "Sender", tell.sender),
    Section(("content",), ("owner",), "Whose session", tell.owner),
    Section(("content",), ("session", "started_utc_s"), "Session", tell.session),
    Section(("content",), ("scenario",), "Scenario", tell.scenario),
    Section(("content", "pair"), ("manager", "colleague", "salesperson"), "Names", tell.names),
    Section(("content", "pair"), ("consent",), "Consent", tell.consent),
    Section(("content",), ("pair",), "Names and consent", tell.alone),
    Section(_TAKE, ("number", "salesperson", "after"), "Take {number}: the salesperson's line", tell.line),
    Section(_TAKE, ("transcript",), "Take {number}: the manager's words", tell.words),
    Section(_TAKE, ("recording",), "Take {number}: facts of the recording", tell.recording),
    Section(_TAKE, ("marking", "acts"), "Take {number}: marks", tell.marks),
    Section(("content", "critiques"), (), "Critique {number}", tell.critique),
    Section(("content", "pins"), (), "Pin {number}", tell.pin),
    Section(("content", "settlements"), (), "Settled mark {number}", tell.settlement),
    Section(("content",), ("critiques",), "Critiques", lambda _: NOTHING),
    Section(("content",), ("pins",), "Pins", lambda _: NOTHING),
    Section(("content",), ("settlements",), "Settled marks", lambda _: NOTHING),
)


def preview(stored: StoredSession, *, with_sound: bool, sender: str = "") -> tuple[Leaving, ...]:
    """One entry for every field that `export` would write, in the file's order; the sound comes last.

    `sender` is empty where nobody has chosen the name yet.
    """
    sounds = sounds_of(stored) if with_sound else {}
    digests = {name_of(take): "" for take in sounds}
    listed = list(entries(letter(stored, sender, 0, digests)))
    for take, sound in sounds.items():
        recording = stored.run.take(take).recording
        seconds = recording.duration_s if recording else 0.0
        listed.append(Leaving(f"Take {take}: sound", f"{seconds:.0f} s, {tell.size(size_bytes(sound))}"))
    return tuple(listed)


def entries(letter: dict[str, Any]) -> tuple[Leaving, ...]:
    """The entries for everything that session.json would hold."""
    found: dict[tuple[str, Place], Leaving] = {}
    for place, value in leaves(letter):
        section = section_of(place)
        if section is None:  # a field without words of its own is shown by its name, rather than leave unseen
            found[("", place)] = Leaving(" ".join(str(part) for part in place), _shown(value))
            continue
        owner = section.owner(place)
        if (section.field, owner) not in found:
            number = next((part + 1 for part in owner if isinstance(part, int)), 0)
            what = section.tell(_at(letter, owner))
            found[(section.field, owner)] = Leaving(section.field.format(number=number), _shown(what))
    return tuple(found.values())


def section_of(place: Place) -> Section | None:
    """The section that tells of the value at `place`."""
    return next((one for one in SECTIONS if one.covers(place)), None)


def _at(value: Any, place: Place) -> Any:  # noqa: ANN401 - JSON
    for part in place:
        value = value[part]
    return value


def _shown(value: object) -> str:
    text = "" if value is None or value == [] or value == {} else str(value)
    return text if text.strip() else NOTHING
