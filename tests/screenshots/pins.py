"""Pins: the pad, the list, the ribbon with few and many."""

import random
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.pairing.pair import Agreed, Consent, Pair, Salesperson
from app.pairing.pin import Noticed, Pin
from app.rehearsal import event as on
from app.rehearsal.state import Debriefing
from tests.screenshots.debrief import page_of
from tests.screenshots.pictures import Picture, settle
from tests.screenshots.window import LONG, Stage, shown
from tests.ui import debrief_takes as takes
from ui.debrief.evidence import ribbon_reply
from ui.pairing import pin_words
from ui.widgets.ribbon import Ribbon

PAIR = Pair("Ada", "Ben", Salesperson.PROGRAM, Consent("We agree.", Agreed.TYPED, 1_767_600_000))
SAID = takes.STORIES["heard_then_asked"]
NOTES = ("", "too fast", "You looked away just when he said that he had nothing left, and I think he saw it. " * 3)


def pins(count: int) -> tuple[Pin, ...]:
    """Pins all over a reply, the same at every call."""
    dice = random.Random(5)
    return tuple(
        Pin(
            take=1,
            noticed=dice.choice(list(Noticed)),
            good=dice.random() < 0.5,
            at_s=dice.uniform(0, 28),
            by="Ben" if index % 4 else "Cem <i>Öz</i> & Sons",
            note=NOTES[index % 3],
            answer="I was nervous there" if index % 6 == 2 else "",
        )
        for index in range(count)
    )


def recording(stage: Stage, hears: str = LONG) -> None:
    """The colleague's row while the manager speaks."""
    stage.services.hears = hears
    session = stage.services.archive.new_session_id()
    stage.post(on.ScenarioChosen(stage.services.scenarios[1], session, PAIR))
    stage.voice.finish()
    settle()
    stage.press(2)
    stage.services.recorder.speak()


def pressed(stage: Stage) -> None:
    recording(stage)
    stage.services.recorder.spoken_s = 12.4
    stage.window.pins.pad.buttons[Noticed.TONE, False].click()


def pad(stage: Stage) -> None:
    recording(stage, takes.SIDE.text)
    stage.window.pins.pad.buttons[Noticed.TONE, False].click()


def listed(count: int, height: int, *, colleague: bool) -> QWidget:
    """The list, with the ribbon above it."""
    run = replace(takes.run_of(takes.spoken_take(SAID)), pair=PAIR)
    page = page_of(Debriefing(run, 1), *pins(count), size=(1024, height), recalled=True)
    if colleague:
        page.ask_colleague()
    return page


def ribbons() -> QWidget:
    """0, 1, 12 and 60 pins."""
    sheet = QWidget()
    column = QVBoxLayout(sheet)
    take = takes.spoken_take(SAID)
    for count in (0, 1, 12, 60):
        ribbon = Ribbon(sheet)
        ribbon.show_reply(ribbon_reply(take, takes.waveform(Path("take"), 1600)))
        ribbon.show_pins([pin_words.ribbon_pin(pin) for pin in pins(count)])
        column.addWidget(ribbon)
    sheet.resize(976, 700)
    return sheet


PICTURES = (
    Picture("recording", partial(shown, pressed)),
    Picture("pad", partial(shown, pad), readme="pins"),
    Picture("recording_narrow", partial(shown, recording, (660, 640))),
    Picture("manager", partial(listed, 6, 1000, colleague=False)),
    Picture("manager_small", partial(listed, 6, 640, colleague=False)),
    Picture("colleague", partial(listed, 6, 1000, colleague=True)),
    Picture("colleague_empty", partial(listed, 0, 640, colleague=True)),
    Picture("ribbons", ribbons),
)
