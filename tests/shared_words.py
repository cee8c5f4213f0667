"""A nearness for tests that needs no network."""

import re
from collections.abc import Sequence

_WORD = re.compile(r"[^\W_]+(?:['’][a-z]+)?")
_ENDINGS = ("ingly", "edly", "ness", "ings", "ing", "ied", "ies", "ed", "es", "ly", "er", "s", "e", "y")
_LEAST_LETTERS = 3
_LEAST_SHARED = 2
_EMPTY = (
    "a about after again all also am an and any are as at back be because been before being but by can come could",
    "did do does doing done down each even ever every for from get go going gone got had has have having he her here",
    "hers him his how i if in into is it its just know let like made make me mine more most much must my no nor not",
    "now of off on one only or other our out over own people put quite rather really s said same say see she should",
    "since so some still such t take tell than that the their them then there these they thing think this those though",
    "through to too under until up us very was way we well went were what when where which while who why will with",
    "would yet you your first last two three ten feel feels felt",
)
_EMPTY_WORDS = frozenset(word for line in _EMPTY for word in line.split())


class BySharedWords:
    """By the words that both have, endings aside: two of any kind, or the one that a text begins with.

    Feelings are written with their own word first. Needs no model; does not know that "ring" and "call" are alike.
    """

    def nearest(self, sentence: str, texts: Sequence[str]) -> int | None:
        """The text with the most words in common, the first of several."""
        said = set(_stems(sentence))
        shared = [_shared(said, _stems(text)) for text in texts]
        most = max(shared, default=0)
        return shared.index(most) if most >= _LEAST_SHARED else None


def _shared(said: set[str], text: Sequence[str]) -> int:
    """How many different words both have; the one that the text begins with counts twice."""
    return len(said.intersection(text)) + (bool(text) and text[0] in said)


def _stems(text: str) -> list[str]:
    words = (word.replace("’", "'").partition("'")[0] for word in _WORD.findall(text.lower()))
    return [_stem(word) for word in words if word not in _EMPTY_WORDS]


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST_LETTERS:
            return word[: -len(ending)]
    return word
