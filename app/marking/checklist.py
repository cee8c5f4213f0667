"""The ten criteria of the rubric, each decided by a sentence or by an absence."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.marking.facts import Facts, Goal
from app.marking.label import ASK, EMPATHY, Label
from app.marking.verdict import Placed, Verdict


class Criterion(StrEnum):
    """The ten rows, in the order in which they are shown."""

    STATED_THEIR_SIDE = "stated_their_side"
    NAMED_THE_FEELING = "named_the_feeling"
    STAYED_WITH_THEM = "stayed_with_them"
    EMPATHY_BEFORE_ASK = "empathy_before_ask"
    SAID_WHAT_YOU_NEED = "said_what_you_need"
    MADE_IT_SPECIFIC = "made_it_specific"
    SAID_IT_KINDLY = "said_it_kindly"
    HELD_IT = "held_it"
    TIED_TO_VALUE = "tied_to_value"
    ASKED_NEXT_STEP = "asked_next_step"


class Result(StrEnum):
    """How a criterion came out."""

    MET = "met"
    PARTLY = "partly"
    MISSED = "missed"
    NOT_YET = "not_yet"
    NOT_CALLED_FOR = "not_called_for"
    NOTHING_TO_JUDGE = "nothing_to_judge"
    NOT_HEARD = "not_heard"


class Note(StrEnum):
    """Why a result is not the plain case of its row; app.marking.wording holds the words."""

    ONLY_FEELING = "only_feeling"
    CLAIMED_ONLY = "claimed_only"
    WITH_SYMPATHY = "with_sympathy"
    AVOIDED_THEN_CAME_BACK = "avoided_then_came_back"
    TURNED_AWAY = "turned_away"
    WITH_MISSTEP = "with_misstep"
    REPAIRED = "repaired"
    NOTHING_ASKED = "nothing_asked"
    ASK_COULD_WAIT = "ask_could_wait"
    ONLY_COMMITMENT = "only_commitment"
    WITHDRAWN = "withdrawn"
    LET_OFF_THEN_HELD = "let_off_then_held"
    JUDGED_EARLIER = "judged_earlier"
    BESIDE_NUMBERS = "beside_numbers"
    NO_REASON = "no_reason"


GROUPS: tuple[tuple[str, tuple[Criterion, ...]], ...] = (
    ("heard", tuple(Criterion)[:3]),
    ("order", tuple(Criterion)[3:4]),
    ("asked", tuple(Criterion)[4:]),
)
"""The three groups in which the rows are shown."""

_C = Criterion
_WORTH_ANOTHER_TRY = (
    _C.EMPATHY_BEFORE_ASK,
    _C.STATED_THEIR_SIDE,
    _C.SAID_IT_KINDLY,
    _C.HELD_IT,
    _C.STAYED_WITH_THEM,
    _C.SAID_WHAT_YOU_NEED,
    _C.MADE_IT_SPECIFIC,
    _C.TIED_TO_VALUE,
    _C.NAMED_THE_FEELING,
    _C.ASKED_NEXT_STEP,
)


@dataclass(frozen=True)
class CriterionResult:
    """One row: its result, the move that decided it (None where an absence did), and why if not plain."""

    criterion: Criterion
    result: Result
    evidence: Placed | None = None
    note: Note | None = None


def checklist(facts: Facts) -> tuple[CriterionResult, ...]:
    """The ten rows for a conversation (rubric, "The checklist")."""
    return tuple(_decide(criterion, facts) for criterion in Criterion)


def not_heard() -> tuple[CriterionResult, ...]:
    """The ten rows where too little was understood to tell."""
    return tuple(CriterionResult(criterion, Result.NOT_HEARD) for criterion in Criterion)


def worth_another_try(rows: Sequence[CriterionResult], most: int = 2) -> tuple[CriterionResult, ...]:
    """The rows most worth another try: missed before partly, then in the rubric's order."""
    by_criterion = {row.criterion: row for row in rows}
    ordered = [by_criterion[criterion] for criterion in _WORTH_ANOTHER_TRY]
    missed = [row for row in ordered if row.result is Result.MISSED]
    partly = [row for row in ordered if row.result is Result.PARTLY]
    return tuple((missed + partly)[:most])


def _decide(criterion: Criterion, facts: Facts) -> CriterionResult:
    if criterion in GROUPS[2][1]:
        settled = _without_an_ask(criterion, facts)
        if settled is not None:
            return settled
    return _ROWS[criterion](facts)


def _without_an_ask(criterion: Criterion, facts: Facts) -> CriterionResult | None:
    """Rows 5 to 10 where the goal is to hear, or nothing was asked; None where the row itself decides."""
    judgment, off = facts.first(Label.JUDGMENT), facts.first(Label.OFF_THE_HOOK)
    if facts.ask is not None and facts.goal is Goal.HEAR_THEN_ASK:
        return None
    if criterion is _C.SAID_IT_KINDLY and judgment:
        return CriterionResult(criterion, Result.MISSED, judgment)
    if facts.goal is Goal.HEAR:
        return CriterionResult(criterion, Result.NOT_CALLED_FOR)
    if criterion is _C.HELD_IT and (facts.ended or off):
        return CriterionResult(criterion, Result.MISSED, off, Note.NOTHING_ASKED)
    if not facts.ended:
        return CriterionResult(criterion, Result.NOT_YET)
    if criterion is _C.SAID_WHAT_YOU_NEED:
        return CriterionResult(criterion, Result.MISSED, None, Note.NOTHING_ASKED)
    return CriterionResult(criterion, Result.NOTHING_TO_JUDGE)


def _stated_their_side(facts: Facts) -> CriterionResult:
    perspective, emotion = facts.first(Label.PERSPECTIVE), facts.first(Label.EMOTION)
    if perspective:
        return CriterionResult(_C.STATED_THEIR_SIDE, Result.MET, perspective)
    if emotion:
        return CriterionResult(_C.STATED_THEIR_SIDE, Result.PARTLY, emotion, Note.ONLY_FEELING)
    empty = facts.first(Label.EMPTY)
    return CriterionResult(_C.STATED_THEIR_SIDE, Result.MISSED, empty, Note.CLAIMED_ONLY if empty else None)


def _named_the_feeling(facts: Facts) -> CriterionResult:
    emotion = facts.first(Label.EMOTION)
    return CriterionResult(_C.NAMED_THE_FEELING, Result.MET if emotion else Result.MISSED, emotion)


def _stayed_with_them(facts: Facts) -> CriterionResult:
    row = _C.STAYED_WITH_THEM
    stayed = facts.first(*EMPATHY, Label.INVITE)
    avoided, sympathy = facts.last(Label.AVOIDANCE), facts.first(Label.SYMPATHY)
    if avoided:
        mended = any(one.move.label in EMPATHY and one.place.turn > avoided.place.turn for one in facts.moves)
        if not mended:
            return CriterionResult(row, Result.MISSED, avoided, Note.TURNED_AWAY)
        return CriterionResult(row, Result.PARTLY, avoided, Note.AVOIDED_THEN_CAME_BACK)
    if stayed and sympathy:
        return CriterionResult(row, Result.PARTLY, sympathy, Note.WITH_SYMPATHY)
    return CriterionResult(row, Result.MET if stayed else Result.MISSED, stayed or sympathy)


def _empathy_before_ask(facts: Facts) -> CriterionResult:
    row, verdict = _C.EMPATHY_BEFORE_ASK, facts.verdict
    empathy = facts.first(*EMPATHY)
    if facts.goal is Goal.HEAR:
        return _heard_only(facts, empathy)
    if facts.ask is None and not facts.ended:
        return CriterionResult(row, Result.NOT_YET)
    if verdict is Verdict.EMPATHY_FIRST:
        if facts.spoiler:
            return CriterionResult(row, Result.PARTLY, facts.spoiler, Note.WITH_MISSTEP)
        return CriterionResult(row, Result.MET, empathy)
    if facts.repair:
        return CriterionResult(row, Result.PARTLY, facts.repair, Note.REPAIRED)
    if verdict is Verdict.EMPATHY_ONLY:
        return CriterionResult(row, Result.PARTLY, empathy, Note.NOTHING_ASKED)
    return CriterionResult(row, Result.MISSED, facts.ask)


def _heard_only(facts: Facts, empathy: Placed | None) -> CriterionResult:
    """Row 4 where the goal is to hear (rubric, "When the goal is to hear")."""
    row = _C.EMPATHY_BEFORE_ASK
    if facts.verdict is Verdict.EMPATHY_ONLY:
        return CriterionResult(row, Result.MET, empathy)
    if facts.verdict is Verdict.EMPATHY_FIRST:
        return CriterionResult(row, Result.PARTLY, facts.ask, Note.ASK_COULD_WAIT)
    if facts.repair:
        return CriterionResult(row, Result.PARTLY, facts.repair, Note.REPAIRED)
    if facts.ask is None and not facts.ended:
        return CriterionResult(row, Result.NOT_YET)
    return CriterionResult(row, Result.MISSED, facts.ask)


def _said_what_you_need(facts: Facts) -> CriterionResult:
    row = _C.SAID_WHAT_YOU_NEED
    if facts.withdrawn:
        return CriterionResult(row, Result.PARTLY, facts.withdrawn, Note.WITHDRAWN)
    strong = facts.strong_ask(facts.moves)
    if strong:
        return CriterionResult(row, Result.MET, strong)
    return CriterionResult(row, Result.PARTLY, facts.ask, Note.ONLY_COMMITMENT)


def _made_it_specific(facts: Facts) -> CriterionResult:
    specific = facts.first(Label.SPECIFIC)
    if specific:
        return CriterionResult(_C.MADE_IT_SPECIFIC, Result.MET, specific)
    return CriterionResult(_C.MADE_IT_SPECIFIC, Result.PARTLY, facts.ask)


def _said_it_kindly(facts: Facts) -> CriterionResult:
    row = _C.SAID_IT_KINDLY
    judgments = [one for one in facts.moves if one.move.label is Label.JUDGMENT]
    if not judgments:
        return CriterionResult(row, Result.MET, facts.ask)
    asking = {one.place.turn for one in facts.moves if one.move.label in ASK}
    beside = next((one for one in judgments if one.place.turn in asking), None)
    if beside:
        return CriterionResult(row, Result.MISSED, beside)
    return CriterionResult(row, Result.PARTLY, judgments[0], Note.JUDGED_EARLIER)


def _held_it(facts: Facts) -> CriterionResult:
    row = _C.HELD_IT
    off = facts.last(Label.OFF_THE_HOOK)
    if off is None:
        return CriterionResult(row, Result.MET, facts.ask)
    again = facts.strong_ask(facts.after(off))
    if again:
        return CriterionResult(row, Result.PARTLY, again, Note.LET_OFF_THEN_HELD)
    return CriterionResult(row, Result.MISSED, off, Note.WITHDRAWN)


def _tied_to_value(facts: Facts) -> CriterionResult:
    row = _C.TIED_TO_VALUE
    value, numbers = facts.first(Label.VALUE), facts.first(Label.NUMBERS_ONLY)
    if value and numbers:
        return CriterionResult(row, Result.PARTLY, value, Note.BESIDE_NUMBERS)
    if value:
        return CriterionResult(row, Result.MET, value)
    if numbers:
        return CriterionResult(row, Result.MISSED, numbers)
    return CriterionResult(row, Result.PARTLY, None, Note.NO_REASON)


def _asked_next_step(facts: Facts) -> CriterionResult:
    row = _C.ASKED_NEXT_STEP
    commitment = facts.first(Label.COMMITMENT)
    if commitment is None:
        return CriterionResult(row, Result.MISSED)
    if facts.withdrawn:
        return CriterionResult(row, Result.PARTLY, facts.withdrawn, Note.WITHDRAWN)
    return CriterionResult(row, Result.MET, commitment)


_ROWS: dict[Criterion, Callable[[Facts], CriterionResult]] = {
    _C.STATED_THEIR_SIDE: _stated_their_side,
    _C.NAMED_THE_FEELING: _named_the_feeling,
    _C.STAYED_WITH_THEM: _stayed_with_them,
    _C.EMPATHY_BEFORE_ASK: _empathy_before_ask,
    _C.SAID_WHAT_YOU_NEED: _said_what_you_need,
    _C.MADE_IT_SPECIFIC: _made_it_specific,
    _C.SAID_IT_KINDLY: _said_it_kindly,
    _C.HELD_IT: _held_it,
    _C.TIED_TO_VALUE: _tied_to_value,
    _C.ASKED_NEXT_STEP: _asked_next_step,
}
