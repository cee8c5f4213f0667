"""Arrays to sentences and moves."""

import numpy as np
import pytest

from app.classifier.decoding import LABELS, Calibration, Outputs, decode, sentence_pieces
from app.classifier.encoding import Encoded
from app.marking.label import Label

TEXT = "You are tired. I need it by noon."
SPANS = ((0, 3), (4, 7), (8, 13), (13, 14), (15, 16), (17, 21), (22, 24), (25, 27), (28, 32), (32, 33))
ENCODED = Encoded(ids=tuple(range(10)), spans=SPANS, context=())


def outputs(boundary_at: int | None = 4, **placed: tuple[int, int]) -> Outputs:
    """Logits that put each label at a range of pieces, and certainly so."""
    boundary = np.full((10, 1), -9, np.float32)
    if boundary_at is not None:
        boundary[boundary_at] = 9
    place = np.full((10, len(LABELS)), -9, np.float32)
    value = np.full((10, len(LABELS)), -9, np.float32)
    weight = np.zeros((10, len(LABELS)), np.float32)
    for name, (first, last) in placed.items():
        index = LABELS.index(Label(name))
        place[first:last, index] = 9
        value[first:last, index] = 9
        weight[first:last, index] = 20
    return Outputs(boundary, place, value, weight)


def test_a_boundary_begins_a_sentence() -> None:
    sentences = decode(TEXT, ENCODED, outputs(), Calibration())
    assert [one.text for one in sentences] == ["You are tired.", "I need it by noon."]
    assert all(TEXT[one.start : one.end] == one.text for one in sentences)


def test_no_sentence_begins_inside_a_word() -> None:
    boundary = np.full(10, -9, np.float32)
    boundary[3] = 9  # the full stop belongs to "tired"
    assert sentence_pieces(ENCODED, boundary) == [(0, 10)]


def test_moves_stand_where_the_network_puts_them() -> None:
    sentences = decode(TEXT, ENCODED, outputs(emotion=(0, 3), expectation=(4, 7), specific=(7, 9)), Calibration())
    places = {move.label: TEXT[move.start : move.end] for one in sentences for move in one.moves}
    assert places == {Label.EMOTION: "You are tired", Label.EXPECTATION: "I need it", Label.SPECIFIC: "by noon"}


def test_order_inside_one_sentence_follows_the_places() -> None:
    asked_first = decode(TEXT, ENCODED, outputs(None, expectation=(0, 3), emotion=(5, 9)), Calibration())
    assert [move.label for move in asked_first[0].moves] == [Label.EXPECTATION, Label.EMOTION]


def test_specific_never_stands_alone() -> None:
    sentences = decode(TEXT, ENCODED, outputs(specific=(7, 9)), Calibration())
    assert not any(one.moves for one in sentences)


def test_a_short_gap_does_not_end_a_move() -> None:
    given = outputs(None, expectation=(0, 9))
    given.place[3:5, LABELS.index(Label.EXPECTATION)] = -9
    (sentence,) = decode(TEXT, ENCODED, given, Calibration())
    assert TEXT[sentence.moves[0].start : sentence.moves[0].end] == "You are tired. I need it by noon"


def test_calibration_moves_the_threshold() -> None:
    shift = [0.0] * len(LABELS)
    shift[LABELS.index(Label.EMOTION)] = -20
    sentences = decode(TEXT, ENCODED, outputs(emotion=(0, 3)), Calibration(shift=tuple(shift)))
    assert not any(one.moves for one in sentences)
    assert dict(sentences[0].confidence)[Label.EMOTION] == pytest.approx(0, abs=1e-4)
