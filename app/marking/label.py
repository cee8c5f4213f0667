"""The fourteen labels that a sentence can carry, as the rubric defines them."""

from enum import StrEnum


class Label(StrEnum):
    """What a piece of the reply does. The order here is the order of a marker's outputs."""

    PERSPECTIVE = "perspective"
    EMOTION = "emotion"
    INVITE = "invite"
    EXPECTATION = "expectation"
    SPECIFIC = "specific"
    COMMITMENT = "commitment"
    VALUE = "value"
    SUPPORT = "support"
    EMPTY = "empty"
    SYMPATHY = "sympathy"
    OFF_THE_HOOK = "off_the_hook"
    AVOIDANCE = "avoidance"
    JUDGMENT = "judgment"
    NUMBERS_ONLY = "numbers_only"


EMPATHY = frozenset({Label.PERSPECTIVE, Label.EMOTION})
"""Labels that count as empathy in the order verdict."""

ASK = frozenset({Label.EXPECTATION, Label.COMMITMENT})
"""Labels that count as accountability in the order verdict."""

MISSTEPS = frozenset(
    {Label.EMPTY, Label.SYMPATHY, Label.OFF_THE_HOOK, Label.AVOIDANCE, Label.JUDGMENT, Label.NUMBERS_ONLY}
)
"""Labels that take something away."""
