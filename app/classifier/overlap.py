"""What replies share that they should not: phrases said too often, and near-doubles across the splits."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.classifier.corpus import LabelledReply

NEAR = 0.92
"""Replies of two splits whose embeddings have a cosine above this say the same thing; one of them has to go."""


@dataclass(frozen=True)
class NearDouble:
    """Two replies of different splits that are too much alike."""

    one: str
    other: str
    cosine: float


def repeated(replies: Iterable[LabelledReply], words: int = 5, most: int = 15) -> list[tuple[str, int]]:
    """The runs of so many words that stand in the most replies, and in how many."""
    counts: Counter[str] = Counter()
    for reply in replies:
        counts.update(set(_grams(reply.reply, words)))
    return counts.most_common(most)


def near_doubles(replies: Sequence[LabelledReply], vectors: NDArray[np.float32]) -> Iterator[NearDouble]:
    """Pairs across splits above `NEAR`; vectors (replies, width) of length 1."""
    splits = np.array([reply.split for reply in replies])
    for index, reply in enumerate(replies):
        alike = vectors[index + 1 :] @ vectors[index]
        for other in np.flatnonzero((alike > NEAR) & (splits[index + 1 :] != reply.split)):
            yield NearDouble(reply.id, replies[index + 1 + int(other)].id, float(alike[other]))


def _grams(text: str, words: int) -> Iterator[str]:
    said = "".join(char if char.isalnum() or char == "'" else " " for char in text.lower()).split()
    return (" ".join(said[first : first + words]) for first in range(len(said) - words + 1))
