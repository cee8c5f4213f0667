"""What may be changed in a reply without changing its verdict: `python -m app.classifier.relations [--pairs N]`.

Each relation is tried on seeded pairs made from the development replies and, where these give too few, from training
replies (the changed words are new to the marker); the pairs that break it are listed on stderr.
"""

import argparse
import random
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from app.classifier.corpus import LabelledReply, read_split
from app.classifier.exchange import DAYS, DIGITS, FILLERS, NAME, NUMBERS, as_written, one_of, other_digits
from app.classifier.model_files import bundled_folder
from app.classifier.onnx_classifier import OnnxClassifier
from app.marking.label import ASK, EMPATHY
from app.marking.marker import Marker, Turn
from app.marking.verdict import Verdict

HELD = 0.97
"""The share of pairs that each relation has to hold for."""

_NAMES = ("Priya", "Tom", "Aoife", "Kenji", "Fatima", "Lars", "Chidi", "Rosa", "Wei", "Marta", "Sam", "Ivana")
_TRADES = (
    *("pumps", "valves", "boilers", "licences", "trucks", "tiles", "forklifts", "mattresses", "windows", "sensors"),
    *("bearings", "printers", "ovens", "tyres", "cables", "panels", "seats", "filters", "machines", "policies"),
)
_SPELLINGS = (
    *(("realise", "realize"), ("apologise", "apologize"), ("organise", "organize"), ("recognise", "recognize")),
    *(("prioritise", "prioritize"), ("favour", "favor"), ("honour", "honor"), ("behaviour", "behavior")),
    *(
        ("colour", "color"),
        ("labour", "labor"),
        ("centre", "center"),
        ("cancelled", "canceled"),
        ("licence", "license"),
    ),
    *(("travelling", "traveling"), ("programme", "program"), ("grey", "gray"), ("mum", "mom"), ("learnt", "learned")),
    *(("neighbour", "neighbor"), ("catalogue", "catalog"), ("whilst", "while"), ("towards", "toward")),
)
_THANKS = (" Thanks.", " Thank you.", " Cheers.", " Thanks, all right?", " OK, thanks.", " Right, thank you.")
_REFERS_BACK = re.compile(
    r"^(but|and|so|still|then|that|this|it|also|because|or|yet|though|even so|which|instead|either way|all the same|"
    r"having said|at the same time|even with|with all|given|for that|in that)\b|\b(that|it|this|those|them|they) "
    r"(said|being said)|\b(that|this)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Pair:
    """Two replies to the same line with the same verdict; `swapped`: with the other order where both are there."""

    salesperson: str
    first: str
    second: str
    swapped: bool = False


Relation = Callable[[list[LabelledReply], random.Random], Iterator[Pair]]


def _words(pattern: re.Pattern[str], choose: Callable[[str, random.Random], str]) -> Relation:
    """A relation that exchanges each word of a kind for another of that kind."""

    def pairs(replies: list[LabelledReply], chance: random.Random) -> Iterator[Pair]:
        for reply in _endless(replies, chance):
            changed = pattern.sub(lambda found: choose(found.group(), chance), reply.reply)
            if changed != reply.reply:
                yield Pair(reply.salesperson, reply.reply, changed)

    return pairs


def _names(replies: list[LabelledReply], chance: random.Random) -> Iterator[Pair]:
    for reply in _endless(replies, chance):
        fresh = {found: chance.choice(_NAMES) for found in NAME.findall(reply.reply)}
        changed = NAME.sub(lambda found, fresh=fresh: fresh.get(found.group(), found.group()), reply.reply)
        if changed != reply.reply:
            yield Pair(reply.salesperson, reply.reply, changed)


def _spelling(replies: list[LabelledReply], chance: random.Random) -> Iterator[Pair]:
    other = {a: b for one in _SPELLINGS for a, b in (one, one[::-1])}
    known = re.compile(rf"(?i)\b({'|'.join(other)})")
    for reply in _endless(replies, chance):
        changed = known.sub(lambda found: as_written(found.group(), other[found.group().lower()]), reply.reply)
        if changed != reply.reply:
            yield Pair(reply.salesperson, reply.reply, changed)


def _fillers(replies: list[LabelledReply], chance: random.Random) -> Iterator[Pair]:
    for reply in _endless(replies, chance):
        words = reply.reply.split(" ")
        for _ in range(max(1, len(words) // 15)):
            words.insert(chance.randrange(len(words)), chance.choice(FILLERS))
        yield Pair(reply.salesperson, reply.reply, " ".join(words))


def _thanks(replies: list[LabelledReply], chance: random.Random) -> Iterator[Pair]:
    for reply in _endless(replies, chance):
        yield Pair(reply.salesperson, reply.reply, reply.reply + chance.choice(_THANKS))


def _but(replies: list[LabelledReply], chance: random.Random) -> Iterator[Pair]:
    """Empathy and ask in neighbouring sentences become one sentence with "but" between them."""
    for reply in _endless([reply for reply in replies if reply.style != "recogniser"], chance, rounds=1):
        for heard, asked in zip(reply.sentences, reply.sentences[1:], strict=False):
            if heard.labels & EMPATHY and asked.labels & ASK and heard.text[-1] == ".":
                start, rest = asked.text[0], asked.text[1:]
                start = start if asked.text.startswith(("I ", "I'")) else start.lower()
                joined = f"{heard.text[:-1]}, but {start}{rest}"
                text = reply.reply[: heard.start] + joined + reply.reply[asked.end :]
                yield Pair(reply.salesperson, reply.reply, text)


def _swapped(replies: list[LabelledReply], chance: random.Random) -> Iterator[Pair]:
    """One sentence of empathy and one ask of the same reply, in either order."""
    for reply in _endless(replies, chance):
        alone = [one for one in reply.sentences if not _REFERS_BACK.search(one.text)]
        heard = [one for one in alone if one.labels and one.labels <= EMPATHY]
        asked = [one for one in alone if one.labels & ASK and not one.labels & EMPATHY]
        if heard and asked and reply.style != "recogniser":
            one, two = chance.choice(heard).text, chance.choice(asked).text
            yield Pair(reply.salesperson, f"{one} {two}", f"{two} {one}", swapped=True)


RELATIONS: dict[str, Relation] = {
    "another name": _names,
    "another number": _words(DIGITS, other_digits),
    "another number word": _words(*one_of(NUMBERS)),
    "another day": _words(*one_of(DAYS)),
    "another trade": _words(*one_of(_TRADES)),
    "British or American spelling": _spelling,
    "fillers": _fillers,
    "a trailing thanks": _thanks,
    '"but" after empathy': _but,
    "two sentences swapped": _swapped,
}


def broken(
    relation: Relation, sources: Iterable[list[LabelledReply]], marker: Marker, pairs: int, seed: int
) -> tuple[list[Pair], int]:
    """The pairs for which the relation does not hold, and how many different ones were tried: at most `pairs`.

    The replies of each source are gone through before those of the next.
    """
    found: list[Pair] = []
    seen: set[tuple[str, str]] = set()
    chance = random.Random(seed)
    for pair in (pair for replies in sources for pair in relation(replies, chance)):
        if len(seen) == pairs:
            break
        if (pair.first, pair.second) in seen:
            continue
        seen.add((pair.first, pair.second))
        wanted = _verdict(marker, pair.salesperson, pair.first)
        if _verdict(marker, pair.salesperson, pair.second) is not (
            _SWAPPED.get(wanted, wanted) if pair.swapped else wanted
        ):
            found.append(pair)
    return found, len(seen)


_SWAPPED: dict[Verdict | None, Verdict] = {
    Verdict.EMPATHY_FIRST: Verdict.ACCOUNTABILITY_FIRST,
    Verdict.ACCOUNTABILITY_FIRST: Verdict.EMPATHY_FIRST,
}


def _verdict(marker: Marker, salesperson: str, text: str) -> Verdict | None:
    return marker.mark([Turn(text, salesperson)]).verdict


def _endless(replies: list[LabelledReply], chance: random.Random, rounds: int = 8) -> Iterator[LabelledReply]:
    """All replies in random order, again and again: each as often as the others. Not for ever, where few can change."""
    for _ in range(rounds):
        yield from chance.sample(replies, len(replies))


def main(arguments: list[str]) -> int:
    """The command: 1 where a relation holds for too few pairs."""
    parser = argparse.ArgumentParser(prog="python -m app.classifier.relations", description=__doc__)
    parser.add_argument("--pairs", type=int, default=300, help="pairs for each relation")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--model", type=Path, default=bundled_folder())
    options = parser.parse_args(arguments)
    marker = Marker(OnnxClassifier(options.model))
    sources = [read_split("dev"), read_split("train")]
    shares: list[float] = []
    print("| relation | pairs | held |\n| --- | --- | --- |")
    for name, relation in RELATIONS.items():
        failures, tried = broken(relation, sources, marker, options.pairs, options.seed)
        shares.append(1 - len(failures) / max(tried, 1))
        print(f"| {name} | {tried} | {shares[-1]:.1%} |", flush=True)
        for pair in failures:
            print(f"  - {pair.first}\n    {pair.second}", file=sys.stderr)
    return 0 if min(shares) >= HELD else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
