"""Scenarios as they were kept before conversations: one reaction for each verdict and misstep, single model replies.

Sessions on disk and files from colleagues hold such ones; nobody writes them any more.
"""

from typing import Any, cast

from app.persona.mind import Answer

_ANSWERS: dict[str, Answer] = {
    "empathy_first": Answer.COMMITMENT,
    "accountability_first": Answer.NODDING,
    "empathy_only": Answer.HEARD_OPEN,
    "accountability_only": Answer.ASKED_UNHEARD,
    "neither": Answer.VAGUE,
    "empty": Answer.EMPTY,
    "sympathy": Answer.SYMPATHY,
    "off_the_hook": Answer.OFF_THE_HOOK,
    "avoidance": Answer.AVOIDANCE,
    "judgment": Answer.JUDGMENT,
    "numbers_only": Answer.NUMBERS_ONLY,
}
_TRUST = 0.5


def modern(plain: Any) -> Any:  # noqa: ANN401 - JSON
    """A scenario of the old form in the new one; anything else as it is. Raises ValueError where it is neither."""
    if not isinstance(plain, dict) or "reactions" not in plain:
        return cast("Any", plain)
    old = dict(cast("dict[str, Any]", plain))
    if {"lines", "trust"} & old.keys():
        raise ValueError("a scenario in it is half of an old form and half of a new one")
    reactions, models = old.pop("reactions"), old.pop("models", None)
    try:
        lines: dict[str, list[str]] = {answer.value: [] for answer in Answer}
        for name, reaction in reactions.items():
            lines[_ANSWERS[name].value] = [reaction["line"]]
        turns = {kind: {"turns": [model["reply"]]} for kind, model in models.items()}
    except (AttributeError, KeyError, TypeError):
        raise ValueError("a scenario in it is not as it was written") from None
    return {**old, "trust": _TRUST, "lines": lines, "models": turns}
