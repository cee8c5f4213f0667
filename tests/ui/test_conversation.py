"""The debrief over several turns: one ribbon, each sentence with its own turn's sound, alternatives beside it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from app.marking.marker import Marker
from app.pairing.pair import Agreed, Consent, Pair, Salesperson
from app.rehearsal import event as on
from app.rehearsal.state import Debriefing, Run, Take
from app.transcript.transcript import typed
from tests.fake_classifier import FakeClassifier, Said
from tests.ui import debrief_takes as takes
from ui.debrief import conversation as talk
from ui.debrief.debrief_page import DebriefPage
from ui.debrief.evidence import all_evidence, is_stale, moment_s, ribbon_reply, sentence_at, spoken_text
from ui.debrief.reaction_view import headline
from ui.debrief.waveforms import Waveforms
from ui.widgets.ribbon import Ribbon

PAIR = Pair("Ann", "Ben", Salesperson.COLLEAGUE, Consent("We agree.", Agreed.TYPED, 1))
SAID: tuple[tuple[Said, ...], ...] = ((takes.SIDE, takes.FEELING), (takes.CHECK,), (takes.ASK, takes.STEP))


def conversation(*said: tuple[Said, ...], lines: tuple[str, ...] = ("", "", "I see.")) -> Run:
    """A run of spoken turns that were marked as one conversation."""
    made: list[Take] = []
    for number, (turn, line) in enumerate(zip(said, lines, strict=False), start=1):
        take = takes.spoken_take(turn, number)
        made.append(replace(take, salesperson=line, after=number - 1, marking=None))
    run = replace(takes.run_of(*made), pair=PAIR)
    classifier = FakeClassifier([one for turn in said for one in turn])
    marking = Marker(classifier).mark(run.turns(len(made)), run.scenario.goal)
    return run.with_take(replace(made[-1], marking=marking))


RUN = conversation(*SAID)
LENGTHS = [take.recording.duration_s for take in RUN.takes if take.recording]


def shown(run: Run = RUN, number: int = 3) -> Take:
    take = talk.whole(run, number)
    assert take is not None
    return take


@pytest.fixture
def player() -> takes.SilentPlayer:
    return takes.SilentPlayer()


@pytest.fixture
def page(qtbot: QtBot, player: takes.SilentPlayer) -> Iterator[DebriefPage]:
    """The conversation of RUN, shown."""
    made = takes.page_over(takes.Drawer(), player)
    qtbot.addWidget(made)
    made.resize(1024, 640)
    made.show()
    made.recall(RUN)
    made.render(Debriefing(RUN, 3))
    yield made
    made.hide()


def heads(page: DebriefPage) -> list[tuple[str, str]]:
    return [(head.title.text(), head.line.text()) for head in page.take_view.transcript.heads]


def test_the_transcript_says_what_each_turn_answers(page: DebriefPage) -> None:
    unknown = "(what Ben said was not recorded)"
    assert heads(page) == [("Turn 1", unknown), ("Turn 2", unknown), ("Turn 3", "Ben: “I see.”")]
    column = [one.sentence for one in page.take_view.transcript.sentences.buttons]
    assert column == [one.text for turn in SAID for one in turn]


def test_the_heads_stand_before_their_sentences(page: DebriefPage) -> None:
    view = page.take_view.transcript
    tops = [head.y() for head in view.heads]
    sentences = [one.y() for one in view.sentences.buttons]
    assert tops[0] < sentences[0] < sentences[1] < tops[1] < sentences[2] < tops[2] < sentences[3]


def test_a_click_on_the_ribbon_plays_the_right_file(page: DebriefPage, player: takes.SilentPlayer) -> None:
    ribbon = page.take_view.ribbon
    asked = next(one for one in ribbon.reply.spans if one.quote == takes.ASK.text)
    ribbon.hear.emit(asked.start, asked.end)
    path, start_s, end_s = player.played[-1]
    assert path == Path("/sounds/take-3.wav")
    assert end_s is not None
    assert 0.0 <= start_s < end_s <= LENGTHS[2]
    player.on_position(1.0)
    assert ribbon.playhead == pytest.approx(LENGTHS[0] + LENGTHS[1] + 1.0, abs=0.01)


def test_all_of_it_is_heard_turn_after_turn(qtbot: QtBot, page: DebriefPage, player: takes.SilentPlayer) -> None:
    page.frame.hear.click()
    for number in (1, 2, 3):
        qtbot.waitUntil(lambda number=number: len(player.played) == number)
        assert player.played[-1][0] == Path(f"/sounds/take-{number}.wav")
        assert page.frame.hear.text() == "Stop"
        player.on_end()
    qtbot.waitUntil(lambda: page.frame.hear.text() != "Stop")
    assert len(player.played) == 3


def test_stopping_stops_the_turns_that_would_follow(page: DebriefPage, player: takes.SilentPlayer) -> None:
    page.frame.hear.click()
    page.frame.hear.click()
    player.on_end()
    assert len(player.played) == 1
    assert page.frame.hear.text() != "Stop"


def test_a_sentence_plays_its_own_turn(page: DebriefPage, player: takes.SilentPlayer) -> None:
    for button, number in zip(page.take_view.transcript.sentences.buttons, (1, 1, 2, 3, 3), strict=True):
        button.click()
        assert player.played[-1][0] == Path(f"/sounds/take-{number}.wav")


def test_one_turn_is_corrected(qtbot: QtBot, page: DebriefPage) -> None:
    view = page.take_view.transcript
    with qtbot.waitSignal(page.corrected) as sent:
        view.heads[1].correct_button.click()
        assert view.editing
        assert view.editor.toPlainText() == takes.CHECK.text
        view.editor.setPlainText("Did I get that right?")
        assert view.unsent
        view.mark_button.click()
    assert sent.args == [2, "Did I get that right?"]
    assert not view.editing


def test_leaving_a_correction_leads_back_to_its_turn(page: DebriefPage) -> None:
    view = page.take_view.transcript
    view.heads[2].correct_button.click()
    assert view.editor.toPlainText() == takes.text_of(SAID[2])
    view.cancel_button.click()
    assert not view.editing
    assert QApplication.focusWidget() is view.heads[2].correct_button


def test_while_it_is_marked_again_the_words_stand_there_and_nothing_can_be_pressed(page: DebriefPage) -> None:
    first = RUN.take(1)
    assert first.transcript is not None
    run = RUN.with_take(replace(first, transcript=first.transcript.correct("Other words.")))
    page.render(Debriefing(run, 3, marking_again=3))
    view = page.take_view.transcript
    assert [head.said.text() for head in view.heads] == ["Other words.", *(takes.text_of(turn) for turn in SAID[1:])]
    assert not any(head.correct_button.isEnabled() for head in view.heads)
    assert not page.frame.onward.isEnabled()


def test_a_turn_is_tried_again_and_the_conversation_gone_on_with(qtbot: QtBot, page: DebriefPage) -> None:
    with qtbot.waitSignal(page.wanted) as sent:
        page.take_view.transcript.heads[1].again_button.click()
    assert sent.args == [on.TryAgain(2)]
    assert page.frame.onward.isVisible()
    with qtbot.waitSignal(page.wanted) as sent:
        page.frame.onward.click()
    assert sent.args == [on.NextTurn(3)]
    assert page.turns == (1, 2, 3)


def test_a_rehearsal_alone_has_none_of_that(page: DebriefPage) -> None:
    run = takes.run_of(takes.spoken_take(SAID[0]), takes.spoken_take(SAID[1], 2))
    page.recall(run)
    page.render(Debriefing(run, 2))
    assert page.frame.onward.isVisible(), "the salesperson has not ended it"
    assert page.take_view.transcript.heads == ()
    assert page.take_view.transcript.correct_button.isVisible()
    assert page.take_view.ribbon.reply.dividers == ()
    assert [page.frame.choice.box.itemText(at).split(" · ")[0] for at in range(2)] == ["Take 2", "Take 1"]


def test_takes_are_chosen_among_and_not_turns(page: DebriefPage) -> None:
    other = replace(takes.spoken_take(SAID[2], 4), after=2)
    run = RUN.with_take(replace(other, marking=None))
    run = run.with_take(replace(run.take(4), marking=replace(RUN.take(3).marking, turns=run.turns(4))))  # type: ignore[type-var]
    page.recall(run)
    page.render(Debriefing(run, 4))
    names = [page.frame.choice.box.itemText(at) for at in range(page.frame.choice.box.count())]
    assert [name.split(" · ")[:2] for name in names] == [["Take 2", "3 turns"], ["Take 1", "3 turns"]]
    assert page.take_view.takes is not None
    assert [card.title.split(" · ")[0] for card in page.take_view.takes.cards] == ["Take 1", "Take 2"]


def test_a_conversation_that_was_left_can_be_gone_on_with(page: DebriefPage) -> None:
    run = RUN.with_take(replace(RUN.take(3), marking=None))
    page.recall(run)
    page.render(Debriefing(run, 3))
    assert page.take_view.notices is not None
    assert "Mark the conversation" in [one.text() for one in page.take_view.notices.findChildren(QPushButton)]
    assert [head.said.text() for head in page.take_view.transcript.heads] == [takes.text_of(turn) for turn in SAID]
    assert page.frame.onward.isVisible()


def test_somebody_elses_conversation_is_only_read(page: DebriefPage) -> None:
    view = page.take_view.transcript
    view.allow_correcting(False)
    assert not any(head.correct_button.isVisible() or head.again_button.isVisible() for head in view.heads)


def test_a_take_that_follows_none_is_shown_as_it_is() -> None:
    run = takes.run_of(takes.spoken_take(SAID[0]), takes.spoken_take(SAID[1], 2))
    assert talk.whole(run, 2) is run.take(2)
    assert talk.attempts(run) == run.takes
    assert talk.whole(run, 3) is None


def test_a_turn_by_itself_is_no_conversation() -> None:
    turns = talk.turns_of(shown())
    assert turns == RUN.takes
    assert [talk.length_s(one) for one in turns] == LENGTHS


def test_the_sounds_stand_one_after_the_other() -> None:
    take = shown()
    assert talk.has_sound(take)
    assert talk.length_s(take) == pytest.approx(sum(LENGTHS))
    assert talk.start_s(take, 2) == pytest.approx(LENGTHS[0] + LENGTHS[1])
    reply = ribbon_reply(take, None)
    assert reply.extent == pytest.approx(sum(LENGTHS))
    assert [(one.at, one.label) for one in reply.dividers] == [
        (pytest.approx(LENGTHS[0]), "turn 2"),
        (pytest.approx(LENGTHS[0] + LENGTHS[1]), "turn 3"),
    ]


def test_each_sentence_has_its_own_turns_sound() -> None:
    for one in all_evidence(shown()):
        assert one.path == Path(f"/sounds/take-{one.turn + 1}.wav")
        assert one.span_s is not None
        assert 0.0 <= one.span_s[0] < one.span_s[1] <= LENGTHS[one.turn]


def test_the_marked_sentences_lie_in_their_turns_on_the_ribbon() -> None:
    take = shown()
    spans = ribbon_reply(take, None).spans
    asked = next(one for one in spans if one.quote == takes.ASK.text)
    heard = next(one for one in spans if one.quote == takes.SIDE.text)
    assert heard.end <= LENGTHS[0]
    assert asked.start >= talk.start_s(take, 2)
    assert asked.end <= talk.length_s(take)


@pytest.mark.parametrize(
    ("start", "end", "files"),
    [
        (0.0, 1.0, [(1, 0.0, 1.0)]),
        (LENGTHS[0] + 0.25, LENGTHS[0] + 0.5, [(2, 0.25, 0.5)]),
        (1.0, sum(LENGTHS), [(1, 1.0, LENGTHS[0]), (2, 0.0, LENGTHS[1]), (3, 0.0, LENGTHS[2])]),
        (sum(LENGTHS), sum(LENGTHS), []),
    ],
)
def test_a_part_of_the_ribbon_is_the_right_files(
    start: float, end: float, files: list[tuple[int, float, float]]
) -> None:
    found = talk.stretches(shown(), start, end)
    assert [path for path, _, _ in found] == [Path(f"/sounds/take-{number}.wav") for number, _, _ in files]
    assert [(first, last) for _, first, last in found] == [
        (pytest.approx(first), pytest.approx(last)) for _, first, last in files
    ]


def test_a_moment_of_a_file_has_its_place() -> None:
    take = shown()
    assert talk.place_of_sound(take, Path("/sounds/take-2.wav"), 0.5) == pytest.approx(LENGTHS[0] + 0.5)
    assert talk.place_of_sound(take, Path("/sounds/other.wav"), 0.5) is None
    assert talk.place_of_moment(take, 3, 1.0) == pytest.approx(LENGTHS[0] + LENGTHS[1] + 1.0)
    assert talk.place_of_moment(take, 9, 1.0) is None
    for number, length in enumerate(LENGTHS, start=1):
        for at_s in (0.0, length / 2):
            place = talk.place_of_moment(take, number, at_s)
            assert place is not None
            assert talk.moment_at(take, place) == (number, pytest.approx(at_s))
    assert talk.moment_at(take, sum(LENGTHS)) == (3, pytest.approx(LENGTHS[2]))


def test_the_headline_tells_moments_on_that_one_ribbon() -> None:
    take = shown()
    assert take.marking is not None
    told = take.marking.headline
    assert told is not None
    assert told.asked is not None
    asked_s = moment_s(take, told.asked)
    assert asked_s is not None
    assert asked_s > talk.start_s(take, 2)
    assert f"0:{int(asked_s):02}" in headline(take)


def test_a_typed_turn_makes_a_ribbon_of_words_that_still_plays() -> None:
    second = replace(RUN.take(2), transcript=typed(takes.text_of(SAID[1])), recording=None)
    take = shown(RUN.with_take(second))
    assert not talk.has_sound(take)
    reply = ribbon_reply(take, None)
    texts = [takes.text_of(turn) for turn in SAID]
    assert reply.text == spoken_text(take) == " ".join(texts)
    assert [one.at for one in reply.dividers] == [len(texts[0]) + 1, len(texts[0]) + len(texts[1]) + 2]
    assert sentence_at(take, len(texts[0]) + 3) == (1, 0)
    by_turn = {one.turn: one for one in all_evidence(take)}
    assert by_turn[0].span_s is not None
    assert (by_turn[1].span_s, by_turn[1].path) == (None, None)
    assert "0:" not in headline(take), "a ribbon of words has no seconds"


def test_a_corrected_turn_makes_the_marks_stale() -> None:
    assert not is_stale(shown())
    first = RUN.take(1)
    assert first.transcript is not None
    assert is_stale(shown(RUN.with_take(replace(first, transcript=first.transcript.correct("Other words.")))))


def test_alternatives_are_told_from_turns() -> None:
    other = replace(takes.spoken_take(SAID[2], 4), after=2)
    run = RUN.with_take(other)
    assert [take.number for take in talk.attempts(run)] == [3, 4]
    assert [[one.number for one in talk.turns_of(take)] for take in talk.attempts(run)] == [[1, 2, 3], [1, 2, 4]]
    longer = run.with_take(replace(takes.spoken_take(SAID[1], 5), after=3, marking=None))
    assert [take.number for take in talk.attempts(longer)] == [3, 4, 5], "what was marked stays to be read"


def test_the_waveforms_stand_in_proportion() -> None:
    def peaks(path: Path, columns: int) -> np.ndarray:
        return np.full(columns, int(path.stem[-1]), np.float32)

    wave = Waveforms(peaks).of(shown())
    assert wave is not None
    for number, length in enumerate(LENGTHS, start=1):
        assert (wave == number).mean() == pytest.approx(length / sum(LENGTHS), abs=0.01)


def test_a_sound_that_cannot_be_read_leaves_the_others() -> None:
    def peaks(path: Path, columns: int) -> np.ndarray:
        if path.stem.endswith("2"):
            raise OSError
        return np.ones(columns, np.float32)

    waves = Waveforms(peaks)
    wave = waves.of(shown())
    assert wave is not None
    assert (wave == 0).mean() == pytest.approx(LENGTHS[1] / sum(LENGTHS), abs=0.01)


def test_the_ribbon_shows_where_a_turn_begins(qtbot: QtBot) -> None:
    """The divider and its name are drawn: pixels differ there, and nowhere else in the waveform."""
    take = shown()
    ribbon = Ribbon()
    qtbot.addWidget(ribbon)
    ribbon.resize(900, ribbon.heightForWidth(900))
    with_lines = ribbon_reply(take, None, with_spans=False)
    ribbon.show_reply(replace(with_lines, dividers=()))
    before = ribbon.grab().toImage()
    ribbon.show_reply(with_lines)
    after = ribbon.grab().toImage()
    assert before.size() == after.size()
    middle = after.height() - 20
    changed = [x for x in range(after.width()) if before.pixel(x, middle) != after.pixel(x, middle)]
    places = [one.at / with_lines.extent * after.width() for one in with_lines.dividers]
    assert changed
    assert all(min(abs(x - place) for place in places) < 12 for x in changed)
