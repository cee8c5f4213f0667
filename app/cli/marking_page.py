"""A marking as a page to read in a terminal."""

from app.marking.checklist import GROUPS, CriterionResult, Result, worth_another_try
from app.marking.classifier import Sentence
from app.marking.marker import Marking
from app.marking.verdict import Placed
from app.marking.wording import CRITERIA, LABELS, RESULTS, STORIES, UNMARKED, VERDICTS, moment, why
from app.marking.wording import GROUPS as GROUP_NAMES
from app.rehearsal.sound import Condition, Recording
from app.transcript.transcript import Transcript

_SIGNS = {Result.MET: "+", Result.PARTLY: "~", Result.MISSED: "-"}


_CONDITIONS = {
    Condition.GOOD: "good",
    Condition.QUIET: "very quiet",
    Condition.CLIPPED: "distorted, since it was too loud",
    Condition.SILENCE: "nobody speaks",
    Condition.BLOCKED: "nothing at all",
}


def marking_page(marking: Marking, transcript: Transcript | None = None, recording: Recording | None = None) -> str:
    """Headline, checklist with evidence, the reply with its labels, and what was heard in what kind of sound."""
    if marking.unmarked is not None:
        lines = [UNMARKED[marking.unmarked]]
    else:
        lines = [_headline(marking, transcript), "", *_checklist(marking), "", *_sentences(marking)]
    if transcript is not None:
        rough = " (rough: read it before you trust the marks)" if transcript.rough else ""
        lines += ["", f"Heard by {transcript.engine}{rough}:", f"  {transcript.text or '(nothing)'}"]
    if recording is not None:
        lines.append(f"Sound: {_CONDITIONS[recording.condition]}")
    return "\n".join(lines)


def _headline(marking: Marking, transcript: Transcript | None) -> str:
    story = marking.headline
    if story is None or marking.verdict is None:
        return ""

    def at(placed: Placed | None) -> str:
        if placed is None or transcript is None:
            return ""
        times = transcript.time_span(placed.move.start, placed.move.end)
        return moment(times[0] if times else None)

    said = STORIES[story.story].format(at_heard=at(story.heard), at_asked=at(story.asked), at_turned=at(story.turned))
    verdict = f"{VERDICTS[marking.verdict]}. {said}"
    if marking.unsure and marking.alternative is not None:
        verdict += f"\nUnsure: it can also be read as “{VERDICTS[marking.alternative].lower()}”."
    return verdict


def _checklist(marking: Marking) -> list[str]:
    rows = {row.criterion: row for row in marking.checklist}
    again = {row.criterion for row in worth_another_try(marking.checklist)}
    lines: list[str] = []
    for group, criteria in GROUPS:
        lines.append(GROUP_NAMES[group])
        for criterion in criteria:
            row = rows[criterion]
            mark = "  <- most worth another try" if criterion in again else ""
            lines.append(f"  {_SIGNS.get(row.result, ' ')} {CRITERIA[criterion]}: {RESULTS[row.result]}{mark}")
            lines.extend(f"      {detail}" for detail in _details(marking, row))
    return lines


def _details(marking: Marking, row: CriterionResult) -> list[str]:
    quote = f"“{marking.sentence(row.evidence).text}”" if row.evidence else ""
    return [part for part in (why(row, marking.verdict), quote) if part]


def _sentences(marking: Marking) -> list[str]:
    return [_labelled(sentence) for sentences in marking.sentences for sentence in sentences]


def _labelled(sentence: Sentence) -> str:
    labels = ", ".join(LABELS[move.label] for move in sentence.moves)
    return f"  {sentence.text}  [{labels}]" if labels else f"  {sentence.text}"
