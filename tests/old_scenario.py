"""A scenario as it was kept before conversations, in sessions on disk and in files from colleagues."""

from typing import Any

from app.marking.checklist import Criterion
from tests import example_session as example

KINDS = (
    "empathy_first",
    "accountability_first",
    "empathy_only",
    "accountability_only",
    "neither",
    "empty",
    "sympathy",
    "off_the_hook",
    "avoidance",
    "judgment",
    "numbers_only",
)


def old_scenario() -> dict[str, Any]:
    """The example's scenario, as it was written then."""
    plain: dict[str, Any] = example.scenario().model_dump(mode="json")
    for name in ("trust", "lines", "models", "better"):
        del plain[name]
    return plain | {
        "reactions": {kind: {"mood": "hurt", "line": f"So: {kind}."} for kind in KINDS},
        "models": {
            "strong": {"reply": example.SAID, "verdict": "empathy_first"},
            "weak": {"reply": "Send the list.", "verdict": "accountability_only"},
        },
        "better": {criterion.value: example.SAID for criterion in Criterion},
    }
