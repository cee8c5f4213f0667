"""Marks a conversation: the classifier finds the moves, the rubric's rules do the rest."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from app.marking.checklist import CriterionResult, checklist, not_heard
from app.marking.classifier import Classifier, Move, Sentence
from app.marking.facts import Facts, Goal
from app.marking.headline import Headline, headline
from app.marking.label import ASK, EMPATHY, Label
from app.marking.likelihood import verdict_likelihoods
from app.marking.verdict import Placed, Verdict, order_verdict, placed_moves

RUBRIC_VERSION = 1
"""Stored with every result; raised when a rule of app.marking changes."""

SURE_FROM = 0.88
"""A verdict is unsure where it is less likely than this (app.marking.likelihood).

Fitted on the development replies, so that verdicts called sure are about 97 % right while under 15 % are unsure.
"""


class Unmarked(StrEnum):
    """Why nothing was marked; app.marking.wording holds the words."""

    NOTHING_SAID = "nothing_said"
    SILENCE = "silence"
    BLOCKED = "blocked"
    CLIPPED = "clipped"
    TOO_SHORT = "too_short"
    TOO_FEW_WORDS = "too_few_words"
    NOT_UNDERSTOOD = "not_understood"


@dataclass(frozen=True)
class Turn:
    """One of the manager's turns, and what it answers."""

    text: str
    salesperson: str = ""


@dataclass(frozen=True)
class Marking:
    """The result for one conversation.

    `verdict` is the best reading, None only with an `unmarked` reason. Where `unsure`, `alternative` is the
    verdict of the second reading and `decided_by` the place that it hangs on.
    """

    turns: tuple[Turn, ...]
    sentences: tuple[tuple[Sentence, ...], ...]
    verdict: Verdict | None
    checklist: tuple[CriterionResult, ...]
    headline: Headline | None
    goal: Goal
    ended: bool
    classifier: str
    unmarked: Unmarked | None = None
    unsure: bool = False
    alternative: Verdict | None = None
    decided_by: tuple[int, int] | None = None
    repaired: bool = False
    rubric_version: int = RUBRIC_VERSION

    @property
    def moves(self) -> tuple[Placed, ...]:
        """All moves in spoken order."""
        return placed_moves(self.sentences)

    def sentence(self, placed: Placed) -> Sentence:
        """The sentence in which a move stands."""
        return self.sentences[placed.place.turn][placed.place.sentence]

    def first(self, label: Label) -> Placed | None:
        """The first move with `label`."""
        return next((one for one in self.moves if one.move.label is label), None)


class Marker:
    """Marks conversations with one classifier. Used on one thread."""

    def __init__(self, classifier: Classifier) -> None:
        self._classifier = classifier

    def mark(self, turns: Sequence[Turn], goal: Goal = Goal.HEAR_THEN_ASK, *, ended: bool = True) -> Marking:
        """Mark the manager's turns of one conversation, in order.

        Raises HeardFirstError where the classifier's model is missing or damaged.
        """
        turns = tuple(turns)
        if not any(any(char.isalnum() for char in turn.text) for turn in turns):
            return unmarked(turns, Unmarked.NOTHING_SAID, goal, ended=ended)
        sentences = tuple(self._classifier.classify(turn.text, turn.salesperson) for turn in turns)
        facts = Facts(placed_moves(sentences), goal, ended)
        sure = verdict_likelihoods(sentences)[facts.verdict] >= SURE_FROM
        doubt = None if sure else _doubt(sentences)
        return Marking(
            turns=turns,
            sentences=sentences,
            verdict=facts.verdict,
            checklist=checklist(facts),
            headline=headline(facts),
            goal=goal,
            ended=ended,
            classifier=self._classifier.name,
            unsure=doubt is not None,
            alternative=doubt.verdict if doubt else None,
            decided_by=doubt.sentence if doubt else None,
            repaired=facts.repair is not None,
        )


def unmarked(turns: Sequence[Turn], reason: Unmarked, goal: Goal, *, ended: bool = True) -> Marking:
    """The result where too little was said or understood to tell."""
    empty = tuple(() for _ in turns)
    return Marking(tuple(turns), empty, None, not_heard(), None, goal, ended, classifier="", unmarked=reason)


@dataclass(frozen=True)
class _Doubt:
    verdict: Verdict
    sentence: tuple[int, int]


def _doubt(turns: tuple[tuple[Sentence, ...], ...]) -> _Doubt | None:
    """The nearest other verdict: one label of one sentence read the other way."""
    verdict = order_verdict(placed_moves(turns))
    nearest, doubt = math.inf, None
    for turn, sentences in enumerate(turns):
        for index, sentence in enumerate(sentences):
            for label, confidence in sentence.confidence:
                distance = abs(_logit(confidence))
                if label not in EMPATHY | ASK or distance >= nearest:
                    continue
                other = _with_sentence(turns, turn, index, _flipped(sentence, label))
                if (read := order_verdict(placed_moves(other))) is not verdict:
                    nearest, doubt = distance, _Doubt(read, (turn, index))
    return doubt


def _flipped(sentence: Sentence, label: Label) -> Sentence:
    if label in sentence.labels:
        return replace(sentence, moves=tuple(move for move in sentence.moves if move.label is not label))
    return replace(sentence, moves=(Move(label, sentence.start, sentence.end), *sentence.moves))


def _with_sentence(
    turns: tuple[tuple[Sentence, ...], ...], turn: int, index: int, sentence: Sentence
) -> list[tuple[Sentence, ...]]:
    changed = list(turns)
    changed[turn] = (*turns[turn][:index], sentence, *turns[turn][index + 1 :])
    return changed


def _logit(confidence: float) -> float:
    bounded = min(max(confidence, 1e-6), 1 - 1e-6)
    return math.log(bounded / (1 - bounded))
