"""Labelled replies as a recogniser heard them: the labels carried over to the words that came through."""

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from pathlib import Path

from app.classifier.corpus import LabelledReply, corpus_folder, read_split
from app.marking.classifier import Move, Sentence
from app.marking.label import ASK, Label
from app.marking.verdict import order_verdict, placed_moves

KEPT = 0.4
"""A move counts as heard where at least this share of its words came through."""

_WORD = re.compile(r"\S+")


def heard_replies(split: str, folder: Path | None = None) -> list[tuple[LabelledReply, str, str]]:
    """Each line of heard-SPLIT.jsonl: the reply as written, the noise (dB below the speech, or "clean"), the words."""
    path = (folder or corpus_folder()) / f"heard-{split}.jsonl"
    if not path.exists():
        return []
    written = {reply.id: reply for reply in read_split(split)}
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [(written[one["id"]], one["noise"], one["heard"]) for one in records if one["id"] in written]


def carried_over(reply: LabelledReply, heard: str) -> LabelledReply | None:
    """The reply with the words heard, less the sentences and moves that were lost on the way; None: all of them."""
    said, got = list(_WORD.finditer(reply.reply)), list(_WORD.finditer(heard))
    matcher = SequenceMatcher(None, plain(reply.reply), plain(heard), autojunk=False)
    place, matched = _places(matcher, len(said), len(got))

    def span(start: int, end: int) -> tuple[int, int, float]:
        inside = [index for index, word in enumerate(said) if start <= word.start() < end]
        if not inside:
            return 0, 0, 0.0
        share = sum(matched[index] for index in inside) / len(inside)
        return place[inside[0]], place[inside[-1] + 1], share

    sentences: list[Sentence] = []
    for sentence in reply.sentences:
        first, last, _ = span(sentence.start, sentence.end)
        if first >= last:
            continue
        moves: list[Move] = []
        for move in sentence.moves:
            begin, end, share = span(move.start, move.end)
            if begin < end and share >= KEPT:
                moves.append(Move(move.label, got[begin].start(), got[end - 1].end()))
        if not {move.label for move in moves} & ASK:
            moves = [move for move in moves if move.label is not Label.SPECIFIC]
        moves.sort(key=lambda move: move.start)
        start, end = got[first].start(), got[last - 1].end()
        sentences.append(Sentence(heard[start:end], start, end, tuple(moves)))
    if not sentences:
        return None
    verdict = order_verdict(placed_moves([tuple(sentences)]))
    return replace(reply, reply=heard, sentences=tuple(sentences), verdict=verdict, style="recogniser")


def _places(matcher: SequenceMatcher[str], said: int, got: int) -> tuple[list[int], list[bool]]:
    """For each word said (and the end) the word heard that stands in its place, and whether it is the same one."""
    place, matched = [0] * said + [got], [False] * said
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        for index in range(i1, i2):
            place[index] = j1 + (index - i1) * (j2 - j1) // (i2 - i1)
            matched[index] = kind == "equal"
    return place, matched


def plain(text: str) -> list[str]:
    """The words of a text as they are compared: small letters and digits alone."""
    return ["".join(char for char in word if char.isalnum()) for word in text.lower().split()]


def error_rate(wanted: Sequence[str], heard: Sequence[str]) -> float:
    """Words that were replaced, left out or put in, as a share of the words spoken."""
    row = list(range(len(heard) + 1))
    for at, want in enumerate(wanted, 1):
        last, row[0] = row[0], at
        for to, got in enumerate(heard, 1):
            last, row[to] = row[to], min(row[to] + 1, row[to - 1] + 1, last + (want != got))
    return row[-1] / len(wanted)
