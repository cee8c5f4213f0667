"""The whole chain on real sound: flite speaks into the microphone, the window goes from Choose to Debrief.

What is asserted is that the chain holds. Whether the verdict agrees with the reply's author is reported at the end
of the run and not picked: the replies are the first of each verdict in the corpus's test file.
"""

import json
import stat
from collections.abc import Callable
from importlib import resources
from typing import Any

import pytest
import soundfile
from PySide6.QtCore import Qt

from app.marking.checklist import Criterion
from app.marking.verdict import Verdict
from app.rehearsal import state as at
from app.rehearsal.sound import Condition
from tests.e2e.desk import Desk
from tests.e2e.spoken_result import SpokenResult

pytestmark = pytest.mark.sound
VOICES = {Verdict.ACCOUNTABILITY_FIRST: "rms", Verdict.NEITHER: "rms"}
HEARD_FIRST = "It sounds like you are worried about losing their trust. Please send me the list by Friday noon."
ASKED_FIRST = "Please send me the list by Friday noon. It sounds like you are worried about losing their trust."


def first_of_each_verdict() -> list[Any]:
    """The first reply of each verdict in the test file, in the file's order."""
    found: dict[Verdict, Any] = {}
    text = (resources.files("assets") / "marker" / "corpus" / "test.jsonl").read_text(encoding="utf-8")
    for line in text.splitlines():
        record = json.loads(line)
        found.setdefault(Verdict(record["verdict"]), record)
    assert set(found) == set(Verdict)
    return [pytest.param(record, id=verdict) for verdict, record in found.items()]


@pytest.mark.parametrize("record", first_of_each_verdict())
def test_a_spoken_reply_becomes_a_debrief(
    desk: Desk, record: dict[str, Any], report: Callable[[SpokenResult], None]
) -> None:
    wanted = Verdict(record["verdict"])
    voice = VOICES.get(wanted, "slt")
    desk.think(record["reply"], voice)
    desk.choose()
    desk.record()
    desk.say(record["reply"], voice)
    desk.stop()
    asked = desk.reach(at.Reviewing)
    heard = asked.take.transcript.text if asked.take.transcript else ""
    assert desk.window.rehearse.review.edit.text == heard
    assert asked.error is None
    debrief = desk.confirm()
    take = debrief.run.take(1)
    assert take.marking is not None
    result = SpokenResult(
        record["id"], wanted, take.marking.verdict, take.marking.unsure, record["reply"], take.marking.turns[0].text
    )
    report(result)
    print(result)  # noqa: T201 - the result of the run
    assert take.marking.verdict is not None
    assert result.words_right > 0.5, heard
    assert_evidence_is_quoted(desk, take)
    assert_kept_with_its_sound(desk, debrief, take)
    reopen(desk)


def assert_evidence_is_quoted(desk: Desk, take: at.Take) -> None:
    """All ten rows are there, and each quote stands in what was heard."""
    view = desk.window.debrief.take_view
    assert desk.window.page is desk.window.debrief
    assert view.checklist is not None
    assert take.transcript is not None
    assert take.marking is not None
    assert [row.criterion for row in take.marking.checklist] == list(Criterion)
    quotes = [row.evidence for row in take.marking.checklist if row.evidence]
    for placed in quotes:
        sentence = take.marking.sentence(placed)
        assert sentence.text in take.transcript.text
        assert take.transcript.time_span(sentence.start, sentence.end) is not None
    if take.marking.moves:
        assert view.ribbon.reply.spans
    assert any("rough transcript" in text for text in (view.notices.texts if view.notices else ()))


def assert_kept_with_its_sound(desk: Desk, debrief: at.Debriefing, take: at.Take) -> None:
    """The session is in the archive as it is shown, its sound beside it and for nobody else."""
    kept = desk.services.archive.open_session(debrief.run.session).run.take(1)
    assert (kept.transcript, kept.marking) == (take.transcript, take.marking)
    assert kept.recording is not None
    assert kept.recording.path is not None
    assert kept.recording.path.parent == desk.services.folders.sound
    assert stat.S_IMODE(kept.recording.path.stat().st_mode) == 0o600
    assert (kept.recording.condition, kept.recording.interrupted) == (Condition.GOOD, False)
    assert kept.recording.lost_s < 1, "a busy machine may lose a little, and says so"
    sound = soundfile.info(kept.recording.path)
    assert sound.duration == pytest.approx(kept.recording.duration_s, abs=0.01)
    assert kept.recording.speech_s > 0.6 * sound.duration


def reopen(desk: Desk) -> None:
    """Back to the scenarios, to the list, and into the session again."""
    desk.window.debrief.leave.emit()
    desk.reach(at.Choosing)
    desk.press(desk.window.choose.past)
    past = desk.window.past
    assert desk.window.page is past
    assert past.table.rowCount() == 1
    desk.press(past.table, Qt.Key.Key_Return)
    desk.reach(at.Debriefing)
    assert desk.window.debrief.take_view.checklist is not None
    assert desk.window.debrief.take_view.ribbon.reply.peaks is not None


def test_a_second_take_stands_beside_the_first(desk: Desk) -> None:
    desk.choose()
    for text in (ASKED_FIRST, HEARD_FIRST):
        desk.think(text, "rms")
        desk.record()
        desk.say(text, "rms")
        desk.stop()
        debrief = desk.confirm()
        if len(debrief.run.takes) == 1:
            desk.window.debrief.try_again.emit()
            desk.listen()
    verdicts = [take.marking.verdict if take.marking else None for take in debrief.run.takes]
    assert verdicts == [Verdict.ACCOUNTABILITY_FIRST, Verdict.EMPATHY_FIRST]
    takes = desk.window.debrief.take_view.takes
    assert takes is not None
    assert [card.take.number for card in takes.cards] == [1, 2]
    assert len({card.path for card in takes.cards}) == 2
    assert all(card.ribbon.reply.peaks is not None for card in takes.cards)
    kept = desk.services.archive.open_session(debrief.run.session).run
    assert [take.marking for take in kept.takes] == [take.marking for take in debrief.run.takes]
