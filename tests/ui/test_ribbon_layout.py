"""Where spans and labels go: nothing of one lane touches, whatever the width and the number."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ui.widgets.ribbon_layout import MOST_LANES, Extent, Flags, Layout, lay_out, lay_out_flags

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


# flags

FULL, NARROW, BARE, BETWEEN, ASIDE = 26.0, 15.0, 5.0, 2.0, 60.0


def flagged(places: list[float], width: float = 800) -> Flags:
    return lay_out_flags(places, (0, width), (FULL, NARROW, BARE), gap=BETWEEN, aside=ASIDE)


def test_no_pins_no_flags() -> None:
    assert flagged([]).lefts == ()


def test_a_flag_with_room_hangs_at_its_moment() -> None:
    assert flagged([10.0, 200.0]) == Flags((10.0, 200.0), FULL)


def test_a_flag_at_the_right_edge_stays_inside() -> None:
    assert flagged([10.0, 798.0]) == Flags((10.0, 800 - FULL), FULL)


def test_two_at_one_moment_step_aside_by_the_same_way() -> None:
    first, second = flagged([400.0, 400.0]).lefts
    assert second - first == pytest.approx(FULL + BETWEEN)
    assert 400.0 - first == pytest.approx(second - 400.0)


def test_flags_keep_the_order_in_which_the_pins_were_given() -> None:
    assert flagged([600.0, 20.0]).lefts == (600.0, 20.0)


def test_a_crowd_is_narrower_rather_than_far_from_its_moment() -> None:
    assert flagged([400.0] * 4).width == FULL
    assert flagged([400.0] * 6).width == NARROW
    assert flagged([400.0] * 30).width == BARE


@pytest.mark.parametrize(
    ("count", "width", "wanted"), [(12, 400, FULL), (60, 1040, NARROW), (60, 440, BARE), (60, 200, 0.0)]
)
def test_more_flags_are_narrower_and_at_last_bare_marks_at_their_moments(
    count: int, width: float, wanted: float
) -> None:
    places = [width * index / count for index in range(count)]
    layout = flagged(places, width)
    assert layout.width == wanted
    if not wanted:
        assert layout.lefts == tuple(places)


@settings(max_examples=80)
@given(st.lists(st.floats(0, 1000), max_size=80), st.sampled_from([400.0, 1000.0]))
def test_flags_never_touch_keep_their_order_and_stay_inside(places: list[float], width: float) -> None:
    inside = [min(one, width) for one in places]
    layout = flagged(inside, width)
    if not layout.width:
        return
    order = sorted(range(len(inside)), key=lambda index: inside[index])
    lefts = [layout.lefts[index] for index in order]
    assert all(after - before >= layout.width + BETWEEN - 1e-6 for before, after in pairwise(lefts))
    furthest = max((abs(left - place) for left, place in zip(layout.lefts, inside, strict=True)), default=0.0)
    assert furthest <= ASIDE or layout.width == BARE
    assert all(-1e-6 <= left <= width - layout.width + 1e-6 for left in lefts)


@settings(max_examples=60)
@given(st.lists(st.floats(100, 700), min_size=1, max_size=5), st.lists(st.floats(-30, 30), min_size=5, max_size=5))
def test_no_other_arrangement_is_nearer_to_the_moments(places: list[float], shifts: list[float]) -> None:
    places = sorted(places)
    layout = flagged(places)

    def away(lefts: list[float]) -> float:
        return sum((left - place) ** 2 for left, place in zip(lefts, places, strict=True))

    other = [left + shift for left, shift in zip(layout.lefts, shifts, strict=False)]
    if all(after - before >= layout.width + BETWEEN for before, after in pairwise(other)):
        assert away(list(layout.lefts)) <= away(other) + 1e-6
