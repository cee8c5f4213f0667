# pyright: strict, reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
"""A trained network to the files that the program reads: ONNX in int8, the tokenizer, the model card."""

from pathlib import Path

import torch

from app.classifier.decoding import Calibration
from app.classifier.model_card import write_card
from app.classifier.network import MoveNetwork


def export(network: MoveNetwork, tokenizer: Path, folder: Path, *, int8: bool = True) -> None:
    """Write model.onnx, tokenizer.json and model.json (uncalibrated) to `folder`."""
    from onnxruntime.quantization import (  # pyright: ignore[reportMissingTypeStubs]
        QuantType,
        quantize_dynamic,
    )

    folder.mkdir(parents=True, exist_ok=True)
    full = folder / "model.fp32.onnx"
    sample = (
        torch.ones(1, 12, dtype=torch.int64),
        torch.zeros(1, 12, dtype=torch.int64),
        torch.ones(1, 12, dtype=torch.int64),
    )
    torch.onnx.export(
        network.eval(),
        sample,
        str(full),
        input_names=["ids", "types", "mask"],
        output_names=["boundary", "place", "value", "weight"],
        dynamic_axes={
            name: {0: "batch", 1: "n"} for name in ("ids", "types", "mask", "boundary", "place", "value", "weight")
        },
        opset_version=17,
        dynamo=False,
    )
    if int8:
        quantize_dynamic(full, folder / "model.onnx", weight_type=QuantType.QInt8, per_channel=True)
        full.unlink()
    else:
        full.replace(folder / "model.onnx")
    (folder / "tokenizer.json").write_bytes(tokenizer.read_bytes())
    write_card(folder, Calibration())
