"""What `corpus check` counts: agreement of two labellings, phrases said too often, near-doubles between splits."""

import json
import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from app.classifier.corpus import LabelledReply
from app.classifier.overlap import near_doubles, repeated
from app.classifier.relations import RELATIONS
from app.classifier.second_labelling import both, kappa, label_kappas, read_second
from app.marking.classifier import Move, Sentence
from app.marking.label import Label
from app.marking.verdict import Verdict


def reply(id: str, *sentences: tuple[str, Label | None], split: str = "train") -> LabelledReply:
    made: list[Sentence] = []
    start = 0
    for text, label in sentences:
        end = start + len(text)
        moves = (Move(label, start, end),) if label else ()
        made.append(Sentence(text, start, end, moves))
        start = end + 1
    said = " ".join(text for text, _ in sentences)
    return LabelledReply(id, split, "s", "typical", "a", "", said, Verdict.NEITHER, tuple(made))


def test_kappa_is_cohens() -> None:
    # the textbook's table: 20 both yes, 15 both no, 5 and 10 apart of 50 -> agreement 0.7, chance 0.5
    first = [True] * 25 + [False] * 25
    second = [True] * 20 + [False] * 5 + [True] * 10 + [False] * 15
    assert kappa(first, second) == pytest.approx(0.4)
    assert kappa([True, True], [True, True]) == 1.0
    assert kappa([True, False], [False, True]) == -1.0


def test_the_second_labelling_is_read_and_compared(tmp_path: Path) -> None:
    lines = [
        {"id": "a", "labels": [["emotion"], []], "verdict": "neither"},
        {"id": "b", "labels": [["value"]], "verdict": "empathy_only"},
    ]
    (tmp_path / "second-1.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    replies = [
        reply("a", ("You are tired.", Label.EMOTION), ("Hm.", None)),
        reply("b", ("They wait.", Label.EMOTION)),
        reply("c", ("Once only.", None)),
    ]
    pairs = list(both(replies, read_second(tmp_path)))
    assert [one.id for one, _ in pairs] == ["a", "b"]
    kappas = label_kappas(pairs)
    assert kappas[Label.EMOTION] == pytest.approx(0.4)
    assert kappas[Label.SYMPATHY] == 1.0


@pytest.mark.parametrize("labels", ['[["joy"]]', "[[]]", "7"])
def test_a_second_labelling_that_does_not_fit_is_named(tmp_path: Path, labels: str) -> None:
    line = f'{{"id": "a", "labels": {labels}, "verdict": "neither"}}'
    (tmp_path / "second-1.jsonl").write_text(line, encoding="utf-8")
    replies = [reply("a", ("One.", None), ("Two.", None))]
    with pytest.raises(ValueError, match=r"second-1\.jsonl, line 1|a: 2 sentences"):
        list(both(replies, read_second(tmp_path)))


def test_a_phrase_counts_once_a_reply() -> None:
    said = ("I need you to be there, and I need you to be there.", None)
    assert ("i need you to be", 2) in repeated([reply("a", said), reply("b", said)])
    assert repeated([reply("a", ("Too short.", None))]) == []


def test_near_doubles_are_those_of_two_splits() -> None:
    one = reply("a", ("One.", None))
    replies = [one, replace(one, id="b"), replace(one, id="c", split="test"), replace(one, id="d", split="dev")]
    vectors = np.array([[1, 0], [1, 0], [0.95, np.sqrt(1 - 0.95**2)], [0, 1]], np.float32)
    found = list(near_doubles(replies, vectors))
    assert [(pair.one, pair.other) for pair in found] == [("a", "c"), ("b", "c")]
    assert found[0].cosine == pytest.approx(0.95)


def test_relations_change_what_they_say_and_only_that() -> None:
    told = reply(
        "a",
        ("On Monday you told Priya 14 boilers are late, and you apologised.", Label.PERSPECTIVE),
        ("Ring the seven customers by Friday.", Label.EXPECTATION),
    )
    seen = {name: next(relation([told], random.Random(2))) for name, relation in RELATIONS.items()}
    assert "14" in seen["another day"].second
    assert not seen["another day"].second.startswith("On Monday")
    assert "14 boilers" not in seen["another number"].second
    assert "Priya" not in seen["another name"].second
    assert "Monday" in seen["another name"].second
    assert "apologized" in seen["British or American spelling"].second
    assert "late, and you apologised, but ring the seven" in seen['"but" after empathy'].second
    assert seen["two sentences swapped"].second.startswith("Ring the seven")
    assert seen["two sentences swapped"].swapped
    assert all(pair.first != pair.second for pair in seen.values())
