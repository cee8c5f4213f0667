"""Whatever a recogniser invents, what comes out is usable."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.rehearsal.sound import SpeechSegment
from app.speech.tidying import MOST_WORDS_PER_S, tidy, without_loops
from app.transcript.transcript import Word

SEGMENT = SpeechSegment(3, 10.0, 14.0, np.zeros(4 * 16_000, np.float32))


def words(text: str) -> list[Word]:
    return [Word(one, index * 0.3, index * 0.3 + 0.2) for index, one in enumerate(text.split())]


def said(*given: tuple[str, float, float]) -> list[tuple[str, float, float]]:
    segment = tidy([Word(*one) for one in given], SEGMENT)
    return [(word.text, round(word.start_s, 3), round(word.end_s, 3)) for word in segment.words]


def test_times_are_those_of_the_take() -> None:
    assert said(("hello", 0.5, 0.9), ("there", 1.0, 1.4)) == [("hello", 10.5, 10.9), ("there", 11.0, 11.4)]


def test_nothing_heard_is_an_empty_segment() -> None:
    segment = tidy([], SEGMENT)
    assert (segment.words, segment.start_s, segment.end_s) == ((), 10.0, 14.0)


def test_a_word_that_lasts_beyond_the_segment_ends_with_it() -> None:
    assert said(("hello", 3.5, 29.9)) == [("hello", 13.5, 14.0)]


def test_overlapping_words_end_where_the_next_begins() -> None:
    assert said(("a", 0.0, 2.0), ("b", 1.0, 1.5)) == [("a", 10.0, 11.0), ("b", 11.0, 11.5)]


def test_one_wild_time_does_not_move_the_others() -> None:
    heard = said(("a", 0.5, 0.9), ("b", 3.9, 3.95), ("c", 1.5, 1.8), ("d", 2.0, 2.2))
    assert heard == [("a", 10.5, 10.9), ("b", 11.0, 11.5), ("c", 11.5, 11.8), ("d", 12.0, 12.2)]


def test_times_that_are_no_numbers_are_spread_between_those_that_are() -> None:
    heard = said(("a", 1.0, 1.1), ("b", math.nan, math.nan), ("c", 2.0, math.inf), ("d", -math.inf, -1.0))
    assert heard == [("a", 11.0, 11.1), ("b", 11.5, 12.0), ("c", 12.0, 12.5), ("d", 13.0, 13.5)]


def test_reversed_times() -> None:
    assert said(("a", 0.8, 0.2)) == [("a", 10.8, 11.3)]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("no no no", "no no no"),
        ("no no no no no", "no"),
        ("I need you to call I need you to call", "I need you to call I need you to call"),
        ("so I need it. I need it I need it, I need it I need", "so I need it."),
        ("thank you thank you thank you and goodbye", "thank you and goodbye"),
        ("a b c a b d a b c", "a b c a b d a b c"),
        ("", ""),
    ],
)
def test_loops_are_cut_to_one_round(given: str, kept: str) -> None:
    assert " ".join(word.text for word in without_loops(words(given))) == kept


def test_a_loop_keeps_the_time_of_its_first_round() -> None:
    assert without_loops(words("you you you you"))[0].start_s == 0.0


def test_ten_megabytes_of_text_are_cut_to_what_can_be_said() -> None:
    flood = [Word(f"w{index}", 0.0, 0.0) for index in range(1_000_000)]
    assert len(tidy(flood, SEGMENT).words) <= MOST_WORDS_PER_S * 5


def test_one_endless_word_and_empty_words_are_dropped() -> None:
    assert said(("x" * 10_000_000, 0, 1), ("  ", 1, 2), ("\x00yes\x1b", 2, 3)) == [("yes", 12.0, 13.0)]


@pytest.mark.parametrize(("given", "kept"), [(math.nan, None), (None, None), (1.7, 1.0), (-2.0, 0.0), (0.4, 0.4)])
def test_confidences_are_shares(given: float | None, kept: float | None) -> None:
    assert tidy([Word("yes", 0, 1, given)], SEGMENT).words[0].confidence == kept


ANY_TIME = st.floats(allow_nan=True, allow_infinity=True)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("abc"), ANY_TIME | st.floats(0, 4), ANY_TIME | st.floats(0, 4)), max_size=40))
def test_times_never_leave_the_segment_nor_go_back(given: list[tuple[str, float, float]]) -> None:
    segment = tidy([Word(*one) for one in given], SEGMENT)
    at_s = SEGMENT.start_s
    for word in segment.words:
        assert at_s <= word.start_s <= word.end_s <= SEGMENT.end_s
        at_s = word.end_s


@settings(max_examples=100, deadline=None)
@given(st.lists(st.floats(0, 4), max_size=20, unique=True))
def test_good_times_are_left_alone(starts: list[float]) -> None:
    starts = sorted(starts)
    given = [Word(f"w{index}", start, start) for index, start in enumerate(starts)]
    assert [word.start_s - SEGMENT.start_s for word in tidy(given, SEGMENT).words] == pytest.approx(starts)
