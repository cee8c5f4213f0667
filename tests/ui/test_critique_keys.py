"""The colleague's page from opening to what is stored by keyboard alone; nothing of ours before; taken back after."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from app.errors import ErrorKind, HeardFirstError
from app.marking.checklist import Criterion
from app.marking.verdict import Verdict
from app.pairing.critique import Critique
from app.pairing.origin import Origin
from app.pairing.pin import Noticed, Pin
from app.rehearsal.state import Debriefing, Run, Take
from tests.ui import debrief_takes as takes
from tests.ui.label_walk import faults
from ui import words
from ui.debrief.critique_page import CritiquePage
from ui.debrief.critique_scales import Scale
from ui.debrief.debrief_page import DebriefPage
from ui.debrief.withdrawal import Withdrawal

SAID = takes.STORIES["asked_only"]
CONTROL = Qt.KeyboardModifier.ControlModifier


def paired(*made: Take) -> Run:
    return replace(takes.run_of(*made), pair=takes.PAIR)


@pytest.fixture
def drawer() -> takes.Drawer:
    return takes.Drawer()


@pytest.fixture
def page(qtbot: QtBot, drawer: takes.Drawer) -> Iterator[DebriefPage]:
    made = takes.page_over(drawer)
    qtbot.addWidget(made)
    made.resize(1024, 640)
    with qtbot.waitActive(made):
        made.show()
    yield made
    made.hide()


@pytest.fixture
def critique(page: DebriefPage) -> CritiquePage:
    page.render(Debriefing(paired(takes.spoken_take(SAID)), 1))
    assert page.critique_page.isVisible()
    return page.critique_page


@pytest.fixture
def said_aloud(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a screen reader was asked to say."""
    told: list[str] = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: told.append(event.message()))
    return told


def tab(qtbot: QtBot, times: int = 1) -> None:
    for _ in range(times):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)


def type_(qtbot: QtBot, text: str) -> None:
    qtbot.keyClicks(QApplication.focusWidget(), text)


def tab_until(qtbot: QtBot, wanted: QWidget, most: int = 60) -> int:
    """How often Tab has to be pressed to come there."""
    for times in range(most):
        if QApplication.focusWidget() is wanted:
            return times
        tab(qtbot)
    raise AssertionError(f"Tab never comes to {wanted.accessibleName()}")


# by keyboard alone


def test_from_opening_to_what_is_stored(
    qtbot: QtBot, page: DebriefPage, critique: CritiquePage, drawer: takes.Drawer
) -> None:
    tab_until(qtbot, critique.scales[Scale.FACE].button(1))
    for number, note in (("4", "Eyes at 0:02"), ("2", ""), ("5", "12 dates")):
        type_(qtbot, number)
        tab(qtbot)
        type_(qtbot, note)
        tab(qtbot)
    assert QApplication.focusWidget() is critique.order.button(1), "two stops a scale, and then the order"
    type_(qtbot, "2")
    tab(qtbot)
    type_(qtbot, "The pause")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, CONTROL)
    (saved,) = drawer.kept.values()
    assert isinstance(saved, Critique)
    assert saved == Critique(
        id=saved.id,
        given_utc_s=saved.given_utc_s,
        manager="Ada",
        colleague="Ben",
        consent=takes.PAIR.consent.line,
        take=1,
        face=4,
        face_note="Eyes at 0:02",
        tone=2,
        words=5,
        words_note="12 dates",
        order=Verdict.ACCOUNTABILITY_FIRST,
        keep="The pause",
    )
    assert saved.given_utc_s > 1_700_000_000
    assert page.take_view.isVisible()
    (both,) = page.take_view.feedback.critiques
    assert "What came first? Asked first, then heard" in whole_texts(both.theirs)


def test_without_a_pair_names_and_consent_are_given_by_keyboard_too(
    qtbot: QtBot, page: DebriefPage, drawer: takes.Drawer
) -> None:
    page.render(Debriefing(takes.run_of(takes.spoken_take(SAID)), 1))
    page.ask_colleague()
    critique = page.critique_page
    qtbot.waitUntil(critique.manager_edit.hasFocus)
    type_(qtbot, "Ada")
    tab(qtbot)
    type_(qtbot, "Ben")
    tab(qtbot)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    tab_until(qtbot, critique.scales[Scale.TONE].button(1))
    type_(qtbot, "3")
    tab_until(qtbot, critique.save_button)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    (saved,) = drawer.kept.values()
    assert isinstance(saved, Critique)
    assert (saved.manager, saved.colleague, saved.tone, saved.order) == ("Ada", "Ben", 3, None)
    assert "We both agree" in saved.consent


@pytest.mark.parametrize("keys", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_ctrl_return_saves_from_anywhere(
    qtbot: QtBot, critique: CritiquePage, drawer: takes.Drawer, keys: Qt.Key
) -> None:
    critique.scales[Scale.FACE].choose(3)
    stops = (
        critique.ribbon,
        critique.hear_button,
        critique.scales[Scale.FACE].button(3),
        critique.scales[Scale.FACE].note_edit,
        critique.order.button(1),
        critique.keep_edit,
        critique.back_button,
    )
    saves: list[object] = []
    critique.saved.disconnect()
    critique.saved.connect(saves.append)
    for stop in stops:
        stop.setFocus()
        qtbot.keyClick(stop, keys, CONTROL)
    assert len(saves) == len(stops)
    assert critique.keep_edit.toPlainText() == ""


def test_arrows_go_on_from_what_is_chosen_and_delete_leaves_open(qtbot: QtBot, critique: CritiquePage) -> None:
    choice = critique.scales[Scale.FACE].choice
    choice.button(1).setFocus()
    type_(qtbot, "2")
    for key, number in ((Qt.Key.Key_Down, 3), (Qt.Key.Key_Down, 4), (Qt.Key.Key_Up, 3)):
        qtbot.keyClick(QApplication.focusWidget(), key)
        assert choice.number == number
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Delete)
    assert choice.number is None
    tab(qtbot)
    assert QApplication.focusWidget() is critique.scales[Scale.FACE].note_edit, "still one stop of the Tab key"
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backtab)
    assert QApplication.focusWidget() in [choice.button(number) for number in range(1, 6)]


def test_what_came_first_is_enough_of_a_judgement(critique: CritiquePage, drawer: takes.Drawer) -> None:
    critique.order.choose(5)
    assert critique.unsent
    critique.save_button.click()
    (saved,) = drawer.kept.values()
    assert isinstance(saved, Critique)
    assert saved.order is Verdict.NEITHER
    assert critique.order.order is None, "the next take begins empty"


# a pair


def test_a_pairs_names_and_consent_are_shown_and_not_asked_for(page: DebriefPage, critique: CritiquePage) -> None:
    assert not critique.manager_edit.isVisible()
    assert not critique.colleague_edit.isVisible()
    assert not critique.consent_box.isVisible()
    told = critique.people.agreed.text()
    assert told.startswith("Ada spoke, Ben watched. Both agreed on ")
    assert told.endswith("“We agree that Ada is recorded.”")
    assert faults(page) == []


# nothing of ours before theirs is in


def ours(take: Take) -> list[str]:
    """Everything that the marking has to say about a take."""
    marking = take.marking
    assert marking is not None
    assert marking.verdict is not None
    rows = [words.why(row, marking.verdict) for row in marking.checklist]
    labels = [words.label(move.move.label) for move in marking.moves]
    names = [words.verdict(one) for one in Verdict] + [words.criterion(one) for one in Criterion]
    return [words.headline(take), *rows, *labels, *names]


def whole_texts(root: QObject) -> list[str]:
    """All that is shown, read out or told by a tooltip, of every visible widget below one, and of its window."""
    found: list[str] = []
    for widget in (root, *root.findChildren(QWidget)):
        if not isinstance(widget, QWidget) or not widget.isVisible():
            continue
        found += [widget.toolTip(), widget.whatsThis(), widget.statusTip(), widget.windowTitle()]
        found += [widget.accessibleName(), widget.accessibleDescription()]
        for name in ("text", "toPlainText", "placeholderText", "title"):
            value = getattr(widget, name, None)
            told = value() if callable(value) else value
            found.append(told if isinstance(told, str) else "")
        if isinstance(widget, QComboBox):
            found += [widget.itemText(index) for index in range(widget.count())]
        interface = QAccessible.queryAccessibleInterface(widget)
        if interface is not None:
            found += [interface.text(kind) for kind in QAccessible.Text if kind is not QAccessible.Text.UserText]
    return [one for one in found if one]


@pytest.mark.parametrize("story", ["asked_only", "unsure", "heard_then_asked", "took_it_back"])
def test_nothing_of_ours_is_seen_heard_or_told(
    page: DebriefPage, said_aloud: list[str], story: str, drawer: takes.Drawer
) -> None:
    first = takes.spoken_take(takes.STORIES["neither"], 1)
    take = takes.spoken_take(takes.STORIES[story], 2)
    page.render(Debriefing(replace(paired(first, take)), 2))
    page.critique_page.order.choose(1)
    shown = whole_texts(page)
    assert any(takes.STORIES[story][0].text in one for one in shown), "the plain words are there"
    leaks = [(mark, one) for mark in ours(take) for one in shown if mark in one and mark not in one_of_theirs(page)]
    assert leaks == []
    assert page.critique_page.ribbon.reply.spans == ()
    assert said_aloud == []
    drawer.fails_with = HeardFirstError(ErrorKind.DISK_FULL, path="there")
    page.critique_page.save_button.click()
    page.cannot_go_on(drawer.fails_with)
    assert not any(mark in told for mark in ours(take) for told in said_aloud)
    drawer.fails_with = None
    page.critique_page.save_button.click()
    (told,) = said_aloud
    assert words.headline(take) in told, "and now it is told"


def one_of_theirs(page: DebriefPage) -> str:
    """The words that stand on the page whoever spoke: questions, scales and what was said."""
    critique = page.critique_page
    asked = [text for choice in (critique.order, *critique.scales.values()) for text in whole_texts(choice)]
    return "\n".join([*asked, critique.listening.transcript.text()])


def test_a_marking_that_comes_while_they_write_is_told_only_afterwards(
    page: DebriefPage, critique: CritiquePage, said_aloud: list[str]
) -> None:
    critique.back_button.click()
    page.ask_colleague()
    said_aloud.clear()
    again = replace(takes.spoken_take(SAID), marking=takes.marking(takes.STORIES["heard_only"]))
    page.render(Debriefing(paired(again), 1))
    assert critique.isVisible()
    assert said_aloud == []
    critique.back_button.click()
    assert len(said_aloud) == 1


# a session that came in a file


def test_a_copy_is_covered_until_a_critique_is_given_here(page: DebriefPage, drawer: takes.Drawer) -> None:
    first, second = takes.spoken_take(SAID, 1), takes.spoken_take(takes.STORIES["heard_then_asked"], 2)
    theirs = Critique(manager="Ada", colleague="Cem", consent="agreed", take=2, words=2)
    drawer.kept, drawer.received = {theirs.id: theirs}, {theirs.id: Origin("Ada", 1, 2)}
    drawer.origin = Origin("Ada", 1, 2)
    run = takes.run_of(first, second)
    page.recall(run)
    page.render(Debriefing(run, 2))
    critique = page.critique_page
    assert critique.isVisible()
    assert critique.manager_edit.text() == "Ada"
    critique.colleague_edit.setText("Ben")
    critique.consent_box.setChecked(True)
    critique.order.choose(1)
    critique.save_button.click()
    assert page.take_view.isVisible()
    box = page._frame.choice.box  # pyright: ignore[reportPrivateUsage]
    assert sorted(box.itemText(at) for at in range(2)) == ["Take 1", "Take 2 · Empathy first"]
    page._frame.choice.chosen.emit(1)  # pyright: ignore[reportPrivateUsage]
    assert critique.isVisible(), "each take waits for its own"
    page.recall(run)
    page.render(Debriefing(run, 2))
    assert page.take_view.isVisible(), "what was judged here is open"


# taken back


PIN = Pin(take=1, noticed=Noticed.TONE, good=False, at_s=1.0, by="Ben")


@pytest.fixture
def saved(drawer: takes.Drawer) -> Critique:
    one = Critique(manager="Ada", colleague="Ben", consent="agreed", take=1, tone=2, tone_note="Fast")
    others = (PIN, replace(PIN, id="", at_s=2.0), replace(PIN, id="", by="Cem"))
    drawer.kept = {piece.id: piece for piece in (one, *others)}
    return one


def withdrawal_of(qtbot: QtBot, page: DebriefPage) -> Withdrawal:
    """Ask to take the only critique back, by keyboard."""
    run = paired(takes.spoken_take(SAID))
    page.recall(run)
    page.render(Debriefing(run, 1))
    page.setFocus()
    (both,) = page.take_view.feedback.critiques
    tab_until(qtbot, both.theirs.back_button)
    qtbot.keyClick(both.theirs.back_button, Qt.Key.Key_Return)
    found = page.take_view.withdrawal
    assert found.question is not None
    qtbot.waitUntil(found.question.isActiveWindow)
    assert found.question.defaultButton() is found.question.leave, "Enter keeps everything as it is"
    return found


@pytest.mark.parametrize("with_pins", [False, True])
def test_a_critique_is_taken_back_after_one_question(
    qtbot: QtBot, page: DebriefPage, drawer: takes.Drawer, saved: Critique, with_pins: bool
) -> None:
    withdrawal = withdrawal_of(qtbot, page)
    question, box = withdrawal.question, withdrawal.with_pins
    assert question is not None
    assert isinstance(box, QCheckBox)
    assert box.text() == "Their 2 pins, too"
    assert "Ben" in question.text()
    box.setChecked(with_pins)
    question.do.click()
    qtbot.waitUntil(lambda: saved.id not in drawer.kept)
    assert withdrawal.question is None
    assert [piece.by for piece in drawer.kept.values() if isinstance(piece, Pin)] == (
        ["Cem"] if with_pins else ["Ben", "Ben", "Cem"]
    )
    assert page.take_view.feedback.critiques == []
    assert page.focusWidget() is page._frame.colleague  # pyright: ignore[reportPrivateUsage]


def test_kept_after_all_it_is_as_it_was(qtbot: QtBot, page: DebriefPage, drawer: takes.Drawer, saved: Critique) -> None:
    before = dict(drawer.kept)
    withdrawal = withdrawal_of(qtbot, page)
    assert withdrawal.question is not None
    qtbot.keyClick(withdrawal.question, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: withdrawal.question is None)
    assert drawer.kept == before
    assert len(page.take_view.feedback.critiques) == 1


def test_what_could_not_be_taken_back_is_still_there(
    qtbot: QtBot, page: DebriefPage, drawer: takes.Drawer, saved: Critique
) -> None:
    withdrawal = withdrawal_of(qtbot, page)
    drawer.fails_with = HeardFirstError(ErrorKind.FOLDER_UNWRITABLE, path="there")
    assert withdrawal.question is not None
    withdrawal.question.do.click()
    qtbot.waitUntil(lambda: withdrawal.question is None)
    assert saved.id in drawer.kept
    assert len(page.take_view.feedback.critiques) == 1
