"""The single values of what leaves, each with its place, so that none of them goes unlisted."""

from collections.abc import Iterator
from typing import Any, cast

Place = tuple[str | int, ...]
"""Where a value stands: names of fields and places in lists, from the top."""


def leaves(value: Any, at: Place = ()) -> Iterator[tuple[Place, Any]]:  # noqa: ANN401 - JSON
    """Every value that is neither an object nor a list, and the empty ones of these."""
    if isinstance(value, dict) and value:
        for key, one in cast("dict[str, Any]", value).items():
            yield from leaves(one, (*at, key))
    elif isinstance(value, list) and value:
        for index, one in enumerate(cast("list[Any]", value)):
            yield from leaves(one, (*at, index))
    else:
        yield at, value
