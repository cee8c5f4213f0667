"""How likely each verdict is, from how likely each sentence carries empathy or an ask."""

from collections.abc import Iterable, Sequence

from app.marking.classifier import Sentence
from app.marking.label import ASK, EMPATHY, Label
from app.marking.verdict import Verdict


def verdict_likelihoods(turns: Iterable[Sequence[Sentence]]) -> dict[Verdict, float]:
    """The probability of each verdict (their sum is 1), the sentences taken as independent of one another.

    The sentences are gone through in spoken order; what is kept is how likely it is that nothing, only empathy, only
    an ask or both have been there so far. Where one sentence may carry both and its moves do not show which comes
    first, either order counts half.
    """
    neither, empathy, ask, empathy_first, ask_first = 1.0, 0.0, 0.0, 0.0, 0.0
    for sentence in (one for turn in turns for one in turn):
        heard, asked = _chance(sentence, EMPATHY), _chance(sentence, ASK)
        before = _empathy_before(sentence)
        empathy_first += empathy * asked + neither * heard * asked * before
        ask_first += ask * heard + neither * heard * asked * (1 - before)
        empathy = empathy * (1 - asked) + neither * heard * (1 - asked)
        ask = ask * (1 - heard) + neither * asked * (1 - heard)
        neither *= (1 - heard) * (1 - asked)
    return {
        Verdict.NEITHER: neither,
        Verdict.EMPATHY_ONLY: empathy,
        Verdict.ACCOUNTABILITY_ONLY: ask,
        Verdict.EMPATHY_FIRST: empathy_first,
        Verdict.ACCOUNTABILITY_FIRST: ask_first,
    }


def _chance(sentence: Sentence, labels: frozenset[Label]) -> float:
    """How likely a sentence carries one of `labels`: as likely as the likeliest of them."""
    known = dict(sentence.confidence)
    return max(known.get(label, float(label in sentence.labels)) for label in labels)


def _empathy_before(sentence: Sentence) -> float:
    heard = [move.start for move in sentence.moves if move.label in EMPATHY]
    asked = [move.start for move in sentence.moves if move.label in ASK]
    return 0.5 if not heard or not asked else float(min(heard) <= min(asked))
