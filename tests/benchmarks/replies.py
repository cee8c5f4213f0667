"""Real replies of the corpus as sound of a wanted length."""

import json
from collections.abc import Iterator
from importlib import resources

import numpy as np

from app.rehearsal.sound import SPEECH_RATE_HZ, Samples
from tests.flite import speech

PAUSE_S = 0.7
"""Between two replies; inside one, flite makes its own pauses."""


def replies() -> list[str]:
    """The written replies of the test file with punctuation, in its order."""
    text = (resources.files("assets") / "marker" / "corpus" / "test.jsonl").read_text(encoding="utf-8")
    found = [json.loads(line)["reply"] for line in text.splitlines()]
    return [reply for reply in found if reply.rstrip().endswith((".", "?", "!"))]


def spoken(length_s: float) -> Samples:
    """One reply after the other by flite's slt, cut off after `length_s`: the last word is being said at the end."""
    count, parts, wanted = 0, [], round(length_s * SPEECH_RATE_HZ)
    for part in _parts():
        parts.append(part)
        count += len(part)
        if count >= wanted:
            break
    return np.concatenate(parts)[:wanted]


def _parts() -> Iterator[Samples]:
    for reply in replies():
        yield speech(reply)
        yield np.zeros(round(PAUSE_S * SPEECH_RATE_HZ), np.float32)
