"""What a file says has to fit together: no place, number or id in it may lead nowhere."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.bundle.arrival import read
from app.errors import ErrorKind
from tests.adapters.bundle_refusal import Refusal
from tests.bundle_files import Json, edited

Content = dict[str, Json]


def first(content: Content) -> Json:
    return content["takes"][0]


def marks(content: Content) -> Json:
    return first(content)["marking"]


def evidence(content: Content) -> Json:
    return next(row["evidence"] for row in marks(content)["checklist"] if row["evidence"])


CHANGES: dict[str, Callable[[Content], object]] = {
    "a session id with a path": lambda it: it.update(session="../0123456789abc"),
    "a session id in capitals": lambda it: it.update(session="0123456789ABCDEF"),
    "a longer session id": lambda it: it.update(session="0123456789abcdef0"),
    "a session id with a line break": lambda it: it.update(session="0123456789abcdef\n"),
    "digits of another script": lambda it: it.update(session="٠" * 16),
    "no takes": lambda it: it.update(takes=[]),
    "a gap in the takes": lambda it: it["takes"][1].update(number=3),
    "two takes of one number": lambda it: it["takes"][1].update(number=1),
    "takes from 0": lambda it: first(it).update(number=0),
    "a take after itself": lambda it: it["takes"][1].update(after=2),
    "a take after a later one": lambda it: first(it).update(after=2),
    "a take after none": lambda it: it["takes"][1].update(after=-1),
    "a recording shorter than nothing": lambda it: first(it)["recording"].update(lost_s=-0.1),
    "more speech than sound": lambda it: first(it)["recording"].update(speech_s=9.0),
    "a word before the start": lambda it: first(it)["transcript"]["segments"][0]["words"][0].update(start_s=-1.0),
    "a word that ends first": lambda it: first(it)["transcript"]["segments"][0]["words"][0].update(start_s=2.0),
    "a segment without end": lambda it: first(it)["transcript"]["segments"][0].update(end_s=1e9),
    "more than sure": lambda it: first(it)["transcript"]["segments"][0]["words"][0].update(confidence=1.01),
    "feedback on no take": lambda it: it["pins"][0].update(take=3),
    "feedback on take 0": lambda it: it["critiques"][0].update(take=0),
    "a pin behind the end": lambda it: it["pins"][0].update(at_s=5.2),
    "a pin before the start": lambda it: it["pins"][0].update(at_s=-0.1),
    "a settled sentence that is not there": lambda it: it["settlements"][0].update(sentence=[0, 2]),
    "a settled turn that is not there": lambda it: it["settlements"][0].update(sentence=[1, 0]),
    "a settled sentence counted from the end": lambda it: it["settlements"][0].update(sentence=[0, -1]),
    "settled twice over": lambda it: it["settlements"][0].update(verdict="neither"),
    "nothing settled": lambda it: it["settlements"][0].update(sentence=None),
    "a label twice": lambda it: it["settlements"][0].update(labels=["value", "value"]),
    "a label that does not exist": lambda it: it["settlements"][0].update(labels=["angry"]),
    "a scale of 6": lambda it: it["critiques"][0].update(face=6),
    "a scale of 0": lambda it: it["critiques"][0].update(words=0),
    "an id that is none": lambda it: it["pins"][0].update(id="../../x"),
    "no id": lambda it: it["pins"][0].update(id=""),
    "one id for two": lambda it: it["pins"][0].update(id=it["critiques"][0]["id"]),
    "a date before 1970": lambda it: it["pins"][0].update(given_utc_s=-1),
    "a date after 9999": lambda it: it.update(started_utc_s=253_402_300_800),
    "a sentence elsewhere": lambda it: marks(it)["sentences"][0][0].update(start=1),
    "a sentence of other words": lambda it: marks(it)["sentences"][0][0].update(text="You have been heard"),
    "sentences out of order": lambda it: marks(it)["sentences"][0].reverse(),
    "more turns than sentences": lambda it: marks(it)["turns"].append({"text": "x", "salesperson": ""}),
    "no turns": lambda it: marks(it).update(turns=[], sentences=[]),
    "a move outside its sentence": lambda it: marks(it)["sentences"][0][0]["moves"][0].update(start=50, end=52),
    "a verdict that its marks do not have": lambda it: marks(it).update(verdict="neither"),
    "no verdict": lambda it: marks(it).update(verdict=None),
    "no headline": lambda it: marks(it).update(headline=None),
    "a verdict on what was not marked": lambda it: marks(it).update(unmarked="silence"),
    "half a checklist": lambda it: marks(it)["checklist"].pop(),
    "a criterion twice": lambda it: marks(it)["checklist"][1].update(criterion="stated_their_side"),
    "evidence in no sentence": lambda it: evidence(it)["place"].update(sentence=9),
    "evidence in no turn": lambda it: evidence(it)["place"].update(turn=9),
    "evidence that is no mark": lambda it: evidence(it)["move"].update(label="value"),
    "doubt about no sentence": lambda it: marks(it).update(decided_by=[0, 7]),
    "marks of no words": lambda it: first(it).update(transcript=None),
    "a persona without a name": lambda it: it["scenario"]["persona"].update(name=""),
    "a sender in two lines": lambda it: it.update(sender="Ann\nwarning"),
    "a colleague in two lines": lambda it: it["pair"].update(colleague="Björn\nwarning"),
    "a title in two lines": lambda it: it["scenario"].update(title="Delays\nwarning"),
    "a scenario named by a path": lambda it: it["scenario"].update(id="../x"),
    "a scenario with spaces round it": lambda it: it["scenario"].update(title=" x "),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_does_not_fit_is_refused(change: str, whole: Path, refuse: Refusal) -> None:
    edited(whole, lambda letter: CHANGES[change](letter["content"]))
    refuse(whole, ErrorKind.BUNDLE_CONTENT)


def test_words_that_were_corrected_after_they_were_marked_come_in(whole: Path) -> None:
    """The window keeps such a take too, until its new words are marked."""
    edited(whole, lambda letter: first(letter["content"])["transcript"].update(corrected="Other words."))
    take = read(whole).session.run.take(1)
    assert take.transcript is not None
    assert take.transcript.text == "Other words."


def test_5001_pieces_of_feedback(whole: Path, refuse: Refusal) -> None:
    def many(letter: dict[str, Json]) -> None:
        pin = letter["content"]["pins"][0]
        letter["content"]["pins"] = [{**pin, "id": f"{number:016x}"} for number in range(5_001)]

    refuse(edited(whole, many), ErrorKind.BUNDLE_CONTENT)
