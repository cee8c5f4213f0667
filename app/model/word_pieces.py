"""The tokenizer that the program's networks share."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tokenizers import Tokenizer

_HALF_CHARACTER = re.compile("[\ud800-\udfff]")


def load_tokenizer(content: str) -> "Tokenizer":
    """The tokenizer in a tokenizer.json; texts are neither cut nor filled up, whatever the file says."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_str(content)
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def whole_characters(text: str) -> str:
    """The text with stand-ins for half characters, which cannot be written as UTF-8; every place stays the same."""
    return _HALF_CHARACTER.sub("\ufffd", text)


def token_id(tokenizer: "Tokenizer", token: str) -> int:
    """The number of a token that the tokenizer has, such as [CLS]."""
    found = tokenizer.token_to_id(token)
    assert found is not None  # noqa: S101 - the tokenizer's hash was checked
    return int(found)
