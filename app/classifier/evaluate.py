"""How right the marker is on labelled replies: `python -m app.classifier.evaluate [--corpus FILE] [--model FOLDER]`."""

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.classifier.corpus import LabelledReply, read, read_split
from app.classifier.model_files import bundled_folder
from app.classifier.onnx_classifier import OnnxClassifier
from app.marking.classifier import Classifier
from app.marking.label import Label
from app.marking.marker import Marker, Marking, Turn
from app.marking.verdict import Verdict


@dataclass(frozen=True)
class Marked:
    """A labelled reply and what the marker makes of it."""

    reply: LabelledReply
    marking: Marking

    @property
    def right(self) -> bool:
        """Whether the verdict is the labelled one."""
        return self.marking.verdict is self.reply.verdict


@dataclass(frozen=True)
class Score:
    """Precision, recall and F1 of one label over sentences, and how often it was there."""

    precision: float
    recall: float
    f1: float
    count: int


def mark_all(replies: Iterable[LabelledReply], classifier: Classifier) -> list[Marked]:
    """Each reply marked with the line that it answers."""
    marker = Marker(classifier)
    return [Marked(reply, marker.mark([Turn(reply.reply, reply.salesperson)])) for reply in replies]


def verdict_accuracy(marked: Sequence[Marked]) -> float:
    """The share of right verdicts, 0 to 1."""
    return sum(one.right for one in marked) / max(len(marked), 1)


def label_scores(marked: Sequence[Marked]) -> dict[Label, Score]:
    """Per-label scores over the labelled sentences; a found move counts for the sentence in which it begins."""
    hit: Counter[Label] = Counter()
    found: Counter[Label] = Counter()
    wanted: Counter[Label] = Counter()
    for one in marked:
        moves = [placed.move for placed in one.marking.moves]
        for sentence in one.reply.sentences:
            got = {move.label for move in moves if sentence.start <= move.start < sentence.end}
            found.update(got)
            wanted.update(sentence.labels)
            hit.update(got & sentence.labels)
    return {label: _score(hit[label], found[label], wanted[label]) for label in Label}


def macro_f1(scores: dict[Label, Score]) -> float:
    """The mean F1 of the labels that occur."""
    known = [score.f1 for score in scores.values() if score.count]
    return sum(known) / max(len(known), 1)


def boundary_f1(marked: Sequence[Marked]) -> float:
    """F1 of the places where a sentence begins, the first of each reply left out."""
    hit = found = wanted = 0
    for one in marked:
        got = {sentence.start for sentence in one.marking.sentences[0][1:]}
        want = {sentence.start for sentence in one.reply.sentences[1:]}
        hit, found, wanted = hit + len(got & want), found + len(got), wanted + len(want)
    return _score(hit, found, wanted).f1


def _score(hit: int, found: int, wanted: int) -> Score:
    precision, recall = hit / max(found, 1), hit / max(wanted, 1)
    return Score(precision, recall, 2 * precision * recall / max(precision + recall, 1e-9), wanted)


def report(marked: Sequence[Marked]) -> None:
    """Print the figures as a Markdown text."""
    right = sum(one.right for one in marked)
    print(f"Verdicts right: {right} of {len(marked)} ({verdict_accuracy(marked):.1%})")
    scores = label_scores(marked)
    print(f"Label macro-F1: {macro_f1(scores):.3f}   sentence boundary F1: {boundary_f1(marked):.3f}")
    sure = [one for one in marked if not one.marking.unsure]
    share = 1 - len(sure) / max(len(marked), 1)
    print(f"Unsure: {share:.1%}; sure verdicts right: {verdict_accuracy(sure):.1%}")
    _table("style", marked, lambda one: one.reply.style)
    _table("verdict", marked, lambda one: one.reply.verdict.value)
    print("\n| labelled \\ found | " + " | ".join(v.value for v in Verdict) + " |")
    print("| --- |" + " --- |" * len(Verdict))
    for wanted in Verdict:
        row = [sum(o.reply.verdict is wanted and o.marking.verdict is got for o in marked) for got in Verdict]
        print(f"| {wanted.value} | " + " | ".join(map(str, row)) + " |")
    print("\n| label | precision | recall | F1 | n |\n| --- | --- | --- | --- | --- |")
    for label, score in scores.items():
        print(f"| {label.value} | {score.precision:.2f} | {score.recall:.2f} | {score.f1:.2f} | {score.count} |")


def _table(name: str, marked: Sequence[Marked], key: Callable[[Marked], str]) -> None:
    groups: dict[str, list[Marked]] = defaultdict(list)
    for one in marked:
        groups[key(one)].append(one)
    print(f"\n| {name} | right | of |\n| --- | --- | --- |")
    for value, part in sorted(groups.items()):
        print(f"| {value} | {sum(one.right for one in part)} | {len(part)} |")


def main(arguments: list[str]) -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m app.classifier.evaluate", description=__doc__)
    parser.add_argument("--corpus", type=Path, help="a file in the corpus format (default: the test split)")
    parser.add_argument("--split", choices=("dev", "test"), default="test")
    parser.add_argument("--model", type=Path, default=bundled_folder())
    parser.add_argument("--wrong", action="store_true", help="list the replies with a wrong verdict")
    options = parser.parse_args(arguments)
    replies = read(options.corpus) if options.corpus else read_split(options.split)
    marked = mark_all(replies, OnnxClassifier(options.model))
    report(marked)
    for one in marked if options.wrong else ():
        if not one.right:
            print(f"\n{one.reply.id}: {one.reply.verdict} read as {one.marking.verdict}")
            for sentence in one.marking.sentences[0]:
                print("  found ", sorted(label.value for label in sentence.labels), sentence.text)
            for sentence in one.reply.sentences:
                print("  wanted", sorted(label.value for label in sentence.labels), sentence.text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
