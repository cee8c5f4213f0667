"""Which of the salesperson's own facts or feelings a sentence of the manager's speaks of."""

import re
from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

NEAR_FROM = 0.4
"""Two texts are near by meaning from this cosine on. To be fitted."""

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


class Nearness(Protocol):
    """Tells which of several texts a sentence speaks of. Same texts, same answer."""

    def nearest(self, sentence: str, texts: Sequence[str]) -> int | None:
        """The place (from 0) of the text that the sentence is nearest to, None where it is near to none.

        Called on the marker's thread.
        """
        ...


class Embeds(Protocol):
    """Gives texts as unit vectors, shape (texts, dimensions)."""

    def embed(self, texts: Sequence[str], /) -> NDArray[np.float32]:
        """Texts that mean nearly the same lie nearly in the same direction."""
        ...


class NearToNothing:
    """Where that is not to be told: every perspective and emotion counts as one about something else."""

    def nearest(self, sentence: str, texts: Sequence[str]) -> int | None:
        """None."""
        return None


class ByMeaning:
    """By the angle between embeddings. The vectors of a persona's texts are made once. Used on one thread."""

    def __init__(self, meaning: Embeds, near_from: float = NEAR_FROM) -> None:
        self._meaning = meaning
        self._near_from = near_from
        self._known: dict[tuple[str, ...], NDArray[np.float32]] = {}

    def nearest(self, sentence: str, texts: Sequence[str]) -> int | None:
        """The text of the greatest cosine. Raises what embedding raises."""
        texts = tuple(texts)
        if not texts:
            return None
        if texts not in self._known:
            self._known[texts] = self._meaning.embed(texts)
        cosines = self._known[texts] @ self._meaning.embed((sentence,))[0]
        nearest = int(np.argmax(cosines))
        return nearest if cosines[nearest] >= self._near_from else None


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
