"""Two people's readings, with long notes: the colleague's page, what differs, what was settled."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QLabel, QWidget

from app.marking.label import Label
from app.marking.verdict import Verdict
from app.pairing.critique import Critique
from app.pairing.feedback import Feedback
from app.pairing.pin import Noticed, Pin
from app.pairing.settlement import Role, Settlement
from app.rehearsal.state import Debriefing
from tests.screenshots import debrief
from tests.screenshots.pictures import EVERY, Picture, settle
from tests.ui import debrief_takes as takes
from ui.debrief.debrief_page import DebriefPage

LONG = "When you said that they have nothing left to promise you looked up, and stayed there until it was said; " * 4
BEN = "Ben Oluwaseun Adebayo-Whitfield & Söhne"
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
FEW_PINS = (
    Pin(take=1, noticed=Noticed.WORDS, good=False, at_s=1.0, by="Ben", note="The ask, before anything else"),
    Pin(take=1, noticed=Noticed.TONE, good=True, at_s=9.0, by="Ben", note="Slow and warm here"),
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


def page_of(story: str, *pieces: Feedback, recalled: bool = True) -> DebriefPage:
    run = replace(takes.run_of(takes.spoken_take(takes.STORIES[story])), pair=PAIR)
    return debrief.page_of(Debriefing(run, 1), *pieces, recalled=recalled)


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
    page = debrief.page_of(Debriefing(takes.run_of(takes.typed_take(takes.STORIES["asked_then_heard"])), 1))
    page.ask_colleague()
    return page


def both_tall() -> QWidget:
    return debrief.tall(page_of("asked_then_heard", CRITIQUE, *PINS))


def settled_tall() -> QWidget:
    return debrief.tall(page_of("asked_then_heard", CRITIQUE, *PINS, *SETTLED))


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
    page = debrief.page_of(debrief.spoken("unsure"))
    page.take_view.settling.settle_reading(Verdict.EMPATHY_FIRST)
    return _dialog(page)


def differences() -> QWidget:
    """What is between two people who said little."""
    run = replace(debrief.TURNED.run, pair=takes.PAIR)
    critique = replace(debrief.CRITIQUE, order=Verdict.EMPATHY_FIRST)
    found = debrief.tall(debrief.page_of(Debriefing(run, 1), critique, *FEW_PINS, recalled=True))
    sheet = QLabel()
    sheet.setMargin(12)
    sheet.setPixmap(found.take_view.feedback.differences.grab())
    sheet.resize(sheet.sizeHint())
    return sheet


def withdrawal() -> QWidget:
    page = page_of("asked_then_heard", CRITIQUE, *PINS)
    page.take_view.feedback.critiques[0].theirs.back_button.click()
    question = page.take_view.withdrawal.question
    assert question is not None
    settle()
    return question


STATES: tuple[Callable[[], QWidget], ...] = (
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
PICTURES = (
    *(Picture(state.__name__, state, EVERY) for state in STATES),
    Picture("differences", differences, readme="differences"),
)
