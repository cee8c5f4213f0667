"""Whether enough was understood to mark it (rubric, `not_heard`)."""

from collections.abc import Iterable

from app.marking.marker import Unmarked
from app.rehearsal.sound import Condition, Recording
from app.transcript.transcript import Transcript

LEAST_SPEECH_S = 1.0
LEAST_WORDS = 4


def why_unmarked(recording: Recording | None, transcript: Transcript, confidence_floor: float) -> Unmarked | None:
    """Why this take is not marked, or None where it is. What was typed or corrected is always marked.

    `confidence_floor` is the recogniser's mean word confidence (0 to 1) under which it mostly guesses; each
    engine carries its own, fitted on degraded sound.
    """
    if transcript.corrected is not None:
        return None
    if recording is not None:
        if recording.condition is Condition.BLOCKED:
            return Unmarked.BLOCKED
        if recording.condition is Condition.SILENCE:
            return Unmarked.SILENCE
        if recording.speech_s < LEAST_SPEECH_S:
            return Unmarked.TOO_SHORT
        if recording.condition is Condition.CLIPPED:
            return Unmarked.CLIPPED
    if len(transcript.text.split()) < LEAST_WORDS:
        return Unmarked.TOO_FEW_WORDS
    return _guessed(transcript, confidence_floor)


def why_unheard(recording: Recording | None, transcript: Transcript, confidence_floor: float) -> Unmarked | None:
    """Why this turn of a conversation is to be said or typed again, None where it is not: a short one may be whole."""
    reason = why_unmarked(recording, transcript, confidence_floor)
    if reason in {Unmarked.TOO_SHORT, Unmarked.TOO_FEW_WORDS} and transcript.text:
        return _guessed(transcript, confidence_floor)
    return reason


def too_little(transcripts: Iterable[Transcript | None]) -> bool:
    """Whether all the turns of a conversation together hold too few words to mark, and none of them is the user's."""
    said = [one for one in transcripts if one is not None]
    return all(one.corrected is None for one in said) and sum(len(one.text.split()) for one in said) < LEAST_WORDS


def _guessed(transcript: Transcript, confidence_floor: float) -> Unmarked | None:
    confidence = transcript.confidence
    if confidence is not None and confidence < confidence_floor:
        return Unmarked.NOT_UNDERSTOOD
    return None
