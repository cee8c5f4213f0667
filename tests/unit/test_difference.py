"""Where a colleague and the marking differ: the order, pinned sentences, the scale for the words."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from app.marking.checklist import Criterion, Result
from app.marking.facts import Goal
from app.marking.label import Label
from app.marking.marker import Marker, Marking, Turn, Unmarked, unmarked
from app.marking.verdict import Verdict
from app.pairing.critique import Critique
from app.pairing.difference import Difference, Differs, differences
from app.pairing.pin import Noticed, Pin
from app.pairing.pinned import SaidTurn, pinned_sentence
from app.transcript.transcript import Segment, Transcript, Word, typed
from tests.fake_classifier import FakeClassifier, Said

L = Label
SIDE = Said("You have nothing left to promise them today.", (L.PERSPECTIVE,))  # 8 words: 0 to 4 s
ASK = Said("Ring all eleven of them by five please.", (L.EXPECTATION, L.SPECIFIC))  # 8 words: 4 to 8 s
BLAME = Said("And stop hiding.", (L.JUDGMENT,))
PLAIN = Said("Morning Samir, sit down.")
SOFT = Said("It must be hard for you right now.", (L.PERSPECTIVE,), {}, {L.PERSPECTIVE: 0.55})
MIXED = Said("You are tired and lazy.", (L.EMOTION, L.JUDGMENT))
VALUE = Said("A kitchen can hire a cooler.", (L.VALUE,))
STEP = Said("Who will you ring first?", (L.COMMITMENT,))


def heard(said: Sequence[Said], word_s: float = 0.5) -> Transcript:
    """Two words a second, without a pause."""
    text = " ".join(one.text for one in said)
    words = tuple(Word(word, at * word_s, (at + 1) * word_s - 0.05) for at, word in enumerate(text.split()))
    return Transcript((Segment(words, 0.0, len(words) * word_s),), "whisper")


def mark(*turns: Sequence[Said], goal: Goal = Goal.HEAR_THEN_ASK) -> Marking:
    said = [one for turn in turns for one in turn]
    return Marker(FakeClassifier(said)).mark([Turn(" ".join(one.text for one in turn)) for turn in turns], goal)


def critique(**given: object) -> Critique:
    return Critique(manager="Ada", colleague="Ben", consent="agreed", take=1, **given)  # type: ignore[arg-type]


def pin(at_s: float, *, good: bool = False, noticed: Noticed = Noticed.WORDS, take: int = 1) -> Pin:
    return Pin(take=take, noticed=noticed, good=good, at_s=at_s, by="Ben")


def found(*said: Said, critiques: Sequence[Critique] = (), pins: Sequence[Pin] = ()) -> tuple[Difference, ...]:
    return differences(mark(said), [SaidTurn(1, heard(said))], critiques, pins)


# the order


def test_the_same_order_is_no_difference() -> None:
    assert found(SIDE, ASK, critiques=[critique(order=Verdict.EMPATHY_FIRST), critique()]) == ()


def test_another_order_is_one() -> None:
    (one,) = found(SIDE, ASK, critiques=[critique(order=Verdict.ACCOUNTABILITY_FIRST)])
    assert one == Difference(differs=Differs.ORDER, by="Ben", order=Verdict.ACCOUNTABILITY_FIRST)


@pytest.mark.parametrize("order", [Verdict.ACCOUNTABILITY_ONLY, Verdict.NEITHER])
def test_an_unsure_marking_says_so(order: Verdict) -> None:
    marking = mark((SOFT, ASK))
    assert (marking.unsure, marking.alternative) == (True, Verdict.ACCOUNTABILITY_ONLY)
    (one,) = differences(marking, [SaidTurn(1, heard((SOFT, ASK)))], [critique(order=order)], [])
    assert one.unsure
    assert one.second is (order is Verdict.ACCOUNTABILITY_ONLY)


def test_every_colleague_counts() -> None:
    others = [critique(order=Verdict.NEITHER), replace(critique(order=Verdict.EMPATHY_ONLY), colleague="Cem")]
    assert [(one.by, one.order) for one in found(SIDE, ASK, critiques=others)] == [
        ("Ben", Verdict.NEITHER),
        ("Cem", Verdict.EMPATHY_ONLY),
    ]


# pinned sentences


@pytest.mark.parametrize("said", [SIDE, ASK, VALUE, STEP], ids=lambda said: said.labels[0].value)
def test_try_again_on_what_counts(said: Said) -> None:
    (one,) = found(said, pins=[pin(0.4)])
    assert (one.differs, one.sentence, one.by) == (Differs.DOUBTED, (0, 0), "Ben")
    assert one.pin is not None
    assert one.pin.at_s == 0.4


@pytest.mark.parametrize(
    ("said", "differs"), [(BLAME, Differs.LIKED_MISSTEP), (MIXED, Differs.LIKED_MISSTEP), (PLAIN, Differs.LIKED_PLAIN)]
)
def test_good_on_a_misstep_or_on_nothing(said: Said, differs: Differs) -> None:
    (one,) = found(said, pins=[pin(0.4, good=True)])
    assert (one.differs, one.sentence) == (differs, (0, 0))


@pytest.mark.parametrize(("said", "good"), [(SIDE, True), (ASK, True), (BLAME, False), (MIXED, False), (PLAIN, False)])
def test_pins_that_agree_are_none(said: Said, good: bool) -> None:
    assert found(said, pins=[pin(0.4, good=good)]) == ()


@pytest.mark.parametrize("noticed", [Noticed.FACE, Noticed.TONE])
def test_face_and_tone_are_the_colleagues_alone(noticed: Noticed) -> None:
    assert found(SIDE, BLAME, pins=[pin(0.4, noticed=noticed), pin(4.4, noticed=noticed, good=True)]) == ()


def test_a_sentence_on_which_the_order_hangs_says_so() -> None:
    marking = mark((SOFT, ASK))
    found_ = differences(marking, [SaidTurn(1, heard((SOFT, ASK)))], [], [pin(1.0), pin(5.0)])
    assert [(one.sentence, one.unsure) for one in found_] == [((0, 0), True), ((0, 1), False)]


def test_they_come_in_spoken_order_after_the_order_and_before_the_scale() -> None:
    given = [critique(order=Verdict.NEITHER, words=1)]
    found_ = found(SIDE, ASK, STEP, VALUE, critiques=given, pins=[pin(5.0), pin(1.0)])
    kinds = [(one.differs, one.sentence) for one in found_]
    assert kinds[:3] == [(Differs.ORDER, None), (Differs.DOUBTED, (0, 0)), (Differs.DOUBTED, (0, 1))]


# from a moment to a sentence


@pytest.mark.parametrize(
    ("at_s", "place"),
    [
        (0.0, (0, 0)),
        (3.9, (0, 0)),
        (4.0, (0, 1)),
        (7.9, (0, 1)),
        (8.9, (0, 1)),  # a second after its last word
        (9.1, None),
    ],
)
def test_the_sentence_that_began_last_is_meant(at_s: float, place: tuple[int, int] | None) -> None:
    turns = [SaidTurn(1, heard((SIDE, ASK)))]
    assert pinned_sentence(mark((SIDE, ASK)), turns, pin(at_s)) == place


def test_people_tap_late_but_not_by_more_than_four_seconds() -> None:
    short = heard((BLAME,))  # over after 1.5 s
    assert pinned_sentence(mark((BLAME,)), [SaidTurn(1, short)], pin(4.0)) == (0, 0)
    assert pinned_sentence(mark((BLAME,)), [SaidTurn(1, short)], pin(4.1)) is None


def test_a_long_sentence_is_meant_as_long_as_it_is_said() -> None:
    slow = heard((SIDE,), word_s=2.0)  # 16 s
    assert pinned_sentence(mark((SIDE,)), [SaidTurn(1, slow)], pin(12.0)) == (0, 0)


def test_before_the_first_word_nothing_is_meant() -> None:
    late = heard((SIDE,))
    words = tuple(replace(word, start_s=word.start_s + 3, end_s=word.end_s + 3) for word in late.words)
    late = Transcript((Segment(words, 3.0, 7.0),), "whisper")
    assert pinned_sentence(mark((SIDE,)), [SaidTurn(1, late)], pin(2.0)) is None


# nothing to hold against each other


def test_without_a_marking_there_is_none() -> None:
    silent = unmarked([Turn("")], Unmarked.SILENCE, Goal.HEAR_THEN_ASK)
    given = [critique(order=Verdict.NEITHER, words=1)]
    assert differences(None, [], given, [pin(1.0)]) == ()
    assert differences(silent, [SaidTurn(1, None)], given, [pin(1.0)]) == ()


@pytest.mark.parametrize("transcript", [None, typed(SIDE.text)])
def test_a_reply_without_sound_has_no_pinned_sentence(transcript: Transcript | None) -> None:
    marking = mark((SIDE,))
    assert differences(marking, [SaidTurn(1, transcript)], [], [pin(0.4)]) == ()


def test_words_that_were_corrected_wait_for_their_marks() -> None:
    corrected = heard((SIDE, ASK)).correct("Something else entirely was said here.")
    assert differences(mark((SIDE, ASK)), [SaidTurn(1, corrected)], [], [pin(0.4)]) == ()


def test_several_turns_each_with_the_times_of_its_own_take() -> None:
    marking = mark((SIDE,), (PLAIN, ASK))
    turns = [SaidTurn(1, heard((SIDE,))), SaidTurn(3, heard((PLAIN, ASK)))]
    given = [pin(1.0, take=1), pin(1.0, take=3, good=True), pin(3.0, take=3), pin(1.0, take=2)]
    found_ = differences(marking, turns, [], given)
    assert [(one.differs, one.sentence) for one in found_] == [
        (Differs.DOUBTED, (0, 0)),
        (Differs.LIKED_PLAIN, (1, 0)),
        (Differs.DOUBTED, (1, 1)),
    ]
    assert differences(marking, turns[:1], [], given)[0].sentence == (0, 0), "a turn that is not known is passed over"


# the scale for the words


def strong() -> Marking:
    """A marking in which nothing was missed."""
    marking = mark((SIDE, Said("You are worn out.", (L.EMOTION,)), ASK, VALUE, STEP))
    assert [row.criterion for row in marking.checklist if row.result is Result.MISSED] == []
    return marking


@pytest.mark.parametrize(("number", "differs"), [(1, True), (2, True), (3, False), (5, False), (None, False)])
def test_weak_words_where_nothing_was_missed(number: int | None, differs: bool) -> None:
    found_ = differences(strong(), [], [critique(words=number)], [])
    assert [one.differs for one in found_] == ([Differs.WORDS_WEAK] if differs else [])
    assert all(one.number == number for one in found_)


@pytest.mark.parametrize(("number", "differs"), [(1, False), (3, False), (4, True), (5, True), (None, False)])
def test_strong_words_where_the_order_was_missed(number: int | None, differs: bool) -> None:
    marking = mark((ASK,))
    row = next(row for row in marking.checklist if row.criterion is Criterion.EMPATHY_BEFORE_ASK)
    assert row.result is Result.MISSED
    found_ = differences(marking, [], [critique(words=number)], [])
    assert [one.differs for one in found_] == ([Differs.WORDS_STRONG] if differs else [])
