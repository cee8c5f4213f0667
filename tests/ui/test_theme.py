"""The four meanings stay readable and tell themselves apart without colour."""

import itertools

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPalette
from pytestqt.qtbot import QtBot

from app.marking.label import MISSTEPS, Label
from tests.screenshots.pictures import dark_palette
from ui import theme
from ui.theme import Meaning

READABLE = 4.5


def palettes() -> dict[str, QPalette]:
    light = QPalette(QColor("#efefef"))
    light.setColor(QPalette.ColorRole.Base, QColor("white"))
    return {"light": light, "dark": dark_palette()}


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("meaning", list(Meaning))
def test_colours_are_readable_on_window_base_and_tint(qtbot: QtBot, look: str, meaning: Meaning) -> None:
    palette = palettes()[look]
    tint = theme.tint(meaning, palette)
    grounds = [palette.color(QPalette.ColorRole.Window), palette.color(QPalette.ColorRole.Base), tint]
    assert all(theme.contrast(theme.colour(meaning, palette), ground) >= READABLE for ground in grounds)
    assert theme.contrast(palette.color(QPalette.ColorRole.Text), tint) >= READABLE


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("accent", ["#308cc6", "#ffd000", "#ffffff", "#102040"])
def test_quiet_text_and_the_main_button_are_readable(qtbot: QtBot, look: str, accent: str) -> None:
    palette = palettes()[look]
    palette.setColor(QPalette.ColorRole.Accent, QColor(accent))
    background, text = theme.primary(palette)
    assert theme.contrast(background, text) >= READABLE
    assert theme.contrast(theme.quiet(palette), palette.color(QPalette.ColorRole.Window)) >= READABLE


def test_shapes_differ_and_stay_in_their_box(qtbot: QtBot) -> None:
    box = QRectF(10, 10, 40, 40)
    paths = [theme.shape(meaning, box) for meaning in Meaning]
    assert all(box.adjusted(-1, -1, 1, 1).contains(path.boundingRect()) for path in paths)
    assert all(one != other for one, other in itertools.combinations(paths, 2))


def test_every_label_has_its_family() -> None:
    assert {one for one in Label if theme.meaning_of(one) is Meaning.MISSTEP} == MISSTEPS
    assert theme.meaning_of(Label.INVITE) is Meaning.EMPATHY
    assert theme.meaning_of(Label.SUPPORT) is Meaning.ACCOUNTABILITY
