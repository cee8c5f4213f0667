"""What the colleague saw and heard: face, tone and words. Judged by a person, never by the program."""

from dataclasses import dataclass

LEAST, MOST = 1, 5
"""The ends of the scales; ui shows what each number looks like."""


@dataclass(frozen=True)
class Critique:
    """One colleague's critique of one take. Scales 1 to 5, None where left open.

    `consent` is the line that both agreed to, as it was shown to them.
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
    keep: str = ""
