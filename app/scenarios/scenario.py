"""The salesperson and their situation, as data. Loaded from TOML by app.scenarios.library."""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from app.marking.checklist import Criterion
from app.marking.facts import Goal
from app.persona.mind import Answer
from app.persona.mood import Mood

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=600)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]


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


_Some = Annotated[tuple[Line, ...], Field(max_length=12)]


class Lines(_Data):
    """What the salesperson answers with, by kind of answer (app.persona.mind says when each is given).

    Said in the order in which they stand, none twice in a conversation. A kind that is left out is filled by
    app.scenarios.frame.
    """

    heard_more: _Some = ()
    heard_open: _Some = ()
    excuse: _Some = ()
    excuse_again: _Some = ()
    asked_unheard: _Some = ()
    vague: _Some = ()
    empty: _Some = ()
    sympathy: _Some = ()
    off_the_hook: _Some = ()
    avoidance: _Some = ()
    judgment: _Some = ()
    numbers_only: _Some = ()
    repaired: _Some = ()
    commitment: _Some = ()
    nodding: _Some = ()
    closed: _Some = ()

    @model_validator(mode="after")
    def _lines_are_distinct(self) -> Self:
        seen: dict[str, str] = {}
        for answer in Answer:
            for line in self.of(answer):
                if line in seen:
                    raise ValueError(f"{seen[line]} and {answer.value} have the same line")
                seen[line] = answer.value
        return self

    def of(self, answer: Answer) -> tuple[str, ...]:
        """The author's lines for one kind of answer; empty where they gave none."""
        lines: tuple[str, ...] = getattr(self, answer.value)
        return lines


class ModelTurns(_Data):
    """The manager's turns of a conversation to learn from; the salesperson answers them by the rules."""

    turns: tuple[Text, ...] = Field(min_length=1, max_length=8)


class Models(_Data):
    """A conversation that works and one that does not."""

    strong: ModelTurns
    weak: ModelTurns


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
    trust: float = Field(default=0.5, ge=0.3, le=0.7)
    lines: Lines = Lines()
    models: Models | None = None
    better: BetterWording | None = None

    def opening_line(self, try_: int) -> str:
        """What the salesperson says at the start of a try (1 = first): their lines in turn."""
        return self.opening[(try_ - 1) % len(self.opening)]
