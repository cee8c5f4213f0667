"""A pair before it begins: two names, who plays the salesperson, and what both agreed to."""

from dataclasses import dataclass
from enum import StrEnum


class Salesperson(StrEnum):
    """Who plays the salesperson."""

    PROGRAM = "program"  # the colleague watches
    COLLEAGUE = "colleague"  # from cue cards


class Agreed(StrEnum):
    """How both agreed."""

    TYPED = "typed"
    SPOKEN = "spoken"


@dataclass(frozen=True)
class Consent:
    """What both agreed to, in the words that were shown to them.

    `sound` is the file, below the sound folder, in which they say so; empty where it was typed.
    """

    line: str
    agreed: Agreed
    given_utc_s: int
    sound: str = ""


@dataclass(frozen=True)
class Pair:
    """The manager who practises and the colleague who helps."""

    manager: str
    colleague: str
    salesperson: Salesperson
    consent: Consent
