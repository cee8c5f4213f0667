"""A conversation as `heard-first rehearse` tells it: turn by turn, with what the salesperson answers and why."""

from typing import Any

from app.cli.marking_page import marking_page
from app.cli.marking_record import marking_record
from app.marking.marker import Marking
from app.persona.conversation import Reply
from app.rehearsal.state import Run, Take


def conversation_record(run: Run, number: int, unused: int = 0) -> dict[str, Any]:
    """The conversation that ends with a take; `unused` turns were prepared and came after its end."""
    replies, takes = run.replies(number), run.conversation(number)
    last = takes[-1] if takes else None
    record: dict[str, Any] = {
        "scenario": run.scenario.id,
        "goal": run.scenario.goal,
        "turns": [_turn_record(turn, take, last) for turn, take in enumerate(takes)],
        "ending": replies[-1].answer if replies and replies[-1].ends else None,
        "unused": unused,
    }
    for turn, reply in zip(record["turns"], replies, strict=False):
        turn["reply"] = reply_record(reply, last.marking if last else None, turn["turn"] - 1)
    if last is not None and last.marking is not None:
        record |= {"marking": marking_record(number, last.marking)}
    return record


def reply_record(reply: Reply, marking: Marking | None, turn: int) -> dict[str, Any]:
    """What the salesperson answers to a turn (from 0), and the sentence that decided it."""
    decided = None
    if marking is not None and reply.decided_by is not None:
        decided = marking.sentences[turn][reply.decided_by].text
    return {
        "answer": reply.answer,
        "mood": reply.mood,
        "line": reply.line,
        "trust": round(reply.mind.trust, 4),
        "heard": round(reply.mind.heard, 4),
        "decided_by": decided,
        "ends": reply.ends,
    }


def _turn_record(turn: int, take: Take, last: Take | None) -> dict[str, Any]:
    acts = last.taken_in[turn] if last is not None and turn < len(last.taken_in) else ()
    return {
        "turn": turn + 1,
        "salesperson": take.salesperson,
        "manager": take.turn.text,
        "acts": [{"label": act.label, "sentence": act.sentence, "about": act.about} for act in acts],
    }


def conversation_page(run: Run, number: int, unused: int = 0) -> str:
    """The same to read in a terminal."""
    name, takes, replies = run.scenario.persona.name, run.conversation(number), run.replies(number)
    parts: list[str] = []
    for turn, take in enumerate(takes):
        parts += [f"{name}: {take.salesperson}", f"You: {take.turn.text}"]
        if turn < len(replies):
            mind = replies[turn].mind
            parts.append(f"  [{name}: {replies[turn].mood}; trust {mind.trust:.2f}, feels heard {mind.heard:.2f}]")
    if replies:
        parts.append(f"{name}: {replies[-1].line}")
        parts.append(f"\nIt ends in: {replies[-1].answer}" if replies[-1].ends else "\nYou ended it here.")
    if unused:
        parts.append(f"Turns that came after its end: {unused}")
    if takes and takes[-1].marking is not None:
        parts += ["", marking_page(takes[-1].marking)]
    return "\n".join(parts)
