"""Makes what a recogniser gave safe to use: whatever it invents, words come out in order and inside their segment."""

import bisect
import math
from collections.abc import Sequence
from itertools import islice, pairwise

from app.rehearsal.sound import SpeechSegment
from app.transcript.transcript import Segment, Word

MOST_WORDS_PER_S = 10
"""Nobody speaks faster; more is a loop or a fault."""
_MOST_CHARACTERS = 60
_LONGEST_LOOP = 30
_LAST_WORD_S = 0.5


def tidy(words: Sequence[Word], segment: SpeechSegment) -> Segment:
    """A segment in the take's time from words in the segment's own time.

    Loops are cut to one round, times are finite, in order and inside the segment, confidences are 0 to 1 or None.
    """
    duration_s = max(0.0, segment.end_s - segment.start_s)
    most = int(MOST_WORDS_PER_S * duration_s) + MOST_WORDS_PER_S
    readable = (word for word in map(_plain, words) if word.text)
    kept = without_loops(list(islice(readable, _LONGEST_LOOP * most)))[:most]
    starts = _starts([word.start_s for word in kept], duration_s)
    placed: list[Word] = []
    for index, (word, start_s) in enumerate(zip(kept, starts, strict=True)):
        latest_s = starts[index + 1] if index + 1 < len(starts) else duration_s
        end_s = word.end_s if math.isfinite(word.end_s) and word.end_s > start_s else start_s + _LAST_WORD_S
        end_s = max(start_s, min(end_s, latest_s))
        placed.append(Word(word.text, segment.start_s + start_s, segment.start_s + end_s, _share(word.confidence)))
    return Segment(tuple(placed), segment.start_s, segment.end_s)


def without_loops(words: Sequence[Word]) -> list[Word]:
    """Words with each loop cut to its first round.

    A loop is one word four times or a phrase three times in a row: people do say things twice. What is left of a
    round that the end cut off goes too.
    """
    kept = list(words)
    for length in range(1, _LONGEST_LOOP + 1):
        kept = _without_loops_of(kept, length, 4 if length == 1 else 3)
    return kept


def _without_loops_of(words: list[Word], length: int, rounds: int) -> list[Word]:
    keys = ["".join(char for char in word.text.lower() if char.isalnum()) for word in words]
    kept: list[Word] = []
    at = 0
    while at < len(words):
        end = at + length
        while end < len(words) and keys[end] == keys[end - length]:
            end += 1
        repeated = (end - at) // length
        if repeated < rounds:
            kept.append(words[at])
            at += 1
            continue
        kept.extend(words[at : at + length])
        at = end if end == len(words) else at + repeated * length
    return kept


def _plain(word: Word) -> Word:
    text = " ".join("".join(char if char.isprintable() else " " for char in word.text[: _MOST_CHARACTERS + 1]).split())
    return Word("" if len(text) > _MOST_CHARACTERS else text, word.start_s, word.end_s, word.confidence)


def _share(confidence: float | None) -> float | None:
    if confidence is None or not math.isfinite(confidence):
        return None
    return min(1.0, max(0.0, confidence))


def _starts(given: Sequence[float], duration_s: float) -> list[float]:
    """Start times in order: as many as fit together are believed, the others are spread between them."""
    usable = [index for index, start in enumerate(given) if math.isfinite(start) and 0 <= start <= duration_s]
    believed = _longest_rising([given[index] for index in usable])
    anchors = [(-1, 0.0), *((usable[at], given[usable[at]]) for at in believed), (len(given), duration_s)]
    starts: list[float] = []
    for (left, left_s), (right, right_s) in pairwise(anchors):
        step_s = (right_s - left_s) / (right - left)
        starts.extend(left_s + step_s * (index - left) for index in range(left + 1, right))
        if right < len(given):
            starts.append(right_s)
    return starts


def _longest_rising(values: Sequence[float]) -> list[int]:
    """Indexes of the longest run, gaps allowed, that never falls."""
    tails: list[float] = []
    ends: list[int] = []
    before: list[int] = []
    for index, value in enumerate(values):
        at = bisect.bisect_right(tails, value)
        before.append(ends[at - 1] if at else -1)
        tails[at : at + 1], ends[at : at + 1] = [value], [index]
    run: list[int] = []
    index = ends[-1] if ends else -1
    while index >= 0:
        run.append(index)
        index = before[index]
    return run[::-1]
