"""A scenario while it is being written: as much as there is of it, whether or not it can be rehearsed yet."""

from pydantic import BaseModel, ConfigDict

from app.marking.checklist import Criterion
from app.marking.facts import Goal
from app.persona.mind import Answer
from app.persona.mood import Mood
from app.scenarios.frame import Material
from app.scenarios.scenario import Scenario, VoiceKind

START_TRUST = 0.5


class Draft(BaseModel):
    """What stands in the fields of the editor. Empty is what nobody has written yet.

    `changes` is the id of the own scenario that is being changed, "" for a new one. A key that a newer program wrote
    is passed over: half a draft is worth more than none.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    changes: str = ""
    title: str = ""
    name: str = ""
    role: str = ""
    voice: VoiceKind = VoiceKind.FEMALE
    happened: str = ""
    goal: Goal = Goal.HEAR_THEN_ASK
    facts: tuple[str, ...] = ()
    feelings: tuple[str, ...] = ()
    opening: tuple[str, ...] = ()
    opening_mood: Mood = Mood.GUARDED
    trust: float = START_TRUST
    lines: dict[Answer, tuple[str, ...]] = {}
    strong: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    better: dict[Criterion, str] = {}

    @classmethod
    def of(cls, scenario: Scenario, *, changes: str = "") -> "Draft":
        """The fields of a whole scenario; without `changes` they are those of a copy."""
        persona, models, better = scenario.persona, scenario.models, scenario.better
        return cls(
            changes=changes,
            title=scenario.title,
            name=persona.name,
            role=persona.role,
            voice=persona.voice,
            happened=scenario.happened,
            goal=scenario.goal,
            facts=persona.facts,
            feelings=persona.feelings,
            opening=scenario.opening,
            opening_mood=scenario.opening_mood,
            trust=scenario.trust,
            lines={answer: lines for answer in Answer if (lines := scenario.lines.of(answer))},
            strong=models.strong.turns if models else (),
            weak=models.weak.turns if models else (),
            better={one: better.of(one) for one in Criterion} if better else {},
        )

    @property
    def material(self) -> Material:
        """What frames are filled from, as far as it is written."""
        return Material(self.name, self.facts, self.feelings, self.goal)

    @property
    def label(self) -> str:
        """What it is called in a list: its title, else whom it is about; may be empty."""
        return " ".join((self.title.strip() or self.name.strip()).split())
