"""Where a session or a piece of feedback came from, when it was not made on this computer."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Origin:
    """Who sent the file, as they called themselves, and when it was written and taken in (UTC, seconds)."""

    sender: str
    exported_utc_s: int
    imported_utc_s: int
