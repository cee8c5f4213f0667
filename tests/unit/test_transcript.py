"""Words with times: what is marked, and where it stands in the sound."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.transcript.transcript import Segment, Transcript, Word, join, typed


def segment(text: str, start_s: float = 0.0, confidence: float | None = None) -> Segment:
    """One second for each word."""
    words = tuple(Word(part, start_s + at, start_s + at + 0.8, confidence) for at, part in enumerate(text.split()))
    return Segment(words, start_s, start_s + len(words))


def heard(*texts: str) -> Transcript:
    """Segments ten seconds apart."""
    return join([segment(text, 10.0 * at) for at, text in enumerate(texts)], "fake", rough=True)


def span_of(transcript: Transcript, part: str) -> tuple[float, float] | None:
    start = transcript.text.index(part)
    return transcript.time_span(start, start + len(part))


def test_segments_are_joined_in_spoken_order() -> None:
    late, early = segment("to them", 10.0), segment("nothing left", 0.0)
    transcript = join([late, early], "fake", rough=False)
    assert transcript.text == "nothing left to them"
    assert [word.start_s for word in transcript.words] == [0.0, 1.0, 10.0, 11.0]


def test_a_segment_in_which_nothing_was_understood_leaves_no_gap() -> None:
    transcript = join([segment("one"), Segment((), 5.0, 6.0), segment("two", 10.0)], "fake", rough=False)
    assert transcript.text == "one two"
    assert span_of(transcript, "two") == (10.0, 10.8)


def test_no_words_at_all() -> None:
    empty = join([], "fake", rough=True)
    assert (empty.text, empty.words, empty.confidence) == ("", (), None)
    assert empty.time_span(0, 5) is None


def test_confidence_is_the_mean_of_the_words_that_have_one() -> None:
    mixed = join([segment("one two", 0.0, 0.5), segment("three", 5.0, 0.8), segment("four", 9.0)], "fake", rough=True)
    assert mixed.confidence == pytest.approx(0.6)
    assert heard("one two").confidence is None


@pytest.mark.parametrize(
    ("part", "span"),
    [
        ("You", (0.0, 0.8)),
        ("nothing left", (2.0, 3.8)),
        ("left to", (3.0, 10.8)),
        ("othing lef", (2.0, 3.8)),  # the inside of a word counts as the word
        ("promise them", (11.0, 12.8)),
        ("You have nothing left to promise them", (0.0, 12.8)),
    ],
)
def test_characters_have_their_time(part: str, span: tuple[float, float]) -> None:
    assert span_of(heard("You have nothing left", "to promise them"), part) == span


def test_the_space_between_two_words_has_no_time() -> None:
    assert heard("one two").time_span(3, 4) is None
    assert heard("one two").time_span(7, 99) is None


def test_a_word_that_the_recogniser_gave_as_two_is_found() -> None:
    transcript = Transcript((Segment((Word("all right", 1.0, 2.0), Word("then", 2.0, 3.0)), 1.0, 3.0),), "fake")
    assert span_of(transcript, "right") == (1.0, 2.0)
    assert span_of(transcript, "then") == (2.0, 3.0)


@pytest.mark.parametrize("spaced", [" You have", "You  have", "You have "])
def test_a_recognisers_spaces_do_not_count_as_a_correction(spaced: str) -> None:
    words = (Word(spaced, 0.0, 1.0), Word(" nothing", 1.0, 2.0))
    transcript = Transcript((Segment(words, 0.0, 2.0),), "fake")
    confirmed = transcript.correct(transcript.text)
    assert confirmed.corrected is None
    assert span_of(confirmed, "nothing") == (1.0, 2.0)


def test_a_correction_is_what_is_marked_and_what_was_heard_stays() -> None:
    transcript = heard("you have nothing left").correct("  You have\n nothing  left. ")
    assert transcript.text == "You have nothing left."
    assert transcript.heard == "you have nothing left"
    assert transcript.rough
    assert transcript.correct("you have nothing left").corrected is None


@pytest.mark.parametrize(
    ("said", "correction", "part", "span"),
    [
        ("you half nothing left", "You have nothing left.", "have", (1.0, 1.8)),  # one word for one
        ("you half nothing left", "You have nothing left.", "left.", (3.0, 3.8)),  # what was right keeps its time
        ("the hen kel call", "the Henkel call", "Henkel", (1.0, 2.8)),  # one word for two
        ("the henkelcall now", "the Henkel call now", "Henkel call", (1.0, 1.8)),  # two words for one
        ("a b c d e f", "a X Y f", "X", (1.0, 2.8)),  # two for four share their time
        ("a b c d e f", "a X Y f", "Y", (3.0, 4.8)),
        ("um you have nothing", "you have nothing", "you", (1.0, 1.8)),  # one word taken out
        ("you nothing", "you have nothing", "nothing", (1.0, 1.8)),  # one put in
    ],
)
def test_a_correction_keeps_its_place_in_the_sound(
    said: str, correction: str, part: str, span: tuple[float, float]
) -> None:
    assert span_of(heard(said).correct(correction), part) == span


def test_a_word_that_was_put_in_has_no_time_of_its_own() -> None:
    assert span_of(heard("you nothing").correct("you have nothing"), "have") is None


def test_all_taken_out() -> None:
    transcript = heard("you have").correct("")
    assert (transcript.text, transcript.corrected) == ("", "")
    assert transcript.time_span(0, 3) is None


def test_what_was_typed_has_no_sound_and_is_not_rough() -> None:
    transcript = typed(" You are\tstuck. ")
    assert (transcript.text, transcript.heard, transcript.rough) == ("You are stuck.", "", False)
    assert transcript.time_span(0, 3) is None
    assert typed("").text == ""


_words = st.lists(st.text(alphabet="abcä'.,", min_size=1, max_size=4), max_size=8)


@given(st.lists(_words, max_size=3))
def test_every_word_finds_its_own_time(parts: list[list[str]]) -> None:
    transcript = heard(*(" ".join(part) for part in parts))
    offset = 0
    for word in transcript.words:
        assert transcript.time_span(offset, offset + len(word.text)) == (word.start_s, word.end_s)
        offset += len(word.text) + 1


@given(_words, _words)
def test_a_correction_never_leaves_the_sound_nor_turns_its_order_round(said: list[str], correction: list[str]) -> None:
    transcript = heard(" ".join(said)).correct(" ".join(correction))
    spans: list[tuple[float, float]] = []
    offset = 0
    for word in correction:
        span = transcript.time_span(offset, offset + len(word))
        offset += len(word) + 1
        if span is not None:
            spans.append(span)
    assert all(0.0 <= start < end <= len(said) for start, end in spans)
    assert all(one[0] <= other[0] and one[1] <= other[1] for one, other in pairwise(spans))
    assert len(spans) >= min(1, len(set(said) & set(correction)))
