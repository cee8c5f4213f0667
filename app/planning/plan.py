"""What a manager writes down before the conversation: five short answers, and notes."""

import re
from dataclasses import dataclass
from enum import StrEnum

from app.marking.label import Label


class Question(StrEnum):
    """The five questions, in the order in which they are best said."""

    SIDE = "side"
    FEELING = "feeling"
    NEED = "need"
    WHY = "why"
    OFFER = "offer"

    @property
    def label(self) -> Label:
        """The move that says such a point."""
        return _LABELS[self]


_LABELS = {
    Question.SIDE: Label.PERSPECTIVE,
    Question.FEELING: Label.EMOTION,
    Question.NEED: Label.EXPECTATION,
    Question.WHY: Label.VALUE,
    Question.OFFER: Label.SUPPORT,
}


@dataclass(frozen=True)
class Point:
    """One thing that the manager meant to say: a sentence or a line of an answer, in its words."""

    question: Question
    text: str


@dataclass(frozen=True)
class Plan:
    """The answers, each as it was typed; "" where there is none. `notes` is free text and holds no points.

    side: what they would say their situation is. feeling: what they feel. need: what I need, how much, by when.
    why: why it matters to a customer or to them. offer: what I offer.
    """

    side: str = ""
    feeling: str = ""
    need: str = ""
    why: str = ""
    offer: str = ""
    notes: str = ""

    def answer(self, question: Question) -> str:
        """What was typed under a question."""
        found: str = getattr(self, question.value)
        return found

    @property
    def points(self) -> tuple[Point, ...]:
        """The planned points in the order of the questions."""
        return tuple(Point(question, text) for question in Question for text in _pieces(self.answer(question)))

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was written."""
        return not any(one.strip() for one in (*map(self.answer, Question), self.notes))


_SHORT = re.compile(
    r"\b(?:\w|approx|dr|eg|etc|ie|incl|max|min|mr|mrs|ms|no|nr|p|pp|prof|st|vs|[ap]\.m|e\.g|i\.e)\.$", re.I
)
_END = re.compile(r"[.!?…]+[\"'”’)]*\s+(?=\S)")
_BULLET = re.compile(r"^\s*(?:[-*•–—·>]+|\d{1,2}[.)])\s+")


def _pieces(answer: str) -> list[str]:
    """Lines, cut into sentences; bullets and what has neither letter nor digit are left out."""
    found: list[str] = []
    for line in answer.splitlines():
        found += _sentences(_BULLET.sub("", line).strip())
    return [piece for piece in found if any(char.isalnum() for char in piece)]


def _sentences(line: str) -> list[str]:
    """A line cut at full stops; the one after "Mrs" or "pp" ends no sentence."""
    found: list[str] = []
    begin = 0
    for end in _END.finditer(line):
        if end.group().strip() == "." and _SHORT.search(line[begin : end.start() + 1]):
            continue
        found.append(line[begin : end.end()].strip())
        begin = end.end()
    return [*found, line[begin:].strip()]
