"""The figures of an evaluation as Markdown on standard output."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import pairwise

from app.classifier.corpus import LabelledReply
from app.classifier.heard import error_rate, heard_replies, plain
from app.classifier.scores import (
    Marked,
    boundary_f1,
    label_scores,
    macro_f1,
    verdict_accuracy,
    verdict_interval,
)
from app.marking.classifier import Classifier
from app.marking.likelihood import verdict_likelihoods
from app.marking.marker import SURE_FROM, Marker, Turn
from app.marking.verdict import Verdict

_BINS = (0.0, 0.5, 0.7, SURE_FROM, 0.95, 0.99, 1.0)


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
    table("style", marked, lambda one: one.reply.style)
    table("sentences", marked, lambda one: _length(len(one.reply.sentences)))
    table("verdict", marked, lambda one: one.reply.verdict.value)
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


def _length(sentences: int) -> str:
    return "1" if sentences == 1 else "2 to 4" if sentences < 5 else "5 to 8" if sentences < 9 else "9 and more"


def table(name: str, marked: Sequence[Marked], key: Callable[[Marked], str]) -> None:
    """Print how many are right in each group of `key`."""
    groups: dict[str, list[Marked]] = defaultdict(list)
    for one in marked:
        groups[key(one)].append(one)
    print(f"\n| {name} | right | of | sentence boundary F1 |\n| --- | --- | --- | --- |")
    for value, part in sorted(groups.items()):
        print(f"| {value} | {sum(one.right for one in part)} | {len(part)} | {boundary_f1(part):.3f} |")


def reliability(marked: Sequence[Marked]) -> None:
    """Print how likely the verdicts were held to be beside how often they were right; `unsure` ends at a row."""
    held = [(_likelihood(one), one.right) for one in marked]
    print("\n| verdict held to be likely | replies | mean likelihood | right |\n| --- | --- | --- | --- |")
    for low, high in pairwise(_BINS):
        part = [(likely, right) for likely, right in held if low <= likely < high or likely == high == 1]
        if part:
            mean, right = (sum(column) / len(part) for column in zip(*part, strict=True))
            print(f"| {low:.2f} to {high:.2f} | {len(part)} | {mean:.1%} | {right:.1%} |")


def _likelihood(one: Marked) -> float:
    verdict = one.marking.verdict
    return verdict_likelihoods(one.marking.sentences)[verdict] if verdict else 0.0


def heard(replies: Sequence[LabelledReply], classifier: Classifier) -> None:
    """Print the verdicts on those of the replies that were spoken to the built-in recogniser, by noise."""
    ids = {reply.id for reply in replies}
    rows = [row for split in {reply.split for reply in replies} for row in heard_replies(split) if row[0].id in ids]
    if not rows:
        return
    marker = Marker(classifier)

    def share(pairs: list[tuple[LabelledReply, str]]) -> str:
        right = sum(marker.mark([Turn(text, one.salesperson)]).verdict is one.verdict for one, text in pairs)
        return f"{right} of {len(pairs)} ({right / len(pairs):.1%})"

    print(
        "\n| spoken by flite | words wrong | verdicts right | the same replies as written |\n| --- | --- | --- | --- |"
    )
    for noise in dict.fromkeys(noise for _, noise, _ in rows):
        pairs = [(reply, text) for reply, level, text in rows if level == noise]
        words = sum(error_rate(plain(one.reply), plain(text)) for one, text in pairs) / len(pairs)
        name = "clean" if noise == "clean" else f"white noise {noise} dB below"
        print(f"| {name} | {words:.0%} | {share(pairs)} | {share([(one, one.reply) for one, _ in pairs])} |")


def wrong(marked: Sequence[Marked]) -> None:
    """Print the replies whose verdict is wrong, sentence by sentence."""
    for one in marked:
        if not one.right:
            print(f"\n{one.reply.id}: {one.reply.verdict} read as {one.marking.verdict}")
            for sentence in one.marking.sentences[0]:
                print("  found ", sorted(label.value for label in sentence.labels), sentence.text)
            for sentence in one.reply.sentences:
                print("  wanted", sorted(label.value for label in sentence.labels), sentence.text)
