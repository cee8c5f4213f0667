"""The debrief page on real markings: what it says, shows, plays and asks for."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from typing import NoReturn

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.errors import ErrorKind, HeardFirstError
from app.marking.checklist import Criterion, Result
from app.marking.facts import Goal
from app.marking.headline import Story
from app.marking.marker import Unmarked
from app.persona.mind import COST, Answer
from app.rehearsal.sound import Condition
from app.rehearsal.state import Debriefing, Take
from app.scenarios.scenario import Scenario
from tests.screenshots.pictures import dark_palette, light_palette
from tests.ui import debrief_takes as takes
from tests.ui.label_walk import faults
from ui import theme, words
from ui.debrief.checklist_row import ChecklistRow
from ui.debrief.debrief_page import DebriefPage
from ui.dialogs.reactions_dialog import ReactionsDialog
from ui.theme import Meaning
from ui.widgets.card import ground
from ui.widgets.face import Face
from ui.widgets.text import Text

GOOD, WEAK = takes.STORIES["heard_then_asked"], takes.STORIES["asked_only"]


@pytest.fixture
def said_aloud(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a screen reader was asked to say."""
    told: list[str] = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: told.append(event.message()))
    return told


@pytest.fixture
def player() -> takes.SilentPlayer:
    return takes.SilentPlayer()


@pytest.fixture
def drawer() -> takes.Drawer:
    return takes.Drawer()


@pytest.fixture
def page(qtbot: QtBot, player: takes.SilentPlayer, drawer: takes.Drawer) -> Iterator[DebriefPage]:
    made = takes.page_over(drawer, player)
    qtbot.addWidget(made)
    made.resize(1024, 640)
    made.show()
    yield made
    made.hide()


def show(page: DebriefPage, *shown: Take, **state: object) -> None:
    run = takes.run_of(*shown)
    page.render(Debriefing(run, len(shown), **state))  # pyright: ignore[reportArgumentType]


def row(page: DebriefPage, criterion: Criterion) -> ChecklistRow:
    assert page.take_view.checklist is not None
    return next(one for one in page.take_view.checklist.rows if one.row.criterion is criterion)


def button(page: QWidget, text: str) -> QPushButton:
    return next(one for one in page.findChildren(QPushButton) if one.text() == text and one.isVisibleTo(page))


def texts(widget: QWidget) -> str:
    return "\n".join(one.text() for one in widget.findChildren(Text) if one.isVisibleTo(widget))


# what it says


@pytest.mark.parametrize("story", [one for one in takes.STORIES if one not in {"mixed", "unsure"}])
def test_every_story_is_told_with_its_verdict_and_reaction(page: DebriefPage, story: str) -> None:
    take = takes.spoken_take(takes.STORIES[story])
    assert take.marking is not None
    assert take.marking.headline is not None
    assert take.marking.headline.story is Story(story)
    assert take.marking.verdict is not None
    show(page, take)
    shown, reply = page.take_view.reaction, takes.run_of(take).replies(1)[-1]
    assert (shown.story or shown.headline) == words.headline(take)
    assert bool(shown.story) is reply.ends
    assert reply.line in shown.line
    assert words.verdict(take.marking.verdict) in texts(shown)
    assert shown.findChild(Face).mood is reply.mood  # pyright: ignore[reportOptionalMemberAccess]


def test_the_sentence_that_they_answered_to_is_quoted_and_heard(page: DebriefPage, player: takes.SilentPlayer) -> None:
    take = takes.spoken_take(takes.STORIES["asked_then_heard"])
    show(page, take)
    ending = page.take_view.ending
    assert ending.told == "They answered to this sentence:"
    assert ending.quote is not None
    assert ending.quote.accessibleName() == takes.ASK.text
    assert not ending.curve.isVisibleTo(page), "of a single turn there is no curve"
    ending.quote.click()
    assert [path for path, _, _ in player.played] == [take.recording.path]  # pyright: ignore[reportOptionalMemberAccess]


def test_a_door_that_closes_is_the_headline(page: DebriefPage) -> None:
    show(page, takes.spoken_take(WEAK))
    assert page.take_view.reaction.headline == "Samir Haddad closes the door."
    assert page.take_view.ending.told == "This sentence ended it:"
    assert page.take_view.ending.quote.accessibleName() == takes.BLAME.text  # pyright: ignore[reportOptionalMemberAccess]


def test_small_talk_alone_reached_nobody(page: DebriefPage) -> None:
    show(page, takes.spoken_take((takes.SMALL_TALK,)))
    assert page.take_view.ending.told.startswith("No sentence of your last turn reached them")
    assert page.take_view.ending.quote is None


def test_how_they_react_can_be_read(page: DebriefPage) -> None:
    show(page, takes.spoken_take(GOOD))
    page.frame.reactions.click()
    dialog = page.findChild(ReactionsDialog)
    assert dialog is not None
    told = texts(dialog)
    assert "From 75 on, an ask reaches them." in told
    assert all(words.label(label) in told for label in COST)
    assert "{" not in told
    dialog.accept()


def test_the_headline_names_the_moments(page: DebriefPage) -> None:
    show(page, takes.spoken_take(takes.STORIES["asked_then_heard"]))
    assert page.take_view.reaction.headline == "You asked at 0:00, before you said what you heard at 0:06."


def test_a_typed_reply_is_told_without_moments(page: DebriefPage) -> None:
    show(page, takes.typed_take(GOOD))
    assert page.take_view.reaction.headline == "You showed that you heard them, and then you asked."


def test_a_repair_over_two_turns_is_shown_along_its_words(page: DebriefPage) -> None:
    turns = ((takes.ASK,), (takes.SIDE, takes.FEELING))
    take = replace(takes.typed_take(turns[0]), marking=takes.marking(*turns))
    show(page, take)
    assert page.take_view.reaction.headline.startswith("You asked first")
    quotes = [span.quote for span in page.take_view.ribbon.reply.spans]
    assert quotes == [takes.ASK.text, takes.SIDE.text, takes.FEELING.text]
    text = page.take_view.ribbon.reply.text
    assert text is not None
    for span in page.take_view.ribbon.reply.spans:
        assert text[round(span.start) : round(span.end)] == span.quote


def test_where_the_goal_was_to_hear_the_ask_is_not_called_for(page: DebriefPage) -> None:
    said = takes.STORIES["heard_only"]
    take = replace(takes.spoken_take(said), marking=takes.marking(said, goal=Goal.HEAR))
    page.render(Debriefing(takes.run_of(take, name="trouble-at-home"), 1))
    assert row(page, Criterion.EMPATHY_BEFORE_ASK).row.result is Result.MET
    assert "not called for" in row(page, Criterion.HELD_IT).accessibleName()


# ribbon


def test_the_ribbon_shows_teal_before_amber_at_their_seconds(page: DebriefPage) -> None:
    show(page, takes.spoken_take((takes.SIDE, takes.ASK)))
    first, second = page.take_view.ribbon.reply.spans
    assert (first.meaning, second.meaning) == (Meaning.EMPATHY, Meaning.ACCOUNTABILITY)
    assert first.start == pytest.approx(0.5)
    assert first.end <= second.start
    assert second.label == "what you need · specific"


def test_clauses_of_one_sentence_are_spans_of_their_own(page: DebriefPage) -> None:
    show(page, takes.spoken_take(takes.STORIES["mixed"]))
    heard, asked = page.take_view.ribbon.reply.spans
    assert heard.meaning is Meaning.EMPATHY
    assert asked.meaning is Meaning.ACCOUNTABILITY
    assert heard.end < asked.start
    assert heard.quote == asked.quote


def test_a_sound_that_cannot_be_read_is_drawn_without_a_waveform(qtbot: QtBot) -> None:
    def broken(path: object, columns: int) -> None:
        raise HeardFirstError(ErrorKind.FILE_MISSING, path=path)

    page = takes.page_over(takes.Drawer(), peaks=broken)
    qtbot.addWidget(page)
    show(page, takes.spoken_take(GOOD))
    assert page.take_view.ribbon.reply.peaks is None
    assert page.take_view.ribbon.reply.spans


# checklist


def test_the_checklist_has_ten_rows_in_the_order_of_the_rules(page: DebriefPage) -> None:
    show(page, takes.spoken_take(WEAK))
    assert page.take_view.checklist is not None
    assert [one.row.criterion for one in page.take_view.checklist.rows] == list(Criterion)
    missed = row(page, Criterion.STATED_THEIR_SIDE)
    assert "○ missed" in texts(missed)
    assert "You said that you understood, not what." in texts(missed)
    assert missed.quote is not None
    assert missed.quote.sentence == takes.EMPTY.text


def test_a_result_by_absence_quotes_nothing(page: DebriefPage) -> None:
    show(page, takes.spoken_take(WEAK))
    assert row(page, Criterion.NAMED_THE_FEELING).quote is None


def test_the_two_lines_most_worth_another_try_carry_a_better_wording(page: DebriefPage) -> None:
    show(page, takes.spoken_take(WEAK))
    assert page.take_view.tries is not None
    tries = page.take_view.tries.rows
    assert [one.row.criterion for one in tries] == [Criterion.EMPATHY_BEFORE_ASK, Criterion.STATED_THEIR_SIDE]
    assert [one.better for one in tries] == [takes.scenario().better.of(one.row.criterion) for one in tries]  # pyright: ignore[reportOptionalMemberAccess]
    assert takes.scenario().better.stated_their_side in texts(tries[1])  # pyright: ignore[reportOptionalMemberAccess]


def test_where_nothing_was_missed_it_says_so_and_offers_no_wording(page: DebriefPage) -> None:
    show(page, takes.spoken_take(GOOD))
    assert page.take_view.tries is not None
    assert page.take_view.tries.rows == []
    assert "Nothing on the list was missed." in texts(page.take_view.tries)


@pytest.mark.parametrize(
    ("said", "remarks"),
    [
        ((takes.SIDE, takes.CHECK, takes.ASK), ["You asked about their side."]),
        ((takes.CHECK, takes.ASK), ["You asked about their side, but did not say it back."]),
        ((takes.ASK, takes.HELP), ["You offered help."]),
        ((takes.ASK,), []),
    ],
)
def test_invitations_and_help_stand_beside_the_list(page: DebriefPage, said: tuple, remarks: list[str]) -> None:
    show(page, takes.spoken_take(said))
    assert page.take_view.checklist is not None
    assert page.take_view.checklist.remarks == remarks


# hearing


def test_evidence_is_heard_by_a_click(qtbot: QtBot, page: DebriefPage, player: takes.SilentPlayer) -> None:
    take = takes.spoken_take((takes.SIDE, takes.ASK))
    show(page, take)
    quote = row(page, Criterion.SAID_WHAT_YOU_NEED).quote
    assert quote is not None
    quote.click()
    ((path, start_s, end_s),) = player.played
    assert take.recording is not None
    assert path == take.recording.path
    assert start_s == pytest.approx(0.5 + 14 * 0.4)
    assert end_s == pytest.approx(page.take_view.ribbon.reply.spans[1].end)


def test_the_playhead_follows_the_sound_until_another_stretch_is_heard(
    qtbot: QtBot, page: DebriefPage, player: takes.SilentPlayer
) -> None:
    show(page, takes.spoken_take(GOOD))
    button(page, "Hear your reply").click()
    stale = player.on_position
    player.on_position(2.5)
    assert page.take_view.ribbon.playhead == 2.5
    page.take_view.ribbon.hear.emit(4.0, 5.0)
    player.on_position(4.2)
    stale(9.0)
    assert page.take_view.ribbon.playhead == pytest.approx(4.2)
    player.on_end()
    assert button(page, "Hear your reply")


def test_stop_and_leaving_the_page_fall_silent(page: DebriefPage, player: takes.SilentPlayer) -> None:
    show(page, takes.spoken_take(GOOD))
    button(page, "Hear your reply").click()
    button(page, "Stop").click()
    assert player.stops == 1
    button(page, "Hear your reply").click()
    page.hide()
    assert player.stops == 2


def test_a_recording_that_cannot_be_played_says_why(
    page: DebriefPage, player: takes.SilentPlayer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*facts: object) -> None:
        raise HeardFirstError(ErrorKind.FILE_MISSING, path="take-1.wav")

    monkeypatch.setattr(player, "play", gone)
    show(page, takes.spoken_take(GOOD))
    button(page, "Hear your reply").click()
    assert page.take_view.notices is not None
    assert "There is no file take-1.wav." in page.take_view.notices.texts[-1]
    assert button(page, "Hear your reply")


def test_a_recording_that_stops_playing_says_why(page: DebriefPage, player: takes.SilentPlayer) -> None:
    show(page, takes.spoken_take(GOOD))
    button(page, "Hear your reply").click()
    fault = HeardFirstError(ErrorKind.NO_LOUDSPEAKER, reason="none")
    thread = threading.Thread(target=lambda: (player.on_fail(fault), player.on_end()))  # as the player does
    thread.start()
    thread.join()
    QApplication.processEvents()
    assert page.take_view.notices is not None
    assert page.take_view.notices.texts == (words.error(fault),)
    assert page.take_view.notices.isVisibleTo(page)
    assert button(page, "Hear your reply")


def test_without_sound_a_quote_leads_to_its_sentence(page: DebriefPage, player: takes.SilentPlayer) -> None:
    show(page, takes.typed_take(GOOD))
    quote = row(page, Criterion.SAID_WHAT_YOU_NEED).quote
    assert quote is not None
    quote.click()
    assert player.played == []
    assert page.focusWidget() in page.take_view.transcript.sentences.buttons
    assert page.focusWidget().accessibleName() == takes.ASK.text  # pyright: ignore[reportOptionalMemberAccess]


# notices


def test_a_rough_transcript_says_so_and_offers_whisper(qtbot: QtBot, page: DebriefPage) -> None:
    show(page, takes.spoken_take(WEAK, rough=True))
    assert page.take_view.notices is not None
    assert "From a rough transcript" in page.take_view.notices.texts[0]
    with qtbot.waitSignal(page.offer_whisper):
        button(page, "Use Whisper…").click()


@pytest.mark.parametrize(
    ("sound", "told"),
    [
        ({"condition": Condition.CLIPPED}, "too loud"),
        ({"condition": Condition.QUIET}, "very quiet"),
        ({"interrupted": True}, "broke off"),
        ({"lost_s": 0.42}, "0.4 s of sound were lost"),
    ],
)
def test_trouble_with_the_sound_is_named(page: DebriefPage, sound: dict, told: str) -> None:
    show(page, takes.spoken_take(GOOD, **sound))
    assert page.take_view.notices is not None
    assert told in page.take_view.notices.texts[0]


def test_a_plain_result_has_no_notice(page: DebriefPage) -> None:
    show(page, takes.spoken_take(GOOD))
    assert page.take_view.notices is not None
    assert page.take_view.notices.texts == ()
    assert not page.take_view.notices.isVisibleTo(page)


def test_a_close_call_shows_both_readings_and_its_sentence(page: DebriefPage, player: takes.SilentPlayer) -> None:
    take = takes.spoken_take(takes.STORIES["unsure"])
    assert take.marking is not None
    assert take.marking.unsure
    show(page, take)
    notices = page.take_view.notices
    assert notices is not None
    assert "“Empathy first”" in notices.texts[0]
    assert "“Asked, not heard”" in notices.texts[0]
    quote = notices.findChildren(QPushButton)[0]
    assert quote.accessibleName() == takes.DOUBTFUL.text
    assert "unsure" in quote.accessibleDescription()
    quote.click()
    assert len(player.played) == 1
    assert Meaning.UNSURE in {span.meaning for span in page.take_view.ribbon.reply.spans}


def test_an_error_is_told_in_its_own_words(page: DebriefPage) -> None:
    fault = HeardFirstError(ErrorKind.MICROPHONE_LOST, device="Headset")
    show(page, takes.spoken_take(GOOD), error=fault)
    assert page.take_view.notices is not None
    assert page.take_view.notices.texts[0] == words.error(fault)


# no result


@pytest.mark.parametrize("reason", list(Unmarked))
def test_without_a_result_it_says_why_and_lets_words_be_typed(page: DebriefPage, reason: Unmarked) -> None:
    show(page, takes.unmarked_take(reason))
    view = page.take_view
    assert view.reaction.headline == words.unmarked(reason)
    assert view.reaction.line == ""
    assert view.checklist is None
    assert view.tries is None
    assert view.models is None
    assert not view.reaction.findChild(Face).isVisibleTo(page)  # pyright: ignore[reportOptionalMemberAccess]
    assert button(page, "Type what you said").isEnabled()


def test_a_take_that_was_never_marked_says_so(page: DebriefPage) -> None:
    show(page, replace(takes.spoken_take(GOOD), marking=None))
    assert page.take_view.reaction.headline == "This take has not been marked."
    assert takes.SIDE.text in texts(page.take_view.transcript)


# correcting


def test_corrected_words_are_sent_and_marking_again_is_shown(qtbot: QtBot, page: DebriefPage) -> None:
    take = takes.spoken_take(WEAK)
    show(page, take)
    transcript = page.take_view.transcript
    button(page, "Correct the words").click()
    assert transcript.editor.toPlainText() == takes.text_of(WEAK)
    transcript.editor.setPlainText("You've  had three dates.\nI need the list.")
    with qtbot.waitSignal(page.corrected) as caught:
        button(page, "Mark again").click()
    assert caught.args == [1, "You've had three dates. I need the list."]
    assert take.transcript is not None
    waiting = replace(take, transcript=take.transcript.correct("You've had three dates. I need the list."))
    show(page, waiting, marking_again=1)
    assert "Marking again…" in texts(transcript)
    assert not button(page, "Correct the words").isEnabled()
    assert not button(page, "Try again").isEnabled()
    said = (takes.SIDE, takes.ASK)
    assert take.transcript is not None
    done = replace(take, transcript=take.transcript.correct(takes.text_of(said)), marking=takes.marking(said))
    show(page, done)
    assert "Marking again…" not in texts(transcript)
    assert "You corrected these words." in texts(transcript)
    assert page.take_view.reaction.headline.startswith("You showed that you heard them")


def test_unchanged_or_empty_words_are_not_marked_again(qtbot: QtBot, page: DebriefPage) -> None:
    show(page, takes.spoken_take(WEAK))
    with qtbot.assertNotEmitted(page.corrected):
        button(page, "Correct the words").click()
        button(page, "Mark again").click()
        button(page, "Correct the words").click()
        page.take_view.transcript.editor.setPlainText("  ")
        button(page, "Mark again").click()
    assert page.take_view.transcript.editing
    assert "there is nothing to mark yet" in texts(page.take_view.transcript)


def test_escape_leaves_the_editor_without_a_change(qtbot: QtBot, page: DebriefPage) -> None:
    show(page, takes.spoken_take(WEAK))
    button(page, "Correct the words").click()
    page.take_view.transcript.editor.setPlainText("other")
    with qtbot.assertNotEmitted(page.corrected):
        qtbot.keyClick(page.take_view.transcript.editor, Qt.Key.Key_Escape)
    assert not page.take_view.transcript.editing
    assert page.take_view.transcript.sentences.isVisibleTo(page)


def test_words_that_could_not_be_marked_again_can_be_sent_once_more(qtbot: QtBot, page: DebriefPage) -> None:
    take = takes.spoken_take(WEAK)
    assert take.transcript is not None
    stale = replace(take, transcript=take.transcript.correct("You've had three dates."))
    show(page, stale, error=HeardFirstError(ErrorKind.MARKER_MISSING, path="m", sha256="0"))
    assert "You've had three dates." in texts(page.take_view.transcript)
    button(page, "Correct the words").click()
    with qtbot.waitSignal(page.corrected):
        button(page, "Mark again").click()


# transcript


def test_each_sentence_carries_the_words_for_what_it_does(page: DebriefPage) -> None:
    show(page, takes.spoken_take(GOOD))
    shown = page.take_view.transcript.sentences.buttons
    assert [one.sentence for one in shown] == [one.text for one in GOOD]
    assert [mark.label for mark in shown[4].marks] == ["what you need", "specific"]
    assert shown[0].marks == ()


def test_up_and_down_go_through_the_sentences_and_tab_stops_once(qtbot: QtBot, page: DebriefPage) -> None:
    show(page, takes.spoken_take(GOOD))
    shown = page.take_view.transcript.sentences.buttons
    shown[0].setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_End):
        qtbot.keyClick(page.focusWidget(), key)
    assert page.focusWidget() is shown[-1]
    assert [one.focusPolicy() for one in shown].count(Qt.FocusPolicy.StrongFocus) == 1


# takes


def test_two_takes_stand_side_by_side_and_either_can_be_read(page: DebriefPage) -> None:
    show(page, takes.spoken_take(WEAK, 1), takes.spoken_take(GOOD, 2))
    view = page.take_view
    assert view.takes is not None
    assert [card.title for card in view.takes.cards] == ["Take 1 · Asked, not heard", "Take 2 · Empathy first"]
    assert [len(card.ribbon.reply.spans) > 0 for card in view.takes.cards] == [True, True]
    assert view.reaction.headline.startswith("You showed")
    page._frame.choice.chosen.emit(1)  # pyright: ignore[reportPrivateUsage]
    assert view.reaction.story.startswith("You asked")


def test_hearing_one_take_moves_no_other_playhead(page: DebriefPage, player: takes.SilentPlayer) -> None:
    show(page, takes.spoken_take(WEAK, 1), takes.spoken_take(GOOD, 2))
    assert page.take_view.takes is not None
    first, second = page.take_view.takes.cards
    first.ribbon.hear.emit(1.0, 2.0)
    player.on_position(1.5)
    assert [one.playhead for one in (first.ribbon, second.ribbon, page.take_view.ribbon)] == [1.5, 0.0, 0.0]
    page.take_view.ribbon.hear.emit(2.0, 3.0)
    player.on_position(2.5)
    assert [one.playhead for one in (first.ribbon, second.ribbon, page.take_view.ribbon)] == [1.5, 2.5, 2.5]


def test_a_third_take_stands_beside_the_second(page: DebriefPage) -> None:
    show(page, takes.spoken_take(WEAK, 1), takes.typed_take(GOOD, 2), takes.spoken_take(GOOD, 3))
    assert page.take_view.takes is not None
    assert [card.take.number for card in page.take_view.takes.cards] == [2, 3]


def test_one_take_alone_has_neither_choice_nor_comparison(page: DebriefPage) -> None:
    show(page, takes.spoken_take(WEAK))
    assert page.take_view.takes is None
    assert not page._frame.choice.isVisibleTo(page)  # pyright: ignore[reportPrivateUsage]


def test_correcting_an_older_take_keeps_it_in_view(page: DebriefPage) -> None:
    first, second = takes.spoken_take(WEAK, 1), takes.spoken_take(GOOD, 2)
    show(page, first, second)
    page._frame.choice.chosen.emit(1)  # pyright: ignore[reportPrivateUsage]
    said = (takes.SIDE, takes.ASK)
    show(page, takes.spoken_take(said, 1), second)
    assert page.take_view.ribbon.reply.extent == pytest.approx(takes.spoken_take(said).recording.duration_s)  # pyright: ignore[reportOptionalMemberAccess]


def test_model_conversations_are_played_after_ones_own(qtbot: QtBot, page: DebriefPage) -> None:
    show(page, takes.spoken_take(WEAK))
    models = page.take_view.models
    assert models is not None
    assert not models.replies.isVisibleTo(page)
    models.button.click()
    assert models.busy.isVisibleTo(page)
    qtbot.waitUntil(lambda: models.replies.isVisibleTo(page), timeout=5000)
    scenario = takes.scenario()
    assert scenario.models is not None
    told = texts(models)
    assert scenario.models.strong.turns[0] in told
    assert scenario.opening[0] in told
    assert any(line in told for answer in Answer for line in scenario.lines.of(answer)), "they are answered"
    models.button.click()
    assert not models.replies.isVisibleTo(page)


def test_where_the_models_cannot_be_played_that_is_said(qtbot: QtBot, page: DebriefPage) -> None:
    def fail(_: Scenario) -> NoReturn:
        raise HeardFirstError(ErrorKind.MARKER_MISSING, path="m", sha256="0")

    page.take_view.play_models_with(fail)
    show(page, takes.spoken_take(WEAK))
    models = page.take_view.models
    assert models is not None
    models.button.click()
    qtbot.waitUntil(lambda: "marker" in texts(models).lower(), timeout=5000)
    assert not models.busy.isVisibleTo(page)


# leaving, stored sessions, hearing the page


@pytest.mark.parametrize(
    ("text", "signal"), [("Try again", "try_again"), ("Done", "leave"), ("How this is marked", "rules")]
)
def test_buttons_ask_for_what_they_say(qtbot: QtBot, page: DebriefPage, text: str, signal: str) -> None:
    show(page, takes.spoken_take(WEAK))
    with qtbot.waitSignal(getattr(page, signal)):
        button(page, text).click()


def test_a_result_is_said_to_those_who_hear_the_window(page: DebriefPage, said_aloud: list[str]) -> None:
    show(page, takes.spoken_take(WEAK))
    assert said_aloud == ["Asked, not heard. You asked at 0:02, and they were not heard."]
    show(page, takes.spoken_take(WEAK))
    assert len(said_aloud) == 1, "the same result is not said twice"


@pytest.mark.parametrize("story", ["heard_then_asked", "asked_only", "unsure"])
def test_every_label_is_plain_and_every_stop_has_a_name(page: DebriefPage, story: str) -> None:
    show(page, takes.spoken_take(WEAK, 1, rough=True), takes.spoken_take(takes.STORIES[story], 2))
    assert faults(page) == []
    button(page, "Correct the words").click()
    assert faults(page) == []


def test_markup_in_what_was_said_is_shown_as_it_is(page: DebriefPage) -> None:
    said = replace(takes.ASK, text="<b>Ring</b> <img src=x> all eleven.", at={})
    show(page, takes.spoken_take((said,)))
    assert faults(page) == []
    assert page.take_view.transcript.sentences.buttons[0].sentence == said.text


def test_tab_goes_from_top_to_bottom(qtbot: QtBot, page: DebriefPage) -> None:
    show(page, takes.spoken_take(WEAK))
    show(page, takes.spoken_take(WEAK, 1), takes.spoken_take(takes.STORIES["unsure"], 2, rough=True))
    page.take_view.ribbon.setFocus()
    seen: list[int] = []
    while page.take_view.isAncestorOf(page.focusWidget()):
        here = page.focusWidget()
        seen.append(here.mapTo(page.take_view, here.rect().topLeft()).y())
        qtbot.keyClick(here, Qt.Key.Key_Tab)
        assert len(seen) < 60
    assert seen == sorted(seen)
    assert len(seen) > 10


@pytest.mark.parametrize("width", [600, 1024, 1600])
def test_no_sideways_scrolling(qtbot: QtBot, page: DebriefPage, width: int) -> None:
    page.resize(width, 640)
    show(page, takes.spoken_take(WEAK, 1, rough=True), takes.spoken_take(GOOD, 2))
    qtbot.waitUntil(lambda: page._frame.scroll_area.verticalScrollBar().maximum() > 0)  # pyright: ignore[reportPrivateUsage]
    assert page._frame.scroll_area.horizontalScrollBar().maximum() == 0  # pyright: ignore[reportPrivateUsage]


@pytest.mark.parametrize("dark", [False, True])
def test_all_that_stands_on_a_card_can_be_read(qapp: QApplication, dark: bool) -> None:
    palette = dark_palette() if dark else light_palette()
    on = ground(palette)
    inks = [theme.quiet(palette), *(theme.colour(one, palette) for one in Meaning)]
    assert min(theme.contrast(ink, on) for ink in inks) >= 4.5
