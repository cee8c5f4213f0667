"""Which sentence a pin is about."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.marking.marker import Marking
from app.pairing.pin import Pin
from app.transcript.transcript import Transcript

LATE_S = 4.0
"""People tap after they heard it: a pin belongs to a sentence that began at most so long before it."""
AFTER_END_S = 1.0
"""One that takes longer is still meant so long after its last word."""


@dataclass(frozen=True)
class SaidTurn:
    """One of the manager's turns: the number of its take, and its words with their times."""

    take: int
    transcript: Transcript | None


def pinned_sentence(marking: Marking, turns: Sequence[SaidTurn], pin: Pin) -> tuple[int, int] | None:
    """The turn and index of the sentence that was said when a pin was set; None where none was.

    `turns` are those of the marking, in order. Nothing is found in a turn that was typed, or whose words were
    corrected and have not been marked since.
    """
    found: tuple[int, int] | None = None
    for turn, said in enumerate(turns[: len(marking.turns)]):
        if said.take != pin.take or said.transcript is None or said.transcript.text != marking.turns[turn].text:
            continue
        for index, sentence in enumerate(marking.sentences[turn]):
            span_s = said.transcript.time_span(sentence.start, sentence.end)
            if span_s is not None and span_s[0] <= pin.at_s:
                ends_s = max(span_s[0] + LATE_S, span_s[1] + AFTER_END_S)
                found = (turn, index) if pin.at_s <= ends_s else None
    return found
