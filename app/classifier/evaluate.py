"""How right the marker is on labelled replies: `python -m app.classifier.evaluate [--corpus FILE] [--model FOLDER]`.

Each run on the test split is written down in assets/marker/corpus/evaluations.md, so that nobody tunes by it unseen.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from app.classifier.baselines import FrozenClassifier, KeywordClassifier
from app.classifier.corpus import LabelledReply, corpus_folder, read, read_split
from app.classifier.model_files import bundled_folder
from app.classifier.onnx_classifier import OnnxClassifier
from app.classifier.report import heard, reliability, report, table, wrong
from app.classifier.scores import Marked, boundary_f1, label_scores, macro_f1, mark_all, verdict_accuracy

_LOG = "evaluations.md"


def compare(replies: Sequence[LabelledReply], marked: Sequence[Marked]) -> None:
    """Print the baselines beside the marker."""
    frozen = FrozenClassifier(read_split("train"))
    frozen.prepare(reply.reply for reply in replies)
    print("\n| on the same replies | verdicts right | label macro-F1 | boundary F1 |\n| --- | --- | --- | --- |")
    rows = [("this marker", marked)]
    rows += [(one.name, mark_all(replies, one)) for one in (frozen, KeywordClassifier())]
    for name, row in rows:
        print(f"| {name} | {verdict_accuracy(row):.1%} | {macro_f1(label_scores(row)):.3f} | {boundary_f1(row):.3f} |")


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
        table("situation", marked, lambda one: one.reply.situation)
    reliability(marked)
    heard(replies, classifier)
    if not options.alone:
        compare(replies, marked)
    if any(one.reply.split == "test" for one in marked):
        _log(classifier.name, marked)
    if options.wrong:
        wrong(marked)
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except BrokenPipeError:  # whoever read along (`| head`) has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
