"""Whether what a file says fits together, so that nothing in the program meets a place or a number that is not there.

Each check raises ValueError saying what is wrong in our own words, never the file's.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from app.audio.sound_header import MOST_MINUTES
from app.bundle.content import Content, WrittenTake
from app.marking.checklist import Criterion
from app.marking.classifier import Move, Sentence
from app.marking.marker import Marking
from app.marking.verdict import Placed, order_verdict
from app.pairing.feedback import Feedback
from app.pairing.settlement import Settlement
from app.persona.acts import Turns, acts_of
from app.rehearsal.state import Take
from app.transcript.transcript import Transcript

MOST_NAME = 200
MOST_NOTE = 20_000
MOST_FEEDBACK = 5_000
MOST_TAKES = 999
MOST_FACTS = 8
_ID = re.compile(r"[0-9a-f]{16}", re.ASCII)
_LATEST_UTC_S = 253_402_300_799  # the last second of the year 9999, which is as far as dates here go
_LONGEST_S = MOST_MINUTES * 60.0
_NO_NAME = "a name in it is too long or has several lines"
_SLACK_S = 1.0
"""A clock in the window and the sound card's never agree to the frame."""


def check(content: Content) -> None:
    """Everything that the fields' types leave open."""
    _demand(_is_id(content.session), "its session has no proper id")
    _demand(_is_name(content.sender) and bool(content.sender.strip()), "its sender has no proper name")
    _demand(_is_name(content.owner) and bool(content.owner.strip()), "it does not say whose session it is")
    _demand(_is_moment(content.exported_utc_s) and _is_moment(content.started_utc_s), "a date in it is none")
    if content.pair is not None:
        pair, consent = content.pair, content.pair.consent
        _demand(_is_name(pair.manager) and _is_name(pair.colleague), _NO_NAME)
        _demand(not pair.manager.strip() or pair.manager == content.owner, "it names two people who spoke")
        _demand(len(consent.line) <= MOST_NOTE and _is_moment(consent.given_utc_s), "its consent is not as expected")
    persona = content.scenario.persona
    _demand(all(map(_is_name, (content.scenario.title, persona.name, persona.role))), _NO_NAME)
    _demand(0 < len(content.takes) <= MOST_TAKES, "it holds no take, or too many")
    for number, take in enumerate(content.takes, 1):
        _demand(take.number == number, "its takes are not numbered one by one")
        _check_take(take)
    pieces: tuple[Feedback, ...] = (*content.critiques, *content.pins, *content.settlements)
    _demand(len(pieces) <= MOST_FEEDBACK, "it holds too much feedback")
    _demand(len({one.id for one in pieces}) == len(pieces), "two pieces of feedback have one id")
    for one in pieces:
        _check_piece(one)
        _demand(0 < one.take <= len(content.takes), "it has feedback on a take that is not in it")
        take = content.takes[one.take - 1]
        _demand(_stands(one, take.recording, take.marking), "it has feedback on a place that is not in its take")


def fits(one: Feedback, takes: Iterable[Take]) -> bool:
    """Whether feedback that came in a file speaks of something that these takes have."""
    take = next((take for take in takes if take.number == one.take), None)
    return take is not None and not take.empty and _stands(one, take.recording, take.marking)


def _check_take(take: WrittenTake) -> None:
    _demand(0 <= take.after < take.number, "a take in it follows one that comes later")
    _demand(len(take.salesperson) <= MOST_NOTE, "a text in it is too long")
    if take.recording is not None:
        sound = take.recording
        times = (sound.duration_s, sound.speech_s, sound.lost_s)
        _demand(all(0 <= one <= _LONGEST_S for one in times), "a recording in it has an impossible length")
        _demand(sound.speech_s <= sound.duration_s + _SLACK_S, "a recording in it has an impossible length")
    if take.transcript is not None:
        _check_transcript(take.transcript)
    if take.marking is not None:
        _demand(take.transcript is not None or take.marking.unmarked is not None, "marks in it are of no words")
        _check_marking(take.marking)
    if take.acts is not None:
        _demand(take.marking is not None, "acts in it are of no marks")
        _demand(take.marking is not None and _are_of(take.acts, take.marking), "acts in it are not those of its marks")


def _are_of(acts: Turns, marking: Marking) -> bool:
    """Whether they say the same as the marks, apart from what each is about."""
    plain = tuple(tuple(replace(act, about=None) for act in turn) for turn in acts)
    return plain == acts_of(marking) and all(
        act.about is None or 0 <= act.about < MOST_FACTS for turn in acts for act in turn
    )


def _check_transcript(transcript: Transcript) -> None:
    _demand(_is_name(transcript.engine), _NO_NAME)
    for segment in transcript.segments:
        _demand(0 <= segment.start_s <= segment.end_s <= _LONGEST_S + _SLACK_S, "a time in it is impossible")
        for word in segment.words:
            _demand(0 <= word.start_s <= word.end_s <= _LONGEST_S + _SLACK_S, "a time in it is impossible")
            _demand(word.confidence is None or 0 <= word.confidence <= 1, "a confidence in it is impossible")


def _check_marking(marking: Marking) -> None:
    """Every place that a mark names is there, with the words that it says stand in it."""
    _demand(_is_name(marking.classifier) and 0 <= marking.rubric_version < 2**31, "its marks have no proper rules")
    _demand(bool(marking.turns) and len(marking.turns) == len(marking.sentences), "its marks are not of its turns")
    for turn, sentences in zip(marking.turns, marking.sentences, strict=True):
        end = 0
        for one in sentences:
            _demand(end <= one.start < one.end <= len(turn.text), "a sentence in it is out of place")
            _demand(turn.text[one.start : one.end] == one.text, "a sentence in it is not in its turn")
            _check_moves(one)
            end = one.end
    heard = marking.unmarked is None
    _demand(
        (marking.verdict is not None) is heard and (marking.headline is not None) is heard, "its verdict is missing"
    )
    _demand(not heard or marking.verdict is order_verdict(marking.moves), "its verdict is not that of its marks")
    _demand(tuple(row.criterion for row in marking.checklist) == tuple(Criterion), "its checklist is not whole")
    head = marking.headline
    named = [row.evidence for row in marking.checklist]
    named += [head.heard, head.asked, head.turned] if head else []
    for placed in named:
        _demand(placed is None or _is_there(placed, marking), "a mark in it stands nowhere")
    _demand(marking.decided_by is None or _has(marking, marking.decided_by), "a mark in it stands nowhere")


def _check_moves(sentence: Sentence) -> None:
    for move in sentence.moves:
        _demand(0 <= move.start < move.end and 0 <= move.confidence <= 1, "a mark in it is out of place")
        _demand(move.start < sentence.end and move.end > sentence.start, "a mark in it is out of place")
    _demand(all(0 <= value <= 1 for _, value in sentence.confidence), "a confidence in it is impossible")


def _check_piece(one: Feedback) -> None:
    _demand(_is_id(one.id), "feedback in it has no proper id")
    _demand(_is_moment(one.given_utc_s), "a date in it is none")
    texts = [value for value in vars(one).values() if isinstance(value, str)]
    _demand(all(len(text) <= MOST_NOTE for text in texts), "a note in it is too long")
    names = [getattr(one, name, "") for name in ("by", "manager", "colleague")]
    _demand(all(_is_name(name) for name in names), _NO_NAME)
    if isinstance(one, Settlement):
        _demand(len(set(one.labels)) == len(one.labels), "a settled mark names a label twice")


def _stands(one: Feedback, recording: object, marking: Marking | None) -> bool:
    at_s = getattr(one, "at_s", 0.0)
    length_s = getattr(recording, "duration_s", _LONGEST_S)  # what was typed has no length
    if at_s > length_s + _SLACK_S:
        return False
    if isinstance(one, Settlement) and one.sentence is not None:
        return marking is not None and _has(marking, one.sentence)
    return True


def _has(marking: Marking, sentence: tuple[int, int]) -> bool:
    turn, index = sentence
    return 0 <= turn < len(marking.sentences) and 0 <= index < len(marking.sentences[turn])


def _is_there(placed: Placed, marking: Marking) -> bool:
    place = placed.place
    if not _has(marking, (place.turn, place.sentence)):
        return False
    moves: tuple[Move, ...] = marking.sentences[place.turn][place.sentence].moves
    return placed.move in moves and place.start == placed.move.start


def _is_id(text: str) -> bool:
    return _ID.fullmatch(text) is not None


def _is_name(text: str) -> bool:
    """Short, and one line: names stand in lists and beside other words."""
    return len(text) <= MOST_NAME and not {"\n", "\t"} & set(text)


def _is_moment(utc_s: int) -> bool:
    return 0 <= utc_s <= _LATEST_UTC_S


def _demand(holds: bool, otherwise: str) -> None:
    if not holds:
        raise ValueError(otherwise)
