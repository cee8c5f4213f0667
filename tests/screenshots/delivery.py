"""Pace, pauses, loudness and pitch below the ribbon."""

from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QWidget

from app.errors import ErrorKind, HeardFirstError
from app.rehearsal.state import Debriefing
from tests import example_delivery
from tests.fake_services import FakeMeasurer
from tests.screenshots.debrief import page_of
from tests.screenshots.pictures import LARGE, Picture
from tests.ui import debrief_takes as takes

SAID = takes.STORIES["heard_then_asked"]


def page(name: str, size: tuple[int, int] = (1024, 800)) -> QWidget:
    take = takes.spoken_take(SAID)
    assert take.recording is not None
    duration_s = 600.0 if name == "long" else take.recording.duration_s
    take = replace(take, recording=replace(take.recording, duration_s=duration_s))
    measurer = FakeMeasurer()
    measurer.held = name == "measuring"
    measurer.found = example_delivery.measured(duration_s, takes=1 if name == "first" else 4)
    if name == "failed":
        measurer.found = HeardFirstError(ErrorKind.MEASURING_STOPPED)
    page = page_of(Debriefing(takes.run_of(take), 1), size=size, measurer=measurer)
    view = page.take_view.delivery
    if name != "closed":
        view.button.click()
    if name == "table":
        view.table_button.click()
    if name == "critique":
        page.ask_colleague()
    page.take_view.ribbon.move_playhead(7.4)
    return page


PICTURES = (
    *(Picture(name, partial(page, name)) for name in ("open", "closed", "measuring", "failed", "first", "long")),
    *(Picture(name, partial(page, name, (1024, 1100))) for name in ("table", "critique")),
    Picture("narrow", partial(page, "narrow", (420, 800))),
    Picture("open", partial(page, "open", (1024, 1100)), LARGE),
)
