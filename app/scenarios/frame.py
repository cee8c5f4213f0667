"""What the salesperson says where the author of a scenario left it out, filled from the author's own fields.

Shown to the author as "for example"; in a rehearsal it is said as it stands.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from app.marking.facts import Goal
from app.persona.mind import Answer
from app.scenarios import frame_wording
from app.scenarios.scenario import Scenario

_STAND_IN = "…"


@dataclass(frozen=True)
class Material:
    """What frames are filled from. In a scenario that is still being written any of it may be empty."""

    name: str = ""
    facts: tuple[str, ...] = ()
    feelings: tuple[str, ...] = ()
    goal: Goal = Goal.HEAR_THEN_ASK

    @classmethod
    def of(cls, scenario: Scenario) -> "Material":
        """That of a whole scenario."""
        persona = scenario.persona
        return cls(persona.name, persona.facts, persona.feelings, scenario.goal)


def all_lines(scenario: Scenario) -> Mapping[Answer, tuple[str, ...]]:
    """The lines for every kind of answer: the author's, and frames for each kind of which they wrote none.

    No frame says what stands elsewhere, the opening lines included. Enough for eight turns of the manager.
    """
    said = {_alike(line) for line in scenario.opening}
    for answer in Answer:
        said |= {_alike(line) for line in scenario.lines.of(answer)}
    material = Material.of(scenario)
    lines: dict[Answer, tuple[str, ...]] = {}
    for answer in Answer:
        lines[answer] = scenario.lines.of(answer) or _unsaid(frames(answer, material), said)
        said |= {_alike(line) for line in lines[answer]}
    return lines


def left_out(scenario: Scenario) -> frozenset[Answer]:
    """The kinds of answer for which the author wrote nothing."""
    return frozenset(answer for answer in Answer if not scenario.lines.of(answer))


def frames(answer: Answer, material: Material) -> tuple[str, ...]:
    """The frames for one kind of answer, filled; what is not written yet shows as "…"."""
    facts, feelings = _written(material.facts), _written(material.feelings)
    if answer is Answer.COMMITMENT and material.goal is Goal.HEAR:
        return frame_wording.COMMITMENT_WITHOUT_AN_ASK
    places = {
        "fact_1": _quoted(facts[0] if facts else _STAND_IN),
        "fact_2": _quoted(facts[1] if len(facts) > 1 else _STAND_IN),
        "name": _flat(material.name) or _STAND_IN,
    }
    lines = tuple(line.format_map(places) for line in frame_wording.LINES[answer])
    return (*_told(facts, feelings), *lines) if answer is Answer.HEARD_MORE else lines


def _told(facts: Sequence[str], feelings: Sequence[str]) -> tuple[str, ...]:
    """What they tell of themselves: a fact and a feeling in turn."""
    of_facts = _put_in(frame_wording.ABOUT_A_FACT, facts or (_STAND_IN,))
    of_feelings = _put_in(frame_wording.ABOUT_A_FEELING, feelings or (_STAND_IN,))
    return tuple(line for pair in zip_longest(of_facts, of_feelings) for line in pair if line is not None)


def _put_in(templates: Sequence[str], texts: Sequence[str]) -> Iterable[str]:
    return (template.format(quoted=_quoted(text)) for template, text in zip(templates, texts, strict=False))


def _quoted(text: str) -> str:
    """A text as somebody's words, on one line and with a stop at its end; quotes in it become single ones."""
    flat = _flat(text).translate({ord("“"): "‘", ord("”"): "’", ord('"'): "'"})
    ended = flat if flat.endswith((".", "!", "?", "…", "’", "'", ":", ";")) else f"{flat}."
    return f"“{ended}”"


def _unsaid(lines: Sequence[str], said: set[str]) -> tuple[str, ...]:
    """Those that nobody has said yet; all of them where nothing would be left, since something has to be said."""
    return tuple(line for line in lines if _alike(line) not in said) or tuple(lines)


def _alike(line: str) -> str:
    return _flat(line).casefold()


def _written(texts: Iterable[str]) -> list[str]:
    """Those with something in them, none twice."""
    return list(dict.fromkeys(flat for text in texts if (flat := _flat(text))))


def _flat(text: str) -> str:
    return " ".join(text.split())
