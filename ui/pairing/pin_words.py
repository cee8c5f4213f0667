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


def by(pin: Pin, *, by_file: bool) -> str:
    """Whose it is, and whether it came in a file."""
    return filled(_tr("by %1, by file") if by_file else _tr("by %1"), pin.by)


def told(pin: Pin, *, by_file: bool = False) -> str:
    """All of it in one line, e.g. "0:12, tone, try again, by Ben: too fast"."""
    about = {Noticed.FACE: _tr("face"), Noticed.TONE: _tr("tone"), Noticed.WORDS: _tr("words")}[pin.noticed]
    head = ", ".join((words.clock(pin.at_s), about, judged(good=pin.good), by(pin, by_file=by_file)))
    line = f"{head}: {pin.note}" if pin.note else head
    return f"{line}. {filled(_tr('Answer: %1'), pin.answer)}" if pin.answer else line


def ribbon_pin(pin: Pin, *, by_file: bool = False, offset_s: float = 0.0) -> RibbonPin:
    """A pin as a ribbon shows it; `offset_s` is where its take begins on the ribbon."""
    return RibbonPin(offset_s + pin.at_s, KEYS[pin.noticed], pin.good, told(pin, by_file=by_file))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Pins", text)
