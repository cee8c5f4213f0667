"""Buttons turn into two rows where one has no room for them."""

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from ui.widgets.button_rows import ButtonRows


@pytest.mark.parametrize("spread", [False, True])
def test_two_rows_where_one_has_no_room(qtbot: QtBot, spread: bool) -> None:
    first, second = [QPushButton("Done"), QPushButton("Rules")], [QPushButton("Hear your reply"), QPushButton("Again")]
    rows = ButtonRows(first, second, spread=spread)
    qtbot.addWidget(rows)
    wide = sum(button.sizeHint().width() for button in (*first, *second)) + 60
    rows.resize(wide, 100)
    rows.show()
    assert first[0].y() == second[0].y()
    assert (rows.width() - second[1].geometry().right() < 5) is spread
    rows.resize(rows.minimumSizeHint().width(), 100)
    qtbot.waitUntil(lambda: second[0].y() > first[0].y())
    assert second[1].geometry().right() <= rows.width()
    second[1].hide()
    rows.resize(wide, 100)
    qtbot.waitUntil(lambda: second[0].y() == first[0].y())


def test_longer_words_turn_it_too(qtbot: QtBot) -> None:
    rows = ButtonRows([QPushButton("Done")], [button := QPushButton("Send")])
    qtbot.addWidget(rows)
    rows.resize(300, 100)
    rows.show()
    qtbot.waitUntil(lambda: button.y() == 0 or button.x() > 0)
    button.setText("Send it back to the colleague from whom it came")
    qtbot.waitUntil(lambda: button.x() == 0)
