"""Pins on the ribbon: flags above the waveform, reached by keys and pointer, told with all that is in them."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QHelpEvent, QPalette
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from tests.ui.test_ribbon import ASKED, HEARD, REPLY, WAVE
from ui.widgets.ribbon import Ribbon
from ui.widgets.ribbon_pin import RibbonPin
from ui.widgets.ribbon_reply import Reply

TONE = RibbonPin(6.0, "T", False, "0:06, tone, try again, by Ben: <b>too</b> fast")
FACE = RibbonPin(0.5, "F", True, "0:00, face, good, by Ben")


@pytest.fixture
def ribbon(qtbot: QtBot) -> Ribbon:
    made = Ribbon()
    qtbot.addWidget(made)
    made.show_reply(REPLY)
    made.show_pins((TONE, FACE))
    made.resize(800, made.heightForWidth(800))
    made.show()
    return made


@pytest.fixture
def said_aloud(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    told: list[str] = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: told.append(event.message()))
    return told


def flag_of(ribbon: Ribbon, pin: RibbonPin) -> QPoint:
    """The middle of a pin's flag, which hangs at the right of its moment."""
    x = 8 + pin.at / ribbon.reply.extent * (ribbon.width() - 16) + 8
    return QPoint(round(x), round(ribbon.fontMetrics().height() * 1.3 + 3 + ribbon.fontMetrics().height() / 2))


def heard(qtbot: QtBot, ribbon: Ribbon, key: Qt.Key) -> list[float]:
    with qtbot.waitSignal(ribbon.hear) as caught:
        qtbot.keyClick(ribbon, key)
    return list(caught.args or [])


def test_pins_take_room_above_the_waveform_and_give_it_back(ribbon: Ribbon) -> None:
    with_pins = ribbon.heightForWidth(800)
    ribbon.show_pins(())
    assert ribbon.heightForWidth(800) < with_pins
    ribbon.show_pins((TONE,))
    assert ribbon.heightForWidth(800) == with_pins


def test_a_good_one_is_filled_and_one_to_try_again_is_not(ribbon: Ribbon) -> None:
    image = ribbon.grab().toImage()
    ink = ribbon.palette().color(QPalette.ColorRole.WindowText).name()

    def inked(pin: RibbonPin) -> int:
        middle = flag_of(ribbon, pin)
        around = [(middle.x() + x, middle.y() + y) for x in range(-6, 7) for y in range(-6, 7)]
        return sum(image.pixelColor(x, y).name() == ink for x, y in around)

    assert inked(FACE) > 2 * inked(TONE)


def test_new_pins_leave_the_playhead_where_it_is(ribbon: Ribbon) -> None:
    ribbon.move_playhead(4.5)
    ribbon.show_pins((FACE,))
    assert ribbon.playhead == 4.5
    assert ribbon.pins == (FACE,)


def test_left_and_right_stop_at_spans_and_pins(qtbot: QtBot, ribbon: Ribbon) -> None:
    visited = []
    for _ in range(5):
        qtbot.keyClick(ribbon, Qt.Key.Key_Right)
        visited.append(ribbon.playhead)
    assert visited == [FACE.at, HEARD.start, ASKED.start, TONE.at, 10.0]
    qtbot.keyClick(ribbon, Qt.Key.Key_Left)
    assert ribbon.playhead == TONE.at


def test_enter_at_a_pin_hears_what_is_around_it(qtbot: QtBot, ribbon: Ribbon) -> None:
    qtbot.keyClick(ribbon, Qt.Key.Key_Right)
    assert heard(qtbot, ribbon, Qt.Key.Key_Return) == [0.0, FACE.at + 2]
    for _ in range(3):
        qtbot.keyClick(ribbon, Qt.Key.Key_Right)
    assert heard(qtbot, ribbon, Qt.Key.Key_Return) == [TONE.at - 3, TONE.at + 2]


def test_after_a_pin_was_heard_the_next_one_is_the_next(qtbot: QtBot, ribbon: Ribbon) -> None:
    near = RibbonPin(6.4, "W", True, "near")
    ribbon.show_reply(Reply(10.0, (), WAVE))
    ribbon.show_pins((TONE, near, RibbonPin(6.4, "T", True, "at the same moment")))
    qtbot.keyClick(ribbon, Qt.Key.Key_Right)
    for at in (3.0, 5.0, 8.0):  # the sound goes on
        ribbon.move_playhead(at)
    qtbot.keyClick(ribbon, Qt.Key.Key_Right)
    assert (ribbon.playhead, ribbon.accessibleDescription()) == (6.4, "near")
    qtbot.keyClick(ribbon, Qt.Key.Key_Right)
    assert ribbon.accessibleDescription() == "at the same moment"
    qtbot.keyClick(ribbon, Qt.Key.Key_Left)
    qtbot.keyClick(ribbon, Qt.Key.Key_Left)
    assert ribbon.playhead == TONE.at


def test_a_pin_that_was_come_to_is_told(qtbot: QtBot, ribbon: Ribbon, said_aloud: list[str]) -> None:
    ribbon.move_playhead(5.5)
    assert TONE.told not in ribbon.accessibleDescription()
    qtbot.keyClick(ribbon, Qt.Key.Key_Right)
    assert ribbon.accessibleDescription() == TONE.told
    assert said_aloud == [TONE.told]


def test_a_click_on_a_flag_hears_what_is_around_it(qtbot: QtBot, ribbon: Ribbon) -> None:
    with qtbot.waitSignal(ribbon.hear) as caught:
        qtbot.mouseClick(ribbon, Qt.MouseButton.LeftButton, pos=flag_of(ribbon, TONE))
    assert caught.args == [3.0, 8.0]
    assert ribbon.playhead == TONE.at
    with qtbot.waitSignal(ribbon.hear) as caught:
        qtbot.mouseClick(ribbon, Qt.MouseButton.LeftButton, pos=QPoint(flag_of(ribbon, TONE).x(), 90))
    assert caught.args == [ASKED.start, ASKED.end], "under the flag is the waveform with its span"


def test_the_tooltip_shows_a_note_as_it_was_written(ribbon: Ribbon, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda _pos, text, _widget: shown.append(text))
    place = flag_of(ribbon, TONE)
    QApplication.sendEvent(ribbon, QHelpEvent(QHelpEvent.Type.ToolTip, place, ribbon.mapToGlobal(place)))
    assert "&lt;b&gt;too&lt;/b&gt; fast" in shown[0]


@pytest.mark.parametrize("width", [300, 1000])
@pytest.mark.parametrize("count", [1, 12, 60, 400])
def test_any_number_of_pins_is_drawn_and_each_can_be_reached(
    qtbot: QtBot, ribbon: Ribbon, width: int, count: int
) -> None:
    pins = tuple(RibbonPin(10 * index / count, "FTW"[index % 3], index % 2 == 0, str(index)) for index in range(count))
    ribbon.show_reply(Reply(10.0, (), WAVE))
    one = ribbon.heightForWidth(width)
    ribbon.show_pins(pins)
    ribbon.resize(width, ribbon.heightForWidth(width))
    assert ribbon.heightForWidth(width) == one, "more flags are narrower, and never take more of the page"
    assert not ribbon.grab().isNull()
    qtbot.keyClick(ribbon, Qt.Key.Key_End)
    told = []
    for _ in pins:
        qtbot.keyClick(ribbon, Qt.Key.Key_Left)
        told.append(ribbon.accessibleDescription())
    assert told == [pin.told for pin in reversed(pins)]


def test_a_pin_after_the_end_of_the_sound_stands_at_its_end(qtbot: QtBot, ribbon: Ribbon) -> None:
    late = RibbonPin(10.4, "F", True, "late")
    assert late.around(10.0) == (7.0, 10.0)
    ribbon.show_pins((late,))
    ribbon.move_playhead(9.0)
    qtbot.keyClick(ribbon, Qt.Key.Key_Right)
    assert ribbon.accessibleDescription() == "late"
    assert heard(qtbot, ribbon, Qt.Key.Key_Return) == [7.0, 10.0]
