"""The colleague plays from cue cards, the manager answers turn by turn: from the first click to the stored result."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.errors import ErrorKind, HeardFirstError
from app.marking.marker import Unmarked
from app.marking.verdict import Verdict
from app.pairing.pair import Agreed, Consent, Pair, Salesperson
from app.persona.mind import Answer
from app.persona.mood import Mood, mood_after
from app.rehearsal import event as on
from app.rehearsal import state as at
from app.rehearsal.sound import Condition
from tests.fake_services import SAID, FakeServices
from tests.ui.drive import question, reach
from tests.ui.silent_voice import SilentVoice
from ui import words
from ui.main_window import MainWindow
from ui.pages.hold_to_talk import HOLD_MS, REPEAT_MS
from ui.pages.mood_row import MOODS

PAIR = Pair("Ann", "Ben", Salesperson.COLLEAGUE, Consent("We agree.", Agreed.TYPED, 1))
TURNS = ("You have nothing left to promise.", "And you dread the phone.", "Send me the list by noon.")
EMPATHY, ASK = SAID.split(". ")


@pytest.fixture
def playing(qtbot: QtBot, window: MainWindow, services: FakeServices) -> MainWindow:
    """A colleague plays, and nothing was said yet."""
    window.bridge.post(on.ScenarioChosen(services.scenarios[0], services.archive.new_session_id(), PAIR))
    reach(qtbot, window, at.Awaiting)
    return window


def talk(qtbot: QtBot, window: MainWindow, services: FakeServices, *texts: str) -> None:
    """Turns out loud, with taps of Space."""
    for text in texts:
        services.hears = text
        qtbot.keyClick(window.rehearse.recording.button, Qt.Key.Key_Space)
        reach(qtbot, window, at.RecordingTake)
        services.recorder.speak()
        qtbot.keyClick(window.rehearse.recording.button, Qt.Key.Key_Space)
        reach(qtbot, window, at.Awaiting)


def test_from_the_first_click_to_the_stored_result(
    qtbot: QtBot, window: MainWindow, services: FakeServices, voice: SilentVoice
) -> None:
    qtbot.mouseClick(window.choose.colleague, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(window.choose.cards[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.company.dialog is not None)
    dialog = window.company.dialog
    assert dialog is not None
    dialog.manager.setText("Ann")
    dialog.colleague.setText("Ben")
    dialog.colleague_plays.click()
    for tick in dialog.consent.ticks:
        tick.box.click()
    dialog.begin.click()
    reach(qtbot, window, at.Awaiting)
    assert window.rehearse.cues.isVisible()
    assert not window.rehearse.persona.isVisible()
    qtbot.mouseClick(window.rehearse.cues.lines[0], Qt.MouseButton.LeftButton)
    opening = services.scenarios[0].opening[0]
    qtbot.waitUntil(lambda: window.rehearse.cues.lines[0].isChecked())
    talk(qtbot, window, services, *TURNS[:2])
    qtbot.keyClick(window.rehearse, Qt.Key.Key_4)
    listening = window.rehearse.cues.lines[0].line
    qtbot.keyClick(window.rehearse, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: window.rehearse.cues.lines[0].isChecked())
    talk(qtbot, window, services, TURNS[2])
    qtbot.mouseClick(window.rehearse.turns.end, Qt.MouseButton.LeftButton)
    reach(qtbot, window, at.Debriefing)
    assert voice.said == [], "the program says nothing where a colleague plays"
    (summary,) = services.archive.list_sessions()
    kept = services.archive.open_session(summary.id).run
    assert summary.colleague == "Ben"
    assert kept.pair is not None
    assert kept.pair.consent.agreed is Agreed.TYPED
    assert [turn.text for turn in kept.turns(3)] == list(TURNS)
    assert [turn.salesperson for turn in kept.turns(3)] == [opening, "", listening]
    assert [take.marking is None for take in kept.takes] == [True, True, False]
    marking = kept.take(3).marking
    assert marking is not None
    assert marking.turns == kept.turns(3)
    assert marking.ended


def test_the_cards_say_who_they_are(playing: MainWindow, services: FakeServices) -> None:
    scenario, cues = services.scenarios[0], playing.rehearse.cues
    persona = scenario.persona
    for text in (persona.role, scenario.happened, *persona.facts, *persona.feelings):
        assert text in cues.texts
    assert cues.texts[0] == f"Ben, you play {persona.name}"
    assert cues.mood is scenario.opening_mood
    assert [one.line for one in cues.lines] == list(scenario.opening)


def test_a_mood_brings_its_lines(qtbot: QtBot, playing: MainWindow, services: FakeServices) -> None:
    talk(qtbot, playing, services, TURNS[0])
    cues, lines = playing.rehearse.cues, services.scenarios[0].lines
    of_mood: dict[Mood, set[str]] = {mood: set() for mood in Mood}
    for answer in Answer:
        of_mood[mood_after(answer)] |= set(lines.of(answer)[:2])
    for number, mood in enumerate(MOODS):
        qtbot.keyClick(playing.rehearse, Qt.Key(Qt.Key.Key_1 + number))
        assert cues.mood is mood
        assert {one.line for one in cues.lines} == of_mood[mood]
        assert all("Ann" in one.note for one in cues.lines)
    qtbot.mouseClick(cues.moods.buttons[0], Qt.MouseButton.LeftButton)
    assert cues.mood is MOODS[0]


def test_a_line_is_taken_back_by_choosing_it_again(qtbot: QtBot, playing: MainWindow, services: FakeServices) -> None:
    cues = playing.rehearse.cues
    for said, key in ((cues.lines[1].line, Qt.Key.Key_B), (cues.lines[0].line, Qt.Key.Key_A)):
        qtbot.keyClick(playing.rehearse, key)
        qtbot.waitUntil(lambda said=said: _run(playing).line == said)
    assert [one.isChecked() for one in cues.lines] == [True, False, False, False]
    qtbot.mouseClick(cues.lines[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: _run(playing).line == "")
    qtbot.waitUntil(lambda: not any(one.isChecked() for one in cues.lines))
    talk(qtbot, playing, services, TURNS[0])
    assert _run(playing).take(1).salesperson == ""


def test_a_line_that_was_said_makes_room(qtbot: QtBot, playing: MainWindow, services: FakeServices) -> None:
    talk(qtbot, playing, services, TURNS[0])
    cues = playing.rehearse.cues
    line = cues.lines[0].line
    cues.lines[0].click()
    qtbot.waitUntil(lambda: cues.lines[0].isChecked())
    talk(qtbot, playing, services, TURNS[1])
    offered = [one.line for one in cues.lines]
    assert line not in offered
    assert offered


def test_after_a_click_on_a_card_space_still_records(qtbot: QtBot, playing: MainWindow) -> None:
    qtbot.mouseClick(playing.rehearse.cues.lines[0], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(playing.rehearse.cues.moods.buttons[2], Qt.MouseButton.LeftButton)
    focus = QApplication.focusWidget()
    assert focus is not None
    qtbot.keyClick(focus, Qt.Key.Key_Space)
    reach(qtbot, playing, at.RecordingTake)


def test_what_was_heard_can_be_hidden(qtbot: QtBot, playing: MainWindow, services: FakeServices) -> None:
    panel = playing.rehearse.turns
    assert not panel.hide_heard.isVisible()
    talk(qtbot, playing, services, *TURNS[:2])
    assert panel.heard == (f"1 {TURNS[0]}", f"2 {TURNS[1]}")
    assert panel.shows_heard
    panel.hide_heard.click()
    assert not panel.shows_heard
    talk(qtbot, playing, services, TURNS[2])
    assert not panel.shows_heard
    panel.hide_heard.click()
    assert panel.shows_heard
    assert playing.rehearse.recording.word == "Turn 4"


def test_the_window_says_what_is_kept(playing: MainWindow) -> None:
    told = (
        "Only what you say while recording is kept; nothing between turns, and the program does not try to tell "
        "voices apart."
    )
    assert playing.rehearse.turns.notice.text() == told
    assert playing.rehearse.turns.notice.isVisible()


def test_the_conversation_ends_with_ctrl_return(qtbot: QtBot, playing: MainWindow, services: FakeServices) -> None:
    assert not playing.rehearse.turns.end.isEnabled()
    focus = playing.rehearse.recording.button
    qtbot.keyClick(focus, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(playing.bridge.state, at.Awaiting)
    talk(qtbot, playing, services, f"{EMPATHY}. {ASK}")
    assert playing.rehearse.turns.end.isEnabled()
    qtbot.keyClick(focus, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    debrief = reach(qtbot, playing, at.Debriefing)
    marking = debrief.run.take(1).marking
    assert marking is not None
    assert marking.verdict is Verdict.EMPATHY_FIRST


# hold to talk


def hold(qtbot: QtBot, window: MainWindow) -> None:
    """Space, longer than a tap."""
    QTest.keyPress(window.rehearse.recording.button, Qt.Key.Key_Space)
    reach(qtbot, window, at.RecordingTake)
    qtbot.wait(HOLD_MS + 100)


def let_go() -> None:
    """Space comes up, wherever the focus is now."""
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyRelease(focus, Qt.Key.Key_Space)


def test_space_is_held_while_the_manager_talks(qtbot: QtBot, playing: MainWindow, services: FakeServices) -> None:
    hold(qtbot, playing)
    services.recorder.speak()
    let_go()
    state = reach(qtbot, playing, at.Awaiting)
    assert [turn.text for turn in state.run.turns(1)] == [SAID]
    assert services.recorder.calls.count("stop") == 1


def test_a_key_that_repeats_is_still_held(qtbot: QtBot, playing: MainWindow, services: FakeServices) -> None:
    """X11 repeats a held key as up and down; on a busy computer Qt takes the two for a finger."""
    hold(qtbot, playing)
    for _ in range(3):
        let_go()
        QTest.keyPress(playing.rehearse.recording.button, Qt.Key.Key_Space)
        qtbot.wait(2 * REPEAT_MS)
        assert isinstance(playing.bridge.state, at.RecordingTake)
    services.recorder.speak()
    let_go()
    reach(qtbot, playing, at.Awaiting)
    assert services.recorder.calls.count("stop") == 1


def test_the_mouse_button_is_held(qtbot: QtBot, playing: MainWindow, services: FakeServices) -> None:
    button = playing.rehearse.recording.button
    QTest.mousePress(button, Qt.MouseButton.LeftButton)
    reach(qtbot, playing, at.RecordingTake)
    services.recorder.speak()
    qtbot.wait(HOLD_MS + 100)
    assert isinstance(playing.bridge.state, at.RecordingTake)
    QTest.mouseRelease(button, Qt.MouseButton.LeftButton)
    assert reach(qtbot, playing, at.Awaiting).run.after == 1


def test_a_tap_goes_on_recording(qtbot: QtBot, playing: MainWindow) -> None:
    qtbot.keyClick(playing.rehearse.recording.button, Qt.Key.Key_Space)
    reach(qtbot, playing, at.RecordingTake)
    qtbot.wait(HOLD_MS + 200)
    assert isinstance(playing.bridge.state, at.RecordingTake)


def test_a_hold_is_over_before_the_microphone_opens(qtbot: QtBot, playing: MainWindow, services: FakeServices) -> None:
    services.recorder.held = True
    QTest.keyPress(playing.rehearse.recording.button, Qt.Key.Key_Space)
    reach(qtbot, playing, at.Preparing)
    qtbot.wait(HOLD_MS + 100)
    let_go()
    reach(qtbot, playing, at.Awaiting)
    assert services.archive.runs == {}


def test_a_window_that_loses_the_keyboard_does_not_record_for_ever(
    qtbot: QtBot, playing: MainWindow, services: FakeServices
) -> None:
    hold(qtbot, playing)
    services.recorder.speak()
    playing.menu.about.trigger()
    reach(qtbot, playing, at.Awaiting)
    for one in QApplication.topLevelWidgets():
        if one.inherits("QMessageBox"):
            one.close()


def test_holding_begins_without_the_count_down_where_the_program_plays(
    qtbot: QtBot, window: MainWindow, services: FakeServices, voice: SilentVoice
) -> None:
    window.choose.cards[0].click()
    reach(qtbot, window, at.Speaking)
    voice.finish()
    reach(qtbot, window, at.Awaiting)
    QTest.keyPress(window.rehearse.recording.button, Qt.Key.Key_Space)
    reach(qtbot, window, at.CountingDown)
    reach(qtbot, window, at.RecordingTake)
    services.recorder.speak()
    let_go()
    reach(qtbot, window, at.Reviewing)


# what can go wrong between two turns


def test_a_turn_can_be_typed(qtbot: QtBot, playing: MainWindow) -> None:
    playing.rehearse.type_instead.click()
    assert not playing.rehearse.cues.isVisible()
    qtbot.keyClicks(playing.rehearse.typing.edit, "1 a Tell me more.")
    qtbot.keyClick(playing.rehearse.typing.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: _run(playing).after == 1)
    assert _run(playing).take(1).turn.text == "1 a Tell me more."
    assert playing.rehearse.cues.isVisible()
    assert playing.rehearse.typing.edit.text == ""


def test_a_turn_that_was_not_heard_is_said_again(qtbot: QtBot, playing: MainWindow, services: FakeServices) -> None:
    services.recorder.condition = Condition.SILENCE
    playing.rehearse.press_record()
    reach(qtbot, playing, at.RecordingTake)
    playing.rehearse.press_record()
    reach(qtbot, playing, at.Reviewing)
    assert words.unmarked(Unmarked.SILENCE) in playing.rehearse.review.note
    assert playing.rehearse.review.say_again.isVisible()
    services.recorder.condition = Condition.GOOD
    playing.rehearse.review.say_again.click()
    reach(qtbot, playing, at.Awaiting)
    talk(qtbot, playing, services, TURNS[0])
    assert [(take.number, take.after) for take in _run(playing).takes] == [(1, 0), (2, 0)]
    assert playing.rehearse.turns.heard == (f"1 {TURNS[0]}",)


def test_a_recogniser_that_fails_is_tried_again(qtbot: QtBot, playing: MainWindow, services: FakeServices) -> None:
    services.recogniser_fails = HeardFirstError(ErrorKind.RECOGNISER_STOPPED)
    playing.rehearse.press_record()
    reach(qtbot, playing, at.RecordingTake)
    services.recorder.speak()
    playing.rehearse.press_record()
    reach(qtbot, playing, at.Failed)
    assert not playing.rehearse.failure.let_be.isVisible(), "a colleague waits"
    services.recogniser_fails = None
    qtbot.keyClick(playing.rehearse.failure.retry, Qt.Key.Key_Space)
    assert reach(qtbot, playing, at.Awaiting).run.after == 1


def test_a_microphone_that_broke_off_is_told(qtbot: QtBot, playing: MainWindow, services: FakeServices) -> None:
    playing.rehearse.press_record()
    reach(qtbot, playing, at.RecordingTake)
    services.recorder.speak()
    services.recorder.finish(HeardFirstError(ErrorKind.MICROPHONE_LOST, device="Desk microphone"))
    assert reach(qtbot, playing, at.Awaiting).run.after == 1
    assert "Desk microphone" in playing.rehearse.turns.note
    talk(qtbot, playing, services, TURNS[1])
    assert playing.rehearse.turns.note == ""


def test_leaving_in_the_middle_is_asked_and_can_be_gone_on_with(
    qtbot: QtBot, playing: MainWindow, services: FakeServices
) -> None:
    talk(qtbot, playing, services, *TURNS[:2])
    playing.rehearse.leave.click()
    asked = question(qtbot)
    qtbot.keyClick(asked, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not asked.isVisible())
    assert isinstance(playing.bridge.state, at.Awaiting)
    playing.rehearse.leave.click()
    question(qtbot).do.click()
    reach(qtbot, playing, at.Choosing)
    assert len(next(iter(services.archive.runs.values())).takes) == 2


def test_before_the_first_turn_leaving_is_not_asked(qtbot: QtBot, playing: MainWindow) -> None:
    playing.rehearse.leave.click()
    reach(qtbot, playing, at.Choosing)


def test_closing_in_the_middle_is_asked(qtbot: QtBot, playing: MainWindow, services: FakeServices) -> None:
    talk(qtbot, playing, services, TURNS[0])
    playing.close()
    asked = question(qtbot)
    assert "conversation" in asked.text()
    qtbot.keyClick(asked, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not asked.isVisible())
    assert playing.isVisible()


def test_a_program_that_plays_again_has_its_page_back(
    qtbot: QtBot, playing: MainWindow, services: FakeServices, voice: SilentVoice
) -> None:
    talk(qtbot, playing, services, TURNS[0])
    playing.bridge.post(on.PairEnded())
    reach(qtbot, playing, at.Speaking)
    page = playing.rehearse
    assert page.persona.isVisible()
    assert not page.cues.isVisible()
    assert not page.turns.isVisible()
    assert page.voices.isVisible()
    assert voice.said == [services.scenarios[0].opening_line(2)]


def test_no_sound_between_turns_is_asked_for(qtbot: QtBot, playing: MainWindow, services: FakeServices) -> None:
    """Between two turns the microphone is not open: nobody could record anything."""
    talk(qtbot, playing, services, *TURNS)
    assert services.recorder.calls == ["open", "start", "stop"] * 3


def test_who_plays_is_not_asked_to_pin(qtbot: QtBot, playing: MainWindow, services: FakeServices) -> None:
    playing.rehearse.press_record()
    state = reach(qtbot, playing, at.RecordingTake)
    assert not playing.pins.pad.isVisible()
    qtbot.keyClick(playing.rehearse, Qt.Key.Key_F)
    assert services.archive.feedback.get(state.run.session, ()) == ()


def test_long_names_do_not_widen_the_window(qtbot: QtBot, window: MainWindow, services: FakeServices) -> None:
    pair = Pair("A" * 80, "<b>B</b>" * 10, Salesperson.COLLEAGUE, PAIR.consent)
    width = window.width()
    window.bridge.post(on.ScenarioChosen(services.scenarios[0], "s", pair))
    reach(qtbot, window, at.Awaiting)
    talk(qtbot, window, services, TURNS[0])
    assert window.width() == width


def _run(window: MainWindow) -> at.Run:
    state = window.bridge.state
    assert not isinstance(state, at.Choosing)
    return state.run
