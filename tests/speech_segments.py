"""A whole sound cut into speech at once, as the tests need it."""

from app.audio.clip import Clip
from app.audio.segmenter import Segmenter
from app.rehearsal.sound import SPEECH_RATE_HZ, SpeechSegment


def speech_segments(clip: Clip) -> list[SpeechSegment]:
    """The segments of a whole clip, exactly as they would have come while it was recorded."""
    segmenter = Segmenter()
    segments: list[SpeechSegment] = []
    for at in range(0, len(clip.samples), SPEECH_RATE_HZ):
        segments += segmenter.feed(clip.samples[at : at + SPEECH_RATE_HZ])
    return segments + segmenter.flush()
