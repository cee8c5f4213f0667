"""Training replies said another way: what the labels do not hang on is varied, so that the network does not either."""

import random
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from app.classifier.corpus import LabelledReply
from app.classifier.exchange import DAYS, DIGITS, FILLERS, NAME, NUMBERS, one_of, other_digits
from app.marking.classifier import Move, Sentence
from app.marking.verdict import order_verdict, placed_moves

_NAMES = (
    *("Anna", "Ben", "Carla", "Deepak", "Emeka", "Farah", "Greta", "Hugo", "Ines", "Jonas", "Katya", "Liam", "Mei"),
    *("Nadia", "Oskar", "Petra", "Quentin", "Rahul", "Siobhan", "Tariq", "Ulla", "Viktor", "Wanda", "Yusuf", "Zoe"),
    *("Brandt", "Castello", "Dunmore", "Ekholm", "Fairley", "Gupta", "Hadley", "Imhof", "Jansson", "Kowalski"),
)
_THANKS = ("Thanks.", "Thank you.", "Right then.", "OK?", "Thanks for listening.", "Good.", "All right.")
_SPOKEN_FILLERS = (*FILLERS, "like", "so", "look", "right", "mm", "yeah")


@dataclass(frozen=True)
class Said:
    """A text and, for each of its characters, which character of the written reply it stands for; never falling."""

    text: str
    origin: tuple[int, ...]


def as_said(text: str) -> Said:
    """The text as it was written."""
    return Said(text, tuple(range(len(text))))


def rearranged(reply: LabelledReply, chance: random.Random) -> LabelledReply:
    """Some replies with sentences left out, in another order, or with thanks at the end; most as they are."""
    sentences, roll = list(reply.sentences), chance.random()
    if roll < 0.12 and len(sentences) > 2:
        kept = [one for one in sentences if chance.random() < 0.65]
        sentences = kept or sentences
    elif roll < 0.24:
        chance.shuffle(sentences)
    if chance.random() < 0.06 and reply.style != "recogniser":
        word = chance.choice(_THANKS)
        sentences.append(Sentence(word, 0, len(word)))
    return reply if sentences == list(reply.sentences) else joined(reply, sentences)


def joined(reply: LabelledReply, sentences: Iterable[Sentence]) -> LabelledReply:
    """A reply of these sentences, joined by a space, with their places in it."""
    placed: list[Sentence] = []
    at = 0
    for one in sentences:
        shift = at - one.start
        moves = tuple(Move(move.label, move.start + shift, move.end + shift) for move in one.moves)
        placed.append(Sentence(one.text, at, at + len(one.text), moves))
        at += len(one.text) + 1
    text = " ".join(one.text for one in placed)
    verdict = order_verdict(placed_moves([tuple(placed)]))
    return replace(reply, reply=text, sentences=tuple(placed), verdict=verdict)


def exchanged(said: Said, chance: random.Random) -> Said:
    """Other names, numbers and days, each kind in every second text."""
    days, other_day = one_of(DAYS)
    numbers, other_number = one_of(NUMBERS)
    fresh: dict[str, str] = {}

    def other_name(found: str, chance: random.Random) -> str:
        return fresh.setdefault(found, chance.choice(_NAMES))

    kinds = ((NAME, other_name), (DIGITS, other_digits), (days, other_day), (numbers, other_number))
    for pattern, choose in kinds:
        if chance.random() < 0.5:
            said = _substituted(said, pattern, choose, chance)
    return said


def _substituted(
    said: Said, pattern: re.Pattern[str], choose: Callable[[str, random.Random], str], chance: random.Random
) -> Said:
    text: list[str] = []
    origin: list[int] = []
    at = 0
    for found in pattern.finditer(said.text):
        word = choose(found.group(), chance)
        text += [said.text[at : found.start()], word]
        origin += [*said.origin[at : found.start()], *[said.origin[found.start()]] * len(word)]
        at = found.end()
    return Said("".join(text) + said.text[at:], (*origin, *said.origin[at:]))


def with_fillers(said: Said, chance: random.Random) -> Said:
    """A filler before one word in fifteen."""
    return _substituted(
        said,
        re.compile(r"(?<!\S)(?=\S)"),
        lambda _, chance: chance.choice(_SPOKEN_FILLERS) + " " if chance.random() < 1 / 15 else "",
        chance,
    )


def roughened(said: Said, chance: random.Random) -> Said:
    """Without capitals and most or all of the punctuation, as a recogniser writes."""
    drop = chance.choice(('.,!?;:"()…—–-', ".,!?;:\"'()…—–-’", ".,!?;:\"'()…—–-’", ',;:"()…—–'))
    kept = [
        (" " if char in "—–-…" else char.lower(), place)
        for char, place in zip(said.text, said.origin, strict=True)
        if char not in drop or char in "—–-…"
    ]
    return Said("".join(char for char, _ in kept), tuple(place for _, place in kept))
