"""The marker's network as it comes with the program."""

import json
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app.classifier.corpus import read_split
from app.classifier.model_files import bundled_folder
from app.classifier.onnx_classifier import OnnxClassifier
from app.classifier.scores import label_scores, macro_f1, mark_all, verdict_accuracy
from app.errors import ErrorKind, HeardFirstError
from app.marking.marker import Marker, Turn
from app.messages import sentence


@pytest.fixture(scope="module")
def classifier() -> OnnxClassifier:
    return OnnxClassifier.bundled()


def test_it_reads_most_development_replies_right(classifier: OnnxClassifier) -> None:
    marked = mark_all(read_split("dev"), classifier)
    assert verdict_accuracy(marked) >= 0.94  # 227 of 240
    assert macro_f1(label_scores(marked)) >= 0.9


def test_sentences_lie_in_the_text_and_do_not_overlap(classifier: OnnxClassifier) -> None:
    for reply in read_split("dev"):
        end = 0
        for one in classifier.classify(reply.reply, reply.salesperson):
            assert one.start >= end
            assert reply.reply[one.start : one.end] == one.text
            assert all(one.start <= move.start < move.end <= one.end for move in one.moves)
            end = one.end


def test_a_very_long_reply_is_marked_throughout(classifier: OnnxClassifier) -> None:
    filler = "We looked at the map on the wall and talked about the weather for a while. "
    text = filler * 400 + "Please send me the list of open orders by Friday noon."
    found = [one for one in classifier.classify(text) if one.moves]
    assert "list of open orders" in found[-1].text
    assert found[-1].end == len(text)


@pytest.mark.parametrize("threads", ["1", "2"])
def test_the_same_bytes_in_another_process(classifier: OnnxClassifier, threads: str) -> None:
    reply = read_split("dev")[0]
    script = (
        "from app.classifier.onnx_classifier import OnnxClassifier\n"
        f"print(repr(OnnxClassifier.bundled().classify({reply.reply!r}, {reply.salesperson!r})))"
    )
    environment = {**os.environ, "OMP_NUM_THREADS": threads}
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True, env=environment)
    assert ran.stdout.strip() == repr(classifier.classify(reply.reply, reply.salesperson))


def test_the_same_bytes_on_two_threads_at_once() -> None:
    replies = read_split("dev")[:40]

    def read_all(own: OnnxClassifier) -> list[str]:
        return [repr(own.classify(reply.reply, reply.salesperson)) for reply in replies]

    with ThreadPoolExecutor(2) as pool:
        one, other = pool.map(read_all, (OnnxClassifier.bundled(), OnnxClassifier.bundled()))
    assert one == other == read_all(OnnxClassifier.bundled())


def test_a_missing_or_altered_model_is_named_with_the_expected_hash(tmp_path: Path) -> None:
    folder = tmp_path / "marker"
    folder.mkdir()
    for name in ("model.onnx", "model.json", "tokenizer.json"):
        shutil.copy(bundled_folder() / name, folder / name)
    expected = json.loads((folder / "model.json").read_text(encoding="utf-8"))["sha256"]["model.onnx"]
    network = folder / "model.onnx"
    content = bytearray(network.read_bytes())
    content[len(content) // 2] ^= 1
    network.write_bytes(content)
    with pytest.raises(HeardFirstError) as altered:
        OnnxClassifier(folder)
    assert altered.value.kind is ErrorKind.MARKER_DAMAGED
    network.unlink()
    with pytest.raises(HeardFirstError) as missing:
        OnnxClassifier(folder)
    assert missing.value.kind is ErrorKind.MARKER_MISSING
    for fault in (altered, missing):
        assert expected in sentence(fault.value)
        assert str(network) in sentence(fault.value)


@pytest.mark.parametrize(
    "card", ["", "not JSON", "[]", '{"name": "x"}', b"\xff\xfe", '{"name": "x", "sha256": {}, "calibration": {}}']
)
def test_a_card_that_cannot_be_read_is_named_as_altered(card: str | bytes, tmp_path: Path) -> None:
    (tmp_path / "model.json").write_bytes(card if isinstance(card, bytes) else card.encode())
    with pytest.raises(HeardFirstError) as altered:
        OnnxClassifier(tmp_path)
    assert altered.value.kind is ErrorKind.MARKER_DAMAGED
    assert str(tmp_path / "model.json") in sentence(altered.value)


def test_scales_that_do_not_fit_the_labels_are_named_as_altered(tmp_path: Path) -> None:
    card = json.loads((bundled_folder() / "model.json").read_text(encoding="utf-8"))
    card["calibration"]["scale"].pop()
    (tmp_path / "model.json").write_text(json.dumps(card), encoding="utf-8")
    with pytest.raises(HeardFirstError) as altered:
        OnnxClassifier(tmp_path)
    assert altered.value.kind is ErrorKind.MARKER_DAMAGED


@pytest.mark.parametrize("library", ["onnxruntime", "tokenizers"])
def test_a_library_that_is_missing_or_broken_is_said_with_its_cause(
    library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(HeardFirstError) as broken:
        OnnxClassifier.bundled()
    assert broken.value.kind is ErrorKind.MARKER_UNAVAILABLE
    assert library in sentence(broken.value)


def test_it_fits_the_limit_of_size() -> None:
    assert (bundled_folder() / "model.onnx").stat().st_size < 30_000_000


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Okay.",
            "x",
            "?",
            "🙂🙂 👍🏽",
            "\x00\x07\x1b[31m",
            "\u202e\u200b",
            "ich verstehe dich, aber ich brauche die Liste",
        ),
        *(
            "你这个月很难，我需要名单。",
            "أنا أفهمك",
            "a" * 5000,
            "word " * 20_000,
            "\n\n\t ",
            "\ud800 half",
            "I.I.I.I." * 300,
        ),
    ],
    ids=lambda text: ascii(text)[:20],
)
def test_anything_that_can_be_typed_is_answered(classifier: OnnxClassifier, text: str) -> None:
    marking = Marker(classifier).mark([Turn(text)])
    assert (marking.verdict is None) == (marking.unmarked is not None)
    assert marking == Marker(classifier).mark([Turn(text)])
    for one in marking.sentences[0]:
        assert text[one.start : one.end] == one.text
