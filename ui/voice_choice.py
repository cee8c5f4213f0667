"""Which of the computer's voices fits a salesperson, and which are worth offering."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.scenarios.scenario import VoiceKind

MANY = 30
"""espeak-ng brings hundreds of English voices, most of them jokes; from this many on only the plain ones show."""
_PLAIN_BASES = frozenset({"English (America)", "English (Great Britain)"})
_PLAIN_VARIANTS = frozenset({"female1", "female2", "female3", "male1", "male3", "male7", "Annie", "Andrea"})
_FEMALE_NAMES = frozenset({"annie", "andrea", "samantha", "zira", "victoria", "karen", "moira", "susan", "hazel"})


@dataclass(frozen=True)
class InstalledVoice:
    """One voice of the computer. `gender` is "female", "male" or "" where the engine does not say."""

    name: str
    locale: str
    gender: str = ""

    @property
    def kind(self) -> VoiceKind | None:
        """What it sounds like: what the engine says, else what the name says."""
        if self.gender:
            return VoiceKind(self.gender)
        name = self.name.lower()
        if "female" in name or name.rpartition("+")[2].split(" ")[0] in _FEMALE_NAMES:
            return VoiceKind.FEMALE
        return VoiceKind.MALE if "male" in name else None


def shortlist(voices: Sequence[InstalledVoice]) -> tuple[InstalledVoice, ...]:
    """The voices to offer, each name once, in the engine's order."""
    once = tuple({one.name: one for one in reversed(voices)}.values())[::-1]
    return once if len(once) < MANY else tuple(one for one in once if _is_plain(one.name))


def fitting(voices: Sequence[InstalledVoice], kind: VoiceKind, locale: str) -> InstalledVoice | None:
    """The voice that fits best: of this kind before any other, of this locale ("en_GB"), of a common accent."""

    def fit(one: InstalledVoice) -> tuple[bool, bool, bool, bool]:
        # an unnamed voice of espeak sounds male, so it will do there
        near = one.kind is None and kind is VoiceKind.MALE
        return (
            one.kind is kind or near,
            one.locale == locale,
            one.name.partition("+")[0] in _PLAIN_BASES,
            one.kind is kind,
        )

    return max(voices, key=fit, default=None)  # the first of equals


def _is_plain(name: str) -> bool:
    base, plus, variant = name.partition("+")
    return not plus or (base in _PLAIN_BASES and variant in _PLAIN_VARIANTS)
