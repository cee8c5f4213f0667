"""A classifier that knows its latest answers: a reply that was read while it was spoken need not be read again."""

from collections import OrderedDict

from app.marking.classifier import Classifier, Sentence

_KEPT = 16
"""More turns than a conversation has; each is a few kilobytes."""


class Remembering:
    """Answers as the classifier that it asks does, which gives the same answer to the same text. On one thread."""

    def __init__(self, asked: Classifier) -> None:
        self._asked = asked
        self._answers: OrderedDict[tuple[str, str], tuple[Sentence, ...]] = OrderedDict()

    @property
    def name(self) -> str:
        """Which model answers."""
        return self._asked.name

    def classify(self, text: str, salesperson: str = "") -> tuple[Sentence, ...]:
        """The sentences of `text`; raises what the asked one raises, and remembers no failure."""
        key = text, salesperson
        if key not in self._answers:
            self._answers[key] = self._asked.classify(text, salesperson)
        self._answers.move_to_end(key)
        while len(self._answers) > _KEPT:
            self._answers.popitem(last=False)
        return self._answers[key]
