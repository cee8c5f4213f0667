"""The labelled replies in assets/marker/corpus: reading them, and what holds of all of them.

`python -m app.classifier.corpus check` looks them through (app.classifier.corpus_check).
"""

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from app.marking.classifier import Move, Sentence
from app.marking.label import ASK, Label
from app.marking.verdict import Verdict, order_verdict, placed_moves

STYLES = ("typical", "spoken", "recogniser", "adversarial")
SPLITS = ("train", "dev", "test")


@dataclass(frozen=True)
class LabelledReply:
    """A reply that somebody wrote and labelled. Sentences and moves have their places in `reply`."""

    id: str
    split: str
    situation: str
    style: str
    source: str
    salesperson: str
    reply: str
    verdict: Verdict
    sentences: tuple[Sentence, ...]


def corpus_folder() -> Path:
    """Where the project's own replies lie."""
    return Path(str(files("assets") / "marker" / "corpus"))


def read(path: Path) -> list[LabelledReply]:
    """The replies of one JSON-lines file. Raises ValueError with the line's number."""
    replies: list[LabelledReply] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            replies.append(_reply(json.loads(line)))
        except (ValueError, KeyError, TypeError) as fault:
            raise ValueError(f"{path.name}, line {number}: {fault}") from fault
    return replies


def read_split(split: str) -> list[LabelledReply]:
    """All replies of one split of the project's own corpus."""
    return [reply for path in sorted(corpus_folder().glob(f"{split}*.jsonl")) for reply in read(path)]


def evenly(replies: list[LabelledReply], most: int | None) -> list[LabelledReply]:
    """At most so many of the replies, taken at even distances; None: all."""
    count = min(len(replies) if most is None else most, len(replies))
    return [replies[index * len(replies) // count] for index in range(count)]


def faults(replies: Iterable[LabelledReply]) -> Iterator[str]:
    """What does not hold: verdicts that the moves do not give, `specific` without an ask, doubles, leaks."""
    seen: dict[str, LabelledReply] = {}
    situations: dict[str, str] = {}
    for reply in replies:
        given = order_verdict(placed_moves([reply.sentences]))
        if given is not reply.verdict:
            yield f"{reply.id}: labelled {reply.verdict}, its moves give {given}"
        for sentence in reply.sentences:
            if Label.SPECIFIC in sentence.labels and not sentence.labels & ASK:
                yield f"{reply.id}: specific without an ask: {sentence.text}"
        words = " ".join("".join(c for c in reply.reply.lower() if c.isalnum() or c == " ").split())
        if words in seen:
            yield f"{reply.id}: the same words as {seen[words].id}"
        seen[words] = reply
        if situations.setdefault(reply.situation, reply.split) != reply.split:
            yield f"{reply.id}: situation {reply.situation} is in two splits"


def _reply(record: dict[str, Any]) -> LabelledReply:
    sentences: list[Sentence] = []
    offset = 0
    for one in record["sentences"]:
        text: str = one["text"]
        start = record["reply"].index(text, offset)
        moves = tuple(_move(move, text, start) for move in one["moves"])
        offset = start + len(text)
        sentences.append(Sentence(text, start, offset, tuple(sorted(moves, key=lambda move: move.start))))
    kept = {key: str(record[key]) for key in ("id", "split", "situation", "style", "source", "salesperson", "reply")}
    if kept["style"] not in STYLES or kept["split"] not in SPLITS:
        raise ValueError(f"style {kept['style']} or split {kept['split']} is unknown")
    return LabelledReply(**kept, verdict=Verdict(record["verdict"]), sentences=tuple(sentences))


def _move(record: dict[str, str], text: str, offset: int) -> Move:
    start = offset + text.index(record["quote"])
    return Move(Label(record["label"]), start, start + len(record["quote"]))


if __name__ == "__main__":
    from app.classifier.corpus_check import main

    sys.exit(main(sys.argv[1:]))
