"""A moment that the colleague marked while they watched or listened."""

from dataclasses import dataclass
from enum import StrEnum

from app.pairing.feedback_id import new_id


class Noticed(StrEnum):
    """What a pin is about: the three things that a colleague critiques."""

    FACE = "face"
    TONE = "tone"
    WORDS = "words"


@dataclass(frozen=True, kw_only=True)
class Pin:
    """One moment of one take; `at_s` is its time in the take's sound. `answer` is the manager's own line on it."""

    take: int
    noticed: Noticed
    good: bool
    at_s: float
    by: str
    note: str = ""
    answer: str = ""
    given_utc_s: int = 0
    id: str = ""

    def __post_init__(self) -> None:
        if not 0.0 <= self.at_s < float("inf"):
            raise ValueError("a pin stands at a time of the take")
        if not self.id:
            object.__setattr__(self, "id", new_id())
