"""The salesperson and their situation, as data. Loaded from TOML by app.scenarios.library."""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from app.marking.checklist import Criterion
from app.marking.facts import Goal
from app.marking.label import EMPATHY, Label
from app.marking.marker import Marking
from app.marking.verdict import Verdict

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=600)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]


class Mood(StrEnum):
    """What the salesperson's face shows."""

    GUARDED = "guarded"
    HURT = "hurt"
    DEFENSIVE = "defensive"
    LISTENING = "listening"
    RELIEVED = "relieved"


class VoiceKind(StrEnum):
    """Which of the computer's voices suits the salesperson, where there is a choice."""

    FEMALE = "female"
    MALE = "male"


class _Data(BaseModel):
    """Strict and frozen: an unknown key is a fault in the file, and nothing changes after loading."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=False)


class Persona(_Data):
    """The salesperson."""

    name: Name
    role: Name
    voice: VoiceKind
    facts: tuple[Line, ...] = Field(min_length=2, max_length=8)
    feelings: tuple[Line, ...] = Field(min_length=2, max_length=8)


class Reaction(_Data):
    """How the salesperson takes a reply."""

    mood: Mood
    line: Line


class Reactions(_Data):
    """One reaction for each verdict and one for each misstep."""

    empathy_first: Reaction
    accountability_first: Reaction
    empathy_only: Reaction
    accountability_only: Reaction
    neither: Reaction
    empty: Reaction
    sympathy: Reaction
    off_the_hook: Reaction
    avoidance: Reaction
    judgment: Reaction
    numbers_only: Reaction

    @model_validator(mode="after")
    def _lines_are_distinct(self) -> Self:
        seen: dict[str, str] = {}
        for name in type(self).model_fields:
            line: str = getattr(self, name).line
            if line in seen:
                raise ValueError(f"{seen[line]} and {name} have the same line")
            seen[line] = name
        return self

    def of(self, kind: Verdict | Label) -> Reaction:
        """The reaction to a verdict or to a misstep."""
        reaction: Reaction = getattr(self, kind.value)
        return reaction


class ModelReply(_Data):
    """A reply to learn from, and the verdict that it earns."""

    reply: Text
    verdict: Verdict


class Models(_Data):
    """A reply that works and one that does not."""

    strong: ModelReply
    weak: ModelReply


class BetterWording(_Data):
    """For every criterion one wording in this person's facts that meets it when said alone."""

    stated_their_side: Text
    named_the_feeling: Text
    stayed_with_them: Text
    empathy_before_ask: Text
    said_what_you_need: Text
    made_it_specific: Text
    said_it_kindly: Text
    held_it: Text
    tied_to_value: Text
    asked_next_step: Text

    def of(self, criterion: Criterion) -> str:
        """The wording for one criterion."""
        wording: str = getattr(self, criterion.value)
        return wording


class Scenario(_Data):
    """One hard conversation to rehearse."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
    title: Name
    happened: Text
    goal: Goal
    persona: Persona
    opening: tuple[Line, ...] = Field(min_length=1, max_length=6)
    opening_mood: Mood
    reactions: Reactions
    models: Models
    better: BetterWording

    def opening_line(self, take: int) -> str:
        """What the salesperson says at the start of a take (1 = first): their lines in turn."""
        return self.opening[(take - 1) % len(self.opening)]

    def reaction(self, marking: Marking) -> Reaction:
        """How they take a reply: the gravest misstep first, else by the order verdict."""
        found = {one.move.label for one in marking.moves}
        for misstep in _GRAVEST_FIRST:
            # a bare "I understand" only hurts where nothing else showed that they were heard
            if misstep in found and not (misstep is Label.EMPTY and found & EMPATHY):
                return self.reactions.of(misstep)
        return self.reactions.of(marking.verdict or Verdict.NEITHER)


_GRAVEST_FIRST = (
    Label.JUDGMENT,
    Label.AVOIDANCE,
    Label.NUMBERS_ONLY,
    Label.OFF_THE_HOOK,
    Label.SYMPATHY,
    Label.EMPTY,
)
