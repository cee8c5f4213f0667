"""Pictures of the debrief in every state, light and dark: python -m tests.ui.debrief_screenshots FOLDER [PART…]"""

import os
import sys
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "qt.qpa.*=false")

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from app.marking.facts import Goal
from app.marking.marker import Unmarked
from app.pairing.critique import Critique
from app.pairing.feedback import Feedback
from app.rehearsal.sound import Condition
from app.rehearsal.state import Debriefing, Run
from tests.ui import debrief_takes as takes
from ui.debrief.debrief_page import DebriefPage

CRITIQUE = Critique(
    manager="Ada",
    colleague="Ben",
    consent="agreed",
    take=1,
    face=4,
    face_note="Looked up when he said “nothing left”",
    tone=2,
    tone_note="Fast at the ask",
    words=3,
    keep="Saying back the three dates",
)


def dark_palette() -> QPalette:
    """Fusion's dark colours."""
    palette = QPalette()
    for role, colour in {
        "Window": "#2b2b2b", "WindowText": "#f0f0f0", "Base": "#1f1f1f", "AlternateBase": "#2b2b2b", "Text": "#f0f0f0",
        "Button": "#3a3a3a", "ButtonText": "#f0f0f0", "Highlight": "#3d8bfd", "HighlightedText": "#ffffff",
        "PlaceholderText": "#a0a0a0", "ToolTipBase": "#2b2b2b", "ToolTipText": "#f0f0f0", "Link": "#8ab4ff",
        "Light": "#505050", "Mid": "#252525", "Dark": "#151515", "Midlight": "#454545", "BrightText": "#ffffff",
    }.items():  # fmt: skip
        palette.setColor(QPalette.ColorRole[role], QColor(colour))
    return palette


def light_palette() -> QPalette:
    """Fusion's light colours."""
    return QApplication.style().standardPalette()


def states() -> dict[str, Debriefing]:
    """Every state by name."""
    found = {story: Debriefing(takes.run_of(takes.spoken_take(said)), 1) for story, said in takes.STORIES.items()}
    good, weak = takes.STORIES["heard_then_asked"], takes.STORIES["asked_only"]
    found["typed"] = Debriefing(takes.run_of(takes.typed_take(good)), 1)
    found["two_takes"] = Debriefing(takes.run_of(takes.spoken_take(weak, 1), takes.spoken_take(good, 2)), 2)
    rough = takes.spoken_take(weak, rough=True, condition=Condition.CLIPPED, interrupted=True, lost_s=0.4)
    found["rough"] = Debriefing(takes.run_of(rough), 1)
    for reason in (Unmarked.SILENCE, Unmarked.TOO_FEW_WORDS):
        text = "" if reason is Unmarked.SILENCE else "Well then"
        found[reason.value] = Debriefing(takes.run_of(takes.unmarked_take(reason, text)), 1)
    corrected = takes.spoken_take(good)
    assert corrected.transcript is not None
    corrected = replace(corrected, transcript=corrected.transcript.correct("I still need you to ring."))
    found["marking_again"] = Debriefing(takes.run_of(corrected), 1, marking_again=1)
    hear = replace(takes.spoken_take(takes.STORIES["heard_only"]), marking=takes.marking(
        takes.STORIES["heard_only"], goal=Goal.HEAR))  # fmt: skip
    found["hear"] = Debriefing(takes.run_of(hear, name="trouble-at-home"), 1)
    return found


def shoot(widget: QWidget, path: Path) -> None:
    """One picture of all of it."""
    for _ in range(5):
        QApplication.processEvents()
    widget.grab().save(str(path))


def page_of(state: Debriefing, width: int, height: int, *kept: Feedback) -> DebriefPage:
    """A page as a user sees it."""
    page = takes.page_over(takes.Drawer(*kept))
    page.resize(width, height)
    page.render(state)
    page.show()
    for _ in range(5):
        QApplication.processEvents()
    if height == 0:
        page.resize(width, page.take_view.heightForWidth(page.take_view.width()) + 140)
    return page


def main(folder: Path, wanted: list[str]) -> None:
    """Take all pictures, or those whose name begins with one of `wanted`."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    app.setStyle("Fusion")
    folder.mkdir(parents=True, exist_ok=True)
    for look, palette in (("light", light_palette()), ("dark", dark_palette())):
        app.setPalette(palette)
        for name, state in states().items():
            if wanted and not any(name.startswith(one) for one in wanted):
                continue
            page = page_of(state, 1024, 0)
            shoot(page, folder / f"{name}-{look}.png")
            page.close()
        _others(folder, look, wanted)


def _others(folder: Path, look: str, wanted: list[str]) -> None:
    """The colleague's page, both side by side, a small window, and large text."""
    run: Run = states()["asked_then_heard"].run
    for name in ("critique", "both", "small", "large", "narrow", "edit", "transcript_only"):
        if wanted and not any(name.startswith(one) for one in wanted):
            continue
        _one(name, run, folder / f"{name}-{look}.png")


def _one(name: str, run: Run, path: Path) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    font = app.font()
    if name == "large":
        big = app.font()
        big.setPointSizeF(font.pointSizeF() * 2)
        app.setFont(big)
    size = {"small": (1024, 640), "narrow": (420, 0), "large": (1024, 0)}.get(name, (1024, 0))
    page = page_of(Debriefing(run, 1), *size, *((CRITIQUE,) if name == "both" else ()))
    if name == "critique":
        page.ask_colleague()
        page.resize(1024, 1500)
    if name == "both":
        page.recall(run)
        page.render(Debriefing(run, 1))
        for _ in range(5):
            QApplication.processEvents()
        page.resize(1024, page.take_view.heightForWidth(page.take_view.width()) + 140)
    if name == "edit":
        page.take_view.transcript.edit()
    shoot(page, path)
    page.close()
    app.setFont(font)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
