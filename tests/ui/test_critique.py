"""The colleague's page: our marks hidden until theirs are in, consent, and all of it by keyboard."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.errors import ErrorKind, HeardFirstError
from app.marking.checklist import Criterion
from app.marking.label import Label
from app.marking.marker import Unmarked
from app.pairing.critique import Critique
from app.rehearsal.state import Debriefing, Run, Take
from tests.ui import debrief_takes as takes
from tests.ui.label_walk import faults
from ui import words
from ui.debrief.critique_page import CritiquePage
from ui.debrief.critique_people import consent
from ui.debrief.critique_scales import Scale, scale_words
from ui.debrief.debrief_page import DebriefPage
from ui.debrief.sentence_button import SentenceButton
from ui.widgets.text import Text

SAID = takes.STORIES["asked_only"]


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
    made.render(Debriefing(takes.run_of(takes.spoken_take(SAID)), 1))
    made.ask_colleague()
    yield made
    made.hide()


@pytest.fixture
def said_aloud(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a screen reader was asked to say."""
    told: list[str] = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: told.append(event.message()))
    return told


@pytest.fixture
def critique(page: DebriefPage) -> CritiquePage:
    return page.critique_page


def fill(critique: CritiquePage) -> None:
    critique.manager_edit.setText(" Ada ")
    critique.colleague_edit.setText("Ben")
    critique.consent_box.setChecked(True)
    critique.scales[Scale.FACE].choose(4)
    critique.scales[Scale.FACE].note_edit.setText("Looked up at “nothing left”")
    critique.keep_edit.setPlainText("The three dates")


def visible_texts(page: QWidget) -> str:
    shown = [one.text() for one in page.findChildren(Text) if one.isVisible()]
    return "\n".join([*shown, *(one.text() for one in page.findChildren(QPushButton) if one.isVisible())])


def test_our_marks_are_hidden_until_theirs_are_in(page: DebriefPage, critique: CritiquePage) -> None:
    shown = visible_texts(page)
    assert critique.ribbon.reply.spans == ()
    assert critique.ribbon.reply.peaks is not None
    assert takes.text_of(SAID) in shown
    take = takes.spoken_take(SAID)
    assert take.marking is not None
    assert take.marking.verdict is not None
    ours = [words.headline(take), words.verdict(take.marking.verdict), *(words.criterion(one) for one in Criterion)]
    assert [one for one in ours if one in shown] == []
    assert not any(one.isVisible() for one in page.findChildren(SentenceButton))
    assert not any(words.label(one) in critique.ribbon.accessibleDescription() for one in Label)
    assert not page.take_view.isVisible()


def test_saved_it_stands_beside_ours(
    qtbot: QtBot, page: DebriefPage, critique: CritiquePage, drawer: takes.Drawer
) -> None:
    fill(critique)
    critique.save_button.click()
    (saved,) = drawer.kept.values()
    assert isinstance(saved, Critique)
    assert saved == Critique(
        id=saved.id,
        given_utc_s=saved.given_utc_s,
        manager="Ada",
        colleague="Ben",
        consent=consent(),
        take=1,
        face=4,
        face_note="Looked up at “nothing left”",
        keep="The three dates",
    )
    (both,) = page.take_view.feedback.critiques
    qtbot.waitUntil(lambda: both.isVisible() and not both.visibleRegion().isEmpty())
    room = page.height() / 3
    qtbot.waitUntil(lambda: 0 <= both.mapTo(page, QPoint(0, 0)).y() < room)
    theirs, ours = visible_texts(both.theirs), visible_texts(both.ours)
    assert "Facial expression: 4 of 5" in theirs
    assert scale_words(Scale.FACE).anchors[3] in theirs
    assert "The three dates" in theirs
    assert "Tonality" not in theirs, "what was left open is not shown as judged"
    assert "○ Empathy before the ask: missed" in ours
    assert "You asked at 0:02, and they were not heard." in ours


def test_what_could_not_be_saved_stays_in_the_form(
    page: DebriefPage, critique: CritiquePage, drawer: takes.Drawer
) -> None:
    drawer.fails_with = HeardFirstError(ErrorKind.DISK_FULL, path="there")
    fill(critique)
    critique.save_button.click()
    assert critique.isVisibleTo(page)
    assert critique.keep_edit.toPlainText() == "The three dates"
    assert critique.scales[Scale.FACE].number == 4
    assert page.take_view.feedback.critiques == []


def test_a_second_critique_by_the_same_colleague_replaces_the_first(page: DebriefPage, critique: CritiquePage) -> None:
    for keep in ("The pause", "The three dates"):
        page.ask_colleague()
        fill(critique)
        critique.keep_edit.setPlainText(keep)
        critique.save_button.click()
    assert [one.theirs.critique.keep for one in page.take_view.feedback.critiques] == ["The three dates"]
    page.ask_colleague()
    fill(critique)
    critique.colleague_edit.setText("Cem")
    critique.save_button.click()
    assert [one.theirs.critique.colleague for one in page.take_view.feedback.critiques] == ["Ben", "Cem"]


def test_it_begins_with_the_name_that_is_missing(page: DebriefPage, critique: CritiquePage) -> None:
    critique.manager_edit.setText("Ada")
    critique.colleague_edit.clear()
    critique.focus_first()
    assert page.focusWidget() is critique.colleague_edit


@pytest.mark.parametrize(
    ("missing", "told"),
    [
        ("manager", "both names"),
        ("colleague", "both names"),
        ("consent", "without the tick nothing is saved"),
        ("judgement", "at least one number or note"),
    ],
)
def test_it_is_refused_with_the_reason_and_leads_there(
    page: DebriefPage, critique: CritiquePage, drawer: takes.Drawer, missing: str, told: str
) -> None:
    fill(critique)
    wanted: QWidget = critique.consent_box
    match missing:
        case "manager" | "colleague":
            wanted = critique.manager_edit if missing == "manager" else critique.colleague_edit
            wanted.setText("  ")
        case "consent":
            critique.consent_box.setChecked(False)
        case _:
            critique.scales[Scale.FACE].reset()
            critique.keep_edit.clear()
            wanted = critique.scales[Scale.FACE].button(1)
    critique.save_button.click()
    assert drawer.kept == {}
    assert told in critique.refusal.text
    assert critique.refusal.isVisibleTo(page)
    assert page.focusWidget() is wanted
    assert page.take_view.feedback.critiques == []


@pytest.mark.parametrize("scale", list(Scale))
def test_number_keys_choose_and_zero_leaves_open(qtbot: QtBot, critique: CritiquePage, scale: Scale) -> None:
    view = critique.scales[scale]
    view.button(1).setFocus()
    assert view.number is None
    qtbot.keyClick(view.button(1), Qt.Key.Key_4)
    assert view.number == 4
    qtbot.keyClick(view.button(4), Qt.Key.Key_6)
    assert view.number == 4
    qtbot.keyClick(view.button(4), Qt.Key.Key_0)
    assert view.number is None


def test_digits_in_a_note_are_text(qtbot: QtBot, critique: CritiquePage) -> None:
    view = critique.scales[Scale.TONE]
    qtbot.keyClicks(view.note_edit, "at 0:04")
    assert view.note == "at 0:04"
    assert view.number is None


def test_every_number_says_what_it_looks_like(critique: CritiquePage) -> None:
    for scale, view in critique.scales.items():
        told = scale_words(scale)
        assert len(set(told.anchors)) == 5
        for number, looks in enumerate(told.anchors, start=1):
            assert view.button(number).accessibleName() == f"{told.name}, {number}: {looks}"
            assert looks in visible_texts(view)


def test_the_reply_can_be_heard(critique: CritiquePage, player: takes.SilentPlayer) -> None:
    critique.hear_button.click()
    ((_, start_s, end_s),) = player.played
    assert (start_s, end_s) == (0.0, critique.ribbon.reply.extent)
    player.on_position(2.0)
    assert critique.ribbon.playhead == 2.0


def test_a_reply_that_cannot_be_heard_says_why(
    qtbot: QtBot, critique: CritiquePage, player: takes.SilentPlayer
) -> None:
    critique.hear_button.click()
    fault = HeardFirstError(ErrorKind.NO_LOUDSPEAKER, reason="none")
    player.on_fail(fault)
    player.on_end()
    assert critique.refusal.text == words.error(fault)
    assert not critique.refusal.visibleRegion().isEmpty()


def test_going_back_and_returning_keeps_what_was_entered(page: DebriefPage, critique: CritiquePage) -> None:
    fill(critique)
    critique.back_button.click()
    assert page.take_view.isVisible()
    page.ask_colleague()
    assert critique.scales[Scale.FACE].number == 4
    assert critique.keep_edit.toPlainText() == "The three dates"


def test_another_session_begins_empty(page: DebriefPage, critique: CritiquePage) -> None:
    fill(critique)
    other = takes.run_of(takes.typed_take(SAID))
    page.render(Debriefing(type(other)("session-2", other.scenario, other.takes), 1))
    page.ask_colleague()
    assert critique.scales[Scale.FACE].number is None
    assert not critique.consent_box.isChecked()
    assert not critique.hear_button.isVisibleTo(page)


def test_stored_critiques_stand_with_their_own_take(page: DebriefPage, drawer: takes.Drawer) -> None:
    first = Critique(manager="Ada", colleague="Ben", consent=consent(), take=1, tone=2, tone_note="Fast")
    second = Critique(manager="Ada", colleague="Cem", consent=consent(), take=2, words=5)
    run = takes.run_of(takes.spoken_take(SAID, 1), takes.spoken_take(takes.STORIES["heard_then_asked"], 2))
    drawer.kept |= {one.id: one for one in (first, second)}
    drawer.session = "session-2"
    run = replace(run, session="session-2")
    page.recall(run)
    page.render(Debriefing(run, 2))
    assert [one.theirs.critique for one in page.take_view.feedback.critiques] == [second]


# a colleague is there from the beginning


def together(*made: Take) -> Run:
    return replace(takes.run_of(*made), pair=takes.PAIR)


@pytest.fixture
def attended(qtbot: QtBot, player: takes.SilentPlayer, drawer: takes.Drawer) -> Iterator[DebriefPage]:
    """A debrief whose colleague sits beside the manager; nothing was rendered yet."""
    made = takes.page_over(drawer, player)
    qtbot.addWidget(made)
    made.resize(1024, 640)
    made.show()
    yield made
    made.hide()


def test_the_colleague_comes_first_and_our_marks_follow(attended: DebriefPage, said_aloud: list[str]) -> None:
    attended.render(Debriefing(together(takes.spoken_take(SAID)), 1))
    critique = attended.critique_page
    assert critique.isVisible()
    assert not attended.take_view.isVisible()
    assert critique.back_button.text() == "Skip the critique"
    assert said_aloud == [], "a screen reader would tell the colleague too"
    fill(critique)
    critique.save_button.click()
    assert attended.take_view.isVisible()
    assert len(attended.take_view.feedback.critiques) == 1
    assert len(said_aloud) == 1


def test_the_colleague_may_skip_and_come_back(attended: DebriefPage, said_aloud: list[str]) -> None:
    attended.render(Debriefing(together(takes.spoken_take(SAID)), 1))
    attended.critique_page.back_button.click()
    assert attended.take_view.isVisible()
    assert len(said_aloud) == 1
    attended.ask_colleague()
    assert attended.critique_page.back_button.text() == "Back"


def test_the_next_take_is_the_colleagues_first_again_but_not_one_that_was_seen(attended: DebriefPage) -> None:
    first, second = takes.spoken_take(SAID, 1), takes.spoken_take(takes.STORIES["heard_then_asked"], 2)
    attended.render(Debriefing(together(first), 1))
    attended.critique_page.back_button.click()
    assert first.transcript is not None
    corrected = replace(first, transcript=first.transcript.correct("Other words."))
    attended.render(Debriefing(together(corrected), 1, marking_again=1))
    attended.render(Debriefing(together(first), 1))
    assert attended.take_view.isVisible()
    attended.render(Debriefing(together(first, second), 2))
    assert attended.critique_page.isVisible()


def test_a_session_from_the_past_and_a_reply_that_was_not_heard_are_shown_at_once(attended: DebriefPage) -> None:
    run = together(takes.spoken_take(SAID))
    attended.recall(run)
    attended.render(Debriefing(run, 1))
    assert attended.take_view.isVisible()
    silent = together(takes.unmarked_take(Unmarked.SILENCE))
    attended.render(Debriefing(type(silent)("session-2", silent.scenario, silent.takes), 1))
    assert attended.take_view.isVisible()


def test_tab_reaches_everything_from_top_to_bottom(qtbot: QtBot, critique: CritiquePage, page: DebriefPage) -> None:
    fill(critique)
    critique.manager_edit.setFocus()
    seen: list[QWidget] = []
    while page.focusWidget() not in seen and len(seen) < 60:
        seen.append(page.focusWidget())
        qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
    for wanted in (
        critique.colleague_edit,
        critique.consent_box,
        critique.ribbon,
        critique.hear_button,
        critique.scales[Scale.FACE].button(4),
        critique.scales[Scale.WORDS].note_edit,
        critique.keep_edit,
        critique.save_button,
    ):
        assert wanted in seen
    places = [seen.index(one) for one in (critique.consent_box, critique.ribbon, critique.keep_edit)]
    assert places == sorted(places)


def test_every_label_is_plain_and_every_stop_has_a_name(critique: CritiquePage) -> None:
    assert faults(critique) == []


def test_what_stood_in_the_way_is_no_longer_told_once_it_is_mended(page: DebriefPage) -> None:
    critique = page.critique_page
    critique.tell("Give at least one number or note.")
    critique.scales[Scale.FACE].button(2).click()
    assert critique.refusal.isHidden()
    critique.tell("Give at least one number or note.")
    critique.keep_edit.setPlainText("The pause")
    assert critique.refusal.isHidden()


def test_a_critique_asked_for_after_the_marks_does_not_claim_that_they_are_hidden(page: DebriefPage) -> None:
    said = [text.text() for text in page.critique_page.findChildren(Text)]
    assert not any("stay hidden" in text for text in said)
