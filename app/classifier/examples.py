"""Labelled replies as training examples, some of them roughened the way a recogniser would."""

import random
import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from app.classifier.corpus import LabelledReply
from app.classifier.decoding import LABELS
from app.classifier.encoding import Window, encode, windows

_FILLERS = ("um", "uh", "you know", "like", "i mean", "well", "so", "er", "look", "right")


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
    """The first window of a reply; roughened and now and then without its context where `chance` is given."""
    text, moved = reply.reply, None
    salesperson = reply.salesperson
    if chance is not None:
        if chance.random() < 0.35:
            text, moved = roughen(reply.reply, chance)
        if chance.random() < 0.3:
            salesperson = ""
    encoded = encode(tokenizer, text, salesperson)
    window = windows(encoded, *special)[0]
    length = len(window.ids)
    boundary = np.full(length, -1, np.float32)
    place = np.full((length, len(LABELS)), -1, np.float32)
    boundary[window.offset : window.offset + window.last] = 0
    place[window.offset : window.offset + window.last] = 0
    spans = encoded.spans[: window.last]
    sentences: list[tuple[int, int, NDArray[np.float32]]] = []
    for sentence in reply.sentences:
        inside = _pieces(spans, moved, sentence.start, sentence.end)
        if not inside:
            continue
        first, last = window.offset + inside[0], window.offset + inside[-1] + 1
        if inside[0] > 0:
            boundary[first] = 1
        labels = np.zeros(len(LABELS), np.float32)
        for move in sentence.moves:
            index = LABELS.index(move.label)
            labels[index] = 1
            for piece in _pieces(spans, moved, move.start, move.end):
                place[window.offset + piece, index] = 1
        sentences.append((first, last, labels))
    return Example(window, boundary, place, tuple(sentences))


def roughen(text: str, chance: random.Random) -> tuple[str, list[int]]:
    """A text without capitals and most of its punctuation, sometimes with fillers; and where each character was."""
    drop = chance.choice(('.,!?;:"()…—–-', ".,!?;:\"'()…—–-’", ',;:"()…—–'))
    fill = chance.random() < 0.4
    out: list[str] = []
    origin: list[int] = []
    for part in re.finditer(r"\S+|\s+", text):
        word = part.group()
        if fill and not word.isspace() and chance.random() < 0.06:
            filler = chance.choice(_FILLERS) + " "
            out.extend(filler)
            origin.extend([part.start()] * len(filler))
        for index, char in enumerate(word):
            if char in drop:
                if char in "—–-…":
                    out.append(" ")
                    origin.append(part.start() + index)
                continue
            out.append(char.lower())
            origin.append(part.start() + index)
    return "".join(out), origin


def _pieces(spans: tuple[tuple[int, int], ...], origin: list[int] | None, start: int, end: int) -> list[int]:
    """The word pieces that begin within start..end of the text as it was written."""
    places = (span[0] if origin is None else origin[span[0]] for span in spans)
    return [index for index, place in enumerate(places) if start <= place < end]
