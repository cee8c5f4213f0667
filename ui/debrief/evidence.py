"""From a take to what is shown of it: which sentence, which stretch of its sound, which span of the ribbon."""

from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from app.marking.classifier import Move, Sentence
from app.marking.marker import Marking
from app.marking.verdict import Placed
from app.rehearsal.state import Take
from ui import theme, words
from ui.debrief.sentence_button import Mark
from ui.theme import Meaning
from ui.widgets.ribbon_reply import Peaks, Reply, RibbonSpan


@dataclass(frozen=True)
class Evidence:
    """A sentence of a take with what it does, and its seconds in the sound; None where it has none."""

    take: int
    turn: int
    index: int
    text: str
    marks: tuple[Mark, ...]
    span_s: tuple[float, float] | None


def sound_path(take: Take) -> Path | None:
    """Where the take's sound is, None where there is none."""
    return take.recording.path if take.recording else None


def has_sound(take: Take) -> bool:
    """Whether the take can be heard and drawn over time."""
    return sound_path(take) is not None and take.recording is not None and take.recording.duration_s > 0


def is_marked(take: Take) -> bool:
    """Whether there is a result to show for it."""
    return take.marking is not None and take.marking.unmarked is None


def is_stale(take: Take) -> bool:
    """Whether the words were corrected and have not been marked since."""
    if take.marking is None or take.transcript is None or len(take.marking.turns) != 1:
        return False
    return take.marking.turns[0].text != take.transcript.text


def evidence(take: Take, turn: int, index: int) -> Evidence:
    """One sentence of a marked take."""
    assert take.marking is not None  # noqa: S101 - only marked takes have sentences
    sentence = take.marking.sentences[turn][index]
    unsure = take.marking.unsure and take.marking.decided_by == (turn, index)
    return Evidence(
        take.number,
        turn,
        index,
        sentence.text,
        marks(sentence, unsure=unsure),
        seconds(take, sentence.start, sentence.end),
    )


def evidence_of(take: Take, placed: Placed) -> Evidence:
    """The sentence in which a move stands."""
    return evidence(take, placed.place.turn, placed.place.sentence)


def all_evidence(take: Take) -> tuple[Evidence, ...]:
    """Every sentence of a marked take, in spoken order."""
    turns = take.marking.sentences if take.marking else ()
    return tuple(evidence(take, turn, index) for turn, sentences in enumerate(turns) for index in range(len(sentences)))


def marks(sentence: Sentence, *, unsure: bool = False) -> tuple[Mark, ...]:
    """What a sentence does, in its own characters; a doubtful one says so first."""
    doubt = (Mark(Meaning.UNSURE, unsure_word(), 0, 0),) if unsure else ()
    found = (
        Mark(
            theme.meaning_of(move.label),
            words.label(move.label),
            max(0, move.start - sentence.start),
            min(len(sentence.text), move.end - sentence.start),
        )
        for move in sentence.moves
    )
    return (*doubt, *found)


def unsure_word() -> str:
    """The word for a doubtful reading."""
    return QCoreApplication.translate("Evidence", "unsure")


def seconds(take: Take, start: int, end: int) -> tuple[float, float] | None:
    """Where characters of the marked text stand in the sound; None where that is not known.

    While a corrected transcript waits to be marked, its characters are not those that were marked.
    """
    if not has_sound(take) or take.transcript is None or take.marking is None or take.recording is None:
        return None
    if tuple(turn.text for turn in take.marking.turns) != (take.transcript.text,):
        return None
    span = take.transcript.time_span(start, end)
    if span is None:
        return None
    return min(span[0], take.recording.duration_s), min(span[1], take.recording.duration_s)


def ribbon_reply(take: Take, peaks: Peaks | None, *, with_spans: bool = True) -> Reply:
    """The take as a ribbon: over its sound, or along its text where it has none."""
    text = spoken_text(take)
    if has_sound(take) and take.recording is not None:
        spans = _spans(take, timed=True) if with_spans else ()
        return Reply(take.recording.duration_s, spans, peaks)
    return Reply(float(len(text)), _spans(take, timed=False) if with_spans else (), None, text)


def spoken_text(take: Take) -> str:
    """All words of the take, turn after turn."""
    if take.marking is not None and any(turn.text for turn in take.marking.turns):
        return " ".join(turn.text for turn in take.marking.turns)
    return take.transcript.text if take.transcript else ""


def sentence_at(take: Take, character: float) -> tuple[int, int] | None:
    """The turn and index of the sentence that holds a character of `spoken_text`."""
    if take.marking is None:
        return None
    for turn, sentences in enumerate(take.marking.sentences):
        offset = _offset(take.marking, turn)
        for index, sentence in enumerate(sentences):
            if sentence.start + offset <= character < sentence.end + offset:
                return turn, index
    return None


def _spans(take: Take, *, timed: bool) -> tuple[RibbonSpan, ...]:
    if take.marking is None:
        return ()
    found: list[RibbonSpan] = []
    for turn, sentences in enumerate(take.marking.sentences):
        for index, sentence in enumerate(sentences):
            pieces = _pieces(sentence)
            if take.marking.unsure and take.marking.decided_by == (turn, index):
                pieces.append((Meaning.UNSURE, unsure_word(), sentence.start, sentence.end))
            for meaning, label, start, end in pieces:
                place = _place(take, take.marking, turn, start, end, timed=timed)
                if place is not None:
                    found.append(RibbonSpan(meaning, label, *place, sentence.text))
    return tuple(found)


def _place(take: Take, marking: Marking, turn: int, start: int, end: int, *, timed: bool) -> tuple[float, float] | None:
    if timed:
        return seconds(take, start, end)
    offset = _offset(marking, turn)
    return float(start + offset), float(end + offset)


def _pieces(sentence: Sentence) -> list[tuple[Meaning, str, int, int]]:
    """Moves of one meaning that overlap become one span with all their words, so that few labels say it all."""
    pieces: list[tuple[Meaning, str, int, int]] = []
    by_meaning = sorted(sentence.moves, key=lambda move: (theme.meaning_of(move.label), move.start))
    for meaning, moves in groupby(by_meaning, key=lambda move: theme.meaning_of(move.label)):
        for run in _runs(list(moves)):
            label = " · ".join(dict.fromkeys(words.label(move.label) for move in run))
            pieces.append((meaning, label, run[0].start, max(move.end for move in run)))
    return sorted(pieces, key=lambda piece: piece[2])


def _runs(moves: list[Move]) -> list[list[Move]]:
    """Moves in order of their starts, cut wherever one begins after all before it have ended."""
    runs: list[list[Move]] = []
    for move in moves:
        if runs and move.start < max(one.end for one in runs[-1]):
            runs[-1].append(move)
        else:
            runs.append([move])
    return runs


def _offset(marking: Marking, turn: int) -> int:
    return sum(len(one.text) + 1 for one in marking.turns[:turn])
