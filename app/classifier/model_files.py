"""The files of the bundled model in assets/marker, checked before they are used."""

import hashlib
import json
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from app.classifier.decoding import Calibration
from app.errors import ErrorKind, HeardFirstError


@dataclass(frozen=True)
class ModelFiles:
    """A trained model: network, tokenizer, and how its outputs are read."""

    network: bytes
    tokenizer: str
    calibration: Calibration
    name: str


def bundled_folder() -> Path:
    """Where the model that comes with the program lies."""
    return Path(str(files("assets") / "marker"))


def read(folder: Path) -> ModelFiles:
    """The model in `folder`; raises MARKER_MISSING or MARKER_DAMAGED, which name the expected hash."""
    card: dict[str, Any] = json.loads(_text(folder / "model.json", "of the program's own files"))
    network = _checked(folder / "model.onnx", card["sha256"]["model.onnx"])
    tokenizer = _checked(folder / "tokenizer.json", card["sha256"]["tokenizer.json"])
    calibration = Calibration(tuple(card["calibration"]["scale"]), tuple(card["calibration"]["shift"]))
    return ModelFiles(network, tokenizer.decode("utf-8"), calibration, card["name"])


def _checked(path: Path, sha256: str) -> bytes:
    try:
        content = path.read_bytes()
    except OSError:
        raise HeardFirstError(ErrorKind.MARKER_MISSING, path=path, sha256=sha256) from None
    found = hashlib.sha256(content).hexdigest()
    if found != sha256:
        raise HeardFirstError(ErrorKind.MARKER_DAMAGED, path=path, sha256=sha256, found=found)
    return content


def _text(path: Path, sha256: str) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError:
        raise HeardFirstError(ErrorKind.MARKER_MISSING, path=path, sha256=sha256) from None
