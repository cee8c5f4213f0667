"""Pictures of pins: the pad, the list, the ribbon with few and many: python -m tests.ui.pin_screenshots FOLDER"""

import os
import random
import sys
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "qt.*=false")

from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.pairing.pair import Agreed, Consent, Pair, Salesperson
from app.pairing.pin import Noticed, Pin
from app.rehearsal import event as on
from app.rehearsal.state import Debriefing
from tests.ui import debrief_takes as takes
from tests.ui.debrief_screenshots import dark_palette, light_palette
from tests.ui.screenshots import LONG, Stage, settle
from ui.application import make_application
from ui.debrief.debrief_page import DebriefPage
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


def recording(width: int, *, pressed: bool) -> QWidget:
    """The colleague's row while the manager speaks."""
    stage = Stage()
    stage.window.resize(width, 640)
    stage.window.show()
    stage.services.hears = LONG
    session = stage.services.archive.new_session_id()
    stage.post(on.ScenarioChosen(stage.services.scenarios[1], session, PAIR))
    stage.voice.finish()
    settle()
    stage.press(2)
    stage.services.recorder.speak()
    if pressed:
        stage.services.recorder.spoken_s = 12.4
        stage.window.pins.pad.buttons[Noticed.TONE, False].click()
    settle()
    return stage.window


def debrief(count: int, height: int, *, colleague: bool) -> DebriefPage:
    """The list, with the ribbon above it."""
    page = takes.page_over(takes.Drawer(*pins(count)))
    page.resize(1024, height)
    run = replace(takes.run_of(takes.spoken_take(SAID)), pair=PAIR)
    page.recall(run)
    page.render(Debriefing(run, 1))
    if colleague:
        page.ask_colleague()
    page.show()
    settle()
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
    sheet.show()
    settle()
    return sheet


def main(folder: Path) -> None:
    """Take all pictures, light and dark."""
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication.instance() or make_application()
    assert isinstance(app, QApplication)
    app.setStyle("Fusion")
    for look, palette in (("light", light_palette()), ("dark", dark_palette())):
        app.setPalette(palette)
        made = {
            "recording": recording(1024, pressed=True),
            "recording-narrow": recording(660, pressed=False),
            "manager": debrief(6, 1000, colleague=False),
            "manager-small": debrief(6, 640, colleague=False),
            "colleague": debrief(6, 1000, colleague=True),
            "colleague-empty": debrief(0, 640, colleague=True),
            "ribbons": ribbons(),
        }
        for name, widget in made.items():
            widget.grab().save(str(folder / f"{name}-{look}.png"))
            widget.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
