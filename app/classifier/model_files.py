"""The files of the bundled model in assets/marker, checked before they are used."""

import hashlib
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, Field

from app.classifier.decoding import LABELS, Calibration
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


_PerLabel = Annotated[tuple[float, ...], Field(min_length=len(LABELS), max_length=len(LABELS))]


class _Hashes(BaseModel):
    network: str = Field(alias="model.onnx")
    tokenizer: str = Field(alias="tokenizer.json")


class _Calibration(BaseModel):
    scale: _PerLabel
    shift: _PerLabel
    boundary: float = 0.0


class _Card(BaseModel):
    """What stands in model.json."""

    name: str
    sha256: _Hashes
    calibration: _Calibration


def read(folder: Path) -> ModelFiles:
    """The model in `folder`; raises MARKER_MISSING or MARKER_DAMAGED, which name the expected hash."""
    card = _card(folder / "model.json")
    network = _checked(folder / "model.onnx", card.sha256.network)
    tokenizer = _checked(folder / "tokenizer.json", card.sha256.tokenizer)
    calibration = Calibration(**card.calibration.model_dump())
    return ModelFiles(network, tokenizer.decode("utf-8"), calibration, card.name)


def _card(path: Path) -> _Card:
    content = _content(path, "of the program's own files")
    try:
        return _Card.model_validate_json(content)
    except ValueError:
        found, own = hashlib.sha256(content).hexdigest(), "that of the program's own file"
        raise HeardFirstError(ErrorKind.MARKER_DAMAGED, path=path, sha256=own, found=found) from None


def _checked(path: Path, sha256: str) -> bytes:
    content = _content(path, sha256)
    found = hashlib.sha256(content).hexdigest()
    if found != sha256:
        raise HeardFirstError(ErrorKind.MARKER_DAMAGED, path=path, sha256=sha256, found=found)
    return content


def _content(path: Path, sha256: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        raise HeardFirstError(ErrorKind.MARKER_MISSING, path=path, sha256=sha256) from None
