"""What the recogniser heard: words with times, in segments cut at pauses."""

import bisect
import difflib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property


@dataclass(frozen=True)
class Word:
    """One recognised word. Times in seconds from the start of the take; confidence 0 to 1, None if unknown."""

    text: str
    start_s: float
    end_s: float
    confidence: float | None = None


@dataclass(frozen=True)
class Segment:
    """A stretch of speech between two pauses. Times in seconds from the start of the take."""

    words: tuple[Word, ...]
    start_s: float
    end_s: float

    @property
    def text(self) -> str:
        """The words joined by spaces."""
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True)
class Transcript:
    """One take in words.

    `rough` says that the engine is known to mishear real voices, so that the reader is asked first.
    A typed reply, and what the user corrected, may have words without a place in the sound.
    """

    segments: tuple[Segment, ...]
    engine: str
    rough: bool = False
    corrected: str | None = None

    @cached_property
    def text(self) -> str:
        """What is marked: the corrected text where there is one."""
        return self.heard if self.corrected is None else self.corrected

    @cached_property
    def heard(self) -> str:
        """What the recogniser gave, segments joined by spaces."""
        return " ".join(segment.text for segment in self.segments if segment.words)

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """All recognised words in spoken order."""
        return tuple(word for segment in self.segments for word in segment.words)

    @property
    def confidence(self) -> float | None:
        """Mean word confidence, 0 to 1; None where the engine gives none."""
        known = [word.confidence for word in self.words if word.confidence is not None]
        return sum(known) / len(known) if known else None

    def correct(self, text: str) -> "Transcript":
        """The same take with the user's own wording of it."""
        text = " ".join(text.split())
        return replace(self, corrected=None if text == " ".join(self.heard.split()) else text)

    def time_span(self, start: int, end: int) -> tuple[float, float] | None:
        """Seconds (start, end) of the characters start..end of `text`; None where no sound belongs to them."""
        first = bisect.bisect_right(self._ends, start)
        timed = [word for offset, word in self._placed[first:] if offset < end]
        if not timed:
            return None
        return timed[0].start_s, max(word.end_s for word in timed)

    @cached_property
    def _ends(self) -> list[int]:
        return [offset + length for (offset, _), length in zip(self._placed, self._lengths, strict=True)]

    @cached_property
    def _lengths(self) -> list[int]:
        return [length for _, length, _ in self._aligned]

    @cached_property
    def _placed(self) -> list[tuple[int, Word]]:
        return [(offset, word) for offset, _, word in self._aligned]

    @cached_property
    def _aligned(self) -> list[tuple[int, int, Word]]:
        """(character offset, length, recognised word) for each word of `text` that the recogniser also heard."""
        placed = list(_word_offsets(self.text))
        if self.corrected is None:
            return [(offset, len(token), word) for (offset, token), word in zip(placed, self._tokens, strict=True)]
        heard = [_plain(word.text) for word in self._tokens]
        wanted = [_plain(token) for _, token in placed]
        matcher = difflib.SequenceMatcher(a=heard, b=wanted, autojunk=False)
        aligned: list[tuple[int, int, Word]] = []
        for tag, a0, a1, b0, b1 in matcher.get_opcodes():
            if tag in {"delete", "insert"}:
                continue
            # a replaced run shares out the time of what was heard in its place
            for index in range(b0, b1):
                first = a0 + (index - b0) * (a1 - a0) // (b1 - b0)
                last = max(first, a0 + (index + 1 - b0) * (a1 - a0) // (b1 - b0) - 1)
                word = replace(self._tokens[first], end_s=self._tokens[last].end_s)
                aligned.append((placed[index][0], len(placed[index][1]), word))
        return aligned

    @cached_property
    def _tokens(self) -> list[Word]:
        """Words split at spaces, since a recogniser may put several into one."""
        return [replace(word, text=part) for word in self.words for part in word.text.split()]


def typed(text: str) -> Transcript:
    """A reply that was typed: no sound, nothing rough about it."""
    return Transcript(segments=(), engine="typed").correct(text)


def join(segments: Iterable[Segment], engine: str, rough: bool) -> Transcript:
    """Segments of one take, in the order in which they were spoken."""
    ordered = tuple(sorted(segments, key=lambda segment: segment.start_s))
    return Transcript(ordered, engine, rough)


def _word_offsets(text: str) -> Iterable[tuple[int, str]]:
    offset = 0
    for token in text.split():
        offset = text.index(token, offset)
        yield offset, token
        offset += len(token)


def _plain(token: str) -> str:
    return "".join(char for char in token.lower() if char.isalnum())
