"""How much of a text's words stand in another: inflected, spelled a little otherwise, or parted in two."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_LITTLE = """
a about after again all also am an and any anyway are as at away be been before being but by can could did
do does doing done down e even for from g get gets getting give gives given go goes going gone got had has
have having he her here hers herself hi him himself his how i if in into is it its itself just let like ll m
many may me mean might mine more most much must my myself need needs no nor not now of off oh ok okay on
only onto or our ours out over own per pm am quite rather re really right s say says said she should so some
still such t than that the their theirs them themselves then there these they thing things think this those
though through to too uh um until up upon us ve very want wants was we well were what when where which while
who whom whose why will with without would yeah yes yet you your yours yourself because each every feel
feels feeling felt know make makes made eh er hm mm sure thanks please one ones other others d won don didn
doesn isn wasn aren st nd rd th couldn wouldn shouldn hasn haven hadn ain latest w
"""
_EMPTY = frozenset(_LITTLE.split())
"""Words that carry little of what a point says, and the fillers of speech."""

_SUFFIXES = "s es d ed n en ing e er ers or ors r rs y ies ied ier ly al ally ion ions ment ments ness th"
_ENDINGS = frozenset(("", *_SUFFIXES.split()))
_ALIKE = 0.84
"""Two words of five letters or more are one, misheard or misspelled, where this share of their letters agrees."""


def content_words(text: str) -> list[str]:
    """The words of a text that carry its content, in lower case and in order, with doubles."""
    words = (word.lower().replace("’", "'") for word in _WORD.findall(text))
    words = (word.removesuffix("'s") for word in words)
    return [word for word in words if "'" not in word and word not in _EMPTY]


def recall(wanted: Sequence[str], said: Sequence[str]) -> float:
    """The share of `wanted` that stands in `said`, 0 to 1; 0 where nothing is wanted."""
    if not wanted:
        return 0.0
    joined = [one + other for one, other in pairwise(said)]
    return sum(any(same_word(word, other) for other in (*said, *joined)) for word in wanted) / len(wanted)


def same_word(one: str, other: str) -> bool:
    """Whether two words differ in nothing but their ending, or in a letter that was misheard."""
    if one == other:
        return True
    stem = 0
    while stem < min(len(one), len(other)) and one[stem] == other[stem]:
        stem += 1
    if stem < 3:
        return False
    rests = (_ending(one, stem), _ending(other, stem))
    if all(rest in _ENDINGS for rest in rests) and (stem > 3 or "" in rests):
        return True
    if min(len(one), len(other)) < 5 or abs(len(one) - len(other)) > 2:
        return False
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE


def _ending(word: str, stem: int) -> str:
    """What follows the stem; a doubled letter ("plan", "planned") belongs to the stem."""
    rest = word[stem:]
    return rest[1:] if len(rest) > 1 and rest[0] == word[stem - 1] else rest
