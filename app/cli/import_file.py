"""`heard-first import`: a file that a colleague sent is checked, then what is new of it is taken in."""

import argparse

from app.bundle.arrival import Accepted, Arrival, Before, read
from app.headless import kept_sessions


def import_file(options: argparse.Namespace) -> int:
    """The command. Nothing at all is written for a file that is not good. Raises HeardFirstError."""
    arrival = read(options.file)
    with kept_sessions() as (_, exchange):
        accepted = exchange.accept(arrival)
    print(_said(arrival, accepted))
    return 0


def _said(arrival: Arrival, accepted: Accepted) -> str:
    counts = (
        (accepted.takes, "take", "takes"),
        (accepted.sounds, "recording", "recordings"),
        (accepted.critiques, "critique", "critiques"),
        (accepted.pins, "pin", "pins"),
        (accepted.settlements, "settled mark", "settled marks"),
    )
    new = ", ".join(f"{count} {one if count == 1 else many}" for count, one, many in counts if count)
    sent = f"{arrival.owner}’s session, sent by {arrival.sender}"
    whose = {
        Before.UNKNOWN: f"A session from {arrival.sender}" if not arrival.passed_on else sent,
        Before.OWN: f"For your own session, from {arrival.sender}",
        Before.IMPORTED: f"More for a session that came before, from {arrival.sender}",
    }[accepted.before]
    lines = [f"{whose}: “{arrival.scenario_title}”", f"  new here: {new}", f"  its number: {accepted.session}"]
    if accepted.left_out:
        lines.append(f"  left out, since what they speak of is not here: {accepted.left_out}")
    return "\n".join(lines)
