"""`python -m app.classifier.corpus check`: counts, agreement, repetition, leaks; fails on a fault or a leak."""

import argparse
from collections import Counter
from collections.abc import Sequence
from hashlib import sha256

from app.classifier.corpus import SPLITS, LabelledReply, corpus_folder, faults, read_split
from app.classifier.overlap import near_doubles, repeated
from app.classifier.second_labelling import both, label_kappas, read_second
from app.classifier.sentence_embedding import embed
from app.marking.label import Label


def main(arguments: Sequence[str]) -> int:
    """The command; 1 where something must not stay as it is."""
    parser = argparse.ArgumentParser(prog="python -m app.classifier.corpus", description=__doc__)
    parser.add_argument("command", choices=["check"])
    parser.add_argument("--without-embeddings", action="store_true", help="leave out the search for near-doubles")
    options = parser.parse_args(arguments)
    replies = [reply for split in SPLITS for reply in read_split(split)]
    _print_counts(replies)
    _print_agreement(replies)
    print("\nThe most repeated runs of five words, and in how many replies they stand:")
    for phrase, count in repeated(replies):
        print(f"  {count:3} {phrase}")
    found = list(faults(replies))
    if not options.without_embeddings:
        doubles = near_doubles(replies, embed([reply.reply for reply in replies]))
        found += [f"{one.one} and {one.other} are near-doubles (cosine {one.cosine:.2f})" for one in doubles]
    print(f"\n{len(found)} faults")
    for fault in found:
        print(f"  {fault}")
    return 1 if found else 0


def _print_counts(replies: list[LabelledReply]) -> None:
    for split in SPLITS:
        part = [reply for reply in replies if reply.split == split]
        sentences = [sentence for reply in part for sentence in reply.sentences]
        labels = Counter(label for sentence in sentences for label in sentence.labels)
        print(f"{split}: {len(part)} replies, {len(sentences)} sentences")
        print("  verdicts", dict(Counter(reply.verdict.value for reply in part).most_common()))
        print("  styles  ", dict(Counter(reply.style for reply in part).most_common()))
        print("  labels  ", {label.value: labels[label] for label in Label})
    for path in sorted(corpus_folder().glob("test*.jsonl")):
        print(f"{path.name} SHA-256 {sha256(path.read_bytes()).hexdigest()}")


def _print_agreement(replies: list[LabelledReply]) -> None:
    pairs = list(both(replies, read_second(corpus_folder())))
    print(f"\nLabelled twice, the second time blind: {len(pairs)} of {len(replies)} replies")
    if not pairs:
        return
    same = sum(reply.verdict is other.verdict for reply, other in pairs)
    print(f"  the same verdict for {same} ({same / len(pairs):.1%}); Cohen's kappa per label:")
    for label, value in label_kappas(pairs).items():
        print(f"  {label.value:13} {value:.2f}")
