"""What stands beside a model: its name, the hashes of its files, and how its outputs are read."""

import hashlib
import json
from dataclasses import asdict
from pathlib import Path

from app.classifier.decoding import LABELS, Calibration


def write_card(folder: Path, calibration: Calibration) -> None:
    """Write model.json: the model's name, the hashes of its files, and its calibration."""
    hashes = {
        name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in ("model.onnx", "tokenizer.json")
    }
    card = {
        "name": f"moves-{hashes['model.onnx'][:8]}",
        "sha256": hashes,
        "labels": [label.value for label in LABELS],
        "calibration": asdict(calibration),
    }
    (folder / "model.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
