"""A plan and its points."""

import pytest

from app.planning.figures import figures
from app.planning.plan import Plan, Point, Question
from app.planning.word_match import content_words, recall, same_word


def test_lines_and_sentences_are_points_in_the_order_of_the_questions() -> None:
    plan = Plan(need="- Three calls by Friday.\n- One report", side="Stock is late. Mrs. Okafor rang at 8 a.m. twice!")
    assert plan.points == (
        Point(Question.SIDE, "Stock is late."),
        Point(Question.SIDE, "Mrs. Okafor rang at 8 a.m. twice!"),
        Point(Question.NEED, "Three calls by Friday."),
        Point(Question.NEED, "One report"),
    )


@pytest.mark.parametrize("answer", ["", " \n\t", "-", "...\n•\n"])
def test_an_answer_with_nothing_in_it_has_no_points(answer: str) -> None:
    assert Plan(side=answer, offer=answer).points == ()


def test_notes_are_no_points_but_something_written() -> None:
    assert Plan(notes="Breathe.").points == ()
    assert not Plan(notes="Breathe.").is_empty
    assert Plan(side="  ", notes="\n").is_empty


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the fourteenth of June", {"14", "june"}),
        ("by 14 June, 5 pm", {"14", "june", "5"}),
        ("two thousand nine hundred", {"2900"}),
        ("2,900 and 14.000", {"2900", "14000"}),
        ("quarter past eight", {"8", "15"}),
        ("8:15", {"8", "15"}),
        ("five hundred and twenty-one shops", {"500", "21"}),
        ("Mon + Tue, end of Sept", {"monday", "tuesday", "september"}),
        ("he sat in the sun in march", {"march"}),
        ("", set()),
    ],
)
def test_figures_are_found_however_they_are_written(text: str, found: set[str]) -> None:
    assert figures(text, strict=True) == found


def test_one_of_them_counts_nothing_but_may_answer_a_figure() -> None:
    assert figures("one of them", strict=True) == frozenset()
    assert figures("the first of April") >= figures("1 April", strict=True)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("plan", "planned"),
        ("retire", "retiring"),
        ("kids", "kid"),
        ("apology", "apologies"),
        ("portugese", "portuguese"),
    ],
)
def test_words_that_differ_in_their_ending_are_the_same(one: str, other: str) -> None:
    assert same_word(one, other)
    assert same_word(other, one)


@pytest.mark.parametrize(("one", "other"), [("price", "print"), ("expect", "expert"), ("cat", "car"), ("a", "b")])
def test_words_that_only_begin_alike_are_not(one: str, other: str) -> None:
    assert not same_word(one, other)


def test_recall_counts_content_words_and_words_heard_in_two() -> None:
    wanted = content_words("I need the leftover labels")
    assert wanted == ["leftover", "labels"]
    assert recall(wanted, content_words("um the left-over label")) == 0.5  # "over" is a word that carries little
    assert recall(content_words("Bellweg"), content_words("bell weg we leave")) == 1.0
    assert recall([], ["anything"]) == 0.0
