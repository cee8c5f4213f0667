"""Curves under a ribbon: the same seconds at the same pixels, heard by mouse and keys, told to screen readers."""

import math
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QPalette, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui import theme
from ui.widgets.curve_row import Chart, CurveRow, Shade, number
from ui.widgets.curves import Curves
from ui.widgets.curves_painting import CurvesPainting
from ui.widgets.ribbon import Ribbon
from ui.widgets.ribbon_painting import RibbonPainting
from ui.widgets.ribbon_reply import Reply

LOUD = CurveRow(
    "Loudness, dBFS", "%1 dBFS", 0.5, (*[-20.0] * 8, None, None, *[-30.0] * 11), 10, -24.0, "own median −24"
)
PITCH = CurveRow("Pitch, Hz", "%1 Hz", 0.5, tuple(100.0 + at for at in range(21)), 20)
CHART = Chart(10.0, (LOUD, PITCH), (Shade(4.0, 5.0, "1.0 s"), Shade(8.0, 8.5, "0.5 s")), "Pauses: 2", "%1 to %2")


@pytest.fixture
def curves(qtbot: QtBot) -> Curves:
    made = Curves()
    qtbot.addWidget(made)
    made.show_chart(CHART)
    made.resize(800, made.sizeHint().height())
    made.show()
    return made


def painting(curves: Curves) -> CurvesPainting:
    return CurvesPainting(curves.chart, curves.fontMetrics(), curves.palette(), curves.width())


def heard(qtbot: QtBot, curves: Curves, key: Qt.Key) -> list[float]:
    with qtbot.waitSignal(curves.hear) as caught:
        qtbot.keyClick(curves, key)
    return list(caught.args or [])


@pytest.mark.parametrize("width", [300, 800, 1600])
def test_the_same_seconds_as_the_ribbon_at_the_same_pixels(qtbot: QtBot, curves: Curves, width: int) -> None:
    ribbon = RibbonPainting(Reply(10.0), curves.fontMetrics(), curves.palette(), width)
    own = CurvesPainting(CHART, curves.fontMetrics(), curves.palette(), width)
    for x in range(0, width, 7):
        assert own.place_at(x) == pytest.approx(ribbon.place_at(x))
    for at_s in (0.0, 2.5, 9.99, 10.0):
        assert own.place_at(own.x(at_s)) == pytest.approx(at_s)


def test_a_curve_is_drawn_where_its_value_lies_and_nowhere_in_a_gap(curves: Curves) -> None:
    curves.move_playhead(9.9)
    image = curves.grab().toImage()
    own, scale = painting(curves), image.width() / curves.width()
    ink = curves.palette().color(QPalette.ColorRole.WindowText).name()
    plot = own._plot(0)

    def inked(at_s: float) -> list[float]:
        x = round(own.x(at_s) * scale)
        rows = range(round(plot.top() * scale) + 2, round(plot.bottom() * scale) - 2)
        return [y / scale for y in rows if image.pixelColor(x, y).name() == ink]

    loud, soft = inked(2.2), inked(7.2)
    assert loud
    assert soft
    assert max(loud) < min(soft)
    assert inked(4.4) == []


def test_the_reference_is_dashed(curves: Curves) -> None:
    image = curves.grab().toImage()
    own, scale = painting(curves), image.width() / curves.width()
    y = round(own._y(-24.0, LOUD, own._plot(0)) * scale)
    columns = range(round(own.x(4.1) * scale), round(own.x(10.0) * scale))
    shades = [min(image.pixelColor(x, row).lightness() for row in (y - 1, y, y + 1)) for x in columns]
    changes = sum(abs(one - other) > 30 for one, other in pairwise(shades))
    assert changes > 20


def test_left_and_right_go_by_a_second_page_keys_by_pauses(qtbot: QtBot, curves: Curves) -> None:
    visited = []
    keys = (Qt.Key.Key_Right, Qt.Key.Key_PageDown, Qt.Key.Key_PageDown, Qt.Key.Key_Left, Qt.Key.Key_PageUp)
    for key in (*keys, Qt.Key.Key_End, Qt.Key.Key_Home):
        qtbot.keyClick(curves, key)
        visited.append(curves.playhead)
    assert visited == [1.0, 4.0, 8.0, 7.0, 4.0, 10.0, 0.0]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_hears_from_the_playhead(qtbot: QtBot, curves: Curves, key: Qt.Key) -> None:
    curves.move_playhead(2.5)
    assert heard(qtbot, curves, key) == [2.5, 10.0]


def test_a_click_hears_from_there(qtbot: QtBot, curves: Curves) -> None:
    with qtbot.waitSignal(curves.hear) as caught:
        qtbot.mouseClick(curves, Qt.MouseButton.LeftButton, pos=QPoint(round(painting(curves).x(6.0)), 60))
    assert caught.args == pytest.approx([6.0, 10.0], abs=0.02)
    assert curves.playhead == pytest.approx(6.0, abs=0.02)


def test_the_wheel_scrolls_the_page(qtbot: QtBot, curves: Curves) -> None:
    curves.move_playhead(4.5)
    turn = QWheelEvent(
        QPointF(50, 40), QPointF(50, 40), QPoint(0, 120), QPoint(0, 120),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(curves, turn)
    assert curves.playhead == 4.5
    assert not turn.isAccepted()


def test_a_screen_reader_is_told_the_numbers_at_the_playhead(curves: Curves) -> None:
    curves.move_playhead(2.0)
    assert curves.accessibleDescription() == "0:02, −20 dBFS, 104 Hz"
    curves.move_playhead(4.5)
    assert curves.accessibleDescription() == "0:04, a pause of 1.0 s, 109 Hz"


def test_larger_text_makes_it_taller(curves: Curves) -> None:
    before = curves.sizeHint().height()
    curves.setFont(theme.scaled(curves.font(), 2.0))
    assert curves.sizeHint().height() > 1.5 * before


@pytest.mark.parametrize("width", [120, 700, 3000])
@pytest.mark.parametrize(
    "chart",
    [
        Chart(0.0),
        Chart(0.0, (LOUD, PITCH)),
        Chart(5.0, (CurveRow("Nothing", "%1", 0.1, (), 10), CurveRow("None", "%1", 0.1, (None,) * 50, 10, 3.0, "3"))),
        Chart(600.0, (CurveRow("Long", "%1", 0.016, tuple(math.sin(at) for at in range(37_500)), 1),)),
        Chart(9.0, (LOUD,), tuple(Shade(at / 10, at / 10 + 0.05, "0.1 s") for at in range(90)), "Many"),
        Chart(1.0, (CurveRow("One", "%1", 1.0, (5.0,), 10),)),
    ],
    ids=["nothing", "no length", "no values", "ten minutes", "many pauses", "one value"],
)
def test_any_chart_is_drawn_at_any_width(curves: Curves, chart: Chart, width: int) -> None:
    curves.show_chart(chart)
    curves.resize(width, curves.sizeHint().height())
    assert not curves.grab().isNull()


def test_a_scale_holds_nearly_all_and_the_reference() -> None:
    assert LOUD.scale == (-30.0, -20.0)
    assert CurveRow("Pitch", "%1", 1.0, (101.0, 139.0), 20, 175.0).scale == (100.0, 180.0)
    spike = CurveRow("Pitch", "%1", 1.0, (*[100.0] * 999, 480.0), 20)
    assert spike.scale == (100.0, 120.0)
    assert CurveRow("Nothing", "%1", 1.0, (), 20).scale == (0.0, 20)


def test_numbers_have_a_true_minus() -> None:
    assert [number(value) for value in (-24.4, 0.3, -0.2, 118.0)] == ["−24", "0", "0", "118"]


def test_ribbon_and_curves_count_alike(curves: Curves, qtbot: QtBot) -> None:
    ribbon = Ribbon()
    qtbot.addWidget(ribbon)
    ribbon.show_reply(Reply(10.0))
    assert (ribbon.minimum(), ribbon.maximum()) == (curves.minimum(), curves.maximum())
