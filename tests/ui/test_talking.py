"""A conversation with the program, turn by turn, to the debrief of all of it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.persona.mind import Answer
from app.persona.mood import Mood
from app.rehearsal import state as at
from tests.fake_services import SAID, FakeServices
from tests.ui.drive import reach, turn
from tests.ui.silent_voice import SilentVoice
from ui.main_window import MainWindow
from ui.widgets.mind_curve import MindCurve, MindPoint
from ui.widgets.text import Text


def answered(qtbot: QtBot, window: MainWindow, text: str = SAID) -> at.Speaking:
    """Type a turn and wait for the salesperson's answer."""
    window.rehearse.open_typing()
    window.rehearse.typing.sent.emit(text)
    return reach(qtbot, window, at.Speaking)


def talk(qtbot: QtBot, window: MainWindow, voice: SilentVoice, turns: int) -> at.Awaiting:
    """So many turns, each heard out."""
    for _ in range(turns):
        answered(qtbot, window)
        voice.finish()
        reach(qtbot, window, at.Awaiting)
    return reach(qtbot, window, at.Awaiting)


def texts(widget: QWidget) -> str:
    return "\n".join(one.text() for one in widget.findChildren(Text) if one.isVisibleTo(widget))


def test_the_salesperson_answers_and_it_is_your_turn_again(
    qtbot: QtBot, window: MainWindow, services: FakeServices, voice: SilentVoice
) -> None:
    page, lines = window.rehearse, services.scenarios[1].lines
    turn(qtbot, window, voice)
    assert not page.turns.isVisible(), "nothing was said that could be ended"
    speaking = answered(qtbot, window)
    assert voice.said[-1] in lines.of(Answer.ASKED_UNHEARD)
    assert voice.moods == [services.scenarios[1].opening_mood, Mood.DEFENSIVE]
    assert window.page is page
    assert speaking.run.line in texts(page.persona)
    assert "defensive" in texts(page.persona)
    assert page.turns.isVisible()
    assert [line.endswith(SAID) for line in page.turns.heard] == [True]
    assert not page.turns.notice.isVisible(), "nobody else is in the room"
    voice.finish()
    reach(qtbot, window, at.Awaiting)
    assert page.recording.word == "Your turn: answer them"
    assert page.recording.button.isEnabled()
    assert page.recording.button.hasFocus(), "to go on is what is meant first"
    window.rehearse.press_record()
    reach(qtbot, window, at.CountingDown)


def test_it_is_ended_and_gone_on_with(qtbot: QtBot, window: MainWindow, voice: SilentVoice) -> None:
    turn(qtbot, window, voice)
    talk(qtbot, window, voice, 2)
    assert window.rehearse.turns.end.text() == "End it and see the debrief"
    button = window.rehearse.recording.button
    qtbot.keyClick(button, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    debrief = reach(qtbot, window, at.Debriefing)
    assert debrief.take == 2
    view = window.debrief.take_view
    assert window.debrief.turns == (1, 2)
    assert view.ending.told == "They answered to this sentence:"
    assert len(view.ending.curve.points) == 3
    assert view.ending.curve.isVisible()
    assert not view.reaction.story
    assert window.debrief.frame.choice.isHidden(), "turns are no takes of their own"
    window.debrief.frame.onward.click()
    speaking = reach(qtbot, window, at.Speaking)
    assert speaking.run.after == 2
    assert speaking.run.line == voice.said[-1] == voice.said[-2]


def test_they_end_it_and_the_debrief_comes_by_itself(
    qtbot: QtBot, window: MainWindow, services: FakeServices, voice: SilentVoice
) -> None:
    turn(qtbot, window, voice)
    talk(qtbot, window, voice, 3)
    last = answered(qtbot, window)
    page, scenario = window.rehearse, services.scenarios[1]
    assert last.run.over
    assert last.run.line in scenario.lines.of(Answer.COMMITMENT)
    assert not page.recording.button.isVisible()
    assert not page.type_instead.isEnabled()
    assert page.turns.end.text() == "See the debrief"
    voice.finish()
    reach(qtbot, window, at.Debriefing)
    view = window.debrief.take_view
    assert view.reaction.headline == f"{scenario.persona.name} says what they will do."
    assert view.reaction.story.startswith("You showed")
    assert view.ending.told == "This sentence turned it:"
    assert view.ending.quote is not None
    assert view.ending.quote.accessibleName() == "Send me the list by noon."
    trusts = [point.trust for point in view.ending.curve.points]
    heards = [point.heard for point in view.ending.curve.points]
    assert trusts[0] == scenario.trust
    assert heards == [0, 0.25, 0.5, 0.75, 1]
    assert not window.debrief.frame.onward.isVisible()
    kept = services.archive.open_session(last.run.session).run
    assert [take.after for take in kept.takes] == [0, 1, 2, 3]
    assert all(take.marking is not None for take in kept.takes)


def test_try_again_begins_the_talk_anew_and_both_stand_side_by_side(
    qtbot: QtBot, window: MainWindow, voice: SilentVoice
) -> None:
    turn(qtbot, window, voice)
    talk(qtbot, window, voice, 2)
    window.rehearse.turns.end.click()
    reach(qtbot, window, at.Debriefing)
    window.debrief.frame.again.click()
    speaking = reach(qtbot, window, at.Speaking)
    assert speaking.run.after == 0
    assert speaking.run.line == speaking.run.scenario.opening_line(2)
    assert not window.rehearse.turns.isVisible()
    voice.finish()
    reach(qtbot, window, at.Awaiting)
    talk(qtbot, window, voice, 1)
    window.rehearse.turns.end.click()
    reach(qtbot, window, at.Debriefing)
    takes = window.debrief.take_view.takes
    assert takes is not None
    assert [card.take.number for card in takes.cards] == [2, 3]


def test_the_curve_tells_every_turn(qtbot: QtBot) -> None:
    curve = MindCurve(0.75)
    qtbot.addWidget(curve)
    curve.show_points([MindPoint(0, 0.5, 0), MindPoint(0.4, 0.6, 1), MindPoint(1, 0.35, 1)])
    curve.resize(400, curve.sizeHint().height())
    assert curve.accessibleDescription() == (
        "at the start: trust 50, feels heard 0 of 100; after turn 1: trust 60, feels heard 100 of 100; "
        "after turn 2: trust 35, feels heard 100 of 100"
    )
    drawn = curve.grab().toImage()
    curve.show_points([MindPoint(0, 0.5, 0), MindPoint(0.4, 0.2, 0.3), MindPoint(1, 0.05, 0.3)])
    assert curve.grab().toImage() != drawn
