# pyright: strict, reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
"""A network of torch as an ONNX file in int8. Used in training and export only."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import torch


def write_onnx(
    network: torch.nn.Module,
    sample: tuple[torch.Tensor, ...],
    inputs: Sequence[str],
    outputs: Mapping[str, Mapping[int, str]],
    path: Path,
    *,
    int8: bool = True,
) -> None:
    """Write `network` to `path`. Inputs are (batch, n); `outputs` names each output's axes of any length."""
    from onnxruntime.quantization import (  # pyright: ignore[reportMissingTypeStubs]
        QuantType,
        quantize_dynamic,
    )

    full = path.with_suffix(".fp32.onnx")
    torch.onnx.export(
        network.eval(),
        sample,
        str(full),
        input_names=list(inputs),
        output_names=list(outputs),
        dynamic_axes={name: {0: "batch", 1: "n"} for name in inputs}
        | {name: dict(axes) for name, axes in outputs.items()},
        opset_version=17,
        dynamo=False,
    )
    if int8:
        quantize_dynamic(full, path, weight_type=QuantType.QInt8, per_channel=True)
        full.unlink()
    else:
        full.replace(path)
