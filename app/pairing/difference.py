"""Where a colleague and the marking read the words differently. Nobody is right by rule: people settle it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.marking.checklist import Criterion, Result
from app.marking.label import MISSTEPS
from app.marking.marker import Marking
from app.marking.verdict import Verdict
from app.pairing.critique import Critique
from app.pairing.pin import Noticed, Pin
from app.pairing.pinned import SaidTurn, pinned_sentence

WEAK, STRONG = 2, 4
"""On the scale for the words, up to WEAK is weak and from STRONG on strong."""


class Differs(StrEnum):
    """What is read differently."""

    ORDER = "order"  # what came first
    DOUBTED = "doubted"  # a sentence that counts for something was pinned to be tried again
    LIKED_MISSTEP = "liked_misstep"  # a misstep was pinned as good
    LIKED_PLAIN = "liked_plain"  # a sentence that does nothing of note was pinned as good
    WORDS_WEAK = "words_weak"  # the words were found weak, and nothing on the list was missed
    WORDS_STRONG = "words_strong"  # the words were found strong, and the order was missed


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One of them. Beside ORDER and DOUBTED and so on stands only what belongs to it.

    `by` is the colleague. `order` is theirs, `sentence` its turn and index in the marking. `unsure`: the marking
    called its own reading a close one; `second` then says that the colleague's is its second reading.
    """

    differs: Differs
    by: str
    order: Verdict | None = None
    number: int | None = None
    pin: Pin | None = None
    sentence: tuple[int, int] | None = None
    unsure: bool = False
    second: bool = False


def differences(
    marking: Marking | None, turns: Sequence[SaidTurn], critiques: Iterable[Critique], pins: Iterable[Pin]
) -> tuple[Difference, ...]:
    """All of them: the order first, then sentence by sentence, then the scale; none where nothing was marked.

    `turns` are those of the marking, in order; `pins` may be of any of their takes.
    """
    if marking is None or marking.unmarked is not None or marking.verdict is None:
        return ()
    given = tuple(critiques)
    sentences = sorted(_sentences(marking, turns, pins), key=lambda one: (one.sentence or (0, 0), one.pin is None))
    return (*_orders(marking, given), *sentences, *_scales(marking, given))


def _orders(marking: Marking, critiques: Sequence[Critique]) -> Iterator[Difference]:
    for one in critiques:
        if one.order is not None and one.order is not marking.verdict:
            second = marking.unsure and one.order is marking.alternative
            yield Difference(
                differs=Differs.ORDER, by=one.colleague, order=one.order, unsure=marking.unsure, second=second
            )


def _sentences(marking: Marking, turns: Sequence[SaidTurn], pins: Iterable[Pin]) -> Iterator[Difference]:
    for pin in pins:
        if pin.noticed is not Noticed.WORDS:
            continue
        place = pinned_sentence(marking, turns, pin)
        if place is None:
            continue
        labels = marking.sentences[place[0]][place[1]].labels
        misstep = bool(labels & MISSTEPS)
        if pin.good and misstep:
            differs = Differs.LIKED_MISSTEP
        elif pin.good and not labels:
            differs = Differs.LIKED_PLAIN
        elif not pin.good and labels and not misstep:
            differs = Differs.DOUBTED
        else:
            continue
        unsure = marking.unsure and marking.decided_by == place
        yield Difference(differs=differs, by=pin.by, pin=pin, sentence=place, unsure=unsure)


def _scales(marking: Marking, critiques: Sequence[Critique]) -> Iterator[Difference]:
    results = {row.criterion: row.result for row in marking.checklist}
    missed = Result.MISSED in results.values()
    order_missed = results.get(Criterion.EMPATHY_BEFORE_ASK) is Result.MISSED
    for one in critiques:
        if one.words is None:
            continue
        if one.words <= WEAK and not missed:
            yield Difference(differs=Differs.WORDS_WEAK, by=one.colleague, number=one.words)
        if one.words >= STRONG and order_missed:
            yield Difference(differs=Differs.WORDS_STRONG, by=one.colleague, number=one.words, unsure=marking.unsure)
