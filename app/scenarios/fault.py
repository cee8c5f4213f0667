"""What is wrong with a scenario file, in plain words, with its key and line."""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from types import NoneType
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from app.scenarios.key_lines import Key
from app.scenarios.scenario import Scenario

_MOST_KEY_CHARS = 80

_REASONS: dict[str, str] = {
    "missing": "it is missing",
    "string_type": "it must be text in quotes",
    "string_too_short": "it is empty",
    "string_unicode": "it holds a character that cannot be written",
    "string_too_long": "it is longer than {max_length} characters",
    "string_pattern_mismatch": "use small letters, digits and single hyphens only, such as supply-chain-delays",
    "enum": "it must be {expected}",
    "too_short": "it has {actual_length} items and needs at least {min_length}",
    "too_long": "it has {actual_length} items and may have at most {max_length}",
    "tuple_type": "it must be a list in square brackets",
    "model_type": "it must be a table",
    "model_attributes_type": "it must be a table",
    "greater_than_equal": "it must be at least {ge}",
    "less_than_equal": "it must be at most {le}",
    "float_parsing": "it must be a number",
    "float_type": "it must be a number",
    "value_error": "{error}",
}
"""pydantic's kinds of fault in the words of somebody who writes a scenario."""


@dataclass(frozen=True)
class Fault:
    """One fault: the dotted key, its line (from 1), and the reason as half a sentence."""

    key: str
    line: int
    reason: str

    @classmethod
    def at(cls, key: Key, line: int, reason: str) -> "Fault":
        """A fault at a key; list items are counted from 1, and what cannot be printed shows as "?"."""
        dotted = ".".join(str(part + 1) if isinstance(part, int) else part for part in key)
        return cls(_printable(dotted), line, _printable(reason, 400))


def earliest_fault(error: ValidationError, lines: Mapping[Key, int]) -> Fault:
    """The fault that stands first in the file, with a word on how many there are besides.

    A key that is missing comes after the others: a misspelt key is the likelier cause.
    `lines` gives the line of each key; a key that is missing is looked for where its table begins.
    """
    details = error.errors(include_url=False)
    first = min(details, key=lambda one: (one["type"] == "missing", _line(one["loc"], lines)))
    more = len(details) - 1
    besides = f" (and {more} more)" if more else ""
    return Fault.at(first["loc"], _line(first["loc"], lines), _reason(first) + besides)


def _line(key: Key, lines: Mapping[Key, int]) -> int:
    return next((lines[key[:length]] for length in range(len(key), 0, -1) if key[:length] in lines), 1)


def _reason(detail: ErrorDetails) -> str:
    if detail["type"] == "extra_forbidden":
        return _unknown_key(detail["loc"])
    template = _REASONS.get(detail["type"])
    if template is None:
        return detail["msg"][:1].lower() + detail["msg"][1:]
    return template.format(**detail.get("ctx", {}))


def _unknown_key(key: Key) -> str:
    known = _keys_beside(key)
    near = difflib.get_close_matches(str(key[-1]), known, n=1)
    if near:
        return f"there is no such key, perhaps {near[0]} is meant"
    return f"there is no such key; here belong {', '.join(known)}"


def _keys_beside(key: Key) -> list[str]:
    """The keys that the table of `key` may have."""
    model: type[BaseModel] = Scenario
    for part in key[:-1]:
        inner: Any = model.model_fields[str(part)].annotation
        model = next((one for one in get_args(inner) if isinstance(one, type) and one is not NoneType), inner)
    return list(model.model_fields)


def _printable(text: str, most: int = _MOST_KEY_CHARS) -> str:
    shown = "".join(char if char.isprintable() else "?" for char in text)
    return shown if len(shown) <= most else shown[: most - 1] + "…"
