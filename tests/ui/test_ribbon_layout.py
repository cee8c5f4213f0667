"""Where spans and labels go: nothing of one lane touches, whatever the width and the number."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ui.widgets.ribbon_layout import MOST_LANES, Extent, Layout, lay_out

SHAPE, GAP = 20.0, 4.0


def placed(extents: list[Extent], width: float) -> Layout:
    return lay_out(extents, width, shape=SHAPE, gap=GAP)


def labels_in_lanes(layout: Layout) -> list[list[tuple[float, float]]]:
    lanes: list[list[tuple[float, float]]] = [[] for _ in range(layout.lanes)]
    for one in layout.placements:
        if one.label:
            lanes[one.lane].append(one.label)
    return [sorted(lane) for lane in lanes]


def test_nothing_to_place_takes_no_lane() -> None:
    assert placed([], 400) == Layout((), 0)


def test_spans_with_room_share_the_first_lane_in_their_order() -> None:
    layout = placed([Extent(0, 100, 60), Extent(200, 300, 60)], 800)
    assert [one.lane for one in layout.placements] == [0, 0]
    assert [one.label for one in layout.placements] == [(0, 60), (200, 260)]


def test_overlapping_spans_stand_under_each_other() -> None:
    layout = placed([Extent(0, 300, 60), Extent(100, 200, 60)], 800)
    assert [one.lane for one in layout.placements] == [0, 1]


def test_a_label_longer_than_its_span_pushes_the_next_into_another_lane() -> None:
    layout = placed([Extent(0, 20, 90), Extent(40, 60, 90)], 800)
    assert [one.lane for one in layout.placements] == [0, 1]
    assert layout.placements[0].label == (0, 90)


def test_a_label_at_the_right_edge_ends_there_and_its_bar_stays_in_place() -> None:
    (only,) = placed([Extent(770, 800, 100)], 800).placements
    assert only.label == (700, 800)
    assert only.bar == (770, 800)


def test_placements_keep_the_order_of_the_extents() -> None:
    late, early = Extent(500, 600, 50), Extent(0, 100, 50)
    assert [one.bar for one in placed([late, early], 800).placements] == [(500, 600), (0, 100)]


def test_labels_are_cut_shorter_before_there_are_too_many_lanes() -> None:
    crowd = [Extent(index * 30, index * 30 + 25, 150) for index in range(12)]
    layout = placed(crowd, 400)
    assert layout.lanes <= MOST_LANES
    widths = {round(one.label[1] - one.label[0]) for one in layout.placements if one.label}
    assert len(layout.placements) == 12
    assert max(widths) < 150


def test_where_not_even_shapes_fit_labels_are_left_out_and_bars_stay() -> None:
    heap = [Extent(100, 300, 80)] * 60
    layout = placed(heap, 400)
    assert layout.lanes == MOST_LANES
    assert all(one.bar == (100, 300) for one in layout.placements)
    assert sum(one.label is not None for one in layout.placements) == MOST_LANES


@pytest.mark.parametrize("width", [400, 1600])
@pytest.mark.parametrize("count", [1, 60])
def test_a_reply_of_many_sentences_fits(width: int, count: int) -> None:
    each = width / count
    layout = placed([Extent(i * each, (i + 1) * each - 2, 70) for i in range(count)], width)
    assert layout.lanes <= MOST_LANES
    # those at the right edge may have to stand back, since labels end there
    assert sum(one.label is not None for one in layout.placements) >= count - 3


extents = st.builds(
    lambda start, length, label: Extent(start, start + length, label),
    st.floats(0, 1500),
    st.floats(1, 400),
    st.floats(10, 300),
)


@settings(max_examples=60)
@given(st.lists(extents, max_size=24), st.sampled_from([400.0, 1600.0]))
def test_labels_of_one_lane_never_touch_and_stay_inside(given_extents: list[Extent], width: float) -> None:
    inside = [Extent(min(one.start, width - 1), min(one.end, width), one.label) for one in given_extents]
    layout = placed(inside, width)
    assert layout.lanes <= MOST_LANES
    for lane in labels_in_lanes(layout):
        assert all(before[1] <= after[0] for before, after in pairwise(lane))
        assert all(left >= 0 and right <= width for left, right in lane)
    assert [one.bar for one in layout.placements] == [(one.start, one.end) for one in inside]
