"""What became of one reply on its way from text through sound to a verdict."""

import difflib
from dataclasses import dataclass

from app.marking.verdict import Verdict


@dataclass(frozen=True)
class SpokenResult:
    """A reply of the corpus, what was heard of it, and the verdicts of its author and of the program."""

    id: str
    wanted: Verdict
    marked: Verdict | None
    unsure: bool
    said: str
    heard: str

    @property
    def right(self) -> bool:
        """Whether the program agrees with the author."""
        return self.marked is self.wanted

    @property
    def words_right(self) -> float:
        """The share of the words said that were heard, in order."""
        said, heard = _words(self.said), _words(self.heard)
        matcher = difflib.SequenceMatcher(a=said, b=heard, autojunk=False)
        return sum(block.size for block in matcher.get_matching_blocks()) / len(said)

    def __str__(self) -> str:
        sure = " (a close call)" if self.unsure else ""
        mark = "right" if self.right else "wrong"
        return f"{self.id}: {self.wanted} read as {self.marked}{sure}: {mark}; {self.words_right:.0%} of the words"


def _words(text: str) -> list[str]:
    return ["".join(char for char in word if char.isalnum()) for word in text.lower().split()]
