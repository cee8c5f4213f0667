"""Words that may stand for one another without changing what a sentence does: days, names, numbers."""

import random
import re
from collections.abc import Callable

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "eleven", "twelve", "fourteen", "twenty")
DIGITS = re.compile(r"\b\d[\d,.]*\d\b|\b\d\b")
_NO_NAME = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November"),
    *(
        "December",
        "Christmas",
        "Easter",
        "English",
        "French",
        "German",
        "Dutch",
        "Irish",
        "Spanish",
        "Italian",
        "Polish",
    ),
    *(
        "American",
        "British",
        "European",
        "Indian",
        "Chinese",
        "Polish",
        "Mother",
        "Father",
        "God",
        "Jesus",
        "Street",
        "Road",
    ),
    *("Foods", "Group", "Ltd", "CRM", "ERP", "Teams", "Excel", "Zoom", "Ja", "Okay", *DAYS),
)
NAME = re.compile(rf"(?<=[a-z,] )(?!I\b|I'|(?:{'|'.join(_NO_NAME)})\b)[A-Z][a-z]{{2,}}\b(?! [A-Z])")
"""A person's or firm's name of one word: said with a capital in mid sentence, and no month, day, language or title."""

FILLERS = ("um", "uh", "you know", "I mean", "well", "er")


def other_digits(found: str, chance: random.Random) -> str:
    """Another number of as many digits."""
    first = str(chance.randint(1, 9))
    return first + "".join(char if not char.isdigit() else str(chance.randint(0, 9)) for char in found[1:])


def one_of(words: tuple[str, ...]) -> tuple[re.Pattern[str], Callable[[str, random.Random], str]]:
    """The pattern that finds any of `words`, and the choice of another one of them."""
    return re.compile(rf"(?i)\b({'|'.join(words)})\b"), lambda found, chance: as_written(
        found, chance.choice([word for word in words if word.lower() != found.lower()])
    )


def as_written(before: str, word: str) -> str:
    """A word with the capitals of the one whose place it takes."""
    return word if before[0].isupper() else word.lower()
