"""What became of planned points, over one or several turns."""

from app.marking.classifier import Move, Sentence
from app.marking.label import Label
from app.planning.comparison import PointResult, Said, compare
from app.planning.likeness import Stretch
from app.planning.plan import Plan
from tests.fake_meaning import FakeMeaning

SIDE, FEELING = "The warehouse is late and he looks like a liar.", "worn out"
NEED, OFFER = "Send the forecast for 18 dealers by Thursday", "I join the Brandt call"

HEARD = ("The warehouse is late and you look like a liar.", Label.PERSPECTIVE)
TIRED = ("You sound exhausted to me.", Label.EMOTION)
ASKED = ("I need you to send the forecast for all eighteen dealers by Thursday.", Label.EXPECTATION)
OTHER = ("Lovely weather on our coast.", None)
MEANING = FakeMeaning({TIRED[0]: FEELING})


def turn(*said: tuple[str, Label | None]) -> tuple[Sentence, ...]:
    """Sentences with one label each, one after the other."""
    found: list[Sentence] = []
    start = 0
    for text, label in said:
        end = start + len(text)
        moves = () if label is None else (Move(label, start, end),)
        found.append(Sentence(text, start, end, moves, tuple((one, float(one is label)) for one in Label)))
        start = end + 1
    return tuple(found)


def results(plan: Plan, *turns: tuple[Sentence, ...]) -> list[Said]:
    return [one.result for one in compare(plan, turns, MEANING)]


def test_in_its_words_in_other_words_and_left_out() -> None:
    found = compare(Plan(side=SIDE, feeling=FEELING, offer=OFFER), [turn(HEARD, TIRED, OTHER, ASKED)], MEANING)
    assert [(one.result, one.evidence) for one in found] == [
        (Said.SAID, Stretch(0, 0, 0)),
        (Said.DIFFERENTLY, Stretch(0, 1, 1)),
        (Said.LEFT_OUT, None),
    ]


def test_a_plan_without_points_and_a_talk_without_words() -> None:
    assert compare(Plan(notes="Breathe."), [turn(HEARD)], MEANING) == ()
    assert results(Plan(side=SIDE)) == [Said.LEFT_OUT]
    assert results(Plan(side=SIDE), (), ()) == [Said.LEFT_OUT]


def test_their_side_after_the_ask_is_said_in_another_order() -> None:
    plan = Plan(side=SIDE, need=NEED)
    assert results(plan, turn(HEARD, ASKED)) == [Said.SAID, Said.SAID]
    assert results(plan, turn(ASKED, OTHER, HEARD)) == [Said.ANOTHER_ORDER, Said.SAID]


def test_order_runs_over_turns_and_any_ask_counts() -> None:
    other_ask = ("Call the nine lapsed accounts today.", Label.EXPECTATION)
    found = compare(Plan(feeling=FEELING), [turn(OTHER, other_ask), turn(OTHER, TIRED)], MEANING)
    assert found[0].result is Said.ANOTHER_ORDER
    assert found[0].evidence == Stretch(1, 1, 1)


def test_an_offer_may_come_at_any_time() -> None:
    joined = ("I join the Brandt call.", Label.SUPPORT)
    assert results(Plan(offer=OFFER), turn(ASKED, joined)) == [Said.SAID]


def test_what_is_in_one_sentence_with_the_ask_is_in_order() -> None:
    both = (f"{ASKED[0][:-1]}, and the warehouse is late and you look like a liar.", Label.EXPECTATION)
    found = compare(Plan(side=SIDE, need=NEED), [turn(both)], MEANING)
    assert Said.ANOTHER_ORDER not in {one.result for one in found}


def test_another_number_is_not_the_planned_ask() -> None:
    other = ("I need you to send the forecast for all eleven dealers by Monday.", Label.EXPECTATION)
    assert results(Plan(need=NEED), turn(other)) == [Said.LEFT_OUT]


def test_the_words_without_the_move_are_not_enough() -> None:
    plan = Plan(feeling="anxious and lonely on the night shift")
    own = ("I felt anxious, lonely too, that night.", None)
    assert results(plan, turn(own)) == [Said.LEFT_OUT]


def test_a_point_may_be_said_by_two_sentences_of_one_turn_but_not_by_two_turns() -> None:
    one, two = ("The warehouse is late again.", Label.PERSPECTIVE), ("You look like a liar.", Label.PERSPECTIVE)
    assert compare(Plan(side=SIDE), [turn(OTHER, one, two)], MEANING)[0].evidence == Stretch(0, 1, 2)
    apart: PointResult = compare(Plan(side=SIDE), [turn(one), turn(two)], MEANING)[0]
    assert apart.evidence is None or apart.evidence.first == apart.evidence.last
