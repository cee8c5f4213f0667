"""The files of the bundled model in assets/marker, checked before they are used."""

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, Field

from app.classifier.decoding import LABELS, Calibration
from app.errors import ErrorKind
from app.model.checked_file import read_card, read_checked
from app.model.fault import Faults

FAULTS = Faults(ErrorKind.MARKER_MISSING, ErrorKind.MARKER_DAMAGED, ErrorKind.MARKER_UNAVAILABLE)


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
    card = read_card(folder / "model.json", _Card, FAULTS)
    network = read_checked(folder / "model.onnx", card.sha256.network, FAULTS)
    tokenizer = read_checked(folder / "tokenizer.json", card.sha256.tokenizer, FAULTS)
    calibration = Calibration(**card.calibration.model_dump())
    return ModelFiles(network, tokenizer.decode("utf-8"), calibration, card.name)
