"""`heard-first mark`: a text, a sound file, or many replies, to verdict and checklist."""

import argparse
import json
from pathlib import Path

from app.cli.marking_page import marking_page
from app.cli.marking_record import marking_record
from app.cli.reply_file import read_json_lines, read_text
from app.headless import hear_file, load_marker
from app.marking.facts import Goal
from app.marking.marker import Turn, unmarked
from app.rehearsal.hearing import why_unmarked


def mark(options: argparse.Namespace) -> int:
    """The command. Raises HeardFirstError before anything is printed."""
    goal = Goal(options.goal)
    if options.jsonl is not None:
        return _mark_lines(options.jsonl, goal, ended=not options.open)
    if options.audio is not None:
        return _mark_sound(options, goal)
    text = read_text(options.text)
    marking = load_marker().mark([Turn(text)], goal, ended=not options.open)
    print(_json(marking_record(str(options.text), marking)) if options.json else marking_page(marking))
    return 0


def _mark_lines(path: Path, goal: Goal, *, ended: bool) -> int:
    replies = read_json_lines(path)
    marker = load_marker()
    for one in replies:
        marking = marker.mark([Turn(one.reply, one.salesperson)], goal, ended=ended)
        print(_json(marking_record(one.id, marking)), flush=True)
    return 0


def _mark_sound(options: argparse.Namespace, goal: Goal) -> int:
    heard = hear_file(options.audio, options.engine, options.model)
    transcript, turns = heard.transcript, [Turn(heard.transcript.text)]
    reason = why_unmarked(heard.recording, transcript, heard.confidence_floor)
    if reason is not None:
        marking = unmarked(turns, reason, goal, ended=not options.open)
    else:
        marking = load_marker().mark(turns, goal, ended=not options.open)
    if options.json:
        print(_json(marking_record(str(options.audio), marking, transcript, heard.recording)))
    else:
        print(marking_page(marking, transcript, heard.recording))
    return 0


def _json(record: object) -> str:
    return json.dumps(record, ensure_ascii=False, allow_nan=False)
