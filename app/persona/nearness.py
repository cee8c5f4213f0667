"""Which of the salesperson's own facts or feelings a sentence of the manager's speaks of."""

from collections.abc import Callable, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

NEAR_FROM = 0.3
"""Two texts are near by meaning from this cosine on.

Of the sentences of empathy in the model conversations and better wordings 74 % are near to one of their own person's
facts or feelings from here on, and 21 % to one of somebody else's.
"""


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

    def __init__(self, load: Callable[[], Embeds], near_from: float = NEAR_FROM) -> None:
        """`load` gives the network; it is called when the first sentence asks for it, again after a failure."""
        self._load = load
        self._meaning: Embeds | None = None
        self._near_from = near_from
        self._known: dict[tuple[str, ...], NDArray[np.float32]] = {}

    def nearest(self, sentence: str, texts: Sequence[str]) -> int | None:
        """The text of the greatest cosine. Raises what loading and embedding raise."""
        texts = tuple(texts)
        if not texts:
            return None
        if self._meaning is None:
            self._meaning = self._load()
        if texts not in self._known:
            self._known[texts] = self._meaning.embed(texts)
        cosines = self._known[texts] @ self._meaning.embed((sentence,))[0]
        nearest = int(np.argmax(cosines))
        return nearest if cosines[nearest] >= self._near_from else None
