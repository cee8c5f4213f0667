"""How right the marker is on labelled replies: `python -m app.classifier.evaluate [--corpus FILE] [--model FOLDER]`.

Each run on the test split is written down in assets/marker/corpus/evaluations.md, so that nobody tunes by it unseen.
"""

import argparse
import sys
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from app.classifier.baselines import FrozenClassifier, KeywordClassifier
from app.classifier.corpus import LabelledReply, corpus_folder, read, read_split
from app.classifier.model_files import bundled_folder
from app.classifier.onnx_classifier import OnnxClassifier
from app.classifier.scores import (
    Marked,
    boundary_f1,
    label_scores,
    macro_f1,
    mark_all,
    verdict_accuracy,
    verdict_interval,
)
from app.marking.verdict import Verdict

_LOG = "evaluations.md"


def report(marked: Sequence[Marked]) -> None:
    """Print the figures as a Markdown text."""
    right = sum(one.right for one in marked)
    low, high = verdict_interval(marked)
    print(
        f"Verdicts right: {right} of {len(marked)} ({verdict_accuracy(marked):.1%}, 95 % interval {low:.1%}–{high:.1%})"
    )
    scores = label_scores(marked)
    print(f"Label macro-F1: {macro_f1(scores):.3f}   sentence boundary F1: {boundary_f1(marked):.3f}")
    sure = [one for one in marked if not one.marking.unsure]
    share = 1 - len(sure) / max(len(marked), 1)
    print(f"Unsure: {share:.1%}; sure verdicts right: {verdict_accuracy(sure):.1%}")
    _table("style", marked, lambda one: one.reply.style)
    _table("sentences", marked, lambda one: _length(len(one.reply.sentences)))
    _table("verdict", marked, lambda one: one.reply.verdict.value)
    print("\n| labelled \\ found | " + " | ".join(v.value for v in Verdict) + " |")
    print("| --- |" + " --- |" * len(Verdict))
    for wanted in Verdict:
        row = [sum(o.reply.verdict is wanted and o.marking.verdict is got for o in marked) for got in Verdict]
        print(f"| {wanted.value} | " + " | ".join(map(str, row)) + " |")
    print("\n| label | precision | recall | F1 | 95 % interval | n |\n| --- | --- | --- | --- | --- | --- |")
    for label, score in scores.items():
        print(
            f"| {label.value} | {score.precision:.2f} | {score.recall:.2f} | {score.f1:.2f} "
            f"| {score.low:.2f}–{score.high:.2f} | {score.count} |"
        )


def compare(replies: Sequence[LabelledReply], marked: Sequence[Marked]) -> None:
    """Print the baselines beside the marker."""
    frozen = FrozenClassifier(read_split("train"))
    frozen.prepare(reply.reply for reply in replies)
    print("\n| on the same replies | verdicts right | label macro-F1 | boundary F1 |\n| --- | --- | --- | --- |")
    rows = [("this marker", marked)]
    rows += [(one.name, mark_all(replies, one)) for one in (frozen, KeywordClassifier())]
    for name, row in rows:
        print(f"| {name} | {verdict_accuracy(row):.1%} | {macro_f1(label_scores(row)):.3f} | {boundary_f1(row):.3f} |")


def _length(sentences: int) -> str:
    return "1" if sentences == 1 else "2 to 4" if sentences < 5 else "5 to 8" if sentences < 9 else "9 and more"


def _table(name: str, marked: Sequence[Marked], key: Callable[[Marked], str]) -> None:
    groups: dict[str, list[Marked]] = defaultdict(list)
    for one in marked:
        groups[key(one)].append(one)
    print(f"\n| {name} | right | of | sentence boundary F1 |\n| --- | --- | --- | --- |")
    for value, part in sorted(groups.items()):
        print(f"| {value} | {sum(one.right for one in part)} | {len(part)} | {boundary_f1(part):.3f} |")


def _log(model: str, marked: Sequence[Marked]) -> None:
    """One line for a run on test replies, so that it is seen how often they were looked at."""
    test = [one for one in marked if one.reply.split == "test"]
    line = f"| {datetime.now(UTC):%Y-%m-%d %H:%M} | {model} | {len(test)} | {verdict_accuracy(test):.1%} |\n"
    path = corpus_folder() / _LOG
    if not path.exists():
        path.write_text("| run on test replies (UTC) | model | replies | verdicts right |\n| --- | --- | --- | --- |\n")
    with path.open("a", encoding="utf-8") as file:
        file.write(line)


def main(arguments: list[str]) -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m app.classifier.evaluate", description=__doc__)
    parser.add_argument("--corpus", type=Path, help="a file in the corpus format (default: the test split)")
    parser.add_argument("--split", choices=("dev", "test"), default="test")
    parser.add_argument("--model", type=Path, default=bundled_folder())
    parser.add_argument("--alone", action="store_true", help="without cue words and the frozen encoder beside it")
    parser.add_argument("--situations", action="store_true", help="a table by situation")
    parser.add_argument("--wrong", action="store_true", help="list the replies with a wrong verdict")
    options = parser.parse_args(arguments)
    replies = read(options.corpus) if options.corpus else read_split(options.split)
    classifier = OnnxClassifier(options.model)
    marked = mark_all(replies, classifier)
    report(marked)
    if options.situations:
        _table("situation", marked, lambda one: one.reply.situation)
    if not options.alone:
        compare(replies, marked)
    if any(one.reply.split == "test" for one in marked):
        _log(classifier.name, marked)
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
