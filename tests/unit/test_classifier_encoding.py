"""Windows over a long reply cover every word piece once."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from app.classifier.encoding import OVERLAP_TOKENS, WINDOW_TOKENS, Encoded, merge, windows


def reply_of(length: int) -> Encoded:
    spans = tuple((5 * index, 5 * index + 4) for index in range(length))
    return Encoded(tuple(range(1000, 1000 + length)), spans, context=(7, 8))


@given(length=st.integers(1, 2000))
def test_merging_gives_each_piece_its_own_values(length: int) -> None:
    cut = windows(reply_of(length), start_id=1, separator_id=2)
    parts = [(window, window.ids[:, None].astype(np.float32)) for window in cut]
    assert merge(parts, length)[:, 0].tolist() == list(range(1000, 1000 + length))


def test_a_window_holds_the_context_and_the_reply() -> None:
    (window,) = windows(reply_of(3), start_id=1, separator_id=2)
    assert window.ids.tolist() == [1, 7, 8, 2, 1000, 1001, 1002, 2]
    assert window.types.tolist() == [0, 0, 0, 0, 1, 1, 1, 1]
    assert window.offset == 4


def test_long_replies_are_seen_in_overlapping_windows() -> None:
    cut = windows(reply_of(WINDOW_TOKENS + 50), start_id=1, separator_id=2)
    assert [(window.first, window.last) for window in cut] == [
        (0, WINDOW_TOKENS),
        (WINDOW_TOKENS - OVERLAP_TOKENS, WINDOW_TOKENS + 50),
    ]
