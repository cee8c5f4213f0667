"""A scenario and takes of it, small enough to read, for tests that keep and show sessions."""

from pathlib import Path

from app.marking.checklist import Criterion
from app.marking.classifier import Move, Sentence
from app.marking.facts import Goal
from app.marking.label import Label
from app.marking.marker import Marker, Marking, Turn
from app.pairing.critique import Critique
from app.persona.mind import Answer
from app.rehearsal.sound import Condition, Recording
from app.rehearsal.state import Run, Take
from app.scenarios.scenario import Scenario
from app.transcript.transcript import Segment, Transcript, Word

SAID = "You have nothing left to promise. Send me the list by noon."


def scenario(title: str = "Nothing left to promise") -> Scenario:
    """A scenario that is complete and says little."""
    return Scenario.model_validate(
        {
            "id": "delays",
            "title": title,
            "happened": "Three shipments slipped – again.",
            "goal": "hear_then_ask",
            "persona": {
                "name": "Zoë",
                "role": "Account manager",
                "voice": "female",
                "facts": ["Three shipments slipped.", "Two customers left."],
                "feelings": ["Worn out.", "Afraid of looking foolish."],
            },
            "opening": ["I have nothing left to tell them.", "What should I promise now?"],
            "opening_mood": "guarded",
            "lines": {answer.value: [f"So: {answer.value}.", f"Well: {answer.value}."] for answer in Answer},
            "models": {"strong": {"turns": [SAID, SAID]}, "weak": {"turns": ["Send the list."]}},
            "better": {criterion.value: SAID for criterion in Criterion},
        }
    )


class Scripted:
    """A classifier that finds empathy in the first sentence and the ask in the second."""

    def __init__(self, name: str = "scripted 1") -> None:
        self.name = name

    def classify(self, text: str, salesperson: str = "") -> tuple[Sentence, ...]:
        """Sentences end at full stops."""
        labels = (Label.PERSPECTIVE, Label.EXPECTATION)
        sentences: list[Sentence] = []
        start = 0
        for label, part in zip(labels, text.split(". "), strict=False):
            start = text.index(part, start)
            end = start + len(part)
            sentences.append(Sentence(part, start, end, (Move(label, start, end, 0.9),), ((label, 0.9),)))
        return tuple(sentences)


def marking(text: str = SAID, salesperson: str = "", classifier: str = "scripted 1") -> Marking:
    """How `text` is marked by the scripted classifier."""
    return Marker(Scripted(classifier)).mark((Turn(text, salesperson),), Goal.HEAR_THEN_ASK)


def transcript(text: str = SAID) -> Transcript:
    """`text` as heard, two words a second."""
    words = tuple(Word(word, at / 2, at / 2 + 0.4, 0.1 + 0.8 / (at + 1)) for at, word in enumerate(text.split()))
    return Transcript((Segment(words, 0.0, len(words) / 2),), "builtin", rough=True)


def take(number: int = 1, text: str = SAID, sound: Path | None = None) -> Take:
    """A finished take, recorded where `sound` names a file."""
    recording = Recording(sound, 4.125, 3.7, Condition.GOOD, lost_s=0.02) if sound else None
    line = scenario().opening_line(number)
    return Take(number, line, transcript(text), recording, marking(text, line))


def run(session: str, *takes: Take) -> Run:
    """A run with these takes."""
    return Run(session, scenario(), takes)


def critique(take: int = 1, keep: str = "The pause.", colleague: str = "Björn") -> Critique:
    """A colleague's critique with one scale left open."""
    return Critique(
        manager="Ann",
        colleague=colleague,
        consent="We agreed.",
        take=take,
        face=4,
        face_note="calm",
        words=2,
        keep=keep,
        id=f"{take:08x}{abs(sum(map(ord, colleague))):08x}",
    )
