"""What is seen while somebody speaks: words and ribbon that grow, and the quiet mode that hides them."""

import math

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.rehearsal import event as on
from app.rehearsal import state as at
from app.rehearsal.sound import Level
from app.settings import Settings
from tests.fake_services import SAID, FakeServices
from tests.screenshots.turns import PAIR
from tests.ui.drive import reach, record, turn
from tests.ui.silent_voice import SilentVoice
from ui.main_window import MainWindow
from ui.pages import recording_panel
from ui.pages.live_reply import LEAST_S
from ui.pages.live_view import LiveView
from ui.theme import Meaning
from ui.widgets.live_wave import COLUMN_S, LiveWave

EMPATHY, ASK = Meaning.EMPATHY, Meaning.ACCOUNTABILITY
OTHER = "Nobody told you when they come."


def live(window: MainWindow) -> LiveView:
    return window.rehearse.recording.live


def say(qtbot: QtBot, window: MainWindow, services: FakeServices, text: str) -> None:
    """A stretch of speech ends and is heard."""
    before = len(live(window).words.words)
    services.hears = text
    services.recorder.speak()
    qtbot.waitUntil(lambda: len(live(window).words.words) > before)


def end_is_seen(window: MainWindow) -> bool:
    """Whether the last word stands in sight, as a whole."""
    words = live(window).words
    cursor = words.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.End)
    return words.viewport().rect().contains(words.cursorRect(cursor))


def meanings(window: MainWindow) -> list[Meaning]:
    return [span.meaning for span in live(window).ribbon.reply.spans]


def test_words_and_marks_come_segment_by_segment(
    qtbot: QtBot, window: MainWindow, services: FakeServices, voice: SilentVoice
) -> None:
    record(qtbot, window, voice)
    assert live(window).isVisible()
    assert live(window).words.words == ""
    say(qtbot, window, services, "You have nothing left to promise.")
    qtbot.waitUntil(lambda: meanings(window) == [EMPATHY])
    say(qtbot, window, services, "Send me the list by noon.")
    qtbot.waitUntil(lambda: meanings(window) == [EMPATHY, ASK])
    heard, asked = live(window).ribbon.reply.spans
    assert live(window).words.words == SAID
    assert (heard.label, asked.label) == ("Empathy", "The ask")
    assert heard.end <= 2.5 <= 3.0 <= asked.start


def test_the_ribbon_grows_with_the_take_and_tells_silence_from_speech(
    qtbot: QtBot, window: MainWindow, services: FakeServices, voice: SilentVoice
) -> None:
    record(qtbot, window, voice)
    ribbon = live(window).ribbon
    for spoken_s, level in ((2.0, -20.0), (4.0, -70.0), (40.0, -14.0)):
        services.recorder.spoken_s, services.recorder.now = spoken_s, Level(level, level)
        qtbot.waitUntil(lambda until=spoken_s: ribbon.reply.spoken == until)
    heights = ribbon.reply.peaks
    assert heights is not None
    assert heights[10] > 0.4
    assert heights[30] == 0.0
    assert heights[300] > heights[10]
    assert ribbon.reply.extent == pytest.approx(40.0)
    height = ribbon.height()
    window.rehearse.press_record()
    reach(qtbot, window, at.Debriefing)
    assert ribbon.height() == height


def test_nothing_moves_while_words_come_and_the_last_of_them_are_awaited(
    qtbot: QtBot, window: MainWindow, services: FakeServices, voice: SilentVoice
) -> None:
    record(qtbot, window, voice)
    panel = window.rehearse.recording
    watched = (panel.button, panel.live.ribbon, panel.live.words)
    places = [one.geometry() for one in watched]
    for _ in range(12):
        say(qtbot, window, services, SAID)
        assert [one.geometry() for one in watched] == places
    services.recogniser.held = True
    services.recorder.speak()
    window.rehearse.press_record()
    reach(qtbot, window, at.Transcribing)
    qtbot.wait(50)
    assert [one.geometry() for one in watched[1:]] == places[1:]
    assert panel.heard.startswith(SAID), "what was said stands there while the last of it is written down"
    services.recogniser.answer()
    reach(qtbot, window, at.Reviewing)


def test_a_very_long_speech_stays_at_its_end_unless_its_reader_went_back(
    qtbot: QtBot, window: MainWindow, services: FakeServices, voice: SilentVoice
) -> None:
    record(qtbot, window, voice)
    words = live(window).words
    bar = words.verticalScrollBar()
    say(qtbot, window, services, f"{SAID} " * 400)
    assert bar.maximum() > 50
    assert bar.value() == bar.maximum()
    say(qtbot, window, services, OTHER)
    assert bar.value() == bar.maximum()
    assert end_is_seen(window)
    bar.setValue(7)
    say(qtbot, window, services, f"{SAID} " * 20)
    assert bar.value() == 7, "who reads what they said is left where they are"
    bar.setValue(bar.maximum())
    say(qtbot, window, services, f"{OTHER} " * 20)
    assert bar.value() == bar.maximum()
    assert window.width() == 1024


def test_segments_out_of_order_stand_in_spoken_order(
    qtbot: QtBot, window: MainWindow, services: FakeServices, voice: SilentVoice
) -> None:
    record(qtbot, window, voice)
    services.recogniser.held = True
    for _ in range(3):
        services.recorder.speak()
    services.hears = "third"
    qtbot.waitUntil(lambda: len(services.recogniser.asked) == 3)
    state = reach(qtbot, window, at.RecordingTake)
    answers = {index: services.recogniser._segment(text, state.hearing.pending[index])  # pyright: ignore[reportPrivateUsage]
               for index, text in enumerate(("first", "second", "third"))}  # fmt: skip
    for index, expected in ((2, "third"), (0, "first third"), (1, "first second third")):
        window.bridge.post(on.SegmentHeard(1, index, answers[index]))
        qtbot.waitUntil(lambda text=expected: live(window).words.words == text)


def test_quiet_mode_shows_only_level_and_time(
    qtbot: QtBot, window: MainWindow, services: FakeServices, voice: SilentVoice
) -> None:
    record(qtbot, window, voice)
    focus = QApplication.focusWidget()
    qtbot.keyClick(focus, Qt.Key.Key_Q)
    assert window.rehearse.quiet.isChecked()
    assert services.settings.quiet
    assert not live(window).isVisible()
    assert window.rehearse.recording.elapsed.startswith("0:")
    services.recorder.speak()
    services.recorder.spoken_s = 5.0
    qtbot.waitUntil(lambda: live(window).words.words == SAID)
    assert not live(window).isVisible()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Q)
    assert not services.settings.quiet
    assert live(window).isVisible()
    qtbot.waitUntil(lambda: live(window).ribbon.reply.spoken == 5.0)  # what came while it was hidden is there
    qtbot.waitUntil(lambda: meanings(window) == [EMPATHY, ASK])


def test_quiet_mode_is_remembered(qtbot: QtBot, services: FakeServices, voice: SilentVoice) -> None:
    services.settings = Settings(countdown=2, quiet=True)
    window = MainWindow(services, voice)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    record(qtbot, window, voice)
    assert window.rehearse.quiet.isChecked()
    assert not live(window).isVisible()
    window.close_without_asking()


def test_the_letter_is_a_letter_where_somebody_writes(qtbot: QtBot, window: MainWindow, voice: SilentVoice) -> None:
    turn(qtbot, window, voice)
    window.rehearse.open_typing()
    qtbot.keyClicks(window.rehearse.typing.edit, "quite")
    assert window.rehearse.typing.edit.text == "quite"
    assert not window.rehearse.quiet.isChecked()


def test_the_focus_stays_with_the_recording_and_page_keys_scroll(
    qtbot: QtBot, window: MainWindow, services: FakeServices, voice: SilentVoice
) -> None:
    record(qtbot, window, voice)
    say(qtbot, window, services, f"{SAID} " * 100)
    button, bar = window.rehearse.recording.button, live(window).words.verticalScrollBar()
    assert QApplication.focusWidget() is button
    qtbot.mouseClick(live(window).words.viewport(), Qt.MouseButton.LeftButton)
    qtbot.keyClick(button, Qt.Key.Key_PageUp)
    assert bar.value() < bar.maximum()
    at_row = bar.value()
    say(qtbot, window, services, OTHER)
    assert bar.value() == at_row
    while bar.value() < bar.maximum():
        qtbot.keyClick(button, Qt.Key.Key_PageDown)
    assert QApplication.focusWidget() is button
    qtbot.keyClick(button, Qt.Key.Key_Space)
    reach(qtbot, window, at.Reviewing)


def test_screen_readers_hear_of_it_once_at_stop(
    qtbot: QtBot,
    window: MainWindow,
    services: FakeServices,
    voice: SilentVoice,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    record(qtbot, window, voice)
    told: list[str] = []
    monkeypatch.setattr(recording_panel, "announce", lambda widget, text, **_: told.append(text))
    for _ in range(5):
        say(qtbot, window, services, SAID)
    assert told == []
    services.recogniser.held = True
    services.recorder.speak()
    window.rehearse.press_record()
    reach(qtbot, window, at.Transcribing)
    assert len(told) == 1


def test_each_turn_with_a_colleague_begins_empty_and_unmarked(
    qtbot: QtBot, window: MainWindow, services: FakeServices
) -> None:
    window.bridge.post(on.ScenarioChosen(services.scenarios[0], "s", PAIR))
    reach(qtbot, window, at.Awaiting)
    heights: set[int] = set()
    for number in (1, 2, 3):
        window.rehearse.press_record()
        state = reach(qtbot, window, at.RecordingTake)
        assert state.run.number == number
        assert live(window).words.words == ""
        say(qtbot, window, services, SAID)
        say(qtbot, window, services, OTHER)
        assert live(window).words.words == f"{SAID} {OTHER}"
        assert live(window).isVisible()
        heights.add(live(window).height())
        assert end_is_seen(window)
        say(qtbot, window, services, f"{SAID} " * 9)
        assert end_is_seen(window), "the one line that there is room for is the latest"
        window.rehearse.press_record()
        reach(qtbot, window, at.Awaiting)
    assert len(heights) == 1
    assert services.marker.asked == [], "the colleague judges before the program does"
    assert meanings(window) == []


def test_the_wave_fills_what_was_not_measured_in_time() -> None:
    wave = LiveWave()
    wave.add(0.35, -20.0)
    wave.add(0.3, -1.0)
    wave.add(math.nan, -1.0)
    wave.add(0.5, math.nan)
    assert len(wave.heights) == 5
    assert len(set(wave.heights[:4])) == 1
    assert wave.heights[4] == 0.0
    wave.add(3600.0, 12.0)
    assert wave.length_s == pytest.approx(3600.0)
    assert wave.heights.max() == 1.0
    wave.clear()
    assert wave.length_s == 0.0
    assert LEAST_S > COLUMN_S
