"""A mark that a person settled: theirs, beside the program's, which stays as it was."""

from dataclasses import dataclass
from enum import StrEnum

from app.marking.label import Label
from app.marking.verdict import Verdict
from app.pairing.feedback_id import new_id


class Role(StrEnum):
    """Whose word it is."""

    MANAGER = "manager"
    COLLEAGUE = "colleague"


@dataclass(frozen=True, kw_only=True)
class Settlement:
    """How `by` reads the order of a take (`verdict`), or what one of its sentences does (`sentence`, `labels`).

    `sentence` is its turn and index in the take's marking, and `said` its words when it was settled: once they are
    corrected and marked again, another sentence may stand there. No labels mean that it does nothing of note.
    """

    take: int
    by: str
    role: Role
    verdict: Verdict | None = None
    sentence: tuple[int, int] | None = None
    said: str = ""
    labels: tuple[Label, ...] = ()
    given_utc_s: int = 0
    id: str = ""

    def __post_init__(self) -> None:
        if (self.verdict is None) is (self.sentence is None):
            raise ValueError("either the order is settled or one sentence")
        if not self.id:
            object.__setattr__(self, "id", new_id())
