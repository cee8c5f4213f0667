"""The figures of the marker's report, against replies small enough to count by hand."""

from dataclasses import replace

import pytest

from app.classifier.baselines import KeywordClassifier
from app.classifier.corpus import LabelledReply
from app.classifier.scores import boundary_f1, label_scores, macro_f1, mark_all, verdict_accuracy, verdict_interval
from app.marking.classifier import Move, Sentence
from app.marking.label import Label
from app.marking.verdict import Verdict

TEXT = "It sounds like you are worn out. I need the list by noon."
HEARD, ASKED = Label.PERSPECTIVE, Label.EXPECTATION


def reply(*labels: Label, verdict: Verdict) -> LabelledReply:
    """Two sentences; each label belongs to the first or the second."""
    cut = TEXT.index(" I need")
    heard = tuple(Move(one, 3, 10) for one in labels if one is HEARD)
    asked = tuple(Move(one, cut + 1, cut + 7) for one in labels if one is not HEARD)
    sentences = (Sentence(TEXT[:cut], 0, cut, heard), Sentence(TEXT[cut + 1 :], cut + 1, len(TEXT), asked))
    return LabelledReply("a", "dev", "s", "typical", "a", "", TEXT, verdict, sentences)


def test_scores_are_counted_by_sentence() -> None:
    right = reply(HEARD, ASKED, Label.SPECIFIC, verdict=Verdict.EMPATHY_FIRST)
    wrong = reply(ASKED, Label.VALUE, verdict=Verdict.ACCOUNTABILITY_ONLY)
    marked = mark_all([right, right, wrong], KeywordClassifier())
    assert verdict_accuracy(marked) == pytest.approx(2 / 3)
    scores = label_scores(marked)
    assert (scores[HEARD].precision, scores[HEARD].recall) == (pytest.approx(2 / 3), 1.0)
    assert scores[ASKED].f1 == pytest.approx(1.0)
    assert (scores[Label.VALUE].f1, scores[Label.VALUE].count) == (0.0, 1)
    assert (scores[ASKED].low, scores[ASKED].high) == (pytest.approx(1.0), pytest.approx(1.0))
    assert scores[HEARD].low < scores[HEARD].f1 < scores[HEARD].high
    wanted = (scores[HEARD].f1 + 1.0 + scores[Label.SPECIFIC].f1 + 0.0) / 4
    assert macro_f1(scores) == pytest.approx(wanted), "labels that do not occur do not count"


def test_the_interval_of_one_kind_of_answer_is_a_point() -> None:
    right = reply(HEARD, ASKED, verdict=Verdict.EMPATHY_FIRST)
    low, high = verdict_interval(mark_all([right] * 5, KeywordClassifier()))
    assert (low, high) == (pytest.approx(1.0), pytest.approx(1.0))
    mixed = [right] * 5 + [replace(right, verdict=Verdict.NEITHER)] * 5
    low, high = verdict_interval(mark_all(mixed, KeywordClassifier()))
    assert 0.1 < low < 0.5 < high < 0.9


def test_boundaries_are_where_sentences_begin() -> None:
    whole = reply(HEARD, ASKED, verdict=Verdict.EMPATHY_FIRST)
    uncut = replace(whole, sentences=(Sentence(TEXT, 0, len(TEXT)),))
    assert boundary_f1(mark_all([whole], KeywordClassifier())) == pytest.approx(1.0)
    assert boundary_f1(mark_all([uncut], KeywordClassifier())) == 0.0
    assert boundary_f1(mark_all([whole, uncut], KeywordClassifier())) == pytest.approx(2 / 3)
