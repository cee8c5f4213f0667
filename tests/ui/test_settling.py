"""Where colleague and program differ is shown, settled by either, changed and taken back: all of it by keyboard."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.errors import ErrorKind, HeardFirstError
from app.marking.label import Label
from app.marking.verdict import Verdict
from app.pairing.critique import Critique
from app.pairing.difference import Differs
from app.pairing.feedback import Feedback
from app.pairing.origin import Origin
from app.pairing.pin import Noticed, Pin
from app.pairing.settlement import Role, Settlement
from app.rehearsal.state import Debriefing, Take
from tests.ui import debrief_takes as takes
from tests.ui.label_walk import faults
from ui import words
from ui.debrief.debrief_page import DebriefPage
from ui.debrief.differences_view import MOST
from ui.debrief.doubt_banner import DoubtBanner
from ui.debrief.settle_answer import OrderAnswer, SentenceAnswer
from ui.debrief.settle_dialog import SettleDialog
from ui.widgets.text import Text

ASKED_FIRST = takes.STORIES["asked_then_heard"]
BEN = "Ben <b>B.</b> & Söhne %1"
PAIR = replace(takes.PAIR, colleague=BEN)
CRITIQUE = Critique(manager="Ada", colleague=BEN, consent="agreed", take=1, order=Verdict.EMPATHY_FIRST, words=3)


def doubt_pin(at_s: float = 1.0, **more: object) -> Pin:
    return Pin(take=1, noticed=Noticed.WORDS, good=False, at_s=at_s, by=BEN, note="Too long <i>", **more)  # type: ignore[arg-type]


def show(qtbot: QtBot, drawer: takes.Drawer, take: Take, *, paired: bool = True) -> DebriefPage:
    page = takes.page_over(drawer)
    qtbot.addWidget(page)
    page.resize(1024, 640)
    with qtbot.waitActive(page):
        page.show()
    run = replace(takes.run_of(take), pair=PAIR if paired else None)
    page.recall(run)
    page.render(Debriefing(run, take.number))
    return page


@pytest.fixture
def drawer() -> takes.Drawer:
    return takes.Drawer(CRITIQUE, doubt_pin())


@pytest.fixture
def page(qtbot: QtBot, drawer: takes.Drawer) -> Iterator[DebriefPage]:
    made = show(qtbot, drawer, takes.spoken_take(ASKED_FIRST))
    yield made
    made.hide()


def kept(drawer: takes.Drawer) -> list[Settlement]:
    return [one for one in drawer.kept.values() if isinstance(one, Settlement)]


def dialog_of(qtbot: QtBot, page: DebriefPage) -> SettleDialog:
    found = page.take_view.settling.dialog
    assert found is not None
    qtbot.waitUntil(lambda: found.isActiveWindow() and QApplication.focusWidget() is found.focusWidget())
    return found


def tab_to(qtbot: QtBot, root: QWidget, wanted: QWidget, most: int = 80) -> None:
    """Press Tab until a widget has the focus."""
    for _ in range(most):
        here = root.focusWidget()
        if here is wanted:
            return
        qtbot.keyClick(here or root, Qt.Key.Key_Tab)
    raise AssertionError(f"Tab never comes to {wanted.accessibleName()}")


def press(qtbot: QtBot, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(QApplication.focusWidget(), key)


def closed(qtbot: QtBot, page: DebriefPage) -> None:
    qtbot.waitUntil(lambda: page.take_view.settling.dialog is None)


# what differs is shown


def test_where_they_differ_stands_under_both(page: DebriefPage) -> None:
    order, sentence = page.take_view.feedback.differences.rows
    assert order.difference.differs is Differs.ORDER
    assert order.accessibleName() == (
        f"{BEN} heard “Heard first, then asked”. The program reads “Asked first, then heard”."
    )
    assert sentence.difference.differs is Differs.DOUBTED
    assert (
        sentence.accessibleName()
        == f"{BEN} pinned this as one to try again. The program counts it: what you need, specific."
    )
    assert faults(page) == []


def test_a_sentence_that_differs_can_be_heard(page: DebriefPage) -> None:
    sentence = page.take_view.feedback.differences.rows[1]
    found: list[object] = []
    page.take_view.hear.connect(lambda path, start, end: found.append((start, end)))
    sentence._on_quote()  # pyright: ignore[reportPrivateUsage]
    assert found == [(0.5, pytest.approx(4.8, abs=0.5))]


def test_pins_of_every_turn_of_a_conversation_are_compared(qtbot: QtBot, drawer: takes.Drawer) -> None:
    first, second = (takes.ASK,), (takes.SIDE, takes.FEELING)
    opening = replace(takes.spoken_take(first, 1), marking=None)
    end = replace(takes.spoken_take(second, 2), marking=takes.marking(first, second), after=1)
    drawer.kept |= {
        one.id: one for one in (replace(CRITIQUE, take=2), doubt_pin(), replace(doubt_pin(), take=2, id=""))
    }
    page = takes.page_over(drawer)
    qtbot.addWidget(page)
    run = replace(takes.run_of(opening, end), pair=PAIR)
    page.recall(run)
    page.render(Debriefing(run, 2))
    found = [(row.difference.differs, row.place) for row in page.take_view.feedback.differences.rows]
    assert found == [(Differs.ORDER, None), *[(Differs.DOUBTED, (0, 0))] * 2, (Differs.DOUBTED, (1, 0))]


def test_of_many_differences_some_are_listed_and_the_rest_counted(qtbot: QtBot) -> None:
    pins = [replace(doubt_pin(), id="") for _ in range(MOST + 7)]
    page = show(qtbot, takes.Drawer(CRITIQUE, *pins), takes.spoken_take(ASKED_FIRST))
    view = page.take_view.feedback.differences
    assert len(view.rows) == MOST
    assert any("Not listed here: 8 more" in label.text() for label in view.findChildren(Text))


def test_where_they_agree_it_says_so(qtbot: QtBot) -> None:
    agreed = replace(CRITIQUE, order=Verdict.ACCOUNTABILITY_FIRST)
    page = show(qtbot, takes.Drawer(agreed), takes.spoken_take(ASKED_FIRST))
    view = page.take_view.feedback.differences
    assert view.rows == []
    assert view.isVisibleTo(page)


def test_where_nobody_spoke_of_the_words_nothing_is_compared(qtbot: QtBot) -> None:
    face = replace(CRITIQUE, order=None, words=None, face=4)
    page = show(qtbot, takes.Drawer(face), takes.spoken_take(ASKED_FIRST))
    assert not page.take_view.feedback.differences.isVisibleTo(page)
    assert page.take_view.feedback.critiques != []


# settled by keyboard alone


def test_the_colleague_settles_the_order_with_keys_only(qtbot: QtBot, page: DebriefPage, drawer: takes.Drawer) -> None:
    row = page.take_view.feedback.differences.rows[0]
    tab_to(qtbot, page, row.button)
    press(qtbot, Qt.Key.Key_Return)
    dialog = dialog_of(qtbot, page)
    assert dialog.who.choice.button(1).hasFocus(), "first of all it has to be said whose word it is"
    press(qtbot, Qt.Key.Key_2)
    assert isinstance(dialog.answer, OrderAnswer)
    tab_to(qtbot, dialog, dialog.answer.choice.button(1))
    press(qtbot, Qt.Key.Key_1)
    tab_to(qtbot, dialog, dialog.settle)
    press(qtbot, Qt.Key.Key_Space)
    closed(qtbot, page)
    (one,) = kept(drawer)
    assert (one.by, one.role, one.verdict, one.take) == (BEN, Role.COLLEAGUE, Verdict.EMPATHY_FIRST, 1)
    assert one.given_utc_s > 1_700_000_000
    theirs, ours = page.take_view.reaction.settled.lines.text().splitlines()
    assert theirs.startswith(f"{BEN} settled on ")
    assert theirs.endswith(": “Heard first, then asked”.")
    assert ours == "The program reads: “Asked first, then heard”."
    assert page.take_view.reaction.settled.isVisibleTo(page)
    assert page.take_view.reaction.headline.startswith("You asked at"), "ours stays as it was"
    assert row.button.text() == "Change it…"
    assert page.focusWidget() is row.button, "settling moves nobody about"
    assert faults(page) == []


def test_the_manager_settles_a_sentence_with_keys_only(qtbot: QtBot, page: DebriefPage, drawer: takes.Drawer) -> None:
    transcript = page.take_view.transcript
    tab_to(qtbot, page, transcript.sentences.buttons[0])
    press(qtbot, Qt.Key.Key_Down)
    tab_to(qtbot, page, transcript.settle_button)
    press(qtbot, Qt.Key.Key_Space)
    dialog = dialog_of(qtbot, page)
    assert faults(dialog) == []
    press(qtbot, Qt.Key.Key_1)
    answer = dialog.answer
    assert isinstance(answer, SentenceAnswer)
    assert answer.box.currentText() == takes.STEP.text, "the sentence that the arrow keys had come to"
    for label in (Label.INVITE, Label.EMPTY):
        tab_to(qtbot, dialog, answer.labels.ticks[label].box)
        press(qtbot, Qt.Key.Key_Space)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    closed(qtbot, page)
    (one,) = kept(drawer)
    assert (one.by, one.role, one.verdict) == ("Ada", Role.MANAGER, None)
    assert (one.sentence, one.said, one.labels) == ((0, 1), takes.STEP.text, (Label.INVITE, Label.EMPTY))
    (note,) = (note.text() for note in transcript.sentences._notes)  # pyright: ignore[reportPrivateUsage]
    assert note.endswith(": invitation, empty claim.\nThe program reads: next step.")


def test_a_sentence_may_do_nothing_of_note(qtbot: QtBot, page: DebriefPage, drawer: takes.Drawer) -> None:
    page.take_view.feedback.differences.rows[1].button.click()
    dialog = dialog_of(qtbot, page)
    press(qtbot, Qt.Key.Key_2)
    assert isinstance(dialog.answer, SentenceAnswer)
    labels = dialog.answer.labels
    tab_to(qtbot, dialog, labels.ticks[Label.VALUE].box)
    press(qtbot, Qt.Key.Key_Space)
    tab_to(qtbot, dialog, labels.nothing.box)
    press(qtbot, Qt.Key.Key_Space)
    assert labels.labels == (), "nothing of note is nothing else"
    dialog.settle.click()
    closed(qtbot, page)
    (one,) = kept(drawer)
    assert (one.sentence, one.labels) == ((0, 0), ())
    row = page.take_view.feedback.differences.rows[1]
    assert row.lines.text().endswith(": nothing of note.\nThe program reads: what you need, specific.")
    tab_to(qtbot, page, row.button)
    row.button.click()
    assert isinstance(dialog_of(qtbot, page).answer, SentenceAnswer)
    again = dialog_of(qtbot, page)
    assert again.person is not None
    assert again.person.name == BEN, "who did so last is offered first"
    assert isinstance(again.answer, SentenceAnswer)
    assert again.answer.labels.nothing.ticked
    tab_to(qtbot, again, again.answer.labels.ticks[Label.SUPPORT].box)
    press(qtbot, Qt.Key.Key_Space)
    assert not again.answer.labels.nothing.ticked


@pytest.mark.parametrize("second", [False, True])
def test_either_reading_of_a_close_call_is_one_button(qtbot: QtBot, second: bool) -> None:
    drawer = takes.Drawer()
    page = show(qtbot, drawer, takes.spoken_take(takes.STORIES["unsure"]))
    assert page.take_view.notices is not None
    (banner,) = (one for one in page.take_view.notices.banners if isinstance(one, DoubtBanner))
    button = banner.second if second else banner.first
    marking = takes.marking(takes.STORIES["unsure"])
    reading = marking.alternative if second else marking.verdict
    assert reading is not None
    assert words.verdict(reading) in button.text()
    tab_to(qtbot, page, button)
    press(qtbot, Qt.Key.Key_Return)
    dialog = dialog_of(qtbot, page)
    press(qtbot, Qt.Key.Key_1)
    dialog.settle.click()
    closed(qtbot, page)
    assert [(one.by, one.verdict) for one in kept(drawer)] == [("Ada", reading)]
    theirs, ours = page.take_view.reaction.settled.lines.text().splitlines()
    assert (theirs.rpartition(": ")[2] == ours.rpartition(": ")[2]) is not second
    page.hide()


# changed, taken back, refused


def test_the_same_person_changes_theirs_and_the_other_adds_one(
    qtbot: QtBot, page: DebriefPage, drawer: takes.Drawer
) -> None:
    for keys in ((Qt.Key.Key_2, Qt.Key.Key_1), (Qt.Key.Key_2, Qt.Key.Key_5), (Qt.Key.Key_1, Qt.Key.Key_3)):
        page.take_view.transcript.order_button.click()
        dialog = dialog_of(qtbot, page)
        dialog.who.choice.focus()
        press(qtbot, keys[0])
        assert isinstance(dialog.answer, OrderAnswer)
        dialog.answer.focus()
        press(qtbot, keys[1])
        dialog.settle.click()
        closed(qtbot, page)
    assert [(one.by, one.verdict) for one in kept(drawer)] == [
        (BEN, Verdict.NEITHER),
        ("Ada", Verdict.EMPATHY_ONLY),
    ]
    assert len(page.take_view.reaction.settled.lines.text().splitlines()) == 3, "each of theirs, and ours"


def test_it_is_taken_back_with_keys_only(qtbot: QtBot, drawer: takes.Drawer) -> None:
    theirs = Settlement(take=1, by=BEN, role=Role.COLLEAGUE, verdict=Verdict.NEITHER)
    drawer.kept[theirs.id] = theirs
    page = show(qtbot, drawer, takes.spoken_take(ASKED_FIRST))
    settled = page.take_view.reaction.settled
    tab_to(qtbot, page, settled.button)
    press(qtbot, Qt.Key.Key_Return)
    dialog = dialog_of(qtbot, page)
    tab_to(qtbot, dialog, dialog.take_back)
    press(qtbot, Qt.Key.Key_Return)
    closed(qtbot, page)
    assert kept(drawer) == []
    assert not settled.isVisibleTo(page)
    page.hide()


def test_the_other_persons_is_not_changed_by_mistake(qtbot: QtBot, page: DebriefPage, drawer: takes.Drawer) -> None:
    theirs = Settlement(take=1, by=BEN, role=Role.COLLEAGUE, verdict=Verdict.NEITHER)
    drawer.kept[theirs.id] = theirs
    page.take_view.settling.show_take(replace(takes.run_of(takes.spoken_take(ASKED_FIRST)), pair=PAIR), _take())
    page.take_view.transcript.order_button.click()
    dialog = dialog_of(qtbot, page)
    press(qtbot, Qt.Key.Key_1)
    assert not dialog.take_back.isVisibleTo(dialog)
    assert isinstance(dialog.answer, OrderAnswer)
    dialog.answer.focus()
    press(qtbot, Qt.Key.Key_4)
    dialog.who.choice.focus()
    press(qtbot, Qt.Key.Key_2, Qt.Key.Key_1)
    assert dialog.answer.choice.order is Verdict.ACCOUNTABILITY_ONLY, "an answer that was given stays"


def _take() -> Take:
    return takes.spoken_take(ASKED_FIRST)


def test_enter_settles_and_never_takes_back(qtbot: QtBot, drawer: takes.Drawer) -> None:
    theirs = Settlement(take=1, by=BEN, role=Role.COLLEAGUE, verdict=Verdict.NEITHER)
    drawer.kept[theirs.id] = theirs
    page = show(qtbot, drawer, takes.spoken_take(ASKED_FIRST))
    page.take_view.transcript.order_button.click()
    dialog = dialog_of(qtbot, page)
    assert dialog.take_back.isVisible()
    assert isinstance(dialog.answer, OrderAnswer)
    assert dialog.answer.choice.button(5).hasFocus(), "what was settled before"
    press(qtbot, Qt.Key.Key_1, Qt.Key.Key_Return)
    closed(qtbot, page)
    assert [(one.id, one.verdict) for one in kept(drawer)] == [(theirs.id, Verdict.EMPATHY_FIRST)]
    page.hide()


def test_a_long_sentence_is_shown_whole(qtbot: QtBot) -> None:
    page = show(qtbot, takes.Drawer(), takes.spoken_take(takes.STORIES["mixed"]))
    page.take_view.settling.settle_place((0, 0))
    answer = dialog_of(qtbot, page).answer
    assert isinstance(answer, SentenceAnswer)
    assert answer.box.currentText().endswith("…")
    assert answer.quote.isVisible()
    assert answer.quote.text() == f"“{takes.MIXED.text}”"
    page.hide()


def test_it_is_refused_with_the_reason_and_leads_there(qtbot: QtBot, page: DebriefPage, drawer: takes.Drawer) -> None:
    page.take_view.transcript.order_button.click()
    dialog = dialog_of(qtbot, page)
    dialog.settle.click()
    assert dialog.refusal.text == "Say who of you settles it."
    assert dialog.who.choice.button(1).hasFocus()
    press(qtbot, Qt.Key.Key_1)
    dialog.settle.click()
    assert dialog.refusal.text == "Choose what came first."
    press(qtbot, Qt.Key.Key_Escape)
    closed(qtbot, page)
    page.take_view.transcript.settle_button.click()
    dialog = dialog_of(qtbot, page)
    press(qtbot, Qt.Key.Key_1)
    dialog.settle.click()
    assert dialog.refusal.text == "Tick what it does, or that it does nothing of note."
    assert kept(drawer) == []


def test_what_could_not_be_kept_stays_in_the_dialog(qtbot: QtBot, page: DebriefPage, drawer: takes.Drawer) -> None:
    drawer.fails_with = HeardFirstError(ErrorKind.DISK_FULL, path="there")
    page.take_view.transcript.order_button.click()
    dialog = dialog_of(qtbot, page)
    press(qtbot, Qt.Key.Key_1)
    assert isinstance(dialog.answer, OrderAnswer)
    dialog.answer.focus()
    press(qtbot, Qt.Key.Key_4)
    dialog.settle.click()
    assert dialog.isVisible()
    assert dialog.answer.choice.order is Verdict.ACCOUNTABILITY_ONLY
    assert not page.take_view.reaction.settled.isVisibleTo(page)


# whose it is


def test_alone_a_name_is_asked_for_and_offered_again(qtbot: QtBot) -> None:
    drawer = takes.Drawer()
    page = show(qtbot, drawer, takes.spoken_take(ASKED_FIRST), paired=False)
    page.take_view.transcript.order_button.click()
    dialog = dialog_of(qtbot, page)
    assert dialog.who.name_edit.hasFocus()
    qtbot.keyClicks(dialog.who.name_edit, "  Ada ")
    assert isinstance(dialog.answer, OrderAnswer)
    dialog.answer.focus()
    press(qtbot, Qt.Key.Key_1)
    dialog.settle.click()
    closed(qtbot, page)
    assert [(one.by, one.role) for one in kept(drawer)] == [("Ada", Role.MANAGER)]
    page.take_view.transcript.order_button.click()
    assert dialog_of(qtbot, page).who.name_edit.text() == "Ada"
    page.hide()


def test_what_came_in_a_file_says_so_and_is_not_changed_here(qtbot: QtBot) -> None:
    theirs = Settlement(take=1, by=BEN, role=Role.COLLEAGUE, verdict=Verdict.NEITHER)
    drawer = takes.Drawer(theirs)
    drawer.received = {theirs.id: Origin("Dana", 1, 2)}
    page = show(qtbot, drawer, takes.spoken_take(ASKED_FIRST))
    assert page.take_view.reaction.settled.lines.text().splitlines()[0].endswith("It came in a file from Dana.")
    page.take_view.transcript.order_button.click()
    dialog = dialog_of(qtbot, page)
    press(qtbot, Qt.Key.Key_2)
    assert dialog.before is None
    assert isinstance(dialog.answer, OrderAnswer)
    dialog.answer.focus()
    press(qtbot, Qt.Key.Key_1)
    dialog.settle.click()
    closed(qtbot, page)
    assert len(kept(drawer)) == 2
    assert drawer.kept[theirs.id] == theirs
    page.hide()


def test_in_a_copy_that_came_in_a_file_the_pair_is_elsewhere(qtbot: QtBot) -> None:
    drawer = takes.Drawer(replace(CRITIQUE, colleague="Cem"))
    drawer.origin = Origin("Ada", 1, 2)
    page = show(qtbot, drawer, takes.spoken_take(ASKED_FIRST))
    page.take_view.transcript.order_button.click()
    dialog = dialog_of(qtbot, page)
    press(qtbot, Qt.Key.Key_1)
    assert dialog.person is not None
    assert (dialog.person.name, dialog.person.role) == ("Cem", Role.COLLEAGUE)
    page.hide()


def test_a_corrected_sentence_does_not_take_over_what_was_settled_about_another(qtbot: QtBot) -> None:
    other = Settlement(take=1, by="Ada", role=Role.MANAGER, sentence=(0, 0), said="Other words.", labels=(Label.EMPTY,))
    beyond = Settlement(take=1, by="Ada", role=Role.MANAGER, sentence=(7, 9), said="Gone.", labels=(Label.EMPTY,))
    pieces: tuple[Feedback, ...] = (other, beyond)
    page = show(qtbot, takes.Drawer(*pieces), takes.spoken_take(ASKED_FIRST))
    assert page.take_view.transcript.sentences._notes == []  # pyright: ignore[reportPrivateUsage]
    page.hide()
