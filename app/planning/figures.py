"""The numbers, weekdays and months in a text, however they are written: "5 pm", "five o'clock", "the 23rd"."""

import re
from collections.abc import Iterator

_COUNTED = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
eighteen nineteen
"""
_RANKED = """
zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
fifteenth sixteenth seventeenth eighteenth nineteenth
"""
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SMALL = (
    {word: value for words in (_COUNTED, _RANKED) for value, word in enumerate(words.split())}
    | {word: 20 + 10 * index for index, word in enumerate(_TENS)}
    | {f"{word[:-1]}ieth": 20 + 10 * index for index, word in enumerate(_TENS)}
    | {"dozen": 12, "once": 1, "twice": 2, "thrice": 3}
)
_LARGE = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
_DATED = """
monday tuesday wednesday thursday friday saturday sunday
january february march april june july august september october november december
"""
"""Without May, which is mostly a verb."""
_FULL_NAMES = frozenset(_DATED.split())
_VAGUE = frozenset({"one", "once", "first", "second"})
"""Words that mostly count nothing: "one of them", "first of all", "wait a second"."""

_TOKEN = re.compile(r"\d+(?:[.,:]\d+)*|[a-z]+", re.IGNORECASE)
_SHORT_NAMES = {name[:3].capitalize(): name for name in sorted(_FULL_NAMES)} | {
    **{"Tues": "tuesday", "Thur": "thursday", "Thurs": "thursday", "Sept": "september"}
}


def figures(text: str, *, strict: bool = False) -> frozenset[str]:
    """Numbers in digits, days and months as full lower-case names. `strict` leaves out what mostly counts nothing.

    "the fourteenth of June" -> {"14", "june"}; "quarter past eight" -> {"8", "15"}; "14,000" -> {"14000"}.
    """
    return frozenset(_figures(_TOKEN.findall(text), strict))


def _figures(tokens: list[str], strict: bool) -> Iterator[str]:
    index = 0
    while index < len(tokens):
        token = tokens[index]
        word = token.lower()
        if token[0].isdigit():
            yield from _digits(token)
        elif word in _FULL_NAMES:
            yield word
        elif token in _SHORT_NAMES and token not in {"Sat", "Sun", "Mar"}:
            yield _SHORT_NAMES[token]
        elif word in {"half", "quarter"} and tokens[index + 1 : index + 2] == ["past"]:
            yield "30" if word == "half" else "15"
        elif word in _SMALL:
            run = _run(tokens, index)
            if not (strict and len(run) == 1 and word in _VAGUE):
                yield str(_value(run))
            index += len(run) - 1
        index += 1


def _digits(token: str) -> Iterator[str]:
    """A clock time gives both its numbers; a comma or point before three digits parts thousands."""
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", token):
        token = re.sub(r"[.,]", "", token)
    yield from (part.lstrip("0") or "0" for part in re.split(r"[:.,]", token) if part.strip("0"))


def _run(tokens: list[str], first: int) -> list[str]:
    """The words from `first` on that make one number."""
    run = [tokens[first].lower()]
    for token in tokens[first + 1 :]:
        word, last = token.lower(), run[-1]
        after_large = last in _LARGE and word in _SMALL
        after_tens = last in _TENS and 0 < _SMALL.get(word, 0) < 10
        if not (word in _LARGE or after_large or after_tens):
            break
        run.append(word)
    return run


def _value(run: list[str]) -> int:
    total = part = 0
    for word in run:
        if word == "hundred":
            part = max(part, 1) * 100
        elif word in _LARGE:
            total, part = total + max(part, 1) * _LARGE[word], 0
        else:
            part += _SMALL[word]
    return total + part
