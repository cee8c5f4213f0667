"""What the parts of the marker's network are worth, and how many replies it needs, on the development replies.

Every variant is trained by the same recipe on the same replies (fewer and shorter than the shipped model, so that all
of it is done in an hour or two on two cores) and reads the same sentences. `--curve` trains the shipped variant on
growing shares of the replies instead.

    python -m tests.benchmarks.marker_variants [--most 700] [--epochs 6] [--seeds 1 2 3] [--curve 300 600 1200]
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, replace
from multiprocessing import get_context

import numpy as np
import torch

from app.classifier.baselines import FrozenClassifier, KeywordClassifier
from app.classifier.corpus import LabelledReply, read_split
from app.classifier.decoding import LABELS, Calibration, Outputs, decode, sentence_logits, sentence_pieces, sigmoid
from app.classifier.encoding import encode, windows
from app.classifier.network import MoveNetwork
from app.classifier.scores import label_scores, macro_f1, mark_all, verdict_accuracy
from app.classifier.train import Recipe, Variant, train
from app.marking.classifier import Classifier, Move, Sentence
from app.model.encoder_files import encoder_folder
from app.model.word_pieces import load_tokenizer


class TorchClassifier:
    """A network just trained, uncalibrated, reading the sentences that the labels give."""

    def __init__(self, network: MoveNetwork, variant: Variant, replies: Sequence[LabelledReply]) -> None:
        self.name = variant.value
        self._network, self._variant = network.eval(), variant
        self._tokenizer = load_tokenizer((encoder_folder() / "tokenizer.json").read_text(encoding="utf-8"))
        self._special = [self._tokenizer.token_to_id(token) or 0 for token in ("[CLS]", "[SEP]")]
        self._sentences = {(one.reply, one.salesperson): one.sentences for one in replies}

    def classify(self, text: str, salesperson: str = "") -> tuple[Sentence, ...]:
        """The labelled sentences with the moves that the network finds."""
        given = self._sentences[text, salesperson]
        if self._variant is Variant.ALONE:
            return tuple(self._alone(one) for one in given)
        encoded = encode(self._tokenizer, text, salesperson)
        outputs = self._outputs(text, salesperson)
        starts = {one.start for one in given}
        forced = np.array([[1.0 if span[0] in starts else -1.0] for span in encoded.spans], np.float32)
        outputs = replace(outputs, boundary=forced)
        if self._variant is Variant.PLACES:
            return decode(text, encoded, outputs, Calibration())
        pieces = sentence_pieces(encoded, forced[:, 0])
        return tuple(self._whole(one, outputs, *piece) for one, piece in zip(given, pieces, strict=True))

    def _alone(self, one: Sentence) -> Sentence:
        outputs = self._outputs(one.text, "")
        return self._whole(one, outputs, 0, len(outputs.value))

    @staticmethod
    def _whole(one: Sentence, outputs: Outputs, first: int, last: int) -> Sentence:
        """Without places a move is the whole sentence, empathy read before the ask."""
        likely = sigmoid(sentence_logits(outputs, first, last)) >= 0.5
        moves = tuple(
            Move(label, one.start, one.end) for label, is_there in zip(LABELS, likely, strict=True) if is_there
        )
        return Sentence(one.text, one.start, one.end, moves)

    def _outputs(self, text: str, salesperson: str) -> Outputs:
        window = windows(encode(self._tokenizer, text, salesperson), *self._special)[0]
        ids, types = (torch.from_numpy(row)[None] for row in (window.ids, window.types))
        with torch.no_grad():
            found = self._network(ids, types, torch.ones_like(ids))
        inside = slice(window.offset, window.offset + window.last)
        return Outputs(*(one[0, inside].numpy() for one in found))


def measured(recipe: Recipe) -> dict[str, object]:
    """One run and its figures on the development replies."""
    dev = read_split("dev")
    figures = scored(TorchClassifier(train(recipe), recipe.variant, dev), dev)
    return {**asdict(recipe), **figures}


def scored(classifier: Classifier, dev: list[LabelledReply]) -> dict[str, float]:
    """Verdicts right and label macro-F1, 0 to 1."""
    marked = mark_all(dev, classifier)
    return {"verdicts": round(verdict_accuracy(marked), 4), "macro_f1": round(macro_f1(label_scores(marked)), 4)}


def main(arguments: Sequence[str]) -> int:
    """Print one JSON line for each run as it ends, then the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.marker_variants", description=__doc__)
    parser.add_argument("--most", type=int, default=700)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    parser.add_argument("--curve", type=int, nargs="*", help="numbers of replies; in place of the variants")
    options = parser.parse_args(arguments)
    base = Recipe(epochs=options.epochs, most=options.most)
    recipes = [replace(base, most=most, seed=seed) for most in options.curve or () for seed in options.seeds]
    if options.curve is None:
        recipes = [replace(base, variant=Variant.ALONE)]
        recipes += [
            replace(base, variant=variant, seed=seed)
            for seed in options.seeds
            for variant in (Variant.CONTEXT, Variant.PLACES)
        ]
    rows: list[dict[str, object]] = []
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as workers:
        for row in workers.map(measured, recipes):
            rows.append(row)
            sys.stderr.write(json.dumps(row) + "\n")
    write = sys.stdout.write
    write("| variant | replies | seed | verdicts right | label macro-F1 |\n| --- | --- | --- | --- | --- |\n")
    if options.curve is None:
        for row in _baselines():
            write(row + "\n")
    for row in rows:
        seen = f"| {row['variant']} | {row['most']} | {row['seed']} "
        write(f"{seen}| {row['verdicts']:.1%} | {row['macro_f1']:.3f} |\n")
    return 0


def _baselines() -> Iterator[str]:
    dev = read_split("dev")
    frozen = FrozenClassifier(read_split("train"))
    frozen.prepare(one.reply for one in dev)
    for one in (KeywordClassifier(), frozen):
        figures = scored(one, dev)
        yield f"| {one.name} | all | – | {figures['verdicts']:.1%} | {figures['macro_f1']:.3f} |"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
