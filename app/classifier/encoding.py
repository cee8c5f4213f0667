"""Text to the network's input: word pieces with their places, in overlapping windows where the text is long."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from app.model.word_pieces import whole_characters

if TYPE_CHECKING:
    from tokenizers import Tokenizer

CONTEXT_TOKENS = 48
"""How much of the salesperson's line is seen: its end."""

WINDOW_TOKENS = 320
"""How much of the reply is seen at once."""

OVERLAP_TOKENS = 96
"""How far two windows of a long reply overlap, so that every token is seen with its neighbours."""


@dataclass(frozen=True)
class Encoded:
    """A reply in word pieces: ids, and the characters start..end of the reply that each stands for."""

    ids: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]
    context: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.ids)

    def starts_word(self, index: int) -> bool:
        """Whether white space stands before a word piece."""
        return index == 0 or self.spans[index][0] > self.spans[index - 1][1]


@dataclass(frozen=True)
class Window:
    """A stretch of an encoded reply (tokens first..last) as the network's input.

    `ids` and `types` have shape (n,); the reply's tokens begin at position `offset`.
    """

    ids: NDArray[np.int64]
    types: NDArray[np.int64]
    offset: int
    first: int
    last: int


def encode(tokenizer: "Tokenizer", text: str, salesperson: str) -> Encoded:
    """Word pieces of a reply and of the line that it answers."""
    reply = tokenizer.encode(whole_characters(text), add_special_tokens=False)
    context = tokenizer.encode(whole_characters(salesperson), add_special_tokens=False)
    return Encoded(tuple(reply.ids), tuple(reply.offsets), tuple(context.ids[-CONTEXT_TOKENS:]))


def windows(encoded: Encoded, start_id: int, separator_id: int) -> list[Window]:
    """The reply cut into windows: [CLS] salesperson [SEP] reply [SEP]."""
    head = [start_id, *encoded.context, separator_id]
    cut: list[Window] = []
    first = 0
    while True:
        last = min(first + WINDOW_TOKENS, len(encoded))
        ids = [*head, *encoded.ids[first:last], separator_id]
        types = [0] * len(head) + [1] * (last - first + 1)
        cut.append(Window(np.array(ids, np.int64), np.array(types, np.int64), len(head), first, last))
        if last == len(encoded):
            return cut
        first = last - OVERLAP_TOKENS


def merge(parts: list[tuple[Window, NDArray[np.float32]]], length: int) -> NDArray[np.float32]:
    """Outputs of shape (n, k) for each window -> one of shape (length, k); each token from where it is most central."""
    merged = np.zeros((length, parts[0][1].shape[1]), np.float32)
    for index, (window, values) in enumerate(parts):
        first = window.first if index == 0 else window.first + OVERLAP_TOKENS // 2
        begin = window.offset + first - window.first
        merged[first : window.last] = values[begin : window.offset + window.last - window.first]
    return merged
