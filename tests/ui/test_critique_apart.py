"""The colleague's page where a session came in a file: what it answers, what can be judged, what is agreed to."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.pairing.critique import Critique
from app.pairing.origin import Origin
from app.pairing.pair import Salesperson
from app.pairing.pin import Noticed, Pin
from app.rehearsal.state import Debriefing
from tests.ui import debrief_takes as takes
from tests.ui.label_walk import faults
from ui.debrief.critique_page import CritiquePage
from ui.debrief.critique_people import CritiquePeople, consent, consent_apart
from ui.debrief.critique_scales import Scale
from ui.debrief.debrief_page import DebriefPage
from ui.debrief.listening_pins import ListeningPins
from ui.pairing import agreement
from ui.widgets.text import Text

SAID = takes.STORIES["asked_only"]
SENDER = "Ada <b>& Co"


@pytest.fixture
def player() -> takes.SilentPlayer:
    return takes.SilentPlayer()


@pytest.fixture
def drawer() -> takes.Drawer:
    made = takes.Drawer()
    made.origin = Origin(SENDER, 1_767_603_600, 1_767_690_000)
    return made


@pytest.fixture
def page(qtbot: QtBot, player: takes.SilentPlayer, drawer: takes.Drawer) -> Iterator[DebriefPage]:
    """A session that came in a file; the colleague's page is open."""
    made = takes.page_over(drawer, player)
    qtbot.addWidget(made)
    made.resize(1024, 640)
    made.show()
    run = takes.run_of(takes.spoken_take(SAID))
    made.recall(run)
    made.render(Debriefing(run, 1))
    yield made
    made.hide()


@pytest.fixture
def critique(page: DebriefPage) -> CritiquePage:
    assert page.critique_page.isVisible()
    return page.critique_page


def texts(page: QWidget) -> str:
    return "\n".join(one.text() for one in page.findChildren(Text) if one.isVisible())


def test_it_says_what_the_reply_answers(critique: CritiquePage) -> None:
    scenario = takes.scenario()
    assert critique.answered.title.text() == scenario.title
    assert critique.answered.happened.isVisible(), "who was not there knows nothing of it"
    assert critique.answered.happened.text() == scenario.happened
    assert critique.answered.lines == (f"{scenario.persona.name}: “There's nothing left to say to them.”",)
    critique.answered.button.click()
    assert not critique.answered.happened.isVisible()
    assert critique.answered.lines[0] in texts(critique)
    assert faults(critique) == []


def test_each_turn_is_told_with_its_line_or_that_there_is_none(qtbot: QtBot) -> None:
    first = replace(takes.spoken_take(SAID, 1), salesperson="", marking=None)
    second = replace(takes.spoken_take(SAID, 2), salesperson="I <b>see</b>.", after=1)
    pair = replace(takes.PAIR, salesperson=Salesperson.COLLEAGUE)
    run = replace(takes.run_of(first, second), pair=pair)
    page = takes.page_over(takes.Drawer())
    qtbot.addWidget(page)
    page.show()
    page.recall(run)
    page.render(Debriefing(run, 2))
    page.ask_colleague()
    answered = page.critique_page.answered
    assert answered.lines == ("Turn 1 · (what Ben said was not recorded)", "Turn 2 · Ben: “I <b>see</b>.”")
    assert not answered.happened.isVisible(), "they were there"
    page.hide()


def test_the_colleague_agrees_for_themselves_and_that_line_is_kept(
    critique: CritiquePage, drawer: takes.Drawer
) -> None:
    line = critique.people.consent_text.text()
    assert line == critique.consent_box.accessibleName() == consent_apart(SENDER)
    assert line.startswith("I agree for myself")
    assert SENDER in line
    assert "both" not in line
    critique.colleague_edit.setText("Ben")
    critique.scales[Scale.TONE].choose(4)
    critique.save_button.click()
    assert critique.refusal.text.startswith("You have to agree first")
    critique.consent_box.click()
    critique.save_button.click()
    (saved,) = drawer.kept.values()
    assert isinstance(saved, Critique)
    assert saved.consent == line


def test_a_tick_does_not_hold_for_another_line(qtbot: QtBot) -> None:
    people = CritiquePeople()
    qtbot.addWidget(people)
    people.consent_box.click()
    people.show_pair(None)
    assert people.consent_box.isChecked()
    people.show_pair(None, "Ada")
    assert not people.consent_box.isChecked()
    people.consent_box.click()
    people.show_pair(None, "Cem")
    assert not people.consent_box.isChecked()


def test_in_one_room_the_line_says_that_a_file_may_carry_the_notes() -> None:
    assert consent().startswith("We both agree")
    assert "only in a file that the manager sends" in consent()
    assert "unless Ada sends it in a file" in " ".join(agreement.kept("Ada", "Ben", Path("/data")))


def test_a_face_that_was_not_seen_is_not_judged(
    qtbot: QtBot, page: DebriefPage, critique: CritiquePage, player: takes.SilentPlayer, drawer: takes.Drawer
) -> None:
    pins = page.findChild(ListeningPins)
    assert isinstance(pins, ListeningPins)
    critique.colleague_edit.setText("Ben")
    critique.consent_box.click()
    critique.hear_button.click()
    player.on_position(2.0)
    face, button = critique.scales[Scale.FACE], pins.pad.buttons[Noticed.FACE, True]
    assert "You hear them; a file holds no picture." in texts(critique)
    assert not face.isVisible()
    assert not button.isVisible()
    assert pins.pad.buttons[Noticed.TONE, True].isVisible()
    qtbot.keyClick(critique.hear_button, Qt.Key.Key_F)
    assert drawer.kept == {}
    critique.sight.tick.box.click()
    assert face.isVisible()
    assert button.isVisible()
    qtbot.keyClick(critique.hear_button, Qt.Key.Key_F)
    (pin,) = drawer.kept.values()
    assert isinstance(pin, Pin)
    assert pin.noticed is Noticed.FACE
    face.choose(4)
    assert critique.unsent
    critique.sight.tick.box.click()
    assert face.number is None
    assert not critique.unsent, "what is out of sight is not saved either"
    assert faults(critique) == []


def test_without_sound_it_does_not_claim_that_they_are_heard(qtbot: QtBot, drawer: takes.Drawer) -> None:
    page = takes.page_over(drawer)
    qtbot.addWidget(page)
    page.show()
    run = takes.run_of(takes.typed_take(SAID))
    page.recall(run)
    page.render(Debriefing(run, 1))
    assert "You read their words; a file holds no picture." in texts(page.critique_page)
    page.hide()


def test_in_one_room_the_face_is_judged(qtbot: QtBot) -> None:
    page = takes.page_over(takes.Drawer())
    qtbot.addWidget(page)
    page.show()
    page.render(Debriefing(takes.run_of(takes.spoken_take(SAID)), 1))
    page.ask_colleague()
    assert page.critique_page.scales[Scale.FACE].isVisible()
    assert not page.critique_page.sight.isVisible()
    page.hide()


def test_beside_grey_buttons_it_says_why(
    qtbot: QtBot, page: DebriefPage, critique: CritiquePage, player: takes.SilentPlayer
) -> None:
    pins = page.findChild(ListeningPins)
    assert isinstance(pins, ListeningPins)
    critique.colleague_edit.setText("Ben")
    critique.consent_box.click()
    assert pins.pad.told.text() == "Play the reply to mark moments."
    critique.hear_button.click()
    player.on_position(2.0)
    assert pins.pad.told.text() == "Mark what you notice, by a button or its key."
    qtbot.keyClick(critique.hear_button, Qt.Key.Key_T)
    assert pins.pad.told.text() == "Tone, try again 0:02"
    player.on_end()
    qtbot.waitUntil(lambda: not pins.pad.buttons[Noticed.TONE, True].isEnabled())
    assert pins.pad.told.text() == "Tone, try again 0:02\nPlay the reply to mark moments."
