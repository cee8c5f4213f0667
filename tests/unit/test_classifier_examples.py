"""Training examples: targets stand where the labels stand, also after the text was roughened."""

import random
from itertools import pairwise

import pytest
from tokenizers import Tokenizer

from app.classifier.corpus import LabelledReply, read_split
from app.classifier.decoding import LABELS
from app.classifier.encoding import load_tokenizer
from app.classifier.examples import example, roughen
from app.classifier.model_files import bundled_folder

SPECIAL = (101, 102)


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return load_tokenizer((bundled_folder() / "tokenizer.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def replies() -> list[LabelledReply]:
    return read_split("dev")


def test_roughened_text_knows_where_each_character_was(replies: list[LabelledReply]) -> None:
    chance = random.Random(3)
    for reply in replies:
        rough, origin = roughen(reply.reply, chance)
        assert len(rough) == len(origin)
        assert all(before <= after for before, after in pairwise(origin))
        assert not set(rough) & set(",;:")
        assert rough == rough.lower()


@pytest.mark.parametrize("rough", [False, True])
def test_every_labelled_sentence_has_its_targets(
    tokenizer: Tokenizer, replies: list[LabelledReply], rough: bool
) -> None:
    for number, reply in enumerate(replies):
        one = example(tokenizer, reply, random.Random(number) if rough else None, SPECIAL)
        assert len(one.sentences) == len(reply.sentences)
        for (first, last, labels), sentence in zip(one.sentences, reply.sentences, strict=True):
            assert {LABELS[index] for index in labels.nonzero()[0]} == sentence.labels
            assert {LABELS[index] for index in one.place[first:last].max(axis=0).nonzero()[0]} == sentence.labels
        begins = [first for first, _, _ in one.sentences[1:]]
        assert list((one.boundary == 1).nonzero()[0]) == begins
        assert (one.boundary[: one.window.offset] == -1).all()
