"""`heard-first rehearse`: the whole chain without a window.

Each file of --audio is one take of the first turn; those of --reply are the turns of one conversation.
"""

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from queue import SimpleQueue
from typing import Any
from uuid import uuid4

from app.cli.conversation_record import conversation_page, conversation_record, reply_record
from app.cli.marking_page import marking_page
from app.cli.marking_record import marking_record
from app.cli.reply_file import read_text
from app.folders import user_folders
from app.headless import headless_rehearsal
from app.persona.mood import Mood
from app.rehearsal import event as on
from app.rehearsal import state as at
from app.rehearsal.ports import Post
from app.rehearsal.rehearsal import Rehearsal
from app.scenarios.library import find
from app.scenarios.own_scenarios import OwnScenarios
from app.scenarios.scenario import Persona

SOUNDS = frozenset({".wav", ".flac", ".mp3"})
"""What a file of --reply is named where it is no text."""

_Events = SimpleQueue[on.Event]
_Answer = Callable[[], on.Event | None]
"""What the manager does at their turn; None where they have no more to say."""


def rehearse(options: argparse.Namespace) -> int:
    """The command. Raises HeardFirstError before anything is printed."""
    if options.reply:
        return _converse(options)
    run = _run(options, options.audio, lambda rehearsal, events: _play_takes(rehearsal, events, len(options.audio)))
    print(json.dumps(_record(run), ensure_ascii=False) if options.json else _page(run))
    return 0


def _converse(options: argparse.Namespace) -> int:
    replies = [_reply(path) for path in options.reply]
    sounds = [path for path in options.reply if _is_sound(path)]
    waiting = iter(replies)
    run = _run(options, sounds, lambda rehearsal, events: _play(rehearsal, events, lambda: next(waiting, None)))
    last, unused = len(run.takes), len(replies) - len(run.takes)
    if options.json:
        print(json.dumps(conversation_record(run, last, unused), ensure_ascii=False))
    else:
        print(conversation_page(run, last, unused))
    return 0


def _is_sound(path: Path) -> bool:
    return path.suffix.lower() in SOUNDS


def _reply(path: Path) -> on.Event:
    return on.RecordPressed(at_s=0.0) if _is_sound(path) else on.ReplyTyped(read_text(path).strip())


class SilentVoice:
    """Nobody hears the salesperson here: each line is over as soon as it begins (port app.rehearsal.ports.Voice)."""

    def __init__(self, post: Post) -> None:
        self._post = post

    def say(self, line: str, persona: Persona, mood: Mood) -> None:
        """Say nothing, and be done."""
        self._post(on.VoiceFinished(at_s=0.0))

    def hush(self) -> None:
        """Nothing to stop."""


def _run(options: argparse.Namespace, sounds: list[Path], play: Callable[[Rehearsal, _Events], at.Run]) -> at.Run:
    scenario = OwnScenarios(user_folders().scenarios).find(options.scenario) or find(options.scenario)
    events: _Events = SimpleQueue()
    session = headless_rehearsal(sounds, options.engine, options.model, events.put, SilentVoice(events.put))
    try:
        session.rehearsal.handle(on.ScenarioChosen(scenario, uuid4().hex))
        return play(session.rehearsal, events)
    finally:
        session.close()


def _play_takes(rehearsal: Rehearsal, events: _Events, takes: int) -> at.Run:
    """Every sound is another answer to the opening line."""
    for take in range(takes):
        said = iter((on.RecordPressed(at_s=0.0),))
        _play(rehearsal, events, lambda said=said: next(said, None))
        if take + 1 < takes:
            rehearsal.handle(on.TryAgain())
    state = rehearsal.state
    assert isinstance(state, at.Debriefing)  # noqa: S101 - where _play ends
    return state.run


def _play(rehearsal: Rehearsal, events: _Events, answer: _Answer) -> at.Run:
    """To the debrief. Raises what went wrong, also where something is left to be marked."""
    while True:
        state = rehearsal.state
        if isinstance(state, at.Failed | at.Reviewing | at.BeingMarked | at.Debriefing) and state.error is not None:
            raise state.error
        if isinstance(state, at.Debriefing):
            return state.run
        if isinstance(state, at.Awaiting):
            rehearsal.handle(answer() or on.EndConversation())
        elif isinstance(state, at.Reviewing):
            rehearsal.handle(on.TranscriptConfirmed(state.take.transcript.text if state.take.transcript else ""))
        else:
            rehearsal.handle(events.get())


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
        reply = run.reply(take.number)
        record["reaction"] = reply_record(reply, take.marking, 0) if reply else None
    return record


def _page(run: at.Run) -> str:
    name = run.scenario.persona.name
    parts: list[str] = []
    for take in run.takes:
        parts.append(f"Take {take.number}\n{name}: {take.salesperson}\n")
        if take.marking is not None:
            parts.append(marking_page(take.marking, take.transcript, take.recording))
        reply = run.reply(take.number)
        if reply is not None:
            parts.append(f"\n{name} ({reply.mood}): {reply.line}")
    return "\n".join(parts)
