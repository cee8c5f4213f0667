"""What the marker finds in a reply while it is still being said. Provisional: it is shown, and kept nowhere."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.marking.classifier import Sentence
from app.transcript.transcript import Segment, Transcript, join

Heard = tuple[tuple[int, Segment], ...]
"""Segments with their indexes, in the order in which they were answered."""


@dataclass(frozen=True)
class Reading:
    """The sentences of `text`, the words of the segments with these indexes, ascending."""

    segments: tuple[int, ...]
    text: str
    sentences: tuple[Sentence, ...]

    def words_read(self, heard: Heard) -> Transcript | None:
        """The words that were read, with their times; None where other words were heard than these.

        A take that is thrown away and said anew has the same number and indexes as before.
        """
        if not {index for index, _ in heard}.issuperset(self.segments):
            return None
        found = words_of(heard, self.segments)
        return found if found.text == self.text else None

    def newer_than(self, other: "Reading | None") -> bool:
        """Whether it has read all that another has, and more."""
        return other is None or set(self.segments) > set(other.segments)


def words_of(heard: Heard, indexes: Iterable[int]) -> Transcript:
    """Those of the segments that are named, in spoken order."""
    wanted = set(indexes)
    return join((segment for index, segment in heard if index in wanted), "", rough=True)


def with_words(heard: Heard) -> tuple[int, ...]:
    """The indexes of the segments in which there are words, ascending."""
    return tuple(sorted(index for index, segment in heard if segment.words))
