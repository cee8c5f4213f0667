"""After a conversation with a colleague: judged, corrected, gone on with, tried again, found after a crash."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.audio.recovery import Unfinished
from app.pairing.pair import Agreed, Consent, Pair, Salesperson
from app.rehearsal import event as on
from app.rehearsal import state as at
from app.rehearsal.state import Run
from tests.fake_services import FakeServices
from tests.ui.drive import question, reach
from tests.ui.silent_voice import SilentVoice
from tests.ui.test_colleague_plays import talk
from ui.main_window import MainWindow
from ui.widgets.text import Text

PAIR = Pair("Ann", "Ben", Salesperson.COLLEAGUE, Consent("We agree.", Agreed.TYPED, 1))
TURNS = ("You have nothing left to promise", "and you dread the phone", "Nobody asked you. Send me the list by noon.")


@pytest.fixture
def talked(qtbot: QtBot, window: MainWindow, services: FakeServices, tmp_path: Path) -> MainWindow:
    """Three turns were said; each has a sound file of its own."""
    window.bridge.post(on.ScenarioChosen(services.scenarios[0], services.archive.new_session_id(), PAIR))
    reach(qtbot, window, at.Awaiting)
    for number, text in enumerate(TURNS, start=1):
        services.recorder.sound = tmp_path / f"{number}.wav"
        services.recorder.sound.write_bytes(b"RIFF")
        talk(qtbot, window, services, text)
    return window


@pytest.fixture
def ended(qtbot: QtBot, talked: MainWindow) -> MainWindow:
    """The conversation is over, and the colleague gives no critique."""
    end(qtbot, talked)
    return talked


def end(qtbot: QtBot, window: MainWindow) -> at.Debriefing:
    """End it, and go by the colleague's page."""
    window.rehearse.turns.end.click()
    state = reach(qtbot, window, at.Debriefing)
    qtbot.waitUntil(lambda: window.page is window.debrief)
    window.debrief.critique_page.back_button.click()
    return state


def run(window: MainWindow) -> Run:
    state = window.bridge.state
    assert not isinstance(state, at.Choosing)
    return state.run


def test_the_colleague_judges_before_the_marks_are_seen(qtbot: QtBot, talked: MainWindow) -> None:
    talked.rehearse.turns.end.click()
    reach(qtbot, talked, at.Debriefing)
    page = talked.debrief.critique_page
    qtbot.waitUntil(page.isVisible)
    assert len(page.ribbon.reply.dividers) == 2
    assert page.ribbon.reply.spans == ()
    told = [one.text() for one in page.findChildren(Text) if one.isVisible()]
    assert any(text.startswith("Ann spoke, Ben played the salesperson. Both agreed on") for text in told)
    for number, text in enumerate(TURNS, start=1):
        assert f"turn {number}: {text}" in page.listening.transcript.text()


def test_the_colleague_hears_the_turns_one_after_the_other(
    qtbot: QtBot, talked: MainWindow, services: FakeServices
) -> None:
    talked.rehearse.turns.end.click()
    reach(qtbot, talked, at.Debriefing)
    page = talked.debrief.critique_page
    qtbot.waitUntil(page.isVisible)
    services.player.ends = True
    page.hear_button.click()
    qtbot.waitUntil(lambda: [path.stem for path in services.player.played] == ["1", "2", "3"])


def test_a_corrected_turn_marks_the_whole_conversation_anew(
    qtbot: QtBot, ended: MainWindow, services: FakeServices
) -> None:
    before = run(ended).take(3).marking
    view = ended.debrief.take_view.transcript
    view.heads[0].correct_button.click()
    view.editor.setPlainText("You have nothing left. Stop it.")
    view.mark_button.click()
    qtbot.waitUntil(lambda: run(ended).take(3).marking not in {None, before})
    kept = services.archive.open_session(run(ended).session).run
    marking = kept.take(3).marking
    assert marking is not None
    assert marking.turns == kept.turns(3)
    assert marking.turns[0].text == "You have nothing left. Stop it."
    qtbot.waitUntil(lambda: view.heads[0].correct_button.isEnabled())


def test_one_turn_is_said_anew_and_stands_beside_the_first(
    qtbot: QtBot, ended: MainWindow, services: FakeServices
) -> None:
    ended.debrief.take_view.transcript.heads[1].again_button.click()
    state = reach(qtbot, ended, at.Awaiting)
    assert ended.rehearse.turns.heard == (f"1 {TURNS[0]}",)
    assert state.run.turn == 2
    talk(qtbot, ended, services, "Or rather: what would help you?")
    end(qtbot, ended)
    choice = ended.debrief.frame.choice.box
    names = [choice.itemText(index).split(" · ")[:2] for index in range(choice.count())]
    assert names == [["Take 2", "2 turns"], ["Take 1", "3 turns"]]
    kept = services.archive.open_session(run(ended).session).run
    assert [(take.number, take.after) for take in kept.takes] == [(1, 0), (2, 1), (3, 2), (4, 1)]


def test_trying_again_begins_the_conversation_anew(qtbot: QtBot, ended: MainWindow, services: FakeServices) -> None:
    ended.debrief.frame.again.click()
    state = reach(qtbot, ended, at.Awaiting)
    assert (state.run.turn, state.run.after) == (1, 0)
    assert ended.rehearse.turns.heard == ()
    assert ended.rehearse.cues.mood is services.scenarios[0].opening_mood


def test_the_conversation_goes_on_after_the_debrief(qtbot: QtBot, ended: MainWindow, services: FakeServices) -> None:
    ended.debrief.frame.onward.click()
    assert reach(qtbot, ended, at.Awaiting).run.turn == 4
    talk(qtbot, ended, services, "One more thing.")
    end(qtbot, ended)
    marking = run(ended).take(4).marking
    assert marking is not None
    assert [turn.text for turn in marking.turns] == [*TURNS, "One more thing."]


def test_a_conversation_that_was_left_is_marked_from_the_past_sessions(
    qtbot: QtBot, talked: MainWindow, services: FakeServices
) -> None:
    talked.rehearse.leave.click()
    question(qtbot).do.click()
    reach(qtbot, talked, at.Choosing)
    reopen(qtbot, talked, services)
    assert run(talked).take(3).marking is None
    notices = talked.debrief.take_view.notices
    assert notices is not None
    notices.go_on.emit()
    qtbot.waitUntil(lambda: isinstance(talked.bridge.state, at.Debriefing) and run(talked).take(3).marking is not None)
    kept = services.archive.open_session(run(talked).session).run.take(3).marking
    assert kept is not None
    assert [turn.text for turn in kept.turns] == list(TURNS)


def test_a_conversation_that_was_left_is_gone_on_with(
    qtbot: QtBot, talked: MainWindow, services: FakeServices, voice: SilentVoice
) -> None:
    talked.rehearse.leave.click()
    question(qtbot).do.click()
    reach(qtbot, talked, at.Choosing)
    reopen(qtbot, talked, services)
    talked.debrief.frame.onward.click()
    assert reach(qtbot, talked, at.Awaiting).run.turn == 4
    assert talked.rehearse.turns.heard == tuple(f"{number} {text}" for number, text in enumerate(TURNS, start=1))
    assert voice.said == []


def test_a_turn_that_a_crash_left_goes_on_in_its_conversation(
    qtbot: QtBot, talked: MainWindow, services: FakeServices, tmp_path: Path
) -> None:
    """As after a restart: the archive knows the take, its sound lies there unfinished."""
    session = run(talked).session
    talked.rehearse.press_record()
    reach(qtbot, talked, at.RecordingTake)
    begun = services.archive.open_session(session).run
    assert begun.take(4) == at.Take(4, "", after=3), "known before there is anything in it"
    talked.bridge.post(on.CancelPressed())
    reach(qtbot, talked, at.Awaiting)
    services.archive.runs[session] = begun
    talked.rehearse.leave.click()
    question(qtbot).do.click()
    reach(qtbot, talked, at.Choosing)
    one = Unfinished(tmp_path / "cut.wav.part", session, 4, 5.0, datetime(2026, 1, 5, tzinfo=UTC))
    services.left.append(one)
    talked.choose.unfinished.keep.emit(one)
    after = reach(qtbot, talked, at.Awaiting)
    assert [take.number for take in after.run.conversation(after.run.after)] == [1, 2, 3, 4]
    assert after.run.take(4).turn.text == services.hears


def test_the_pair_that_ended_leaves_the_conversation_readable(qtbot: QtBot, ended: MainWindow) -> None:
    ended.bridge.post(on.PairEnded())
    qtbot.waitUntil(lambda: run(ended).pair is None)
    assert len(ended.debrief.take_view.ribbon.reply.dividers) == 2


def reopen(qtbot: QtBot, window: MainWindow, services: FakeServices) -> None:
    """The one session, from the list."""
    (summary,) = services.archive.list_sessions()
    window.past.reopened.emit(services.archive.open_session(summary.id))
    reach(qtbot, window, at.Debriefing)
