"""A pin in words: what it is about, how it was, when, and by whom."""

from PySide6.QtCore import QCoreApplication

from app.pairing.pin import Noticed, Pin
from ui import words
from ui.widgets.literal import filled
from ui.widgets.ribbon_pin import RibbonPin

KEYS = {Noticed.FACE: "F", Noticed.TONE: "T", Noticed.WORDS: "W"}
"""The key of each, which is also the letter on its flag; with Shift it was a good one."""


def key(noticed: Noticed, *, good: bool) -> str:
    """What is pressed, as it is written on the button."""
    return filled(_tr("Shift+%1"), KEYS[noticed]) if good else KEYS[noticed]


def name(noticed: Noticed) -> str:
    """What a pin is about, e.g. "Tone"."""
    return {Noticed.FACE: _tr("Face"), Noticed.TONE: _tr("Tone"), Noticed.WORDS: _tr("Words")}[noticed]


def judged(*, good: bool) -> str:
    """How it was."""
    return _tr("good") if good else _tr("try again")


def brief(pin: Pin) -> str:
    """What it is about and how it was, e.g. "Tone, try again"."""
    return f"{name(pin.noticed)}, {judged(good=pin.good)}"


def all_brief() -> tuple[str, ...]:
    """Everything that `brief` may say."""
    return tuple(f"{name(noticed)}, {judged(good=good)}" for noticed in Noticed for good in (False, True))


def by(pin: Pin, *, by_file: bool) -> str:
    """Whose it is, and whether it came in a file."""
    return filled(_tr("by %1, by file") if by_file else _tr("by %1"), pin.by)


def told(pin: Pin, *, by_file: bool = False, place_s: float | None = None) -> str:
    """All of it in one line, e.g. "0:12, tone, try again, by Ben: too fast".

    `place_s` is its moment where several sounds stand one after the other.
    """
    about = {Noticed.FACE: _tr("face"), Noticed.TONE: _tr("tone"), Noticed.WORDS: _tr("words")}[pin.noticed]
    when = words.clock(pin.at_s if place_s is None else place_s)
    head = ", ".join((when, about, judged(good=pin.good), by(pin, by_file=by_file)))
    line = f"{head}: {pin.note}" if pin.note else head
    return f"{line}. {filled(_tr('Answer: %1'), pin.answer)}" if pin.answer else line


def ribbon_pin(pin: Pin, *, by_file: bool = False, place_s: float | None = None) -> RibbonPin:
    """A pin as a ribbon shows it; `place_s` as in `told`."""
    at = pin.at_s if place_s is None else place_s
    return RibbonPin(at, KEYS[pin.noticed], pin.good, told(pin, by_file=by_file, place_s=place_s))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Pins", text)
