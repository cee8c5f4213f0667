"""What is heard and read so far of a reply, as the ribbon shows it."""

from itertools import groupby

from PySide6.QtCore import QCoreApplication

from app.marking.label import ASK, EMPATHY, Label
from app.rehearsal.state import Hearing
from ui.theme import Meaning
from ui.widgets.ribbon_reply import Peaks, Reply, RibbonSpan

LEAST_S = 30.0
"""The ribbon has room for so much from the start, so that it fills before it has to draw closer together."""


def live_reply(hearing: Hearing, wave: Peaks, spoken_s: float) -> Reply:
    """The ribbon of a take `spoken_s` seconds after its start."""
    spans = live_spans(hearing)
    extent_s = max(LEAST_S, spoken_s, *(span.end for span in spans))
    return Reply(extent_s, spans, wave, spoken=spoken_s, loudest=1.0)


def live_spans(hearing: Hearing) -> tuple[RibbonSpan, ...]:
    """Empathy and the ask, in the take's seconds; neighbours that do the same are one span.

    What takes something away is left for the debrief: while somebody speaks it could only throw them off.
    """
    said = hearing.reading.words_read(hearing.heard) if hearing.reading else None
    if said is None or hearing.reading is None:
        return ()
    found: list[tuple[float, float, Meaning, str]] = []
    for sentence in hearing.reading.sentences:
        for move in sentence.moves:
            meaning = _meaning(move.label)
            place = said.time_span(move.start, move.end)
            if meaning is not None and place is not None:
                found.append((*place, meaning, sentence.text))
    runs = (list(run) for _, run in groupby(sorted(found), key=lambda one: one[2]))
    return tuple(_joined(run) for run in runs)


def _joined(run: list[tuple[float, float, Meaning, str]]) -> RibbonSpan:
    meaning = run[0][2]
    quote = " ".join(dict.fromkeys(text for _, _, _, text in run))
    return RibbonSpan(meaning, _word(meaning), run[0][0], max(end for _, end, _, _ in run), quote)


def _meaning(label: Label) -> Meaning | None:
    """The two that the order verdict is about."""
    if label in EMPATHY:
        return Meaning.EMPATHY
    return Meaning.ACCOUNTABILITY if label in ASK else None


def _word(meaning: Meaning) -> str:
    if meaning is Meaning.EMPATHY:
        return QCoreApplication.translate("LiveReply", "Empathy")
    return QCoreApplication.translate("LiveReply", "The ask")
