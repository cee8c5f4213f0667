"""The labelled replies hold together, and the test split is the one that was committed before training."""

import hashlib
import json
from pathlib import Path

import pytest

from app.classifier.corpus import SPLITS, corpus_folder, faults, read, read_split

TEST_SPLIT_SHA256 = {
    "test.jsonl": "1de7e7db99bea42747b04c5fb8bbd8f1a30f145b1c28315fb8ac1946cd89141f",
    "test2.jsonl": "14565a315d234cf7ff95066caf74a927be88f4d64af18bcf491b9c66190ec6e8",
}


def test_the_corpus_has_no_fault() -> None:
    replies = [reply for split in SPLITS for reply in read_split(split)]
    assert list(faults(replies)) == []
    assert len(read_split("train")) >= 150


def test_the_test_replies_are_those_committed_before_the_first_training() -> None:
    files = {path.name: path.read_bytes() for path in corpus_folder().glob("test*.jsonl")}
    assert {name: hashlib.sha256(content).hexdigest() for name, content in files.items()} == TEST_SPLIT_SHA256
    assert len(read_split("test")) == 180


def test_a_leak_between_splits_is_found() -> None:
    (first, *_), (second, *_) = read_split("train"), read_split("test")
    assert list(faults([first, first])) == [f"{first.id}: the same words as {first.id}"]
    moved = [first, second.__class__(**{**vars(second), "situation": first.situation})]
    assert list(faults(moved)) == [f"{second.id}: situation {first.situation} is in two splits"]


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    line = (corpus_folder() / "test.jsonl").read_text(encoding="utf-8").splitlines()[0]
    record = json.loads(line)
    record["sentences"][0]["moves"] = [{"label": "perspective", "quote": "not in the sentence"}]
    file = tmp_path / "broken.jsonl"
    file.write_text(line + "\n" + json.dumps(record), encoding="utf-8")
    with pytest.raises(ValueError, match=r"broken\.jsonl, line 2"):
        read(file)
