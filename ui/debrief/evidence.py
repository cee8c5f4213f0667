"""From a take to what is shown of it: which sentence, which stretch of its sound, which span of the ribbon."""

from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from app.marking.classifier import Move, Sentence
from app.marking.verdict import Placed
from app.rehearsal.state import Take
from ui import theme, words
from ui.debrief.conversation import has_sound, is_heard, length_s, sound_path, start_s, turn_of, turns_of
from ui.debrief.sentence_button import Mark
from ui.theme import Meaning
from ui.widgets.ribbon_reply import Divider, Peaks, Reply, RibbonSpan


@dataclass(frozen=True)
class Evidence:
    """A sentence of a take with what it does, and its seconds in its turn's own sound; None where it has none."""

    take: int
    turn: int
    index: int
    text: str
    marks: tuple[Mark, ...]
    span_s: tuple[float, float] | None
    path: Path | None = None


def is_marked(take: Take) -> bool:
    """Whether there is a result to show for it."""
    return take.marking is not None and take.marking.unmarked is None


def is_stale(take: Take) -> bool:
    """Whether words of it were corrected and have not been marked since."""
    if take.marking is None or take.transcript is None:
        return False
    turns = turns_of(take)
    if len(take.marking.turns) != len(turns):
        return False
    said = (one.transcript.text if one.transcript else "" for one in turns)
    return tuple(turn.text for turn in take.marking.turns) != tuple(said)


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
        seconds(take, turn, sentence.start, sentence.end),
        sound_path(said) if (said := turn_of(take, turn)) else None,
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


def seconds(take: Take, turn: int, start: int, end: int) -> tuple[float, float] | None:
    """Where characters of a marked turn stand in that turn's sound; None where that is not known.

    While a corrected transcript waits to be marked, its characters are not those that were marked.
    """
    said = turn_of(take, turn)
    if said is None or not is_heard(said) or said.transcript is None or said.recording is None or take.marking is None:
        return None
    if len(take.marking.turns) != len(turns_of(take)) or take.marking.turns[turn].text != said.transcript.text:
        return None
    span = said.transcript.time_span(start, end)
    if span is None:
        return None
    return min(span[0], said.recording.duration_s), min(span[1], said.recording.duration_s)


def moment_s(take: Take, placed: Placed) -> float | None:
    """Where a move begins when all sounds stand one after the other; None where a sound or its place is missing."""
    turn = placed.place.turn
    span_s = seconds(take, turn, placed.move.start, placed.move.end) if has_sound(take) else None
    return span_s[0] + start_s(take, turn) if span_s else None


def ribbon_reply(take: Take, peaks: Peaks | None, *, with_spans: bool = True) -> Reply:
    """The take as a ribbon: over its sounds, one turn after the other, or along its text where it has none."""
    text = spoken_text(take)
    if has_sound(take):
        spans = _spans(take, timed=True) if with_spans else ()
        return Reply(length_s(take), spans, peaks, dividers=_dividers(take, timed=True))
    spans = _spans(take, timed=False) if with_spans else ()
    return Reply(float(len(text)), spans, None, text, _dividers(take, timed=False))


def spoken_text(take: Take) -> str:
    """All words of the take, turn after turn."""
    return " ".join(_texts(take))


def sentence_at(take: Take, character: float) -> tuple[int, int] | None:
    """The turn and index of the sentence that holds a character of `spoken_text`."""
    if take.marking is None:
        return None
    for turn, sentences in enumerate(take.marking.sentences):
        offset = _offset(take, turn)
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
                place = _place(take, turn, start, end, timed=timed)
                if place is not None:
                    found.append(RibbonSpan(meaning, label, *place, sentence.text))
    return tuple(found)


def _place(take: Take, turn: int, start: int, end: int, *, timed: bool) -> tuple[float, float] | None:
    if timed:
        span_s = seconds(take, turn, start, end)
        before_s = start_s(take, turn)
        return (span_s[0] + before_s, span_s[1] + before_s) if span_s else None
    offset = _offset(take, turn)
    return float(start + offset), float(end + offset)


def _dividers(take: Take, *, timed: bool) -> tuple[Divider, ...]:
    """Where every turn but the first begins."""
    return tuple(
        Divider(start_s(take, turn) if timed else float(_offset(take, turn)), turn_name(turn))
        for turn in range(1, len(turns_of(take)))
    )


def turn_name(turn: int) -> str:
    """What a turn, from 0, is called."""
    return QCoreApplication.translate("Evidence", "turn %1").replace("%1", str(turn + 1))


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


def _texts(take: Take) -> list[str]:
    """The words of each turn: those that were marked, else those that are known."""
    if take.marking is not None and any(turn.text for turn in take.marking.turns):
        return [turn.text for turn in take.marking.turns]
    return [one.transcript.text if one.transcript else "" for one in turns_of(take)]


def _offset(take: Take, turn: int) -> int:
    """Where a turn begins among the characters of all of them."""
    return sum(len(text) + 1 for text in _texts(take)[:turn])
