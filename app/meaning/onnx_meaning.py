"""The port Meaning on onnxruntime: all-MiniLM-L6-v2 in int8, no torch, one core."""

from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from pydantic import BaseModel, Field

from app.errors import ErrorKind
from app.meaning.meaning import WIDTH, Vectors
from app.model.checked_file import read_card, read_checked
from app.model.fault import Faults
from app.model.onnx_session import OnnxSession
from app.model.word_pieces import load_tokenizer, whole_characters

FAULTS = Faults(ErrorKind.MEANING_MISSING, ErrorKind.MEANING_DAMAGED, ErrorKind.MEANING_UNAVAILABLE)

MOST_PIECES = 256
"""Word pieces of a text that are seen, which is what the encoder was trained for; the rest is cut."""

_KEPT = 512
"""How many texts' points are kept: a scenario's facts and a plan's points are asked for with every turn."""


class _Hashes(BaseModel):
    network: str = Field(alias="model.onnx")
    tokenizer: str = Field(alias="tokenizer.json")


class _Card(BaseModel):
    """What stands in model.json."""

    name: str
    sha256: _Hashes


class OnnxMeaning:
    """An embedding of whole sentences. Loads in `__init__`; used on one thread."""

    def __init__(self, folder: Path, tokenizer: Path) -> None:
        """Load the network in `folder`, which reads word pieces as the file `tokenizer` cuts them.

        Raises HeardFirstError (MEANING_MISSING, MEANING_DAMAGED, MEANING_UNAVAILABLE).
        """
        card = read_card(folder / "model.json", _Card, FAULTS)
        network = read_checked(folder / "model.onnx", card.sha256.network, FAULTS)
        pieces = read_checked(tokenizer, card.sha256.tokenizer, FAULTS).decode("utf-8")
        with FAULTS.of_libraries():
            self._session = OnnxSession(network)
            self._tokenizer: Any = load_tokenizer(pieces)
            self._tokenizer.enable_truncation(MOST_PIECES)
        self._name = card.name
        self._point = lru_cache(_KEPT)(self._run)

    @classmethod
    def bundled(cls) -> "OnnxMeaning":
        """The network that comes with the program; its tokenizer is the marker's."""
        return cls(bundled_folder(), bundled_tokenizer())

    @property
    def name(self) -> str:
        """Which model this is; kept with what is stored of its answers."""
        return self._name

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Points of length 1, shape (texts, 384). Raises HeardFirstError (MEANING_UNAVAILABLE)."""
        with FAULTS.of_libraries():
            # one by one: in int8 a text's point would hang on what else is in its batch
            return np.array([self._point(text) for text in texts], np.float32).reshape(len(texts), WIDTH)

    def _run(self, text: str) -> Vectors:
        ids = np.array(self._tokenizer.encode(whole_characters(text)).ids, np.int64)
        return self._session.run(["point"], {"ids": ids, "mask": np.ones_like(ids)})[0]


def bundled_folder() -> Path:
    """Where the network that comes with the program lies."""
    return Path(str(files("assets") / "meaning"))


def bundled_tokenizer() -> Path:
    """The tokenizer that the marker and this network share."""
    return Path(str(files("assets") / "marker")) / "tokenizer.json"
