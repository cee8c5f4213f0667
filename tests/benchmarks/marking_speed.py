"""How long the marker takes for a sentence."""

import statistics
import time
from collections.abc import Sequence

from app.headless import load_marker
from app.marking.marker import Turn
from tests.benchmarks.replies import replies
from tests.benchmarks.table import Table, seconds


def measure(quick: bool) -> Sequence[Table]:
    """Over the replies of the test file, one after the other, on a loaded marker."""
    begin_s = time.perf_counter()
    marker = load_marker()
    marker.mark([Turn("You have had a hard month, and I need the list by Friday.")])
    load_s = time.perf_counter() - begin_s
    each: list[float] = []
    whole: list[float] = []
    for reply in replies()[: 10 if quick else None]:
        begin_s = time.perf_counter()
        marking = marker.mark([Turn(reply)])
        took_s = time.perf_counter() - begin_s
        whole.append(took_s)
        each.append(took_s / max(1, sum(map(len, marking.sentences))))
    rows = [
        ["load and first mark", seconds(load_s)],
        ["a sentence (median)", seconds(statistics.median(each))],
        ["a sentence (slowest reply's mean)", seconds(max(each))],
        ["a whole reply (median)", seconds(statistics.median(whole))],
        ["a whole reply (slowest)", seconds(max(whole))],
    ]
    return [Table("Marking", ("what", "takes"), rows, [f"{len(whole)} replies of the test file, as text."])]
