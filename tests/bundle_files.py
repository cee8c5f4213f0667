"""Files of sessions for tests: whole ones, and ones that somebody made with other tools."""

import hashlib
import json
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from app.audio.take_file import wav_header
from app.bundle import json_text
from app.bundle.export import export
from app.marking.label import Label
from app.marking.verdict import Verdict
from app.pairing.pair import Agreed, Consent, Pair, Salesperson
from app.pairing.pin import Noticed, Pin
from app.pairing.settlement import Role, Settlement
from app.persona.acts import acts_of
from app.rehearsal.state import Run
from app.storage.stored import StoredSession
from tests import example_session as example

SESSION = "0123456789abcdef"
EXPORTED_UTC_S = 1_770_000_000
PAIR = Pair("Ann", "Björn", Salesperson.COLLEAGUE, Consent("We agree.", Agreed.SPOKEN, 1_769_000_000, "x-0.wav"))
PIN = Pin(take=1, noticed=Noticed.FACE, good=True, at_s=1.5, by="Björn", note="a smile", answer="Yes.", id="1" * 16)
SENTENCE = Settlement(
    take=1,
    by="Ann",
    role=Role.MANAGER,
    sentence=(0, 1),
    said="Send me the list by noon",
    labels=(Label.EXPECTATION,),
    id="2" * 16,
)
ORDER = Settlement(take=2, by="Björn", role=Role.COLLEAGUE, verdict=Verdict.EMPATHY_FIRST, id="3" * 16)
Json = Any
Place = tuple[str | int, ...]
Member = tuple[str | zipfile.ZipInfo, bytes]


class FirstOfAll:
    """Every sentence speaks of the first text there is."""

    def nearest(self, sentence: str, texts: Sequence[str]) -> int | None:
        return 0 if texts else None


def wav(seconds: float = 4.125, rate_hz: int = 16_000) -> bytes:
    """A recording as ours are: soft noise, which does not shrink when packed."""
    sound = np.random.default_rng(1).normal(0, 300, round(seconds * rate_hz)).astype("<i2").tobytes()
    return wav_header(rate_hz, len(sound)) + sound


def stored(sound: Path | None = None) -> StoredSession:
    """A session in which everything is there: a pair, a conversation of two takes, every kind of feedback."""
    first = example.take(sound=sound)
    second = replace(example.take(2, "You carry it alone. Send the list."), after=1)
    corrected = replace(
        second, transcript=replace(example.transcript("You carry. Send it."), corrected=second.turn.text)
    )
    scenario = example.scenario()
    assert corrected.marking is not None
    acts = acts_of(corrected.marking, scenario.persona.facts, scenario.persona.feelings, FirstOfAll())
    run = Run(SESSION, scenario, (first, replace(corrected, acts=acts)), pair=PAIR)
    feedback = (example.critique(), PIN, SENTENCE, ORDER)
    return StoredSession(run, datetime(2026, 1, 5, 9, 0, tzinfo=UTC), feedback)


def bundle(folder: Path, *, with_sound: bool = True, name: str = "from-ann.heardfirst") -> Path:
    """A whole file, written by the program."""
    sound = folder / "recorded.wav"
    sound.write_bytes(wav())
    path = folder / name
    export(stored(sound), path, sender="Ann", with_sound=with_sound, now_utc_s=EXPORTED_UTC_S)
    sound.unlink()
    return path


def members(path: Path) -> dict[str, bytes]:
    """What a whole file holds."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def pack(path: Path, parts: Iterable[Member]) -> Path:
    """A zip file of these members, in this order, whatever they are."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts:
            entry = name if isinstance(name, zipfile.ZipInfo) else zipfile.ZipInfo(name)
            archive.writestr(entry, data)
    return path


def signed(letter: dict[str, Any]) -> bytes:
    """session.json with the digest that its content has now, as somebody who knows the format would write it."""
    written = json.dumps(letter["content"], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    letter["sha256"]["content"] = hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()
    return json.dumps(letter, ensure_ascii=True).encode()


def edited(path: Path, edit: Callable[[dict[str, Any]], object], *, sign: bool = True) -> Path:
    """The file with its letter changed in place; its digest fits again unless `sign` is off."""
    parts = members(path)
    letter = json_text.parse(parts["session.json"])
    edit(letter)
    parts["session.json"] = signed(letter) if sign else json.dumps(letter).encode()
    return pack(path, parts.items())


def with_letter(path: Path, text: bytes) -> Path:
    """The file with other bytes in the place of session.json."""
    return pack(path, (members(path) | {"session.json": text}).items())


def with_sound(path: Path, sound: bytes) -> Path:
    """The file with another sound for take 1, and the digest that it has."""
    parts = members(path) | {"take-1.wav": sound}
    letter = json_text.parse(parts["session.json"])
    letter["sha256"]["take-1.wav"] = hashlib.sha256(sound).hexdigest()
    parts["session.json"] = signed(letter)
    return pack(path, parts.items())


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with what it holds; folders too."""
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else b""
        for path in sorted(folder.rglob("*"))
    }


def every_place(value: Json, at: Place = ()) -> list[Place]:
    """Fields, and the first item of each list."""
    found: list[Place] = [at] if at else []
    if isinstance(value, dict):
        for key, one in value.items():
            found += every_place(one, (*at, key))
    elif isinstance(value, list) and value:
        found += every_place(value[0], (*at, 0))
    return found


def value_at(value: Json, place: Place) -> Json:
    """What stands at a place."""
    for part in place:
        value = value[part]
    return value


def copied(value: Json) -> Json:
    """The same JSON, to be changed."""
    return json.loads(json.dumps(value))
