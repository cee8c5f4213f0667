"""Where sentences begin in the development replies: the marker's own network beside well-kept splitters.

The splitters are not needed by anything else: `pip install sentencex blingfire pysbd`, then

    python -m tests.benchmarks.sentence_splitters [--model FOLDER]

What is not installed is left out. wtpsplit reads text without punctuation too; its weights are not in any package.
"""

import argparse
import importlib
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from app.classifier.corpus import LabelledReply, read_split
from app.classifier.model_files import bundled_folder
from app.classifier.onnx_classifier import OnnxClassifier

Split = Callable[[str], Iterable[str]]
_STYLES = ("typical", "adversarial", "spoken", "recogniser")


def splitters(model: Path) -> dict[str, Split]:
    """Text to sentences, by name."""
    found: dict[str, Split] = {}
    ours = OnnxClassifier(model)
    found["this marker"] = lambda text: [one.text for one in ours.classify(text)]
    makers: dict[str, Callable[[Any], Split]] = {
        "sentencex": lambda library: lambda text: library.segment("en", text),
        "blingfire": lambda library: lambda text: library.text_to_sentences(text).split("\n"),
        "pysbd": lambda library: library.Segmenter(language="en", clean=False).segment,
    }
    for name, make in makers.items():
        try:
            found[name] = make(importlib.import_module(name))
        except ImportError:
            sys.stderr.write(f"{name} is not installed\n")
    return found


def f1(replies: Iterable[LabelledReply], split: Split) -> float:
    """F1 of the places where a sentence begins, in characters that are not blank; each reply's first left out."""
    hit = found = wanted = 0
    for reply in replies:
        got = _begins(split(reply.reply))
        want = _begins(one.text for one in reply.sentences)
        hit, found, wanted = hit + len(got & want), found + len(got), wanted + len(want)
    return 2 * hit / max(found + wanted, 1)


def _begins(sentences: Iterable[str]) -> set[int]:
    """How many letters and digits stand before each sentence."""
    begins: set[int] = set()
    at = 0
    for sentence in sentences:
        begins.add(at)
        at += sum(char.isalnum() for char in sentence)
    return begins - {0, at}


def main(arguments: list[str]) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.sentence_splitters", description=__doc__)
    parser.add_argument("--model", type=Path, default=bundled_folder())
    options = parser.parse_args(arguments)
    replies = read_split("dev")
    sys.stdout.write(f"| splitter | {' | '.join(_STYLES)} |\n| --- |{' --- |' * len(_STYLES)}\n")
    for name, split in splitters(options.model).items():
        row = [f1([one for one in replies if one.style == style], split) for style in _STYLES]
        sys.stdout.write(f"| {name} | {' | '.join(f'{value:.3f}' for value in row)} |\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
