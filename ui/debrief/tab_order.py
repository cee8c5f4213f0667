"""The order in which the Tab key goes through a page."""

from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def chain(ordered: Iterable[QWidget]) -> None:
    """Tab goes through these, each with all that is in it; widgets made later would else come last."""
    stops = [
        stop
        for widget in ordered
        for stop in (widget, *widget.findChildren(QWidget))
        if stop.focusPolicy() is not Qt.FocusPolicy.NoFocus and stop.window() is widget.window()  # no list that pops up
    ]
    for before, after in pairwise(stops):
        QWidget.setTabOrder(before, after)
