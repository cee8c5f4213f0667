"""Pictures of two people's readings, with long notes: python -m tests.ui.settling_screenshots FOLDER [PART…]"""

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "qt.qpa.*=false")

from PySide6.QtWidgets import QApplication, QWidget

from app.marking.label import Label
from app.marking.verdict import Verdict
from app.pairing.critique import Critique
from app.pairing.feedback import Feedback
from app.pairing.pin import Noticed, Pin
from app.pairing.settlement import Role, Settlement
from app.rehearsal.state import Debriefing, Run
from tests.ui import debrief_takes as takes
from tests.ui.debrief_screenshots import dark_palette, light_palette
from ui.debrief.debrief_page import DebriefPage

LONG = "When you said that they have nothing left to promise you looked up, and stayed there until it was said; " * 4
BEN = "Ben Oluwaseun Adebayo-Whitfield & Söhne"
_PAGES: list[DebriefPage] = []
"""What is shown over a page lives as long as it."""
PAIR = replace(takes.PAIR, colleague=BEN)
SENTENCE = takes.ASK.text
CRITIQUE = Critique(
    manager="Ada",
    colleague=BEN,
    consent="agreed",
    take=1,
    face=4,
    face_note=LONG,
    tone=2,
    tone_note="Fast at the ask",
    words=4,
    words_note=LONG,
    order=Verdict.EMPATHY_FIRST,
    keep=LONG,
)
PINS = (
    Pin(take=1, noticed=Noticed.WORDS, good=False, at_s=1.0, by=BEN, note=LONG),
    Pin(take=1, noticed=Noticed.TONE, good=True, at_s=6.0, by=BEN),
)
SETTLED = (
    Settlement(
        take=1, by=BEN, role=Role.COLLEAGUE, verdict=Verdict.EMPATHY_FIRST, given_utc_s=1_767_603_600, id="a" * 16
    ),
    Settlement(take=1, by="Ada", role=Role.MANAGER, verdict=Verdict.NEITHER, given_utc_s=1_767_603_600, id="b" * 16),
    Settlement(
        take=1,
        by=BEN,
        role=Role.COLLEAGUE,
        sentence=(0, 0),
        said=SENTENCE,
        labels=(Label.PERSPECTIVE, Label.EMPTY),
        given_utc_s=1_767_603_600,
        id="c" * 16,
    ),
)


def run_of(story: str) -> Run:
    return replace(takes.run_of(takes.spoken_take(takes.STORIES[story])), pair=PAIR)


def empty_page(*pieces: Feedback) -> DebriefPage:
    page = takes.page_over(takes.Drawer(*pieces))
    page.resize(1024, 640)
    _PAGES.append(page)
    return page


def page_of(story: str, *pieces: Feedback, recalled: bool = True) -> DebriefPage:
    page = empty_page(*pieces)
    page.show()
    run = run_of(story)
    if recalled:
        page.recall(run)
    page.render(Debriefing(run, 1))
    settle()
    return page


def settle() -> None:
    for _ in range(6):
        QApplication.processEvents()


def critique_page() -> QWidget:
    return page_of("asked_then_heard", recalled=False)


def critique_filled() -> QWidget:
    page = page_of("asked_then_heard", recalled=False)
    critique = page.critique_page
    for number, scale in zip((4, 2, 5), critique.scales.values(), strict=True):
        scale.choose(number)
        scale.note_edit.setText(LONG)
    critique.keep_edit.setPlainText(LONG)
    critique.order.choose(2)
    settle()
    return page


def critique_refused() -> QWidget:
    page = page_of("asked_then_heard", recalled=False)
    page.critique_page.save_button.click()
    return page


def critique_alone() -> QWidget:
    page = empty_page()
    page.show()
    page.render(Debriefing(takes.run_of(takes.typed_take(takes.STORIES["asked_then_heard"])), 1))
    page.ask_colleague()
    return page


def both_tall() -> QWidget:
    return tall(page_of("asked_then_heard", CRITIQUE, *PINS))


def settled_tall() -> QWidget:
    return tall(page_of("asked_then_heard", CRITIQUE, *PINS, *SETTLED))


def both_small() -> QWidget:
    page = page_of("asked_then_heard", CRITIQUE, *PINS)
    settle()
    page._frame.lead_to(page.take_view.feedback.differences)  # pyright: ignore[reportPrivateUsage]
    return page


def settled_small() -> QWidget:
    return page_of("asked_then_heard", CRITIQUE, *PINS, *SETTLED)


def unsure_small() -> QWidget:
    return page_of("unsure")


def agreed_small() -> QWidget:
    agreed = replace(CRITIQUE, order=Verdict.ACCOUNTABILITY_FIRST, words=3)
    page = page_of("asked_then_heard", agreed)
    page._frame.lead_to(page.take_view.feedback.differences)  # pyright: ignore[reportPrivateUsage]
    return page


def tall(page: DebriefPage) -> DebriefPage:
    page.resize(1024, page.take_view.heightForWidth(page.take_view.width()) + 160)
    settle()
    return page


def _dialog(page: DebriefPage) -> QWidget:
    dialog = page.take_view.settling.dialog
    assert dialog is not None
    dialog.setParent(dialog.parentWidget(), dialog.windowFlags())
    settle()
    dialog.show()
    return dialog


def dialog_order() -> QWidget:
    page = page_of("asked_then_heard", CRITIQUE, *SETTLED)
    page.take_view.transcript.order_button.click()
    return _dialog(page)


def dialog_sentence() -> QWidget:
    page = page_of("asked_then_heard", CRITIQUE, *PINS)
    page.take_view.feedback.differences.rows[-1].settle.emit(page.take_view.feedback.differences.rows[1].difference)
    return _dialog(page)


def dialog_refused() -> QWidget:
    page = page_of("asked_then_heard", CRITIQUE, *PINS)
    page.take_view.transcript.settle_button.click()
    dialog = page.take_view.settling.dialog
    assert dialog is not None
    dialog.settle.click()
    return _dialog(page)


def dialog_alone() -> QWidget:
    page = empty_page()
    page.show()
    page.render(Debriefing(takes.run_of(takes.spoken_take(takes.STORIES["unsure"])), 1))
    page.take_view.settling.settle_reading(Verdict.EMPATHY_FIRST)
    return _dialog(page)


def withdrawal() -> QWidget:
    page = page_of("asked_then_heard", CRITIQUE, *PINS)
    page.take_view.feedback.critiques[0].theirs.back_button.click()
    question = page.take_view.withdrawal.question
    assert question is not None
    settle()
    return question


PICTURES: dict[str, Callable[[], QWidget]] = {
    one.__name__: one
    for one in (
        critique_page,
        critique_filled,
        critique_refused,
        critique_alone,
        both_tall,
        settled_tall,
        both_small,
        settled_small,
        unsure_small,
        agreed_small,
        dialog_order,
        dialog_sentence,
        dialog_refused,
        dialog_alone,
        withdrawal,
    )
}


def main(folder: Path, wanted: list[str]) -> None:
    """Take all pictures, or those whose name begins with one of `wanted`: light, dark, and in large letters."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    app.setStyle("Fusion")
    folder.mkdir(parents=True, exist_ok=True)
    normal = app.font()
    large = app.font()
    large.setPointSizeF(normal.pointSizeF() * 2)
    for look, palette, font in (
        ("light", light_palette(), normal),
        ("dark", dark_palette(), normal),
        ("large", light_palette(), large),
    ):
        app.setPalette(palette)
        app.setFont(font)
        for name, make in PICTURES.items():
            if wanted and not any(f"{name}-{look}".startswith(one) for one in wanted):
                continue
            widget = make()
            settle()
            widget.grab().save(str(folder / f"{name}-{look}.png"))
            widget.window().hide()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
