"""Fits how the network's outputs are read, on the development replies: `python -m app.classifier.calibrate FOLDER`."""

import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.classifier.corpus import LabelledReply, read_split
from app.classifier.decoding import LABELS, Calibration, sentence_logits, sentence_pieces
from app.classifier.model_card import write_card
from app.classifier.onnx_classifier import OnnxClassifier

_STEADY = 12.0
"""How many sentences' worth of evidence the default threshold counts for: rare labels stay near it."""


def sentence_evidence(
    replies: list[LabelledReply], classifier: OnnxClassifier
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Uncalibrated logits and labels, each (sentences, 14), over the labelled sentences' own bounds."""
    logits: list[NDArray[np.float32]] = []
    wanted: list[list[float]] = []
    for reply in replies:
        encoded = classifier.encode(reply.reply, reply.salesperson)
        outputs = classifier.outputs(encoded)
        for sentence in reply.sentences:
            inside = [i for i, span in enumerate(encoded.spans) if sentence.start <= span[0] < sentence.end]
            logits.append(sentence_logits(outputs, inside[0], inside[-1] + 1))
            wanted.append([float(label in sentence.labels) for label in LABELS])
    return np.stack(logits), np.array(wanted, np.float32)


def fit_boundary(replies: list[LabelledReply], classifier: OnnxClassifier) -> float:
    """What to add to the logit of a boundary so that the F1 of the boundaries of unpunctuated replies is best."""
    rough = [
        (encoded, classifier.outputs(encoded).boundary[:, 0], {sentence.start for sentence in reply.sentences[1:]})
        for reply in replies
        if reply.style == "recogniser"
        for encoded in (classifier.encode(reply.reply, reply.salesperson),)
    ]

    def f1(shift: float) -> float:
        hit = count = 0
        for encoded, boundary, wanted in rough:
            found = {encoded.spans[first][0] for first, _ in sentence_pieces(encoded, boundary + shift)[1:]}
            hit, count = hit + len(found & wanted), count + len(found) + len(wanted)
        return 2 * hit / max(count, 1)

    # of equally good ones the smallest, so that punctuated text stays as it is
    return max((step / 4 for step in range(-12, 13)), key=lambda shift: (round(f1(shift), 4), -abs(shift)))


def fit(logits: NDArray[np.float32], wanted: NDArray[np.float32]) -> Calibration:
    """Scale and shift per label by logistic regression (Platt 1999), drawn towards leaving the logit as it is."""
    scales: list[float] = []
    shifts: list[float] = []
    for index in range(len(LABELS)):
        scale, shift = _platt(logits[:, index].astype(float), wanted[:, index].astype(float))
        scales.append(round(scale, 4))
        shifts.append(round(shift, 4))
    return Calibration(tuple(scales), tuple(shifts))


def _platt(x: NDArray[np.float64], y: NDArray[np.float64]) -> tuple[float, float]:
    """Newton's method on the penalised logistic loss."""
    theta = np.array([1.0, 0.0])
    prior = np.array([1.0, 0.0])
    design = np.stack([x, np.ones_like(x)], axis=1)
    for _ in range(50):
        p = 1 / (1 + np.exp(-np.clip(design @ theta, -30, 30)))
        gradient = design.T @ (p - y) + _STEADY * (theta - prior) * np.array([1.0, 0.25])
        hessian = (design * (p * (1 - p))[:, None]).T @ design + np.diag([_STEADY, _STEADY * 0.25])
        change = np.linalg.solve(hessian, gradient)
        theta = theta - change
        if float(np.abs(change).max()) < 1e-8:
            break
    return float(theta[0]), float(theta[1])


def calibrate(folder: Path) -> None:
    """Fit the model in `folder` on the development replies and write it into its card."""
    write_card(folder, Calibration())
    replies, classifier = read_split("dev"), OnnxClassifier(folder)
    calibration = fit(*sentence_evidence(replies, classifier))
    calibration = replace(calibration, boundary=fit_boundary(replies, classifier))
    write_card(folder, calibration)
    for label, scale, shift in zip(LABELS, calibration.scale, calibration.shift, strict=True):
        print(f"{label.value:13} scale {scale:.2f} shift {shift:+.2f}")
    print(f"boundary      shift {calibration.boundary:+.2f}")


if __name__ == "__main__":
    calibrate(Path(sys.argv[1]))
