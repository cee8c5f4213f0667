"""What the user has chosen, kept as TOML. Frozen; a change is a new value, saved whole."""

import os
import tomllib
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

import tomli_w


@dataclass(frozen=True)
class Settings:
    """The user's choices. Empty strings mean "the system's default"; of the two names, "not known yet"."""

    microphone: str = ""
    microphone_host_api: str = ""
    voice: str = ""
    captions_only: bool = False
    engine: str = "builtin"
    model: str = ""
    countdown: int = 3
    manager_name: str = ""
    colleague_name: str = ""
    quiet: bool = False

    def __post_init__(self) -> None:
        if not 0 <= self.countdown <= 10:
            raise ValueError("countdown is 0 to 10 seconds")


def load(path: Path) -> tuple[Settings, Path | None]:
    """The settings in `path`, or the defaults.

    A file that cannot be understood is kept beside it as `.bad`, whose path is the second value, so that
    nothing the user wrote is lost.
    """
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
        return Settings(**_known(values)), None
    except FileNotFoundError:
        return Settings(), None
    except (OSError, ValueError, TypeError):
        bad = path.with_suffix(".bad")
        try:
            path.replace(bad)
        except OSError:
            return Settings(), path
        return Settings(), bad


def save(settings: Settings, path: Path) -> None:
    """Write the settings so that a crash leaves the old file or the new one. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        tomli_w.dump(asdict(settings), file)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def _known(values: dict[str, Any]) -> dict[str, Any]:
    """The values of keys that this version has; a wrong type is a fault, a later version's key is not."""
    known: dict[str, Any] = {}
    for field in fields(Settings):
        if field.name in values:
            if type(values[field.name]) is not type(field.default):
                raise ValueError(field.name)
            known[field.name] = values[field.name]
    return known
