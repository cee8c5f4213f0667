"""`heard-first rehearse`: the whole chain without a window; each sound file is one take."""

import argparse
import json
from queue import SimpleQueue
from typing import Any
from uuid import uuid4

from app.cli.marking_page import marking_page
from app.cli.marking_record import marking_record
from app.headless import headless_rehearsal
from app.rehearsal import event as on
from app.rehearsal import state as at
from app.rehearsal.ports import Post
from app.rehearsal.rehearsal import Rehearsal
from app.scenarios.library import find
from app.scenarios.scenario import Persona


def rehearse(options: argparse.Namespace) -> int:
    """The command. Raises HeardFirstError before anything is printed."""
    scenario = find(options.scenario)
    events: SimpleQueue[on.Event] = SimpleQueue()
    session = headless_rehearsal(options.audio, options.engine, options.model, events.put, SilentVoice(events.put))
    try:
        session.rehearsal.handle(on.ScenarioChosen(scenario, uuid4().hex))
        run = _play(session.rehearsal, events, takes=len(options.audio))
    finally:
        session.close()
    print(json.dumps(_record(run), ensure_ascii=False) if options.json else _page(run))
    return 0


class SilentVoice:
    """Nobody hears the salesperson here: each line is over as soon as it begins (port app.rehearsal.ports.Voice)."""

    def __init__(self, post: Post) -> None:
        self._post = post

    def say(self, line: str, persona: Persona) -> None:
        """Say nothing, and be done."""
        self._post(on.VoiceFinished(at_s=0.0))

    def hush(self) -> None:
        """Nothing to stop."""


def _play(rehearsal: Rehearsal, events: "SimpleQueue[on.Event]", takes: int) -> at.Run:
    """To the debrief of the last take. Raises what went wrong, also where something is left to be marked."""
    while True:
        state = rehearsal.state
        if isinstance(state, at.Failed | at.Reviewing | at.BeingMarked | at.Debriefing) and state.error is not None:
            raise state.error
        if isinstance(state, at.Debriefing) and state.take == takes:
            return state.run
        _take_part(state, events)
        rehearsal.handle(events.get())


def _take_part(state: at.State, events: "SimpleQueue[on.Event]") -> None:
    """Press what the manager would press in this state."""
    match state:
        case at.Awaiting():
            events.put(on.RecordPressed(at_s=0.0))
        case at.Reviewing(take=take):
            events.put(on.TranscriptConfirmed(take.transcript.text if take.transcript else ""))
        case at.Debriefing():
            events.put(on.TryAgain())
        case _:
            pass


def _record(run: at.Run) -> dict[str, Any]:
    return {
        "scenario": run.scenario.id,
        "goal": run.scenario.goal,
        "takes": [_take_record(run, take) for take in run.takes],
    }


def _take_record(run: at.Run, take: at.Take) -> dict[str, Any]:
    record: dict[str, Any] = {"take": take.number, "salesperson": take.salesperson}
    if take.marking is not None:
        record |= marking_record(take.number, take.marking, take.transcript, take.recording)
        reaction = run.scenario.reaction(take.marking)
        record["reaction"] = None if take.marking.unmarked else {"mood": reaction.mood, "line": reaction.line}
    return record


def _page(run: at.Run) -> str:
    name = run.scenario.persona.name
    parts: list[str] = []
    for take in run.takes:
        parts.append(f"Take {take.number}\n{name}: {take.salesperson}\n")
        if take.marking is not None:
            parts.append(marking_page(take.marking, take.transcript, take.recording))
            if take.marking.unmarked is None:
                reaction = run.scenario.reaction(take.marking)
                parts.append(f"\n{name} ({reaction.mood}): {reaction.line}")
    return "\n".join(parts)
