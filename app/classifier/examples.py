"""Labelled replies as training examples, some of them said another way."""

import random
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from app.classifier.corpus import LabelledReply
from app.classifier.decoding import LABELS
from app.classifier.encoding import Window, encode, windows
from app.classifier.variation import Said, as_said, exchanged, rearranged, roughened, with_fillers


@dataclass(frozen=True)
class Example:
    """A window of a reply with its targets.

    boundary (n,) and place (n, 14) are 0 or 1 for each word piece, -1 where there is none to judge;
    sentences are ranges of word pieces in the window, each with its labels (14,).
    """

    window: Window
    boundary: NDArray[np.float32]
    place: NDArray[np.float32]
    sentences: tuple[tuple[int, int, NDArray[np.float32]], ...]


def example(
    tokenizer: Tokenizer, reply: LabelledReply, chance: random.Random | None, special: tuple[int, int]
) -> Example:
    """The first window of a reply; said another way and now and then without its context where `chance` is given."""
    if chance is not None:
        reply = rearranged(reply, chance)
    said, salesperson = as_said(reply.reply), reply.salesperson
    if chance is not None:
        said = varied(said, chance)
        if chance.random() < 0.3:
            salesperson = ""
    encoded = encode(tokenizer, said.text, salesperson)
    window = windows(encoded, *special)[0]
    length = len(window.ids)
    boundary = np.full(length, -1, np.float32)
    place = np.full((length, len(LABELS)), -1, np.float32)
    boundary[window.offset : window.offset + window.last] = 0
    place[window.offset : window.offset + window.last] = 0
    spans = encoded.spans[: window.last]
    sentences: list[tuple[int, int, NDArray[np.float32]]] = []
    for sentence in reply.sentences:
        inside = _pieces(spans, said, sentence.start, sentence.end)
        if not inside:
            continue
        first, last = window.offset + inside[0], window.offset + inside[-1] + 1
        if inside[0] > 0:
            boundary[first] = 1
        labels = np.zeros(len(LABELS), np.float32)
        for move in sentence.moves:
            index = LABELS.index(move.label)
            labels[index] = 1
            for piece in _pieces(spans, said, move.start, move.end):
                place[window.offset + piece, index] = 1
        sentences.append((first, last, labels))
    return Example(window, boundary, place, tuple(sentences))


def varied(said: Said, chance: random.Random) -> Said:
    """The same words with others of their kind, with fillers, without punctuation: each in some texts."""
    if chance.random() < 0.5:
        said = exchanged(said, chance)
    if chance.random() < 0.2:
        said = with_fillers(said, chance)
    return roughened(said, chance) if chance.random() < 0.45 else said


def _pieces(spans: tuple[tuple[int, int], ...], said: Said, start: int, end: int) -> list[int]:
    """The word pieces that begin within start..end of the text as it was written."""
    return [index for index, span in enumerate(spans) if start <= said.origin[span[0]] < end]
