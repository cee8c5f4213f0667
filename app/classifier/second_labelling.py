"""The second, blind labelling of the corpus, and how far it agrees with the first."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from app.classifier.corpus import LabelledReply
from app.marking.label import Label
from app.marking.verdict import Verdict


@dataclass(frozen=True)
class SecondLabels:
    """What somebody gave who saw the words only: the labels of each sentence, and the verdict."""

    id: str
    labels: tuple[frozenset[Label], ...]
    verdict: Verdict


def read_second(folder: Path) -> dict[str, SecondLabels]:
    """All second labels by the reply's id, from `second-*.jsonl`. Raises ValueError with the line's number."""
    found: dict[str, SecondLabels] = {}
    for path in sorted(folder.glob("second-*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            try:
                record = json.loads(line)
                labels = tuple(frozenset(map(Label, one)) for one in record["labels"])
                found[record["id"]] = SecondLabels(record["id"], labels, Verdict(record["verdict"]))
            except (ValueError, KeyError, TypeError) as fault:
                raise ValueError(f"{path.name}, line {number}: {fault}") from fault
    return found


def both(
    replies: Iterable[LabelledReply], second: dict[str, SecondLabels]
) -> Iterator[tuple[LabelledReply, SecondLabels]]:
    """The replies that were labelled twice. Raises ValueError where the sentences are not the same ones."""
    for reply in replies:
        other = second.get(reply.id)
        if other is None:
            continue
        if len(other.labels) != len(reply.sentences):
            raise ValueError(f"{reply.id}: {len(reply.sentences)} sentences, labelled again were {len(other.labels)}")
        yield reply, other


def kappa(first: Iterable[bool], second: Iterable[bool]) -> float:
    """Cohen's kappa (1960): agreement beyond chance, 1 at most; 1 where both always say the same."""
    counts = Counter(zip(first, second, strict=True))
    total = sum(counts.values())
    if not total:
        return 1.0
    agreed = (counts[True, True] + counts[False, False]) / total
    one = (counts[True, True] + counts[True, False]) / total
    two = (counts[True, True] + counts[False, True]) / total
    chance = one * two + (1 - one) * (1 - two)
    return 1.0 if chance == 1 else (agreed - chance) / (1 - chance)


def label_kappas(pairs: list[tuple[LabelledReply, SecondLabels]]) -> dict[Label, float]:
    """Kappa over all sentences, per label."""
    ours = [sentence.labels for reply, _ in pairs for sentence in reply.sentences]
    theirs = [labels for _, other in pairs for labels in other.labels]
    return {label: kappa((label in one for one in ours), (label in one for one in theirs)) for label in Label}
