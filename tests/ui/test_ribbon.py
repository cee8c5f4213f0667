"""The ribbon: heard by mouse and keys, told to screen readers, drawn at any width without cost to None."""

import sys

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui import theme
from ui.theme import Meaning
from ui.widgets.ribbon import Ribbon
from ui.widgets.ribbon_reply import Reply, RibbonSpan

HEARD = RibbonSpan(Meaning.EMPATHY, "their side", 1.0, 4.0, "You've had three dates.")
ASKED = RibbonSpan(Meaning.ACCOUNTABILITY, "what you need", 5.0, 8.0, "I need the list.")
WAVE = np.linspace(0.1, 1.0, 200, dtype=np.float32)
REPLY = Reply(10.0, (HEARD, ASKED), WAVE)


@pytest.fixture
def ribbon(qtbot: QtBot) -> Ribbon:
    made = Ribbon()
    qtbot.addWidget(made)
    made.show_reply(REPLY)
    made.resize(800, made.heightForWidth(800))
    made.show()
    return made


def heard(qtbot: QtBot, ribbon: Ribbon, key: Qt.Key) -> list[float]:
    with qtbot.waitSignal(ribbon.hear) as caught:
        qtbot.keyClick(ribbon, key)
    return list(caught.args or [])


def colours_at(ribbon: Ribbon, at: float) -> set[str]:
    """The colours of the column of pixels at a moment."""
    image = ribbon.grab().toImage()
    x = round(8 + at / ribbon.reply.extent * (image.width() - 16))
    return {image.pixelColor(x, y).name() for y in range(image.height())}


def test_teal_comes_before_amber(ribbon: Ribbon) -> None:
    teal = theme.colour(Meaning.EMPATHY, ribbon.palette()).name()
    amber = theme.colour(Meaning.ACCOUNTABILITY, ribbon.palette()).name()
    assert teal in colours_at(ribbon, 2.5)
    assert amber not in colours_at(ribbon, 2.5)
    assert amber in colours_at(ribbon, 6.5)
    assert teal not in colours_at(ribbon, 6.5)
    assert not {teal, amber} & colours_at(ribbon, 9.5)


def test_dark_colours_follow_the_palette(ribbon: Ribbon) -> None:
    dark = QPalette(Qt.GlobalColor.black)
    ribbon.setPalette(dark)
    assert theme.is_dark(ribbon.palette())
    assert theme.colour(Meaning.EMPATHY, ribbon.palette()).name() in colours_at(ribbon, 2.5)


def test_right_and_left_go_from_span_to_span(qtbot: QtBot, ribbon: Ribbon) -> None:
    visited = []
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left):
        qtbot.keyClick(ribbon, key)
        visited.append(ribbon.playhead)
    assert visited == [1.0, 5.0, 10.0, 5.0]


def test_home_and_end_go_to_the_ends(qtbot: QtBot, ribbon: Ribbon) -> None:
    qtbot.keyClick(ribbon, Qt.Key.Key_End)
    assert ribbon.playhead == 10.0
    qtbot.keyClick(ribbon, Qt.Key.Key_Home)
    assert ribbon.playhead == 0.0


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_hears_the_span_under_the_playhead(qtbot: QtBot, ribbon: Ribbon, key: Qt.Key) -> None:
    qtbot.keyClick(ribbon, Qt.Key.Key_Right)
    assert heard(qtbot, ribbon, key) == [1.0, 4.0]


def test_enter_between_spans_hears_from_there_to_the_end(qtbot: QtBot, ribbon: Ribbon) -> None:
    ribbon.move_playhead(4.5)
    assert heard(qtbot, ribbon, Qt.Key.Key_Return) == [4.5, 10.0]


def test_a_click_on_the_waveform_hears_its_span(qtbot: QtBot, ribbon: Ribbon) -> None:
    x = round(8 + 0.65 * (ribbon.width() - 16))
    with qtbot.waitSignal(ribbon.hear) as caught:
        qtbot.mouseClick(ribbon, Qt.MouseButton.LeftButton, pos=QPoint(x, 40))
    assert caught.args == [5.0, 8.0]
    assert ribbon.playhead == 5.0


def test_a_click_on_a_label_hears_its_span(qtbot: QtBot, ribbon: Ribbon) -> None:
    with qtbot.waitSignal(ribbon.hear) as caught:
        qtbot.mouseClick(ribbon, Qt.MouseButton.LeftButton, pos=QPoint(110, ribbon.height() - 16))
    assert caught.args == [1.0, 4.0]


def test_the_wheel_does_not_move_the_playhead(qtbot: QtBot, ribbon: Ribbon) -> None:
    from PySide6.QtGui import QWheelEvent

    ribbon.move_playhead(4.5)
    turn = QWheelEvent(
        QPointF(50, 40),
        QPointF(50, 40),
        QPoint(0, 120),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(ribbon, turn)
    assert ribbon.playhead == 4.5
    assert not turn.isAccepted()


def test_a_screen_reader_is_told_what_stands_at_the_playhead(qtbot: QtBot, ribbon: Ribbon) -> None:
    qtbot.keyClick(ribbon, Qt.Key.Key_Right)
    assert ribbon.accessibleDescription() == "0:01, their side: You've had three dates."
    ribbon.move_playhead(4.5)
    assert ribbon.accessibleDescription() == "0:04, between the marked sentences"


def test_a_shorter_span_wins_over_the_longer_one_around_it() -> None:
    inner = RibbonSpan(Meaning.MISSTEP, "judgment", 2.0, 3.0)
    reply = Reply(10.0, (HEARD, inner))
    assert reply.span_at(2.5) is inner
    assert reply.span_at(3.5) is HEARD
    assert reply.span_at(9.0) is None


def test_a_typed_reply_is_drawn_along_its_text(qtbot: QtBot, ribbon: Ribbon) -> None:
    text = "You are worn out. I need the list."
    said = RibbonSpan(Meaning.EMPATHY, "feeling", 0, 17, "You are worn out.")
    ribbon.show_reply(Reply(float(len(text)), (said,), None, text))
    teal = theme.colour(Meaning.EMPATHY, ribbon.palette()).name()
    assert teal in colours_at(ribbon, 1)
    assert teal not in colours_at(ribbon, 28)
    assert ribbon.accessibleDescription().startswith("feeling")


@pytest.mark.parametrize("width", [400, 1600])
@pytest.mark.parametrize("count", [0, 1, 60])
def test_any_number_of_spans_is_drawn_at_any_width(ribbon: Ribbon, width: int, count: int) -> None:
    spans = tuple(RibbonSpan(list(Meaning)[i % 4], "a label of some length", i, i + 0.9) for i in range(count))
    ribbon.show_reply(Reply(60.0, spans, WAVE))
    ribbon.resize(width, ribbon.heightForWidth(width))
    assert not ribbon.grab().isNull()
    lines = ribbon.height() / ribbon.fontMetrics().height()
    assert lines < 20, "the ribbon must not take the whole page"


def test_no_sound_at_all_is_drawn_and_can_be_left(qtbot: QtBot, ribbon: Ribbon) -> None:
    ribbon.show_reply(Reply(0.0))
    ribbon.grab()
    qtbot.keyClick(ribbon, Qt.Key.Key_Right)
    assert heard(qtbot, ribbon, Qt.Key.Key_Return)[1] == 0.0


def test_peaks_as_lowest_and_highest_look_like_their_size(ribbon: Ribbon) -> None:
    alone = ribbon.grab().toImage()
    ribbon.show_reply(Reply(10.0, (HEARD, ASKED), np.stack([-WAVE, WAVE / 2], axis=1).astype(np.float32)))
    assert ribbon.grab().toImage() == alone


def test_larger_text_makes_it_taller(ribbon: Ribbon) -> None:
    before = ribbon.heightForWidth(800)
    ribbon.setFont(theme.scaled(ribbon.font(), 2.0))
    assert ribbon.heightForWidth(800) > 1.5 * before


def test_painting_leaves_the_count_of_none_alone(ribbon: Ribbon) -> None:
    """Some builds of PySide lose a reference to None at every call, until the interpreter aborts."""
    ribbon.grab()
    before = sys.getrefcount(None)
    for _ in range(20):
        ribbon.grab()
    assert abs(sys.getrefcount(None) - before) < 200
