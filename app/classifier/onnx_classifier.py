"""The classifier port on onnxruntime: no torch, one core, same text same answer."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from app.classifier import model_files
from app.classifier.decoding import Array, Outputs, decode
from app.classifier.encoding import Encoded, Window, encode, load_tokenizer, merge, windows
from app.errors import ErrorKind, HeardFirstError
from app.marking.classifier import Sentence

if TYPE_CHECKING:
    from tokenizers import Tokenizer


class OnnxClassifier:
    """A trained network. Loads in `__init__`; used on one thread."""

    def __init__(self, folder: Path) -> None:
        """Load the model in `folder`. Raises HeardFirstError (MARKER_MISSING, MARKER_DAMAGED, MARKER_UNAVAILABLE)."""
        files = model_files.read(folder)
        with _libraries():
            self._load(files)
        self._calibration = files.calibration
        self._name = files.name

    def _load(self, files: model_files.ModelFiles) -> None:
        import onnxruntime  # pyright: ignore[reportMissingTypeStubs]

        runtime: Any = onnxruntime
        options = runtime.SessionOptions()
        options.intra_op_num_threads = 1  # more threads may add in another order: other bytes for the same text
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session: Any = runtime.InferenceSession(files.network, options, providers=["CPUExecutionProvider"])
        self._tokenizer = load_tokenizer(files.tokenizer)
        self._start_id = _token(self._tokenizer, "[CLS]")
        self._separator_id = _token(self._tokenizer, "[SEP]")

    @classmethod
    def bundled(cls) -> "OnnxClassifier":
        """The model that comes with the program."""
        return cls(model_files.bundled_folder())

    @property
    def name(self) -> str:
        """Which model this is; kept with every stored result."""
        return self._name

    def classify(self, text: str, salesperson: str = "") -> tuple[Sentence, ...]:
        """The sentences of `text` with their moves. Raises HeardFirstError (MARKER_UNAVAILABLE)."""
        with _libraries():
            encoded = self.encode(text, salesperson)
            return decode(text, encoded, self.outputs(encoded), self._calibration) if len(encoded) else ()

    def encode(self, text: str, salesperson: str) -> Encoded:
        """The word pieces of a reply and the line that it answers."""
        return encode(self._tokenizer, text, salesperson)

    def outputs(self, encoded: Encoded) -> Outputs:
        """What the network says of each word piece."""
        parts = [(window, self._run(window)) for window in windows(encoded, self._start_id, self._separator_id)]
        columns = [merge([(window, values[k]) for window, values in parts], len(encoded)) for k in range(4)]
        return Outputs(*columns)

    def _run(self, window: Window) -> list[Array]:
        feed = {
            "ids": window.ids[None],
            "types": window.types[None],
            "mask": np.ones_like(window.ids)[None],
        }
        outputs: list[Any] = self._session.run(["boundary", "place", "value", "weight"], feed)
        return [np.asarray(one[0], np.float32) for one in outputs]


@contextmanager
def _libraries() -> Generator[None]:
    """Whatever fails in onnxruntime or tokenizers (missing, broken, out of memory) becomes MARKER_UNAVAILABLE."""
    try:
        yield
    except Exception as error:
        reason = str(error).partition("\n")[0] or type(error).__name__
        raise HeardFirstError(ErrorKind.MARKER_UNAVAILABLE, reason=reason) from error


def _token(tokenizer: "Tokenizer", token: str) -> int:
    found = tokenizer.token_to_id(token)
    assert found is not None  # noqa: S101 - the tokenizer's hash was checked
    return int(found)
