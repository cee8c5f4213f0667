"""What the colleague saw and heard: face, tone and words. Judged by a person, never by the program."""

from dataclasses import dataclass

from app.marking.verdict import Verdict
from app.pairing.feedback_id import new_id

LEAST, MOST = 1, 5
"""The ends of the scales; ui shows what each number looks like."""


@dataclass(frozen=True, kw_only=True)
class Critique:
    """One colleague's critique of one take. Scales 1 to 5, None where left open.

    `consent` is the line that both agreed to, as it was shown to them; `order` what the colleague heard come first,
    None where they did not say.
    """

    manager: str
    colleague: str
    consent: str
    take: int
    face: int | None = None
    face_note: str = ""
    tone: int | None = None
    tone_note: str = ""
    words: int | None = None
    words_note: str = ""
    order: Verdict | None = None
    keep: str = ""
    given_utc_s: int = 0
    id: str = ""

    def __post_init__(self) -> None:
        for number in (self.face, self.tone, self.words):
            if number is not None and not LEAST <= number <= MOST:
                raise ValueError("a scale goes from 1 to 5")
        if not self.id:
            object.__setattr__(self, "id", new_id())
