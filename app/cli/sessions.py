"""`heard-first sessions`: the sessions that are kept here, with the numbers that `export` wants."""

import argparse
import json

from app.headless import kept_sessions
from app.marking.verdict import Verdict
from app.marking.wording import VERDICTS
from app.storage.stored import SessionSummary


def sessions(options: argparse.Namespace) -> int:
    """The command: the newest first."""
    with kept_sessions() as (archive, _):
        found = archive.list_sessions()
    if options.json:
        print(json.dumps([_record(one) for one in found], ensure_ascii=False))
        return 0
    for one in found:
        print(f"{one.id}\n  {_line(one)}")
    if not found:
        print("No sessions are kept here yet.")
    return 0


def _line(one: SessionSummary) -> str:
    parts = [f"{one.started.astimezone():%Y-%m-%d %H:%M}", one.scenario_title]
    parts.append(f"{one.takes} take{'' if one.takes == 1 else 's'}")
    if (verdict := _verdict(one)) is not None:
        parts.append(VERDICTS[verdict].lower())
    if one.has_critique:
        parts.append("with a critique")
    if one.origin is not None:
        whose = f" ({one.origin.speaker}’s session)" if one.origin.passed_on else ""
        parts.append(f"from {one.origin.sender}{whose}")
    return ", ".join(parts)


def _verdict(one: SessionSummary) -> Verdict | None:
    """That of one's own; somebody else's counts for nothing here, and is not told before they are judged."""
    return one.verdict if one.origin is None else None


def _record(one: SessionSummary) -> dict[str, object]:
    return {
        "id": one.id,
        "started_utc_s": int(one.started.timestamp()),
        "scenario": one.scenario_id,
        "title": one.scenario_title,
        "takes": one.takes,
        "verdict": _verdict(one),
        "has_sound": one.has_sound,
        "has_critique": one.has_critique,
        "from": one.origin.sender if one.origin else None,
        "owner": one.origin.speaker if one.origin else None,
    }
