"""Pace, pauses, loudness and pitch under the ribbon: measured when asked for, never judged."""

import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.audio.delivery.delivery import Measured
from app.audio.delivery.wording import NO_FEELING, reading
from app.errors import ErrorKind, HeardFirstError
from app.messages import sentence
from app.pairing.origin import Origin
from app.rehearsal.sound import Condition
from app.rehearsal.state import Debriefing, Take
from tests import example_delivery
from tests.fake_services import FakeMeasurer
from tests.ui import debrief_takes as takes
from tests.ui.label_walk import faults
from ui.debrief.conversation import LastTurn
from ui.debrief.debrief_page import DebriefPage
from ui.debrief.delivery_view import DeliveryView

SAID = takes.STORIES["heard_then_asked"]


@pytest.fixture
def measurer() -> FakeMeasurer:
    return FakeMeasurer()


@pytest.fixture
def player() -> takes.SilentPlayer:
    return takes.SilentPlayer()


@pytest.fixture
def drawer() -> takes.Drawer:
    return takes.Drawer()


@pytest.fixture
def page(
    qtbot: QtBot, measurer: FakeMeasurer, player: takes.SilentPlayer, drawer: takes.Drawer
) -> Iterator[DebriefPage]:
    made = takes.page_over(drawer, player)
    made.measure_with(measurer)
    qtbot.addWidget(made)
    made.resize(1000, 900)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.hide()


def show(page: DebriefPage, take: Take | None = None, **run: object) -> DeliveryView:
    page.render(Debriefing(replace(takes.run_of(take or takes.spoken_take(SAID)), **run), 1))  # type: ignore[arg-type]
    QApplication.processEvents()
    return page.take_view.delivery


def test_alone_it_is_closed_and_nothing_is_measured(page: DebriefPage, measurer: FakeMeasurer) -> None:
    view = show(page)
    assert view.isVisible()
    assert not view.body.isVisible()
    assert measurer.measured == []
    view.button.click()
    assert len(measurer.measured) == 1
    assert view.curves.isVisible()
    assert view.told.text() == reading(example_delivery.delivery())
    assert "132 words per minute; longest pause 1.8 s at 0:07; loudness median −" in view.told.text()
    assert view.why.text() == NO_FEELING
    assert "over the 4 takes" in view.usual.text()


def test_with_a_pair_it_is_open_and_measured_at_once(page: DebriefPage, measurer: FakeMeasurer) -> None:
    page.render(Debriefing(replace(takes.run_of(takes.spoken_take(SAID)), pair=takes.PAIR), 1))
    QApplication.processEvents()
    # the colleague judges first
    assert page.critique_page.listening.delivery.curves.isVisible()
    assert len(measurer.measured) == 1
    page.critique_page.back_button.click()
    QApplication.processEvents()
    assert page.take_view.delivery.curves.isVisible()


def test_a_session_that_came_in_a_file_is_open_too(
    page: DebriefPage, drawer: takes.Drawer, measurer: FakeMeasurer
) -> None:
    drawer.origin = Origin("Ada", 0, 0)
    show(page)
    assert page.critique_page.listening.delivery.curves.isVisible()


def test_what_the_user_chose_stays(page: DebriefPage) -> None:
    view = show(page)
    view.button.click()
    view.button.click()
    show(page, pair=takes.PAIR)
    assert not view.body.isVisible()


def test_a_typed_reply_has_none(page: DebriefPage) -> None:
    view = show(page, takes.typed_take(SAID))
    assert not view.isVisible()
    assert view.is_empty


def test_without_a_measurer_there_is_none(qtbot: QtBot) -> None:
    page = takes.page_over(takes.Drawer())
    qtbot.addWidget(page)
    page.show()
    assert not show(page).isVisible()


@pytest.mark.parametrize("condition", [Condition.SILENCE, Condition.BLOCKED])
def test_where_nobody_speaks_nothing_is_measured(
    page: DebriefPage, measurer: FakeMeasurer, condition: Condition
) -> None:
    take = takes.spoken_take(SAID)
    assert take.recording is not None
    view = show(page, replace(take, recording=replace(take.recording, condition=condition)))
    view.button.click()
    assert "Nobody speaks" in view.told.text()
    assert measurer.measured == []
    assert not view.start_button.isVisible()


def test_it_can_be_cancelled_and_asked_for_again(page: DebriefPage, measurer: FakeMeasurer) -> None:
    measurer.held = True
    view = show(page)
    view.button.click()
    assert view.told.text() == "Measuring…"
    view.cancel_button.setFocus()
    view.cancel_button.click()
    assert measurer.cancelled == 1
    assert "Not measured" in view.told.text()
    assert view.start_button.hasFocus()
    view.start_button.click()
    assert view.cancel_button.hasFocus()
    measurer.finish()
    assert view.curves.isVisible()
    assert view.curves.hasFocus()


def test_a_fault_is_said_and_can_be_tried_again(page: DebriefPage, measurer: FakeMeasurer) -> None:
    error = HeardFirstError(ErrorKind.MEASURING_STOPPED)
    measurer.found = error
    view = show(page)
    view.button.click()
    assert view.told.text() == sentence(error)
    assert not view.curves.isVisible()
    measurer.found = example_delivery.measured()
    assert view.start_button.text() == "Try again"
    view.start_button.click()
    assert view.curves.isVisible()
    assert not view.start_button.isVisible()


def test_leaving_the_page_stops_it_and_coming_back_begins_anew(page: DebriefPage, measurer: FakeMeasurer) -> None:
    measurer.held = True
    view = show(page)
    view.button.click()
    page.hide()
    assert measurer.cancelled == 1
    page.show()
    QApplication.processEvents()
    assert len(measurer.measured) == 2
    measurer.finish()
    assert view.curves.isVisible()


def test_numbers_of_a_take_that_is_no_longer_shown_are_dropped(page: DebriefPage, measurer: FakeMeasurer) -> None:
    measurer.held = True
    view = show(page)
    view.button.click()
    (late,) = measurer.waiting
    page.render(Debriefing(takes.run_of(takes.spoken_take(SAID, 1), takes.spoken_take(SAID[:3], 2)), 2))
    QApplication.processEvents()
    late(replace(example_delivery.measured(), reference=None))
    assert view.told.text() == "Measuring…"
    measurer.finish()
    assert view.curves.isVisible()


def test_the_same_take_drawn_again_is_not_measured_again(page: DebriefPage, measurer: FakeMeasurer) -> None:
    view = show(page)
    view.button.click()
    take = takes.spoken_take(SAID)
    assert take.transcript is not None
    show(page, replace(take, transcript=take.transcript.correct("Something else entirely.")))
    assert len(measurer.measured) == 1
    assert view.curves.isVisible()


def test_answers_may_come_on_any_thread(qtbot: QtBot, page: DebriefPage, measurer: FakeMeasurer) -> None:
    measurer.held = True
    view = show(page)
    view.button.click()
    thread = threading.Thread(target=measurer.finish)
    thread.start()
    thread.join()
    qtbot.waitUntil(view.curves.isVisible, timeout=3000)


def test_curves_follow_the_sound_and_lead_the_ribbon(qtbot: QtBot, page: DebriefPage) -> None:
    view = show(page)
    view.button.click()
    ribbon = page.take_view.ribbon
    assert view.curves.maximum() == ribbon.maximum()
    page.take_view.move_playhead(takes.spoken_take(SAID).recording.path, 4.2)  # type: ignore[union-attr, arg-type]
    assert view.curves.playhead == ribbon.playhead == 4.2
    view.curves.setFocus()
    qtbot.keyClick(view.curves, Qt.Key.Key_Right)
    assert view.curves.playhead == ribbon.playhead == 5.2


def test_both_have_the_same_edges(page: DebriefPage) -> None:
    view = show(page)
    view.button.click()
    QApplication.processEvents()
    left = [one.mapTo(page, QPoint(0, 0)).x() for one in (page.take_view.ribbon, view.curves)]
    assert left[0] == left[1]
    assert page.take_view.ribbon.width() == view.curves.width()


def test_a_click_hears_from_there(qtbot: QtBot, page: DebriefPage, player: takes.SilentPlayer) -> None:
    view = show(page)
    view.button.click()
    QApplication.processEvents()
    qtbot.mouseClick(view.curves, Qt.MouseButton.LeftButton, pos=QPoint(view.curves.width() // 2, 60))
    ((_, start_s, end_s),) = player.played
    extent_s = page.take_view.ribbon.reply.extent
    assert start_s == pytest.approx(extent_s / 2, abs=0.1)
    assert end_s == extent_s


def test_the_table_holds_the_same_numbers(page: DebriefPage) -> None:
    view = show(page)
    view.button.click()
    assert not view.table.isVisible()
    view.table_button.click()
    assert view.table.isVisible()
    model = view.table.model()
    rows = [[model.index(row, column).data() for column in range(5)] for row in range(view.table.rowCount())]
    assert rows[0][:2] == ["Whole reply", "132"]
    assert rows[0][4] == "2.9"
    assert rows[1] == ["Own median", "140", "−24", "112", ""]
    assert rows[2][0] == "0:00 – 0:05"
    assert rows[3][4] == "1.8"
    assert len(rows) == 2 + 4
    view.table_button.click()
    assert not view.table.isVisible()


def test_the_first_take_says_that_it_stands_alone(page: DebriefPage, measurer: FakeMeasurer) -> None:
    measurer.found = example_delivery.measured(takes=1)
    view = show(page)
    view.button.click()
    assert "median of this take" in view.usual.text()
    measurer.found = Measured(example_delivery.delivery(), None)
    show(page, takes.spoken_take(SAID[:3]))
    assert not view.usual.isVisible()


def test_everything_has_a_name_and_is_plain(page: DebriefPage) -> None:
    view = show(page)
    view.button.click()
    view.table_button.click()
    assert faults(view) == []


def test_no_feeling_is_named(page: DebriefPage) -> None:
    view = show(page)
    view.button.click()
    view.table_button.click()
    told = " ".join(label.text() for label in view.findChildren(QLabel) if label is not view.why).lower()
    for feeling in ("angry", "sad", "happy", "nervous", "anxious", "stress", "confident", "emotion", "mood", "tense"):
        assert feeling not in told


def test_the_turns_of_a_conversation_are_measured_one_by_one(page: DebriefPage, measurer: FakeMeasurer) -> None:
    first, second = takes.spoken_take(SAID[:4], 1), replace(takes.spoken_take(SAID[4:], 2), after=1)
    view = page.take_view.delivery
    view.show_take(LastTurn(**vars(second), earlier=(first,)), opened=True)
    measurer.held = True
    assert first.recording is not None
    assert second.recording is not None
    view.start()
    assert measurer.measured == [first.recording.path]
    measurer.finish()
    assert measurer.measured == [first.recording.path, second.recording.path]
    assert view.told.text() == "Measuring…"
    measurer.finish()
    pauses = example_delivery.PAUSES
    shades = view.curves.chart.shades
    assert len(shades) == 2 * len(pauses)
    assert shades[3].start_s == pytest.approx(first.recording.duration_s + pauses[0].start_s)
