"""Nearness by common words, so that a test's texts are as near as they look; and what a test says is the same, is."""

from collections.abc import Mapping, Sequence
from zlib import crc32

import numpy as np

from app.meaning.meaning import WIDTH, Vectors


class FakeMeaning:
    """Each word points in a direction of its own; `same` gives texts that lie where another one lies."""

    name = "fake"

    def __init__(self, same: Mapping[str, str] | None = None) -> None:
        self._same = dict(same or {})

    def embed(self, texts: Sequence[str]) -> Vectors:
        return np.array([self._point(self._same.get(text, text)) for text in texts], np.float32).reshape(-1, WIDTH)

    def _point(self, text: str) -> Vectors:
        point = np.zeros(WIDTH)
        words = "".join(char.lower() if char.isalnum() else " " for char in text).split()
        for word in words or [""]:
            point += np.random.default_rng(crc32(word.encode("utf-8", "replace"))).standard_normal(WIDTH)
        return (point / np.linalg.norm(point)).astype(np.float32)
