"""Writing a file so that a crash leaves the old one or the new one, and nobody else can read it."""

import contextlib
import os
from pathlib import Path
from uuid import uuid4

from app.errors import ErrorKind, HeardFirstError


def write_whole(path: Path, text: str) -> None:
    """Put `text` (UTF-8) into the place of `path`; folders that are missing are made, for the user alone.

    Raises HeardFirstError (SCENARIO_UNWRITTEN); what was there stays then.
    """
    fresh = path.with_name(f".{path.stem[:40]}-{uuid4().hex[:8]}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(text.encode("utf-8", "replace"))
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        with contextlib.suppress(OSError, ValueError):
            fresh.unlink(missing_ok=True)
        raise HeardFirstError(
            ErrorKind.SCENARIO_UNWRITTEN, path=path, reason=getattr(error, "strerror", None) or str(error)
        ) from error


def remove(path: Path) -> None:
    """Delete a file; none there is as good. Raises HeardFirstError (SCENARIO_UNWRITTEN)."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise HeardFirstError(ErrorKind.SCENARIO_UNWRITTEN, path=path, reason=error.strerror or str(error)) from error
