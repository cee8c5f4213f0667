"""What the salesperson's face shows, and how fast they speak."""

from enum import StrEnum

from app.persona.mind import Answer


class Mood(StrEnum):
    """What the salesperson's face shows."""

    GUARDED = "guarded"
    HURT = "hurt"
    DEFENSIVE = "defensive"
    LISTENING = "listening"
    RELIEVED = "relieved"


_AFTER: dict[Answer, Mood] = {
    Answer.HEARD_MORE: Mood.LISTENING,
    Answer.HEARD_OPEN: Mood.LISTENING,
    Answer.EXCUSE: Mood.LISTENING,
    Answer.EXCUSE_AGAIN: Mood.GUARDED,
    Answer.ASKED_UNHEARD: Mood.DEFENSIVE,
    Answer.VAGUE: Mood.GUARDED,
    Answer.EMPTY: Mood.GUARDED,
    Answer.SYMPATHY: Mood.HURT,
    Answer.OFF_THE_HOOK: Mood.HURT,
    Answer.AVOIDANCE: Mood.HURT,
    Answer.JUDGMENT: Mood.DEFENSIVE,
    Answer.NUMBERS_ONLY: Mood.DEFENSIVE,
    Answer.REPAIRED: Mood.LISTENING,
    Answer.COMMITMENT: Mood.RELIEVED,
    Answer.NODDING: Mood.GUARDED,
    Answer.CLOSED: Mood.HURT,
}


def mood_after(answer: Answer) -> Mood:
    """The mood in which a kind of answer is given."""
    return _AFTER[answer]


_RATE: dict[Mood, float] = {
    Mood.GUARDED: 0.95,
    Mood.HURT: 0.88,
    Mood.DEFENSIVE: 1.1,
    Mood.LISTENING: 0.95,
    Mood.RELIEVED: 1.0,
}


def voice_rate(mood: Mood) -> float:
    """How fast they speak in a mood; 1 is the voice's own pace."""
    return _RATE[mood]
