"""What became of planned points, beside what people say became of them, and beside a count of common words.

    python -m tests.benchmarks.plan_pairs [--split dev|test] [--wrong] [--ingredients]

--ingredients leaves one ingredient out at a time, with limits fitted anew for each; it reads the development pairs,
as does every limit.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from app.classifier.onnx_classifier import OnnxClassifier
from app.meaning.onnx_meaning import OnnxMeaning
from app.planning.comparison import Limits, Said, judge
from app.planning.likeness import Likeness, Stretch, likenesses
from app.planning.plan import Point, Question
from tests.benchmarks.table import Table

_DATA = Path(__file__).parent.parent / "data"
_RESULTS = {"said": Said.SAID, "differently": Said.DIFFERENTLY, "left_out": Said.LEFT_OUT}
_COMMON, _FEW = 0.65, 0.17
"""The baseline: from this share of common words on a point is said; from this one on, said differently."""


@dataclass(frozen=True)
class Pair:
    """A point and what it is like, what people say became of it, and the characters of the reply that show it."""

    record: dict[str, Any]
    found: list[Likeness]
    spans: list[tuple[int, int]]
    wanted: Said
    shown: list[tuple[int, int]]

    def shows(self, stretch: Stretch) -> bool:
        """Whether a stretch has part of the sentences that people chose."""
        begin, end = self.spans[stretch.first][0], self.spans[stretch.last][1]
        return any(begin < last and first < end for first, last in self.shown)


def read(split: str) -> list[Pair]:
    """The pairs of one split; the replies are cut into sentences by the marker, as in the program."""
    classifier, meaning = OnnxClassifier.bundled(), OnnxMeaning.bundled()
    pairs: list[Pair] = []
    for line in (_DATA / f"plan_pairs_{split}.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        said = classifier.classify(" ".join(record["said"]), record["salesperson"])
        found = likenesses(Point(Question(record["question"]), record["point"]), [said], meaning)
        ends = [sum(len(one) + 1 for one in record["said"][: index + 1]) - 1 for index in range(len(record["said"]))]
        shown = [(ends[index] - len(record["said"][index]), ends[index]) for index in record["evidence"]]
        spans = [(one.start, one.end) for one in said]
        pairs.append(Pair(record, found, spans, _RESULTS[record["result"]], shown))
    return pairs


def by_common_words(found: Sequence[Likeness]) -> Said:
    """The baseline: the share of the point's content words in the best stretch."""
    share = max((one.words for one in found), default=0.0)
    return Said.SAID if share >= _COMMON else Said.DIFFERENTLY if share >= _FEW else Said.LEFT_OUT


def right(pairs: Sequence[Pair], answer: Callable[[list[Likeness]], Said]) -> int:
    """How many pairs an answer gets right."""
    return sum(answer(pair.found) is pair.wanted for pair in pairs)


def tables(pairs: Sequence[Pair]) -> Iterable[Table]:
    """Accuracy by question and result beside the baseline, what was taken for what, and the evidence."""
    rows = [_row(name, part) for name, part in _parts(pairs) if part]
    yield Table("Planned points: right", ("pairs", "how many", "this program", "common words"), rows)
    got = [judge(pair.found) for pair in pairs]
    confusion = [
        [
            wanted,
            *(
                str(sum(p.wanted is wanted and g is one for p, (g, _) in zip(pairs, got, strict=True)))
                for one in _RESULTS.values()
            ),
        ]
        for wanted in _RESULTS.values()
    ]
    yield Table("What was taken for what", ("is / read as", *_RESULTS.values()), confusion)
    shown = [pair.shows(stretch) for pair, (_, stretch) in zip(pairs, got, strict=True) if stretch and pair.shown]
    yield Table(
        "Evidence",
        ("found a point that was said", "with a sentence that says it"),
        [[str(len(shown)), str(sum(shown))]],
    )


def ingredients(pairs: Sequence[Pair]) -> Table:
    """Right on the pairs without one ingredient, the limits fitted to these pairs for each row."""
    without: dict[str, Callable[[Likeness], Likeness]] = {
        "all": lambda one: one,
        "without the meaning": lambda one: replace(one, cosine=0.6),
        "without the move": lambda one: replace(one, move=1.0),
        "figures not asked for in its words": lambda one: replace(one, figures=1.0),
        "without the words": lambda one: replace(one, words=0.9 if one.cosine >= 0.7 else 0.0),
    }
    rows: list[list[str]] = []
    for name, change in without.items():
        changed = [replace(pair, found=[change(one) for one in pair.found]) for pair in pairs]
        best = max(right(changed, lambda found, limits=limits: judge(found, limits)[0]) for limits in _grid())
        rows.append([name, f"{best} of {len(pairs)}"])
    return Table("What each ingredient is worth", ("ingredients", "right, limits fitted to these pairs"), rows)


def _grid() -> Iterable[Limits]:
    for nearness in (0.0, 0.05, 0.1, 0.14, 0.18, 0.22, 0.26, 0.3, 0.4, 0.5):
        for draw in (0.0, 0.2, 0.4, 0.6):
            yield Limits(nearness=nearness, draw=draw)


def _parts(pairs: Sequence[Pair]) -> Iterable[tuple[str, list[Pair]]]:
    yield "all", list(pairs)
    for question in Question:
        yield question, [pair for pair in pairs if pair.record["question"] == question]
    for result in _RESULTS.values():
        yield result, [pair for pair in pairs if pair.wanted is result]


def _row(name: str, pairs: Sequence[Pair]) -> list[str]:
    ours, common = right(pairs, lambda found: judge(found)[0]), right(pairs, by_common_words)
    return [name, str(len(pairs)), *(f"{one} ({one / len(pairs):.0%})" for one in (ours, common))]


def main(arguments: list[str]) -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.plan_pairs", description=__doc__)
    parser.add_argument("--split", choices=("dev", "test"), default="dev")
    parser.add_argument("--wrong", action="store_true", help="list what is read otherwise than people read it")
    parser.add_argument("--ingredients", action="store_true", help="leave one ingredient out at a time")
    options = parser.parse_args(arguments)
    pairs = read("dev" if options.ingredients else options.split)
    shown = [ingredients(pairs)] if options.ingredients else list(tables(pairs))
    sys.stdout.write("\n\n".join(map(str, shown)) + "\n")
    for pair in pairs if options.wrong else ():
        if (result := judge(pair.found)[0]) is not pair.wanted:
            sys.stdout.write(f"{pair.record['id']} is {pair.wanted}, read as {result}: {pair.record['point']}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
