"""Whether enough was understood to mark it (rubric, `not_heard`)."""

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
    confidence = transcript.confidence
    if confidence is not None and confidence < confidence_floor:
        return Unmarked.NOT_UNDERSTOOD
    return None
