# pyright: strict, reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
"""What the marker is measured against: cue words, and the frozen encoder with a linear head."""

import re
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from app.classifier.corpus import LabelledReply
from app.classifier.decoding import LABELS
from app.classifier.sentence_embedding import embed
from app.marking.classifier import Move, Sentence
from app.marking.label import ASK, Label

_SENTENCE = re.compile(r"\S.*?(?:[.!?…]+(?=\s)|$)", re.DOTALL)
_CUES: dict[Label, str] = {
    Label.PERSPECTIVE: r"sounds like|from your|where you sit|you've been|in your shoes|you're saying|you think",
    Label.EMOTION: r"you('re| are| must be| feel| sound) (\w+ )?(frustrat|exhaust|worr|tired|angry|afraid|scared|hurt|"
    r"embarrass|upset|overwhelm)|frustrating|exhausting|stressful",
    Label.INVITE: r"tell me more|did i get|have i got|is that right|what('s| is| has) it been",
    Label.EXPECTATION: r"\bi need\b|i expect|i want you|i'd like you|you (have to|must|should)|could you|please",
    Label.SPECIFIC: r"\bby (mon|tues|wednes|thurs|fri|noon|tomorrow|end)|\bby \d|\d+ ",
    Label.COMMITMENT: r"can you commit|what will you|what's your plan|which will you|when (can|could|will) you",
    Label.VALUE: r"customer|client|patient|because they|for them",
    Label.SUPPORT: r"\bi'll (join|help|take|call|come|sit)|i can help|let me help",
    Label.EMPTY: r"i understand|i hear you|i get it|i know how",
    Label.SYMPATHY: r"sorry for you|feel (terrible|awful|bad) for|poor you|when i was",
    Label.OFF_THE_HOOK: r"don't worry about|do what you can|forget (about )?the|no pressure|whenever you",
    Label.AVOIDANCE: r"\banyway\b|let's not|talk to hr|another time|not go into",
    Label.JUDGMENT: r"excuse|you always|you never|lazy|whin|grow up|or else",
    Label.NUMBERS_ONLY: r"revenue|quota|profit|the board|the number|ranking|margin",
}


class KeywordClassifier:
    """A sentence carries a label where one of its cue words stands."""

    name = "keywords"

    def __init__(self) -> None:
        self._cues = {label: re.compile(cue, re.IGNORECASE) for label, cue in _CUES.items()}

    def classify(self, text: str, salesperson: str = "") -> tuple[Sentence, ...]:
        """Sentences end at full stops, question and exclamation marks."""
        found: list[Sentence] = []
        for piece in _SENTENCE.finditer(text):
            hits = {label: cue.search(piece.group()) for label, cue in self._cues.items()}
            labels = {label for label, hit in hits.items() if hit}
            moves = [
                Move(label, piece.start() + hit.start(), piece.start() + hit.end())
                for label, hit in hits.items()
                if hit and (label is not Label.SPECIFIC or labels & ASK)
            ]
            moves.sort(key=lambda move: move.start)
            found.append(Sentence(piece.group(), piece.start(), piece.end(), tuple(moves)))
        return tuple(found)


class FrozenClassifier:
    """all-MiniLM-L6-v2 as it came, and for each label a line through its sentences; taught when it is made."""

    name = "frozen encoder, linear head"

    def __init__(self, replies: Iterable[LabelledReply]) -> None:
        sentences = [sentence for reply in replies for sentence in reply.sentences]
        wanted = np.array([[label in one.labels for label in LABELS] for one in sentences], np.float32)
        self._weight, self._bias = _linear(embed([one.text for one in sentences]), wanted)
        self._known: dict[str, NDArray[np.float32]] = {}

    def prepare(self, texts: Iterable[str]) -> None:
        """Embed all that will be asked about at once, which is many times quicker."""
        pieces = sorted({piece.group() for text in texts for piece in _SENTENCE.finditer(text)})
        self._known.update(zip(pieces, embed(pieces), strict=True))

    def classify(self, text: str, salesperson: str = "") -> tuple[Sentence, ...]:
        """Sentences as in KeywordClassifier; every move fills its sentence."""
        found: list[Sentence] = []
        for piece in _SENTENCE.finditer(text):
            if piece.group() not in self._known:
                self.prepare([text])
            logits = self._known[piece.group()] @ self._weight + self._bias
            labels = {label for index, label in enumerate(LABELS) if logits[index] > 0}
            labels -= set() if labels & ASK else {Label.SPECIFIC}
            moves = tuple(Move(label, piece.start(), piece.end()) for label in LABELS if label in labels)
            found.append(Sentence(piece.group(), piece.start(), piece.end(), moves))
        return tuple(found)


def _linear(
    vectors: NDArray[np.float32], wanted: NDArray[np.float32]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Logistic regression for each label, with a little weight decay: weight (width, 14) and bias (14,)."""
    import torch

    torch.manual_seed(1)
    x, y = torch.from_numpy(vectors), torch.from_numpy(wanted)
    line = torch.nn.Linear(x.shape[1], y.shape[1])
    optimiser = torch.optim.LBFGS(line.parameters(), max_iter=200, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimiser.zero_grad()
        fit = torch.nn.functional.binary_cross_entropy_with_logits(line(x), y)
        value = fit + 1e-5 * line.weight.square().sum()
        value.backward()
        return value

    optimiser.step(loss)
    return line.weight.detach().numpy().T.copy(), line.bias.detach().numpy()
