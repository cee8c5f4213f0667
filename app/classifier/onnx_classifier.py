"""The classifier port on onnxruntime: no torch, one core, same text same answer."""

from pathlib import Path

import numpy as np

from app.classifier import model_files
from app.classifier.decoding import Array, Outputs, decode
from app.classifier.encoding import Encoded, Window, encode, merge, windows
from app.classifier.model_files import FAULTS
from app.marking.classifier import Sentence
from app.model.onnx_session import OnnxSession
from app.model.word_pieces import load_tokenizer, token_id


class OnnxClassifier:
    """A trained network. Loads in `__init__`; used on one thread."""

    def __init__(self, folder: Path) -> None:
        """Load the model in `folder`. Raises HeardFirstError (MARKER_MISSING, MARKER_DAMAGED, MARKER_UNAVAILABLE)."""
        files = model_files.read(folder)
        with FAULTS.of_libraries():
            self._load(files)
        self._calibration = files.calibration
        self._name = files.name

    def _load(self, files: model_files.ModelFiles) -> None:
        self._session = OnnxSession(files.network)
        self._tokenizer = load_tokenizer(files.tokenizer)
        self._start_id = token_id(self._tokenizer, "[CLS]")
        self._separator_id = token_id(self._tokenizer, "[SEP]")

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
        with FAULTS.of_libraries():
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
        feed = {"ids": window.ids, "types": window.types, "mask": np.ones_like(window.ids)}
        return self._session.run(["boundary", "place", "value", "weight"], feed)
