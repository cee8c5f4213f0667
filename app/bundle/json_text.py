"""JSON from a stranger: its size and shape are looked at before it is read, and what JSON leaves open is refused."""

import json
import unicodedata
from typing import Any, NoReturn, cast

MOST_BYTES = 4_000_000
MOST_CONTAINERS = 100_000
MOST_COMMAS = 400_000
MOST_DEPTH = 16
MOST_CHARACTERS = 200_000
"""Of one text: an hour of speech has about 60,000."""
_MOST_DIGITS = 18
REPLACEMENT = "\ufffd"
_KEPT = "\t\n"
_TURNS_TEXT = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


def parse(data: bytes) -> dict[str, Any]:
    """An object as this program writes it. Raises ValueError saying what is wrong, never quoting the text."""
    if len(data) > MOST_BYTES:
        raise ValueError("its text is too long")
    # each list, object and comma costs memory when it is read; counting them costs none
    if data.count(b"[") + data.count(b"{") > MOST_CONTAINERS or data.count(b",") > MOST_COMMAS:
        raise ValueError("its text has too many parts")
    try:
        text = data.decode("utf-8")
        found: Any = json.loads(
            text, object_pairs_hook=_pairs, parse_constant=_constant, parse_int=_whole, parse_float=_fraction
        )
    except UnicodeDecodeError:
        raise ValueError("its text is not UTF-8") from None
    except json.JSONDecodeError as error:
        raise ValueError(f"its text is not JSON at character {error.pos}") from None
    except RecursionError:
        raise ValueError("its text is nested too deeply") from None
    if not isinstance(found, dict):
        raise ValueError("its text is not an object")
    _look_through(found, 0)
    return cast("dict[str, Any]", found)


def write(value: object) -> str:
    """The one way in which a value is written, so that the same content has the same digest everywhere."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))


def made_visible(value: Any) -> Any:  # noqa: ANN401 - JSON
    """The value with each character that no text here may hold as a replacement character, so that one sees it.

    One for one, so that places in a text stay right.
    """
    if isinstance(value, str):
        return "".join(REPLACEMENT if _is_hidden(char) else char for char in value)
    if isinstance(value, list):
        return [made_visible(one) for one in cast("list[Any]", value)]
    if isinstance(value, dict):
        return {key: made_visible(one) for key, one in cast("dict[str, Any]", value).items()}
    return value


def _is_hidden(char: str) -> bool:
    """Controls (NUL, escape, line breaks but \\n), half characters, and what turns the direction of other text.

    Marks of direction (U+200E, U+200F) and joiners stay: names and emoji are written with them, and they cannot
    make text elsewhere read as something else.
    """
    if char in _KEPT:
        return False
    return unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"} or unicodedata.bidirectional(char) in _TURNS_TEXT


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice in its text")
    return found


def _constant(_: str) -> NoReturn:
    raise ValueError("a number in it is none")


def _whole(digits: str) -> int:
    if len(digits) > _MOST_DIGITS:
        raise ValueError("a number in it is too long")
    return int(digits)


def _fraction(digits: str) -> float:
    number = float(digits) if len(digits) <= 2 * _MOST_DIGITS else float("inf")
    if number in (float("inf"), float("-inf")):
        raise ValueError("a number in it is too long")
    return number


def _look_through(value: Any, depth: int) -> None:  # noqa: ANN401 - JSON
    if depth > MOST_DEPTH:
        raise ValueError("its text is nested too deeply")
    if isinstance(value, str):
        _check_text(value)
    elif isinstance(value, list):
        for one in cast("list[Any]", value):
            _look_through(one, depth + 1)
    elif isinstance(value, dict):
        for key, one in cast("dict[str, Any]", value).items():
            _check_text(key)
            _look_through(one, depth + 1)


def _check_text(text: str) -> None:
    if len(text) > MOST_CHARACTERS:
        raise ValueError("a text in it is too long")
    if not text.isascii() or not text.isprintable():
        for char in text:
            if _is_hidden(char):
                raise ValueError(f"a text in it holds the hidden character U+{ord(char):04X}")
