"""From marks to what the salesperson takes in, and which fact or feeling a sentence speaks of."""

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from app.marking.facts import Goal
from app.marking.label import Label
from app.marking.marker import Marker, Marking, Turn, Unmarked, unmarked
from app.persona.acts import acts_of
from app.persona.mind import Act
from app.persona.nearness import ByMeaning, Nearness, NearToNothing
from app.scenarios.library import find
from tests.fake_classifier import FakeClassifier, Said
from tests.shared_words import BySharedWords

L = Label
FACTS = ("Three shipments slipped since March.", "Two customers left for the competitor.")
FEELINGS = ("Ashamed of the broken promises.", "Dreads the next call.")
SIDE = Said("You lost two customers to the competitor.", (L.PERSPECTIVE,))
FEELING = Said("I think you dread every call.", (L.EMOTION,))
ASK = Said("I need you to ring both of them.", (L.EXPECTATION, L.SPECIFIC))


class Directions:
    """Embeds a text by which of two words stand in it."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, ...]] = []

    def embed(self, texts: Sequence[str], /) -> NDArray[np.float32]:
        self.asked.append(tuple(texts))
        found = np.array([["shipments" in one, "customers" in one, 0.2] for one in texts], np.float32)
        return found / np.linalg.norm(found, axis=1, keepdims=True)


def marking(*turns: Sequence[Said]) -> Marking:
    said = [one for turn in turns for one in turn]
    texts = [Turn(" ".join(one.text for one in turn)) for turn in turns]
    return Marker(FakeClassifier(said)).mark(texts, Goal.HEAR_THEN_ASK)


def test_every_turn_has_its_moves_in_spoken_order() -> None:
    found = acts_of(marking((ASK, SIDE), (FEELING, ASK)), FACTS, FEELINGS, BySharedWords())
    assert found == (
        (Act(L.EXPECTATION, 0), Act(L.SPECIFIC, 0), Act(L.PERSPECTIVE, 1, 1)),
        (Act(L.EMOTION, 0, 1), Act(L.EXPECTATION, 1), Act(L.SPECIFIC, 1)),
    )


def test_without_anything_to_be_near_to_nothing_is_about_anything() -> None:
    plain = acts_of(marking((SIDE, FEELING)))
    assert plain == ((Act(L.PERSPECTIVE, 0), Act(L.EMOTION, 1)),)
    assert acts_of(marking((SIDE, FEELING)), FACTS, FEELINGS, NearToNothing()) == plain


def test_of_what_was_not_marked_there_is_nothing() -> None:
    assert acts_of(unmarked((Turn(""), Turn("")), Unmarked.SILENCE, Goal.HEAR)) == ((), ())


def test_by_meaning_the_nearest_text_is_found_and_texts_are_embedded_once() -> None:
    meaning = Directions()
    near = ByMeaning(lambda: meaning, near_from=0.5)
    facts = ("All shipments are late.", "All customers are gone.")
    assert near.nearest("Your customers are upset.", facts) == 1
    assert near.nearest("The shipments are upset.", facts) == 0
    assert near.nearest("It rains.", facts) is None
    assert near.nearest("It rains.", ()) is None
    assert meaning.asked.count(facts) == 1


@pytest.mark.parametrize(
    ("sentence", "texts", "about"),
    [
        ("You lost two customers to that competitor.", FACTS, 1),
        ("The shipments have been slipping all year.", FACTS, 0),
        ("They are people, after all.", FACTS, None),
        ("You're ashamed of it.", FEELINGS, 0),
        ("You dreaded that one.", FEELINGS, 1),
        ("I feel for you.", FEELINGS, None),
        ("", FEELINGS, None),
        ("Anything.", (), None),
    ],
)
def test_by_shared_words(sentence: str, texts: tuple[str, ...], about: int | None) -> None:
    assert BySharedWords().nearest(sentence, texts) == about


@pytest.mark.parametrize("nearness", [BySharedWords(), NearToNothing(), ByMeaning(Directions)], ids=type)
def test_every_nearness_keeps_to_the_texts(nearness: Nearness) -> None:
    for sentence in ("", "Two customers", "shipments and customers", "…"):
        for texts in ((), FACTS, FEELINGS):
            found = nearness.nearest(sentence, texts)
            assert found is None or 0 <= found < len(texts)


def test_what_the_models_say_is_about_what_the_salesperson_told() -> None:
    scenario = find("price-rise")
    near, persona = BySharedWords(), scenario.persona
    assert near.nearest("You asked twice why it's seven per cent, and nobody gave you a reason.", persona.facts) == 2
    assert near.nearest("I think you're ashamed, of the rise and of hiding it too.", persona.feelings) == 0
