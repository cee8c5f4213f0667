# pyright: strict, reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
"""A trained network to the files that the program reads: ONNX in int8, the tokenizer, the model card."""

from pathlib import Path

import torch

from app.classifier.decoding import Calibration
from app.classifier.model_card import write_card
from app.classifier.network import MoveNetwork
from app.model.int8 import write_onnx


def export(network: MoveNetwork, tokenizer: Path, folder: Path, *, int8: bool = True) -> None:
    """Write model.onnx, tokenizer.json and model.json (uncalibrated) to `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    sample = (
        torch.ones(1, 12, dtype=torch.int64),
        torch.zeros(1, 12, dtype=torch.int64),
        torch.ones(1, 12, dtype=torch.int64),
    )
    outputs = {name: {0: "batch", 1: "n"} for name in ("boundary", "place", "value", "weight")}
    write_onnx(network, sample, ("ids", "types", "mask"), outputs, folder / "model.onnx", int8=int8)
    (folder / "tokenizer.json").write_bytes(tokenizer.read_bytes())
    write_card(folder, Calibration())
