"""The meter's words, the record button, live dark mode, and the rules."""

from itertools import pairwise, product

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.marking.checklist import Criterion, Result, checklist
from app.marking.classifier import Move
from app.marking.facts import Facts, Goal
from app.marking.label import Label
from app.marking.verdict import Place, Placed, Verdict
from app.persona.mood import Mood
from app.rehearsal.sound import Level
from app.scenarios.library import bundled
from tests.screenshots.pictures import dark_palette
from ui import theme, words
from ui.dialogs.rules_dialog import RulesDialog
from ui.widgets.face import Face
from ui.widgets.level_meter import LevelMeter
from ui.widgets.record_button import Press, RecordButton
from ui.widgets.text import Text


def test_the_meter_says_what_it_hears(qtbot: QtBot) -> None:
    now = Level()
    meter = LevelMeter(lambda: now)
    qtbot.addWidget(meter)
    meter.start()
    assert meter.word == "no sound yet"
    now = Level(-50.0, -44.0)
    qtbot.waitUntil(lambda: meter.word == "too quiet")
    now = Level(-20.0, -9.0)
    qtbot.waitUntil(lambda: meter.word == "good")
    now = Level(-20.0, -9.0, lost_s=0.3)
    qtbot.waitUntil(lambda: meter.word == "sound was lost")
    now = Level(-1.0, 0.0, clipping=True, lost_s=0.3)
    qtbot.waitUntil(lambda: meter.word == "clipping: too loud")
    meter.stop()
    assert meter.word == ""


def test_the_record_button_says_what_it_does(qtbot: QtBot) -> None:
    button = RecordButton()
    qtbot.addWidget(button)
    names = set[str]()
    for press in (Press.RECORD, Press.INTERRUPT, Press.START_NOW, Press.STOP):
        button.offer(press)
        assert button.isEnabled()
        assert button.text() == button.accessibleName()
        names.add(button.text())
    assert len(names) == 4
    button.offer(Press.NOTHING)
    assert not button.isEnabled()


def test_each_mood_is_drawn_differently(qtbot: QtBot) -> None:
    face = Face(15)
    qtbot.addWidget(face)
    seen = set[bytes]()
    for scenario in bundled()[0]:
        for mood in Mood:
            face.show_mood(scenario.persona, mood)
            assert face.mood_word() in face.accessibleName()
            image = face.grab().toImage()
            seen.add(bytes(image.constBits()))
    assert len(seen) == 2 * len(Mood)


def test_light_and_dark_are_followed_live(qtbot: QtBot) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    before = QPalette(app.palette())
    label = Text("quiet", quiet=True)
    qtbot.addWidget(label)
    label.show()
    light = label.palette().color(QPalette.ColorRole.WindowText)
    try:
        app.setPalette(dark_palette())
        qtbot.waitUntil(lambda: label.palette().color(QPalette.ColorRole.WindowText) != light)
        dark: QColor = label.palette().color(QPalette.ColorRole.WindowText)
        assert theme.contrast(dark, dark_palette().color(QPalette.ColorRole.Window)) >= 4.5
    finally:
        app.setPalette(before)


def test_the_rules_hold_every_label_verdict_and_criterion(qtbot: QtBot) -> None:
    dialog = RulesDialog()
    qtbot.addWidget(dialog)
    shown = {one.text() for one in dialog.findChildren(QLabel)}
    assert {words.label(one) for one in Label} <= shown
    assert {words.label_rule(one) for one in Label} <= shown
    assert {words.verdict(one) for one in Verdict} <= shown
    assert {words.criterion(one) for one in Criterion} <= shown
    assert any("Repaired" in one for one in shown)


def test_the_rules_hold_every_way_in_which_a_row_comes_out(qtbot: QtBot) -> None:
    """What the checklist can say of any conversation is found beside its row, under its result."""
    dialog = RulesDialog()
    qtbot.addWidget(dialog)
    texts = [one.text() for one in dialog.findChildren(QLabel)]
    rules = dict(pairwise(texts))  # what stands beside a name
    told = {
        (row.criterion, row.result, words.why(row, facts.verdict))
        for goal in Goal
        for labels in product(Label, repeat=3)
        for facts in (Facts(placed(labels), goal),)
        for row in checklist(facts)
        if row.result in {Result.MET, Result.PARTLY, Result.MISSED}
    }
    assert len(told) > 30
    for criterion, result, why in told:
        lines = rules[words.criterion(criterion)].splitlines()
        assert [one for one in lines if f" {words.result(result)}: " in one and why in one], (criterion, result, why)


def placed(labels: tuple[Label, ...]) -> tuple[Placed, ...]:
    """A turn for each label; `specific` stands in the sentence before it."""
    found: list[Placed] = []
    turn = -1
    for at, label in enumerate(labels):
        turn += turn < 0 or label is not Label.SPECIFIC
        found.append(Placed(Move(label, at, at + 1), Place(turn, at, 0)))
    return tuple(found)
