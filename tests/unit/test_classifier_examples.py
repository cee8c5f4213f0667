"""Training examples: targets stand where the labels stand, also after the text was roughened."""

import random
from collections import Counter
from itertools import pairwise

import pytest
from tokenizers import Tokenizer

from app.classifier.corpus import LabelledReply, read_split
from app.classifier.decoding import LABELS
from app.classifier.examples import Example, example, varied
from app.classifier.heard import carried_over
from app.classifier.model_files import bundled_folder
from app.classifier.variation import as_said, exchanged, rearranged, roughened
from app.marking.classifier import Move, Sentence
from app.marking.label import Label
from app.marking.verdict import Verdict
from app.model.word_pieces import load_tokenizer

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
        rough = roughened(varied(as_said(reply.reply), chance), chance)
        assert len(rough.text) == len(rough.origin)
        assert all(before <= after for before, after in pairwise(rough.origin))
        assert not set(rough.text) & set(",;:")
        assert rough.text == rough.text.lower()


def test_every_labelled_sentence_has_its_targets(tokenizer: Tokenizer, replies: list[LabelledReply]) -> None:
    for reply in replies:
        one = example(tokenizer, reply, None, SPECIAL)
        for (_, _, labels), sentence in zip(one.sentences, reply.sentences, strict=True):
            assert {LABELS[index] for index in labels.nonzero()[0]} == sentence.labels
        _check(one)


def test_a_reply_said_another_way_has_the_targets_of_the_sentences_it_kept(
    tokenizer: Tokenizer, replies: list[LabelledReply]
) -> None:
    for number, reply in enumerate(replies):
        one = example(tokenizer, reply, random.Random(number), SPECIAL)
        labelled = [sentence.labels for sentence in reply.sentences] + [frozenset()]
        found = [frozenset(LABELS[index] for index in labels.nonzero()[0]) for _, _, labels in one.sentences]
        assert found
        assert not Counter(found) - Counter(labelled)
        _check(one)


def _check(one: Example) -> None:
    """A sentence's labels have places in it, and each sentence but the first begins at a boundary."""
    for first, last, labels in one.sentences:
        assert list(one.place[first:last].max(axis=0).nonzero()[0]) == list(labels.nonzero()[0])
    assert list((one.boundary == 1).nonzero()[0]) == [first for first, _, _ in one.sentences[1:]]
    assert (one.boundary[: one.window.offset] == -1).all()


def test_sentences_in_another_order_keep_their_words_and_moves(replies: list[LabelledReply]) -> None:
    chance, changed = random.Random(5), 0
    for reply in replies:
        other = rearranged(reply, chance)
        changed += other is not reply
        quotes = {(move.label, reply.reply[move.start : move.end]) for s in reply.sentences for move in s.moves}
        for sentence in other.sentences:
            assert other.reply[sentence.start : sentence.end] == sentence.text
            assert {(move.label, other.reply[move.start : move.end]) for move in sentence.moves} <= quotes
    assert 20 < changed < 120


def test_exchanged_words_stand_where_the_others_stood() -> None:
    said = exchanged(as_said("So Petra, call 12 of them by Friday, and three more."), random.Random(4))
    assert said.text != "So Petra, call 12 of them by Friday, and three more."
    assert said.text.index("call") == said.text.index(",") + 2
    assert said.origin[said.text.index("call")] == 10
    assert said.origin[said.text.index("more")] == 47


def test_labels_are_carried_over_to_the_words_heard() -> None:
    reply = _reply("You've had three late trucks this week. I need the list by Friday.")
    heard = carried_over(reply, "you've had three late tracks the sweet i need a list by friday")
    assert heard is not None
    assert [sentence.text for sentence in heard.sentences] == [
        "you've had three late tracks the sweet",
        "i need a list by friday",
    ]
    assert heard.verdict == reply.verdict
    assert [sentence.labels for sentence in heard.sentences] == [sentence.labels for sentence in reply.sentences]


def test_a_move_that_did_not_come_through_is_not_expected() -> None:
    reply = _reply("You've had three late trucks this week. I need the list by Friday.")
    heard = carried_over(reply, "you've had three late trucks this week any delay sly far day")
    assert heard is not None
    assert heard.verdict == "empathy_only"
    assert carried_over(reply, "") is None


def _reply(text: str) -> LabelledReply:
    end = text.index(".") + 1
    sentences = (
        Sentence(text[:end], 0, end, (Move(Label.PERSPECTIVE, 0, end),)),
        Sentence(
            text[end + 1 :],
            end + 1,
            len(text),
            (Move(Label.EXPECTATION, end + 1, len(text)), Move(Label.SPECIFIC, text.index("list"), len(text))),
        ),
    )
    return LabelledReply("X-1", "train", "train-01", "typical", "me", "", text, Verdict.EMPATHY_FIRST, sentences)
