"""The port Meaning, as the program's own network fills it and as tests do."""

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from app.errors import ErrorKind, HeardFirstError
from app.meaning.meaning import WIDTH, Meaning, cosines, nearest
from app.meaning.onnx_meaning import OnnxMeaning, bundled_folder, bundled_tokenizer
from app.messages import sentence
from tests.fake_meaning import FakeMeaning

TEXTS = (
    "The shipments were late again.",
    "the shipments were late",
    "Which colour is the kitchen?",
    "",
    "🙂",
    "\ud800",
)


@pytest.fixture(scope="module", params=[OnnxMeaning.bundled, FakeMeaning], ids=["network", "fake"])
def meaning(request: pytest.FixtureRequest) -> Meaning:
    make: Callable[[], Meaning] = request.param
    return make()


def test_points_have_length_one(meaning: Meaning) -> None:
    points = meaning.embed(TEXTS)
    assert points.shape == (len(TEXTS), WIDTH)
    assert points.dtype == np.float32
    assert np.allclose(np.linalg.norm(points, axis=1), 1.0, atol=1e-4)


def test_no_text_has_no_point(meaning: Meaning) -> None:
    assert meaning.embed([]).shape == (0, WIDTH)


def test_a_text_lies_where_it_lies_whatever_is_asked_for_with_it(meaning: Meaning) -> None:
    together = meaning.embed(TEXTS)
    alone = [meaning.embed([text])[0] for text in reversed(TEXTS)]
    assert np.array_equal(together[::-1], np.array(alone))


def test_the_same_thing_is_nearer_than_another(meaning: Meaning) -> None:
    late, also_late, kitchen = TEXTS[:3]
    found = nearest(meaning, late, [kitchen, also_late])
    assert found is not None
    assert found.index == 1
    assert found.cosine > 0.7
    assert found.cosine > cosines(meaning, [late], [kitchen])[0, 0] + 0.3


def test_of_equally_near_ones_the_first_is_nearest(meaning: Meaning) -> None:
    found = nearest(meaning, TEXTS[0], [TEXTS[2], TEXTS[0], TEXTS[0]])
    assert found is not None
    assert found.index == 1
    assert found.cosine == pytest.approx(1.0, abs=1e-4)


def test_of_none_there_is_no_nearest(meaning: Meaning) -> None:
    assert nearest(meaning, "anything", []) is None


def test_a_very_long_text_has_a_point(meaning: Meaning) -> None:
    assert np.allclose(np.linalg.norm(meaning.embed(["word " * 20_000])), 1.0, atol=1e-4)


def test_the_network_hears_the_meaning_not_the_words() -> None:
    near = nearest(
        OnnxMeaning.bundled(),
        "scared of losing the job",
        ["proud of finding the shop", "You're afraid that they will fire you."],
    )
    assert near is not None
    assert near.index == 1


def copied(folder: Path) -> tuple[Path, Path]:
    """The network's folder and its tokenizer, where a test may spoil them."""
    shutil.copytree(bundled_folder(), folder / "meaning")
    return folder / "meaning", Path(shutil.copy(bundled_tokenizer(), folder / "tokenizer.json"))


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json"])
def test_a_missing_or_altered_file_is_named_with_the_expected_hash(name: str, tmp_path: Path) -> None:
    folder, tokenizer = copied(tmp_path)
    expected = json.loads((folder / "model.json").read_text(encoding="utf-8"))["sha256"][name]
    spoilt = tokenizer if name == "tokenizer.json" else folder / name
    content = bytearray(spoilt.read_bytes())
    content[len(content) // 2] ^= 1
    spoilt.write_bytes(content)
    with pytest.raises(HeardFirstError) as altered:
        OnnxMeaning(folder, tokenizer)
    assert altered.value.kind is ErrorKind.MEANING_DAMAGED
    spoilt.unlink()
    with pytest.raises(HeardFirstError) as missing:
        OnnxMeaning(folder, tokenizer)
    assert missing.value.kind is ErrorKind.MEANING_MISSING
    for fault in (altered, missing):
        assert expected in sentence(fault.value)
        assert str(spoilt) in sentence(fault.value)


@pytest.mark.parametrize("card", [b"", b"not JSON", b"[]", b'{"name": "x", "sha256": {}}', b"\xff\xfe"])
def test_a_card_that_cannot_be_read_is_named_as_altered(card: bytes, tmp_path: Path) -> None:
    (tmp_path / "model.json").write_bytes(card)
    with pytest.raises(HeardFirstError) as altered:
        OnnxMeaning(tmp_path, bundled_tokenizer())
    assert altered.value.kind is ErrorKind.MEANING_DAMAGED
    assert str(tmp_path / "model.json") in sentence(altered.value)


@pytest.mark.parametrize("library", ["onnxruntime", "tokenizers"])
def test_a_library_that_is_missing_is_said_with_its_cause(library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(HeardFirstError) as broken:
        OnnxMeaning.bundled()
    assert broken.value.kind is ErrorKind.MEANING_UNAVAILABLE
    assert library in sentence(broken.value)


def test_the_tokenizer_is_kept_once_and_the_network_is_small() -> None:
    assert not (bundled_folder() / "tokenizer.json").exists()
    assert (bundled_folder() / "model.onnx").stat().st_size < 30_000_000
