"""Where the ribbon's spans, their labels and its flags go: plain numbers in, plain numbers out, no Qt."""

from collections.abc import Sequence
from dataclasses import dataclass

MOST_LANES = 4
"""Lanes under the waveform; with more spans than these hold, labels are cut shorter, then left out."""

_CAPS = (float("inf"), 160.0, 104.0, 64.0)
"""Label widths in pixels, tried in turn until the spans fit into the lanes."""


@dataclass(frozen=True)
class Extent:
    """A span in pixels from the left edge, and how wide its whole label would be."""

    start: float
    end: float
    label: float


@dataclass(frozen=True)
class Placement:
    """Where a span is drawn: its lane from the top, its bar, and its label's place (None where there is no room)."""

    lane: int
    bar: tuple[float, float]
    label: tuple[float, float] | None


@dataclass(frozen=True)
class Layout:
    """All placements, in the order of the extents, and how many lanes they take."""

    placements: tuple[Placement, ...]
    lanes: int


def lay_out(extents: Sequence[Extent], width: float, *, shape: float, gap: float, lanes: int = MOST_LANES) -> Layout:
    """Places spans in lanes so that neither bars nor labels of one lane touch.

    `shape` is the width of a label that is only its shape, `gap` what stands between two spans of a lane. The
    longest labels that fit into `lanes` are taken. Where not even bare shapes fit, spans share a lane and those
    that would cover a neighbour lose their label; every bar stays at its true place.
    """
    for cap in (*_CAPS, shape):
        found = _pack(extents, width, max(cap, shape), gap)
        if found.lanes <= lanes:
            return found
    return _share(extents, width, shape, gap, lanes)


@dataclass(frozen=True)
class Flags:
    """The left edge of each flag, in the order of the places, and how wide all of them are.

    A width of 0 says that not even the narrowest have room: what is left stands at the true place of each.
    """

    lefts: tuple[float, ...]
    width: float


def lay_out_flags(
    places: Sequence[float], room: tuple[float, float], widths: Sequence[float], *, gap: float, aside: float
) -> Flags:
    """Flags side by side in one row, each as near to its place as the others let it; none touches another.

    They keep the order of their places, so that lines from the flags to the places never cross. `room` is from
    where to where they may stand. The widest of `widths` with which none stands further than `aside` from its
    place is taken, else the last of them, if there is room for that.
    """
    for width in widths:
        lefts = _in_a_row(places, room, width, gap)
        if lefts is None:
            continue
        furthest = max((abs(left - place) for left, place in zip(lefts, places, strict=True)), default=0.0)
        if width == widths[-1] or furthest <= max(aside, width):
            return Flags(lefts, width)
    return Flags(tuple(places), 0.0)


def _in_a_row(places: Sequence[float], room: tuple[float, float], width: float, gap: float) -> tuple[float, ...] | None:
    """The left edges of flags of one width, None where they have no room."""
    count, step = len(places), width + gap
    first, last = room[0], room[1] - count * step + gap
    if last < first:
        return None
    order = sorted(range(count), key=lambda index: places[index])
    # without the flags before it, each would like to stand here; what remains is that none goes before another
    wanted = [places[index] - rank * step for rank, index in enumerate(order)]
    lefts = [0.0] * count
    for rank, (index, at) in enumerate(zip(order, _ascending(wanted), strict=True)):
        lefts[index] = min(max(at, first), last) + rank * step
    return tuple(lefts)


def _ascending(wanted: Sequence[float]) -> list[float]:
    """The numbers that never fall and lie nearest to the wanted ones (pool adjacent violators)."""
    pools: list[tuple[float, int]] = []  # their sum and how many
    for one in wanted:
        total, count = one, 1
        while pools and pools[-1][0] / pools[-1][1] > total / count:
            total, count = total + pools[-1][0], count + pools[-1][1]
            pools.pop()
        pools.append((total, count))
    return [total / count for total, count in pools for _ in range(count)]


def _pack(extents: Sequence[Extent], width: float, cap: float, gap: float) -> Layout:
    """First fit in order of their starts, with as many lanes as it takes."""
    free: list[float] = []
    placed: dict[int, Placement] = {}
    for index in _in_order(extents):
        one = extents[index]
        label = _label(one, min(one.label, cap), width)
        left, right = min(one.start, label[0]), max(one.end, label[1])
        lane = next((lane for lane, edge in enumerate(free) if edge <= left), len(free))
        free[lane : lane + 1] = [right + gap]
        placed[index] = Placement(lane, (one.start, one.end), label)
    return Layout(tuple(placed[index] for index in range(len(extents))), len(free))


def _share(extents: Sequence[Extent], width: float, shape: float, gap: float, lanes: int) -> Layout:
    """Every bar at its place, in the lane that is free soonest; labels only where they cover nothing."""
    bars, labels = [float("-inf")] * lanes, [float("-inf")] * lanes
    placed: dict[int, Placement] = {}
    for index in _in_order(extents):
        one = extents[index]
        label = _label(one, shape, width)
        lane = min(range(lanes), key=lambda at: (labels[at] > label[0], bars[at]))
        fits = labels[lane] <= label[0]
        placed[index] = Placement(lane, (one.start, one.end), label if fits else None)
        bars[lane] = max(bars[lane], one.end)
        if fits:
            labels[lane] = label[1] + gap
    return Layout(tuple(placed[index] for index in range(len(extents))), lanes)


def _label(one: Extent, wanted: float, width: float) -> tuple[float, float]:
    """A label begins with its bar, or ends at the right edge where it would run over it."""
    left = max(0.0, min(one.start, width - wanted))
    return left, min(left + wanted, width)


def _in_order(extents: Sequence[Extent]) -> list[int]:
    return sorted(range(len(extents)), key=lambda index: (extents[index].start, extents[index].end))
