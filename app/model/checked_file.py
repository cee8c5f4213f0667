"""Files of a network, their hashes checked before they are used."""

import hashlib
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from app.errors import HeardFirstError
from app.model.fault import Faults

Card = TypeVar("Card", bound=BaseModel)


def read_card(path: Path, kind: type[Card], faults: Faults) -> Card:
    """What stands in a model.json. Raises HeardFirstError (`faults`)."""
    content = _content(path, "of the program's own files", faults)
    try:
        return kind.model_validate_json(content)
    except ValueError:
        found, own = hashlib.sha256(content).hexdigest(), "that of the program's own file"
        raise HeardFirstError(faults.damaged, path=path, sha256=own, found=found) from None


def read_checked(path: Path, sha256: str, faults: Faults) -> bytes:
    """A file's content. Raises HeardFirstError (`faults`), which names the file and the expected hash."""
    content = _content(path, sha256, faults)
    found = hashlib.sha256(content).hexdigest()
    if found != sha256:
        raise HeardFirstError(faults.damaged, path=path, sha256=sha256, found=found)
    return content


def _content(path: Path, sha256: str, faults: Faults) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        raise HeardFirstError(faults.missing, path=path, sha256=sha256) from None
