"""A marking as the record that `heard-first mark --json` prints."""

from typing import Any

from app.marking.checklist import CriterionResult
from app.marking.marker import Marking
from app.rehearsal.sound import Recording
from app.transcript.transcript import Transcript


def marking_record(
    identity: object, marking: Marking, transcript: Transcript | None = None, recording: Recording | None = None
) -> dict[str, Any]:
    """One reply's result. Offsets are characters of the reply; with a transcript also seconds of the sound."""

    def span(start: int, end: int) -> dict[str, Any]:
        place: dict[str, Any] = {"start": start, "end": end}
        if transcript is not None:
            times = transcript.time_span(start, end)
            place |= {"start_s": _rounded(times and times[0]), "end_s": _rounded(times and times[1])}
        return place

    record: dict[str, Any] = {"id": identity, "verdict": marking.verdict}
    if marking.unmarked is not None:
        record["reason"] = marking.unmarked
    record |= {
        "unsure": marking.unsure,
        "alternative": marking.alternative,
        "repaired": marking.repaired,
        "moves": [{"label": o.move.label, **span(o.move.start, o.move.end)} for o in marking.moves],
        "sentences": [
            {
                "text": sentence.text,
                **span(sentence.start, sentence.end),
                "labels": [move.label for move in sentence.moves],
                "confidence": {label: round(value, 4) for label, value in sentence.confidence},
            }
            for sentences in marking.sentences
            for sentence in sentences
        ],
        "checklist": [_row(marking, row) for row in marking.checklist],
    }
    if transcript is not None:
        record["transcript"] = transcript.text
    if recording is not None:
        record["condition"] = recording.condition
    return record


def _row(marking: Marking, row: CriterionResult) -> dict[str, Any]:
    evidence = marking.sentence(row.evidence).text if row.evidence else None
    return {"criterion": row.criterion, "result": row.result, "evidence": evidence}


def _rounded(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds, 3)
