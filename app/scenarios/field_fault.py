"""What is still missing or wrong in a draft, field by field; and the scenario that it makes where nothing is."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from app.marking.checklist import Criterion
from app.persona.mind import Answer
from app.scenarios.draft import Draft
from app.scenarios.scenario import Scenario

Place = tuple[str | int, ...]
"""A field of the editor: its name in Draft, then the kind of answer or the criterion, then the item from 0."""

MOST_NAME, MOST_LINE, MOST_TEXT = 80, 600, 4000
"""The most characters of a name, role or title; of a line, fact or feeling; of what happened and a model turn."""

LISTS: dict[str, tuple[int, int]] = {
    "facts": (2, 8),
    "feelings": (2, 8),
    "opening": (1, 6),
    "lines": (0, 12),
    "strong": (0, 8),
    "weak": (0, 8),
}
"""How few and how many items each list of the editor may have; app.scenarios.scenario has the last word."""

TITLE = "A talk with {name}"
"""What a scenario is called whose author gave it no title."""


class FieldFaultKind(StrEnum):
    """What is wrong; the window has the words."""

    EMPTY = "empty"
    TOO_FEW = "too_few"
    TOO_MANY = "too_many"
    TOO_LONG = "too_long"
    SAME_LINE = "same_line"
    ONE_SIDED = "one_sided"
    NOT_ALL = "not_all"
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class FieldFault:
    """One fault and where it is. `limit` is the number that was missed; of SAME_LINE, `other` says where it also is."""

    place: Place
    kind: FieldFaultKind
    limit: int = 0
    other: Answer | None = None


_KINDS: dict[str, tuple[FieldFaultKind, str]] = {
    "missing": (FieldFaultKind.EMPTY, ""),
    "string_too_short": (FieldFaultKind.EMPTY, ""),
    "string_too_long": (FieldFaultKind.TOO_LONG, "max_length"),
    "too_short": (FieldFaultKind.TOO_FEW, "min_length"),
    "too_long": (FieldFaultKind.TOO_MANY, "max_length"),
}


def check(draft: Draft) -> tuple[FieldFault, ...]:
    """Everything that keeps a draft from being rehearsed, in the order of the fields; nothing where it can be."""
    try:
        scenario_of(draft, "draft")
    except ValidationError as error:
        found = [_fault(draft, one) for one in error.errors(include_url=False)]
        return tuple(sorted(found, key=lambda one: _ORDER.index(str(one.place[0]))))
    return ()


def scenario_of(draft: Draft, scenario_id: str) -> Scenario:
    """The scenario that a draft makes. Empty items of lists are left out.

    Raises pydantic's ValidationError where `check` finds something.
    """
    plain: dict[str, Any] = {
        "id": scenario_id,
        "title": draft.title if draft.title.strip() else title_for(draft.name),
        "happened": draft.happened,
        "goal": draft.goal,
        "persona": {
            "name": draft.name,
            "role": draft.role,
            "voice": draft.voice,
            "facts": _kept(draft.facts),
            "feelings": _kept(draft.feelings),
        },
        "opening": _kept(draft.opening),
        "opening_mood": draft.opening_mood,
        "trust": draft.trust,
        "lines": {answer.value: _kept(lines) for answer, lines in draft.lines.items()},
    }
    strong, weak = _kept(draft.strong), _kept(draft.weak)
    if strong or weak:
        plain["models"] = {"strong": {"turns": strong}, "weak": {"turns": weak}}
    if any(text.strip() for text in draft.better.values()):
        plain["better"] = {one.value: draft.better.get(one, "") for one in Criterion}
    return Scenario.model_validate(plain)


def title_for(name: str) -> str:
    """The title of a scenario whose author gave it none."""
    return TITLE.format(name=" ".join(name.split()) or "…")[:MOST_NAME]


_ORDER = ("name", "role", "voice", "title", "happened", "goal", "facts", "feelings", "opening", "opening_mood", "trust",
          "lines", "strong", "weak", "better")  # fmt: skip


def _kept(items: Sequence[str]) -> list[str]:
    return [item for item in items if item.strip()]


def _fault(draft: Draft, detail: ErrorDetails) -> FieldFault:
    loc = detail["loc"]
    match loc:
        case ("lines",):
            return _same_line(draft)
        case ("lines", str(answer), *rest):
            return _of_list(("lines", answer), draft.lines[Answer(answer)], rest, detail)
        case ("models", str(which), "turns", *rest):
            fault = _of_list((which,), getattr(draft, which), rest, detail)
            few = fault.kind is FieldFaultKind.TOO_FEW
            return FieldFault(fault.place, FieldFaultKind.ONE_SIDED) if few else fault
        case ("better", str(criterion)):
            fault = _plain(loc, detail)
            missing = fault.kind is FieldFaultKind.EMPTY
            return FieldFault(("better", criterion), FieldFaultKind.NOT_ALL) if missing else fault
        case ("persona", ("facts" | "feelings") as name, *rest):
            return _of_list((name,), getattr(draft, name), rest, detail)
        case ("opening", *rest):
            return _of_list(("opening",), draft.opening, rest, detail)
        case ("persona", name):
            return _plain((name,), detail)
        case _:
            return _plain(loc, detail)


def _plain(place: Place, detail: ErrorDetails) -> FieldFault:
    kind, limit = _KINDS.get(detail["type"], (FieldFaultKind.UNREADABLE, ""))
    return FieldFault(place, kind, int(detail.get("ctx", {}).get(limit, 0)) if limit else 0)


def _of_list(place: Place, items: Sequence[str], rest: Sequence[str | int], detail: ErrorDetails) -> FieldFault:
    """A fault of an item, or of the list; that one belongs to the first item that is empty."""
    if rest:
        written = [at for at, item in enumerate(items) if item.strip()]
        return _plain((*place, written[int(rest[0])]), detail)
    empty = next((at for at, item in enumerate(items) if not item.strip()), len(items))
    fault = _plain(place, detail)
    at = fault.limit if fault.kind is FieldFaultKind.TOO_MANY else empty
    return FieldFault((*place, at), fault.kind, fault.limit)


def _same_line(draft: Draft) -> FieldFault:
    """Where a line stands for the second time."""
    seen: dict[str, Answer] = {}
    last: Place = ("lines", Answer.HEARD_MORE.value, 0)
    for answer in Answer:
        for at, line in enumerate(draft.lines.get(answer, ())):
            text = line.strip()
            if text and text in seen:
                return FieldFault(("lines", answer.value, at), FieldFaultKind.SAME_LINE, other=seen[text])
            seen[text] = answer
    return FieldFault(last, FieldFaultKind.SAME_LINE)
