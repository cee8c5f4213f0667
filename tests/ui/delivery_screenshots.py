"""Pictures of pace, pauses, loudness and pitch: python -m tests.ui.delivery_screenshots FOLDER"""

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "qt.qpa.*=false")

from dataclasses import replace

from PySide6.QtWidgets import QApplication

from app.errors import ErrorKind, HeardFirstError
from app.rehearsal.state import Debriefing
from tests import example_delivery
from tests.fake_services import FakeMeasurer
from tests.ui import debrief_takes as takes
from tests.ui.debrief_screenshots import dark_palette, light_palette, shoot

STATES = ("open", "closed", "table", "measuring", "failed", "first", "narrow", "large", "critique", "long")


def main(folder: Path, wanted: list[str]) -> None:
    """Take all pictures, or those named."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    app.setStyle("Fusion")
    folder.mkdir(parents=True, exist_ok=True)
    font = app.font()
    for look, palette in (("light", light_palette()), ("dark", dark_palette())):
        app.setPalette(palette)
        for name in wanted or STATES:
            big = app.font()
            big.setPointSizeF(font.pointSizeF() * (2 if name == "large" else 1))
            app.setFont(big)
            _one(name, folder / f"delivery-{name}-{look}.png")
            app.setFont(font)


def _one(name: str, path: Path) -> None:
    said = takes.STORIES["heard_then_asked"]
    take = takes.spoken_take(said)
    assert take.recording is not None
    duration_s = 600.0 if name == "long" else take.recording.duration_s
    take = replace(take, recording=replace(take.recording, duration_s=duration_s))
    measurer = FakeMeasurer()
    measurer.held = name == "measuring"
    measurer.found = example_delivery.measured(duration_s, takes=1 if name == "first" else 4)
    if name == "failed":
        measurer.found = HeardFirstError(ErrorKind.MEASURING_STOPPED)
    page = takes.page_over(takes.Drawer())
    page.measure_with(measurer)
    page.resize({"narrow": 420, "large": 1024}.get(name, 1024), 1100 if name in {"table", "large", "critique"} else 800)
    page.render(Debriefing(takes.run_of(take), 1))
    page.show()
    QApplication.processEvents()
    view = page.take_view.delivery
    if name != "closed":
        view.button.click()
    if name == "table":
        view.table_button.click()
    if name == "critique":
        page.ask_colleague()
    page.take_view.ribbon.move_playhead(7.4)
    shoot(page, path)
    page.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
