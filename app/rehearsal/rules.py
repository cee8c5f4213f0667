"""What the steps of a rehearsal depend on beside state and event: the settings, the recogniser, two waiting times."""

from dataclasses import dataclass

AFTER_VOICE_S = 0.2
"""Nothing recorded earlier than this after the salesperson's voice ended counts as the manager's."""
HUSHED_WITHIN_S = 1.0
"""How long the voice may still be heard after it was cut short, until it says when it fell silent."""


@dataclass(frozen=True)
class Rules:
    """What settings and recogniser change: count-down in seconds, and how the recogniser's words are taken."""

    countdown: int
    engine: str
    rough: bool
    confidence_floor: float
