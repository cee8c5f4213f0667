"""Where a session or a piece of feedback came from, when it was not made on this computer."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Origin:
    """Who sent the file, as they called themselves, and when it was written and taken in (UTC, seconds).

    `owner` is who spoke in the session, who need not be who sent it; empty in what was kept before files said so.
    """

    sender: str
    exported_utc_s: int
    imported_utc_s: int
    owner: str = ""

    @property
    def speaker(self) -> str:
        """Who spoke, as far as that is known: else who sent it."""
        return self.owner or self.sender

    @property
    def passed_on(self) -> bool:
        """Whether somebody else than who spoke sent it."""
        return self.speaker != self.sender
