"""The network's outputs to sentences and moves. Pure arithmetic on arrays."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.classifier.encoding import Encoded
from app.marking.classifier import Move, Sentence
from app.marking.label import ASK, EMPATHY, Label

LABELS = tuple(Label)
"""The order of the network's label outputs."""

Array = NDArray[np.float32]


@dataclass(frozen=True)
class Outputs:
    """What the network says of each of n word pieces, as logits.

    boundary (n, 1): a sentence begins here. place (n, 14): this piece belongs to a move. value and weight
    (n, 14): a sentence's label is the sum of its values, weighted by the softmax of its weights.
    """

    boundary: Array
    place: Array
    value: Array
    weight: Array


@dataclass(frozen=True)
class Calibration:
    """Fitted on the development replies: logit -> scale * logit + shift, per label; 0 then decides.

    `boundary` is added to the logit that a sentence begins.
    """

    scale: tuple[float, ...] = (1.0,) * len(LABELS)
    shift: tuple[float, ...] = (0.0,) * len(LABELS)
    boundary: float = 0.0


def decode(text: str, encoded: Encoded, outputs: Outputs, calibration: Calibration) -> tuple[Sentence, ...]:
    """The sentences of a reply with their moves in spoken order."""
    found: list[Sentence] = []
    for first, last in sentence_pieces(encoded, outputs.boundary[:, 0] + calibration.boundary):
        start, end = encoded.spans[first][0], encoded.spans[last - 1][1]
        logits = calibrated(sentence_logits(outputs, first, last), calibration)
        probability = sigmoid(logits)
        moves = _moves(encoded, outputs.place, first, last, probability)
        confidence = tuple((label, float(probability[index])) for index, label in enumerate(LABELS))
        found.append(Sentence(text[start:end], start, end, moves, confidence))
    return tuple(found)


def sentence_pieces(encoded: Encoded, boundary: Array) -> list[tuple[int, int]]:
    """Ranges of word pieces, one a sentence; a sentence begins only where a word does."""
    starts = [0]
    for index in range(1, len(encoded)):
        if boundary[index] > 0 and encoded.starts_word(index):
            starts.append(index)
    return list(zip(starts, [*starts[1:], len(encoded)], strict=True)) if len(encoded) else []


def sentence_logits(outputs: Outputs, first: int, last: int) -> Array:
    """A sentence's label logits, shape (14,): its values under the softmax of its weights."""
    weight = outputs.weight[first:last]
    weight = np.exp(weight - weight.max(axis=0))
    return (outputs.value[first:last] * weight).sum(axis=0) / weight.sum(axis=0)


def calibrated(logits: Array, calibration: Calibration) -> Array:
    """Logits on the scale where 0 decides."""
    return logits * np.array(calibration.scale, np.float32) + np.array(calibration.shift, np.float32)


def sigmoid(logits: Array) -> Array:
    """Logits to probabilities, 0 to 1."""
    return (1.0 / (1.0 + np.exp(-logits))).astype(np.float32)


def _moves(encoded: Encoded, place: Array, first: int, last: int, probability: Array) -> tuple[Move, ...]:
    """One move for each label that the sentence carries, at its most likely place."""
    carried = [index for index in range(len(LABELS)) if probability[index] >= 0.5]
    labels = {LABELS[index] for index in carried}
    moves: list[Move] = []
    for index in carried:
        label = LABELS[index]
        if label is Label.SPECIFIC and not labels & ASK:
            continue  # rubric: `specific` never stands without `expectation` or `commitment`
        begin, end = _place(place[first:last, index], widest=label not in EMPATHY | ASK)
        start_char, end_char = encoded.spans[first + begin][0], encoded.spans[first + end - 1][1]
        moves.append(Move(label, start_char, end_char, float(probability[index])))
    moves.sort(key=lambda move: (move.start, LABELS.index(move.label)))
    return tuple(moves)


def _place(logits: Array, *, widest: bool) -> tuple[int, int]:
    """The run of pieces that makes a move, as a range: likely pieces round the first (or every) likely one."""
    likely = sigmoid(logits) >= 0.5 * float(sigmoid(logits).max())
    inside = np.flatnonzero(likely)
    begin = int(inside[0])
    if widest:
        return begin, int(inside[-1]) + 1
    end = begin + 1
    while end < len(likely) and likely[end : end + 3].any():  # a gap of two pieces does not end a move
        end += 1
    return begin, end
