"""What the core reports in the user's language: the core's templates, translated, then filled with their facts."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QDate, QDateTime, QLocale

from app import messages
from app.errors import HeardFirstError
from app.marking import wording
from app.marking.checklist import Criterion, CriterionResult, Result
from app.marking.headline import Headline
from app.marking.label import Label
from app.marking.marker import Unmarked
from app.marking.verdict import Placed, Verdict
from app.rehearsal.state import Take
from app.transcript.transcript import Transcript

CONTEXT = "core"
"""The translation context of every template that the core keeps."""


def translate(template: str) -> str:
    """A template of the core in the user's language; its {facts} are filled afterwards."""
    return QCoreApplication.translate(CONTEXT, template)


def error(fault: HeardFirstError) -> str:
    """The cause and the next step of a fault."""
    return messages.fill(translate(messages.ERRORS[fault.kind]), fault.facts)


def verdict(one: Verdict) -> str:
    """A verdict's name."""
    return translate(wording.VERDICTS[one])


def criterion(one: Criterion) -> str:
    """A criterion's name."""
    return translate(wording.CRITERIA[one])


def group(key: str) -> str:
    """The name of a group of criteria (app.marking.checklist.GROUPS)."""
    return translate(wording.GROUPS[key])


def result(one: Result) -> str:
    """A result's word, e.g. "met"."""
    return translate(wording.RESULTS[one])


def label(one: Label) -> str:
    """A label's short name, e.g. "their side"."""
    return translate(wording.LABELS[one])


def label_rule(one: Label) -> str:
    """What a sentence does that carries the label."""
    return translate(wording.LABEL_RULES[one])


def unmarked(reason: Unmarked) -> str:
    """Why nothing was marked, and what to do."""
    return translate(wording.UNMARKED[reason])


def why(row: CriterionResult, verdict: Verdict | None) -> str:
    """One sentence: why the row came out as it did in a marking with this verdict."""
    return translate(wording.why(row, verdict))


def clock(seconds: float) -> str:
    """A moment in the sound, e.g. 0:04."""
    return wording.clock(seconds)


def local_time(when: datetime) -> str:
    """A moment in this computer's time zone, e.g. 3 May, 14:05; its day as `local_day` tells it."""
    moment = QDateTime.fromSecsSinceEpoch(round(when.timestamp()))
    return f"{local_day(when)}, {QLocale().toString(moment, 'HH:mm')}"


def local_day(when: datetime) -> str:
    """The day of a moment in this computer's time zone, e.g. 3 May; with the year where it is not this one."""
    day = QDateTime.fromSecsSinceEpoch(round(when.timestamp())).date()
    return QLocale().toString(day, "d MMMM" if day.year() == QDate.currentDate().year() else "d MMMM yyyy")


Moments = Callable[[Placed], float | None]
"""Where a move begins in the sound, in seconds; None where it has no place in it."""


def headline(take: Take, moments: Moments | None = None) -> str:
    """The order of a take in plain words with its moments, or why it was not marked; empty while unmarked."""
    marking = take.marking
    if marking is None:
        return ""
    if marking.unmarked is not None:
        return unmarked(marking.unmarked)
    if marking.headline is None:
        return ""
    if moments is None:
        return story(marking.headline, lambda placed: starts_at_s(placed, take.transcript))
    return story(marking.headline, moments)


def story(told: Headline, moments: Moments) -> str:
    """A story with those of its moments that have a place in the sound."""
    places = {
        "at_heard": _moment(told.heard, moments),
        "at_asked": _moment(told.asked, moments),
        "at_turned": _moment(told.turned, moments),
    }
    return translate(wording.STORIES[told.story]).format_map(places)


def starts_at_s(placed: Placed, transcript: Transcript | None) -> float | None:
    """Where a move begins in the take's sound, in seconds; None where it has no place in it."""
    span = transcript.time_span(placed.move.start, placed.move.end) if transcript else None
    return None if span is None else span[0]


def _moment(placed: Placed | None, moments: Moments) -> str:
    if placed is None:
        return ""
    return wording.moment(moments(placed), translate(" at {time}"))
