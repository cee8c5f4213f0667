"""Critiques that came by file, on the manager's page: the newest of each colleague, and removed only here."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from app.pairing.critique import Critique
from app.pairing.origin import Origin
from app.rehearsal.state import Debriefing
from tests.ui import debrief_takes as takes
from tests.ui.label_walk import faults
from ui.debrief.debrief_page import DebriefPage
from ui.debrief.earlier_critiques import newest

SAID = takes.STORIES["asked_only"]
FIRST = Critique(manager="Ada", colleague="Ben", consent="I agree.", take=1, words=4, given_utc_s=10, id="1" * 16)
AGAIN = Critique(manager="Ada", colleague="ben ", consent="I agree.", take=1, words=5, given_utc_s=20, id="2" * 16)
CEM = Critique(manager="Ada", colleague="Cem", consent="We agree.", take=1, words=3, given_utc_s=5, id="3" * 16)


@pytest.fixture
def drawer() -> takes.Drawer:
    made = takes.Drawer(FIRST, CEM, AGAIN)
    made.received = {one.id: Origin("Ben", 30, 40) for one in (FIRST, AGAIN)}
    return made


@pytest.fixture
def page(qtbot: QtBot, drawer: takes.Drawer) -> Iterator[DebriefPage]:
    made = takes.page_over(drawer)
    qtbot.addWidget(made)
    made.resize(1024, 640)
    made.show()
    run = takes.run_of(takes.spoken_take(SAID))
    made.recall(run)
    made.render(Debriefing(run, 1))
    yield made
    made.hide()


def test_the_newest_of_each_colleague_counts_whichever_came_first() -> None:
    assert newest((FIRST, CEM, AGAIN)) == (CEM, AGAIN)
    assert newest((AGAIN, FIRST)) == (AGAIN,)
    assert newest(()) == ()


def test_an_earlier_one_is_folded_away_and_says_so(page: DebriefPage) -> None:
    feedback = page.take_view.feedback
    assert [both.theirs.critique for both in feedback.critiques] == [CEM, AGAIN]
    (old,) = feedback.earlier.views
    assert old.critique == FIRST
    assert not old.isVisible()
    assert feedback.earlier.button.text() == "Show an earlier critique"
    feedback.earlier.button.click()
    assert old.isVisible()
    assert old.accessibleName() == "Earlier, since replaced: what Ben saw and heard of Ada"
    assert faults(feedback) == []


def test_the_earlier_one_differs_from_nothing_any_more(page: DebriefPage) -> None:
    assert [row.difference.by for row in page.take_view.feedback.differences.rows] == ["ben "]


def test_what_came_is_removed_here_and_ones_own_is_taken_back(
    qtbot: QtBot, page: DebriefPage, drawer: takes.Drawer
) -> None:
    own, came = (both.theirs for both in page.take_view.feedback.critiques)
    assert own.back_button.text() == "Take this critique back…"
    assert came.back_button.text() == "Remove it here…"
    withdrawal = page.take_view.withdrawal
    came.back_button.click()
    question = withdrawal.question
    assert question is not None
    assert question.text() == "Remove what ben  saw and heard from this computer?"
    assert "still has their own" in question.informativeText()
    assert question.do.text() == "Remove it here"
    question.do.click()
    qtbot.waitUntil(lambda: AGAIN.id not in drawer.kept)
    assert [both.theirs.critique for both in page.take_view.feedback.critiques] == [FIRST, CEM]
    assert not page.take_view.feedback.earlier.isVisible()
