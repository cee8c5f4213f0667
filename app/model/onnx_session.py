"""A network on onnxruntime: one core, same input same bytes."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray


class OnnxSession:
    """A network loaded from memory; used on one thread. Errors are onnxruntime's own: wrap them in Faults."""

    def __init__(self, network: bytes) -> None:
        import onnxruntime  # pyright: ignore[reportMissingTypeStubs]

        runtime: Any = onnxruntime
        options = runtime.SessionOptions()
        options.intra_op_num_threads = 1  # more threads may add in another order: other bytes for the same text
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session: Any = runtime.InferenceSession(network, options, providers=["CPUExecutionProvider"])

    def run(self, outputs: Sequence[str], feed: Mapping[str, NDArray[np.int64]]) -> list[NDArray[np.float32]]:
        """The named outputs for a batch of one, without the axis of the batch; `feed` has none either."""
        batch = {name: values[None] for name, values in feed.items()}
        found: list[Any] = self._session.run(list(outputs), batch)
        return [np.asarray(one[0], np.float32) for one in found]
