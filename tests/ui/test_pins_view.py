"""The list of pins and the pad on the colleague's page: heard, noted, answered and deleted, all of it by keyboard."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from app.errors import ErrorKind, HeardFirstError
from app.pairing.origin import Origin
from app.pairing.pair import Agreed, Consent, Pair, Salesperson
from app.pairing.pin import Noticed, Pin
from app.rehearsal.state import Debriefing
from app.storage.stored import StoredSession
from tests.ui import debrief_takes as takes
from tests.ui.drive import question
from tests.ui.label_walk import faults
from ui.debrief.debrief_page import DebriefPage
from ui.debrief.listening_pins import ListeningPins
from ui.debrief.pin_row import PinRow
from ui.debrief.pins_view import PinsView
from ui.widgets.growing_edit import GrowingEdit
from ui.widgets.text import Text

SAID = takes.STORIES["heard_then_asked"]
TONE = Pin(take=1, noticed=Noticed.TONE, good=False, at_s=12.4, by="Ben", note="too fast", id="1" * 16)
FACE = Pin(take=1, noticed=Noticed.FACE, good=True, at_s=1.0, by="Ben", id="2" * 16)
WORDS = Pin(take=1, noticed=Noticed.WORDS, good=True, at_s=20.0, by="<b>Cem</b> & Co", id="3" * 16)
PAIR = Pair("Ada", "Ben", Salesperson.PROGRAM, Consent("We agree.", Agreed.TYPED, 1))
FROM_AFAR = Origin("Ben", 5, 6)


class Drawer(takes.Drawer):
    """Some of what it holds came in a file."""

    def __init__(self, *kept: Pin) -> None:
        super().__init__(*kept)
        self.origin: Origin | None = None
        self.received: dict[str, Origin] = {}

    def open_session(self, session: str) -> StoredSession:
        return replace(super().open_session(session), origin=self.origin, received=self.received)

    @property
    def pins(self) -> dict[str, Pin]:
        return {id: one for id, one in self.kept.items() if isinstance(one, Pin)}


@pytest.fixture
def drawer() -> Drawer:
    return Drawer(TONE, WORDS, FACE)


@pytest.fixture
def player() -> takes.SilentPlayer:
    return takes.SilentPlayer()


@pytest.fixture
def page(qtbot: QtBot, player: takes.SilentPlayer, drawer: Drawer) -> Iterator[DebriefPage]:
    made = takes.page_over(drawer, player)
    qtbot.addWidget(made)
    made.resize(1024, 640)
    with qtbot.waitActive(made):
        made.show()
    yield made
    made.hide()


@pytest.fixture
def managers(page: DebriefPage) -> PinsView:
    """The list in the manager's debrief."""
    page.render(Debriefing(takes.run_of(takes.spoken_take(SAID)), 1))
    return page.take_view.pins


@pytest.fixture
def colleagues(page: DebriefPage) -> ListeningPins:
    """The pad and the list on the page of a colleague who has agreed."""
    run = replace(takes.run_of(takes.spoken_take(SAID)), pair=PAIR)
    page.recall(run)
    page.render(Debriefing(run, 1))
    page.ask_colleague()
    found = page.critique_page.findChild(ListeningPins)
    assert isinstance(found, ListeningPins)
    return found


def row(view: PinsView, pin: Pin) -> PinRow:
    return next(one for one in view.rows if one.pin.id == pin.id)


def answer(one: PinRow) -> GrowingEdit:
    assert one.answer_edit is not None
    return one.answer_edit


def note(one: PinRow) -> GrowingEdit:
    assert one.note_edit is not None
    return one.note_edit


def delete(one: PinRow) -> None:
    assert one.delete_button is not None
    one.delete_button.click()


def shown(widget: QWidget) -> str:
    return "\n".join(one.text() for one in widget.findChildren(Text) if one.isVisible())


def write(qtbot: QtBot, edit: QWidget, words: str) -> None:
    edit.setFocus()
    qtbot.keyClicks(edit, words)


# the list


def test_pins_stand_in_the_order_of_their_moments_and_say_all_of_it(managers: PinsView) -> None:
    assert [one.pin.id for one in managers.rows] == [FACE.id, TONE.id, WORDS.id]
    assert [one.button.accessibleName() for one in managers.rows] == [
        "0:01, face, good, by Ben",
        "0:12, tone, try again, by Ben: too fast",
        "0:20, words, good, by <b>Cem</b> & Co",
    ]
    assert row(managers, TONE).button.text() == "0:12  Tone, try again"
    assert "too fast" in shown(managers)
    assert faults(managers) == []


def test_without_pins_there_is_no_list(page: DebriefPage, drawer: Drawer) -> None:
    drawer.kept.clear()
    page.render(Debriefing(takes.run_of(takes.spoken_take(SAID)), 1))
    assert not page.take_view.pins.isVisible()
    assert page.take_view.ribbon.pins == ()


def test_the_ribbon_shows_the_same_pins(page: DebriefPage, managers: PinsView) -> None:
    ribbon = page.take_view.ribbon
    flags = [(one.at, one.letter, one.good) for one in ribbon.pins]
    assert flags == [(1.0, "F", True), (12.4, "T", False), (20.0, "W", True)]
    assert ribbon.pins[1].told == "0:12, tone, try again, by Ben: too fast"
    assert ribbon.reply.spans


def test_who_sent_a_pin_in_a_file_is_told(page: DebriefPage, drawer: Drawer) -> None:
    drawer.received = {TONE.id: FROM_AFAR}
    page.render(Debriefing(takes.run_of(takes.spoken_take(SAID)), 1))
    view = page.take_view.pins
    assert "by Ben, by file" in shown(row(view, TONE))
    assert "by file" in row(view, TONE).button.accessibleName()
    assert "by file" not in shown(row(view, FACE))


@pytest.mark.parametrize("how", ["click", "Enter"])
def test_a_pin_is_heard_from_a_little_before_it(
    qtbot: QtBot, managers: PinsView, player: takes.SilentPlayer, how: str
) -> None:
    button = row(managers, TONE).button
    if how == "click":
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    else:
        button.setFocus()
        qtbot.keyClick(button, Qt.Key.Key_Return)
    ((path, start_s, end_s),) = player.played
    assert path.name == "take-1.wav"
    assert (start_s, end_s) == pytest.approx((9.4, 14.4))


def test_a_pin_near_the_beginning_is_heard_from_the_beginning(managers: PinsView, player: takes.SilentPlayer) -> None:
    row(managers, FACE).button.click()
    assert player.played[0][1:] == (0.0, 3.0)


def test_a_take_whose_sound_is_gone_keeps_its_pins(page: DebriefPage, player: takes.SilentPlayer) -> None:
    page.render(Debriefing(takes.run_of(takes.spoken_take(SAID, path=None)), 1))
    view = page.take_view.pins
    assert len(view.rows) == 3
    view.rows[0].button.click()
    assert player.played == []
    assert page.take_view.ribbon.pins == ()


def test_many_pins_are_shown_some_at_a_time(page: DebriefPage, drawer: Drawer) -> None:
    many = [Pin(take=1, noticed=Noticed.FACE, good=True, at_s=index / 10, by="Ben") for index in range(150)]
    drawer.kept = {pin.id: pin for pin in many}
    page.render(Debriefing(takes.run_of(takes.spoken_take(SAID)), 1))
    view = page.take_view.pins

    def listed() -> list[Pin]:
        return [one.pin for one in view.rows]

    assert listed() == many[:60]
    assert len(page.take_view.ribbon.pins) == 150
    assert view.more_button.text() == "Show the next of 90"
    view.more_button.click()
    assert listed() == many[:120]
    assert view.rows[60].button.hasFocus()
    view.more_button.click()
    assert listed() == many
    assert not view.more_button.isVisible()


@pytest.mark.parametrize("width", [520, 660, 1024])
def test_no_sideways_scrolling(qtbot: QtBot, page: DebriefPage, colleagues: ListeningPins, width: int) -> None:
    page.resize(width, 640)
    QApplication.processEvents()
    assert page.width() == width
    (area,) = page.critique_page.findChildren(QScrollArea)
    assert colleagues.minimumSizeHint().width() < 360
    assert colleagues.width() <= area.viewport().width()


# the manager answers


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Tab])
def test_an_answer_is_kept_on_enter_and_on_leaving(
    qtbot: QtBot, managers: PinsView, drawer: Drawer, key: Qt.Key
) -> None:
    edit = answer(row(managers, TONE))
    assert edit.accessibleName() == "Your answer to 0:12, tone, try again, by Ben: too fast"
    write(qtbot, edit, "I was nervous")
    assert drawer.pins[TONE.id].answer == ""
    qtbot.keyClick(edit, key)
    assert drawer.pins[TONE.id] == replace(TONE, answer="I was nervous")
    assert "Answer: I was nervous" in row(managers, TONE).button.accessibleName()
    assert edit.hasFocus() is (key == Qt.Key.Key_Return), "keeping it takes nobody away from it"


def test_a_pin_that_came_in_a_file_is_answered_here(qtbot: QtBot, page: DebriefPage, drawer: Drawer) -> None:
    drawer.received = {TONE.id: FROM_AFAR}
    page.render(Debriefing(takes.run_of(takes.spoken_take(SAID)), 1))
    edit = answer(row(page.take_view.pins, TONE))
    write(qtbot, edit, "True")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert drawer.pins[TONE.id].answer == "True"


def test_in_a_session_that_came_in_a_file_answers_are_read_and_not_given(page: DebriefPage, drawer: Drawer) -> None:
    drawer.origin = FROM_AFAR
    drawer.kept[TONE.id] = replace(TONE, answer="I was nervous")
    page.render(Debriefing(takes.run_of(takes.spoken_take(SAID)), 1))
    view = page.take_view.pins
    assert all(one.answer_edit is None for one in view.rows)
    read = [one.text() for one in view.findChildren(Text) if one.isVisibleTo(view)]
    assert "Answer: I was nervous" in read


def test_the_manager_neither_rewords_nor_deletes_what_was_pinned(managers: PinsView) -> None:
    for one in managers.rows:
        assert (one.note_edit, one.delete_button) == (None, None)


def test_what_cannot_be_kept_stays_and_is_kept_with_the_next_try(
    qtbot: QtBot, managers: PinsView, drawer: Drawer, page: DebriefPage
) -> None:
    edit = answer(row(managers, TONE))
    write(qtbot, edit, "Right")
    drawer.fails_with = HeardFirstError(ErrorKind.DISK_FULL, path="/data")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert edit.toPlainText() == "Right"
    assert page.unsent
    drawer.fails_with = None
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert drawer.pins[TONE.id].answer == "Right"
    assert not page.unsent


def test_an_answer_in_the_making_is_not_lost_with_the_page(
    qtbot: QtBot, managers: PinsView, drawer: Drawer, page: DebriefPage
) -> None:
    write(qtbot, answer(row(managers, TONE)), "Right")
    page.hide()
    assert drawer.pins[TONE.id].answer == "Right"


def test_an_answer_in_the_making_survives_other_news(
    qtbot: QtBot, managers: PinsView, drawer: Drawer, page: DebriefPage
) -> None:
    edit = answer(row(managers, TONE))
    write(qtbot, edit, "Righ")
    desk = page._desk  # pyright: ignore[reportPrivateUsage]
    desk.keep(Pin(take=1, noticed=Noticed.FACE, good=True, at_s=0.5, by="Ben"))
    assert len(managers.rows) == 4
    assert edit.hasFocus()
    qtbot.keyClicks(edit, "t")
    assert edit.toPlainText() == "Right"


def test_what_is_being_written_is_not_replaced_by_what_came_from_elsewhere(
    qtbot: QtBot, managers: PinsView, drawer: Drawer, page: DebriefPage
) -> None:
    edit = answer(row(managers, TONE))
    write(qtbot, edit, "Right")
    desk = page._desk  # pyright: ignore[reportPrivateUsage]
    desk.keep(replace(TONE, answer="From elsewhere"))
    assert edit.toPlainText() == "Right"
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert drawer.pins[TONE.id].answer == "Right"


def test_a_new_pin_is_read_where_its_moment_is(managers: PinsView, page: DebriefPage) -> None:
    desk = page._desk  # pyright: ignore[reportPrivateUsage]
    desk.keep(Pin(take=1, noticed=Noticed.FACE, good=True, at_s=5.0, by="Ben"))
    assert [one.pin.at_s for one in managers.rows] == [1.0, 5.0, 12.4, 20.0]
    assert managers.findChildren(PinRow) == list(managers.rows), "screen readers go by the order of the children"


def test_escape_puts_back_what_stood_there(qtbot: QtBot, managers: PinsView, drawer: Drawer) -> None:
    edit = answer(row(managers, TONE))
    write(qtbot, edit, "Wrong")
    qtbot.keyClick(edit, Qt.Key.Key_Escape)
    assert edit.toPlainText() == ""
    qtbot.keyClick(edit, Qt.Key.Key_Tab)
    assert drawer.pins[TONE.id] == TONE


def test_what_is_pasted_becomes_one_line_of_bounded_length(qtbot: QtBot, managers: PinsView, drawer: Drawer) -> None:
    edit = answer(row(managers, TONE))
    edit.setFocus()
    QApplication.clipboard().setText("one\ntwo\u2029three " + "x" * 3000)
    edit.paste()
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    pasted = drawer.pins[TONE.id].answer
    assert pasted.startswith("one two three xxx")
    assert len(pasted) == 2000


# keys


def test_up_and_down_go_from_pin_to_pin_in_the_same_column(qtbot: QtBot, managers: PinsView) -> None:
    managers.rows[0].button.setFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    assert managers.rows[1].button.hasFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert answer(managers.rows[1]).hasFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    assert answer(managers.rows[2]).hasFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Up)
    assert answer(managers.rows[1]).hasFocus()
    managers.rows[1].button.setFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_End)
    assert managers.rows[2].button.hasFocus()


def test_tab_leaves_the_list_after_one_pin(qtbot: QtBot, managers: PinsView, page: DebriefPage) -> None:
    managers.rows[1].button.setFocus()
    for _ in range(2):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    left_for = QApplication.focusWidget()
    assert left_for is not None
    assert not managers.isAncestorOf(left_for)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert answer(managers.rows[1]).hasFocus()


def test_down_inside_a_long_answer_goes_to_its_next_line(qtbot: QtBot, managers: PinsView) -> None:
    edit = answer(managers.rows[0])
    one_line = edit.height()
    write(qtbot, edit, "a long answer " * 20)
    qtbot.waitUntil(lambda: edit.height() > 1.5 * one_line)
    edit.moveCursor(edit.textCursor().MoveOperation.Start)
    qtbot.keyClick(edit, Qt.Key.Key_Down)
    assert edit.hasFocus()
    for _ in range(6):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    assert answer(managers.rows[2]).hasFocus()


# the colleague's page


def test_the_keys_pin_at_the_playhead_while_the_sound_plays(
    qtbot: QtBot, page: DebriefPage, colleagues: ListeningPins, player: takes.SilentPlayer, drawer: Drawer
) -> None:
    critique = page.critique_page
    qtbot.keyClick(critique.hear_button, Qt.Key.Key_F)
    assert len(drawer.kept) == 3, "nothing plays yet"
    critique.hear_button.click()
    player.on_position(4.5)
    qtbot.keyClick(critique.hear_button, Qt.Key.Key_T, Qt.KeyboardModifier.ShiftModifier)
    made = [pin for id, pin in drawer.pins.items() if id not in {TONE.id, WORDS.id, FACE.id}]
    assert [(pin.noticed, pin.good, pin.at_s, pin.by, pin.take) for pin in made] == [
        (Noticed.TONE, True, 4.5, "Ben", 1)
    ]
    assert [one.pin.id for one in colleagues.view.rows] == [FACE.id, made[0].id, TONE.id, WORDS.id]
    assert [pin.at for pin in critique.ribbon.pins] == [1.0, 4.5, 12.4, 20.0]
    assert critique.ribbon.playhead == 4.5, "a new pin leaves the playhead where it is"
    assert critique.ribbon.reply.spans == ()
    player.on_end()
    qtbot.keyClick(critique.hear_button, Qt.Key.Key_F)
    assert len(drawer.kept) == 4
    qtbot.keyClick(critique.hear_button, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(drawer.kept) == 3, "the latest can be undone after the sound has ended"


def test_letters_in_a_note_are_text(
    qtbot: QtBot, page: DebriefPage, colleagues: ListeningPins, player: takes.SilentPlayer, drawer: Drawer
) -> None:
    page.critique_page.hear_button.click()
    player.on_position(4.5)
    for edit in (page.critique_page.keep_edit, note(row(colleagues.view, FACE))):
        write(qtbot, edit, "fTw")
        assert edit.toPlainText() == "fTw"
    assert len(drawer.kept) == 3


def test_without_names_and_consent_nothing_is_pinned(
    qtbot: QtBot, page: DebriefPage, player: takes.SilentPlayer, drawer: Drawer
) -> None:
    drawer.kept.clear()
    page.render(Debriefing(takes.run_of(takes.spoken_take(SAID)), 1))
    page.ask_colleague()
    critique = page.critique_page
    pins = critique.findChild(ListeningPins)
    assert isinstance(pins, ListeningPins)
    critique.hear_button.click()
    player.on_position(4.5)
    qtbot.keyClick(critique.hear_button, Qt.Key.Key_F)
    assert drawer.kept == {}
    assert "names" in pins.pad.told.text()
    critique.manager_edit.setText("Ada")
    critique.colleague_edit.setText("Cem")
    assert "tick" in pins.pad.told.text()
    critique.consent_box.setChecked(True)
    qtbot.keyClick(critique.hear_button, Qt.Key.Key_F)
    assert [pin.by for pin in drawer.pins.values()] == ["Cem"]


def test_a_note_is_added_later_and_changed(qtbot: QtBot, colleagues: ListeningPins, drawer: Drawer) -> None:
    edit = note(row(colleagues.view, FACE))
    write(qtbot, edit, "you smiled")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert drawer.pins[FACE.id] == replace(FACE, note="you smiled")
    other = note(row(colleagues.view, TONE))
    assert other.toPlainText() == "too fast"
    other.setFocus()
    other.selectAll()
    qtbot.keyClicks(other, "fast")
    edit.setFocus()
    assert drawer.pins[TONE.id].note == "fast"


def test_a_note_that_came_in_a_file_is_not_reworded_here(page: DebriefPage, drawer: Drawer) -> None:
    drawer.received = {TONE.id: FROM_AFAR}
    run = replace(takes.run_of(takes.spoken_take(SAID)), pair=PAIR)
    page.recall(run)
    page.render(Debriefing(run, 1))
    page.ask_colleague()
    pins = page.critique_page.findChild(ListeningPins)
    assert isinstance(pins, ListeningPins)
    assert row(pins.view, TONE).note_edit is None
    assert "too fast" in shown(row(pins.view, TONE))
    assert row(pins.view, FACE).note_edit is not None


def test_a_pin_without_words_is_deleted_at_once_and_the_focus_goes_on(
    qtbot: QtBot, colleagues: ListeningPins, drawer: Drawer, page: DebriefPage
) -> None:
    view = colleagues.view
    row(view, FACE).button.setFocus()
    qtbot.keyClick(row(view, FACE).button, Qt.Key.Key_Delete)
    assert FACE.id not in drawer.kept
    assert row(view, TONE).button.hasFocus()
    assert [pin.at for pin in page.critique_page.ribbon.pins] == [12.4, 20.0]


def test_a_pin_with_words_is_deleted_after_a_question(qtbot: QtBot, colleagues: ListeningPins, drawer: Drawer) -> None:
    delete(row(colleagues.view, TONE))
    asked = question(qtbot)
    assert "too fast" in asked.informativeText()
    asked.leave.click()
    assert TONE.id in drawer.kept
    delete(row(colleagues.view, TONE))
    question(qtbot).do.click()
    assert TONE.id not in drawer.kept


def test_a_deleted_pin_does_not_come_back_with_a_note_in_the_making(
    qtbot: QtBot, colleagues: ListeningPins, drawer: Drawer, page: DebriefPage
) -> None:
    write(qtbot, note(row(colleagues.view, FACE)), "you sm")
    page._desk.withdraw(FACE.id)  # pyright: ignore[reportPrivateUsage]
    assert FACE.id not in drawer.kept
    assert len(colleagues.view.rows) == 2


def test_tab_goes_from_the_pad_to_the_pins_and_on(
    qtbot: QtBot, page: DebriefPage, colleagues: ListeningPins, player: takes.SilentPlayer
) -> None:
    page.critique_page.hear_button.click()
    player.on_position(0.5)
    colleagues.pad.buttons[Noticed.WORDS, False].click()  # comes first now
    stops: list[QWidget] = []
    colleagues.pad.buttons[Noticed.WORDS, False].setFocus()
    for _ in range(9):
        focus = QApplication.focusWidget()
        assert focus is not None
        stops.append(focus)
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    first = colleagues.view.rows[0]
    assert first.pin.at_s == 0.5
    at = stops.index(colleagues.pad.undo_button)
    assert stops[at + 1 : at + 4] == [first.button, note(first), first.delete_button]
    assert not colleagues.isAncestorOf(stops[at + 4])


def test_a_typed_take_has_no_pad(page: DebriefPage, drawer: Drawer) -> None:
    drawer.kept.clear()
    page.render(Debriefing(takes.run_of(takes.typed_take(SAID)), 1))
    page.ask_colleague()
    pins = page.critique_page.findChild(ListeningPins)
    assert isinstance(pins, ListeningPins)
    assert not pins.pad.isVisible()


def test_everything_on_the_colleagues_page_has_a_name(colleagues: ListeningPins) -> None:
    assert faults(colleagues) == []


def test_a_key_that_is_held_down_makes_one_pin(
    page: DebriefPage, colleagues: ListeningPins, player: takes.SilentPlayer, drawer: Drawer
) -> None:
    button = page.critique_page.hear_button
    button.click()
    player.on_position(4.5)
    for repeated in (False, True, True, True):
        QTest.simulateEvent(button, True, Qt.Key.Key_F.value, Qt.KeyboardModifier.NoModifier, "f", repeated)
    assert len(drawer.kept) == 4


# several turns


def conversation() -> Debriefing:
    """Two turns with a colleague in between; the second take holds the marking of both."""
    said = (takes.STORIES["heard_only"], takes.STORIES["asked_only"])
    first, second = (takes.spoken_take(one, number) for number, one in enumerate(said, start=1))
    second = replace(second, after=1, marking=takes.marking(*said))
    pair = replace(PAIR, salesperson=Salesperson.COLLEAGUE)
    return Debriefing(replace(takes.run_of(first, second), pair=pair), 2)


def test_pins_of_every_turn_stand_where_their_turn_is(
    page: DebriefPage, drawer: Drawer, player: takes.SilentPlayer
) -> None:
    late = Pin(take=2, noticed=Noticed.WORDS, good=False, at_s=0.5, by="Ben")
    drawer.kept = {late.id: late, FACE.id: FACE}
    state = conversation()
    page.recall(state.run)
    page.render(state)
    recording = state.run.take(1).recording
    assert recording is not None
    view = page.take_view.pins
    assert [one.pin.id for one in view.rows] == [FACE.id, late.id]
    assert [pin.at for pin in page.take_view.ribbon.pins] == pytest.approx([1.0, recording.duration_s + 0.5])
    view.rows[1].button.click()
    ((path, start_s, end_s),) = player.played
    assert (path.name, start_s, end_s) == ("take-2.wav", 0.0, 2.5)


def test_a_colleague_pins_the_turn_that_is_heard(
    qtbot: QtBot, page: DebriefPage, drawer: Drawer, player: takes.SilentPlayer
) -> None:
    drawer.kept = {}
    state = conversation()
    page.recall(state.run)
    page.render(state)
    page.ask_colleague()
    critique = page.critique_page
    listened = state.run.take(2).recording
    assert listened is not None
    assert listened.path is not None
    page._playback.begin(listened.path, 0.0, None)  # pyright: ignore[reportPrivateUsage]
    player.on_position(2.0)
    qtbot.keyClick(critique.hear_button, Qt.Key.Key_W)
    assert [(pin.take, pin.at_s) for pin in drawer.pins.values()] == [(2, 2.0)]
