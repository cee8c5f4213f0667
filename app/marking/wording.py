"""The rubric's results in plain English: short, kind, second person. The window translates these templates."""

from app.marking.checklist import Criterion, CriterionResult, Note, Result
from app.marking.headline import Story
from app.marking.label import Label
from app.marking.marker import Unmarked
from app.marking.verdict import Verdict

_C, _N, _S = Criterion, Note, Story

GROUPS: dict[str, str] = {
    "heard": "You heard them",
    "order": "In this order",
    "asked": "You asked for it, kindly",
}

CRITERIA: dict[Criterion, str] = {
    _C.STATED_THEIR_SIDE: "Stated their side",
    _C.NAMED_THE_FEELING: "Named the feeling",
    _C.STAYED_WITH_THEM: "Stayed with them",
    _C.EMPATHY_BEFORE_ASK: "Empathy before the ask",
    _C.SAID_WHAT_YOU_NEED: "Said what you need",
    _C.MADE_IT_SPECIFIC: "Made it specific",
    _C.SAID_IT_KINDLY: "Said it kindly",
    _C.HELD_IT: "Held it",
    _C.TIED_TO_VALUE: "Tied it to value",
    _C.ASKED_NEXT_STEP: "Asked for their next step",
}

RESULTS: dict[Result, str] = {
    Result.MET: "met",
    Result.PARTLY: "partly",
    Result.MISSED: "missed",
    Result.NOT_YET: "not yet",
    Result.NOT_CALLED_FOR: "not called for",
    Result.NOTHING_TO_JUDGE: "nothing to judge",
    Result.NOT_HEARD: "not heard",
}

RULES: dict[Criterion, dict[Result, str]] = {
    _C.STATED_THEIR_SIDE: {
        Result.MET: "You said back what it is like for them.",
        Result.MISSED: "Nothing here says back what it is like for them.",
    },
    _C.NAMED_THE_FEELING: {
        Result.MET: "You put words to what they feel.",
        Result.MISSED: "Nothing here names what they feel.",
    },
    _C.STAYED_WITH_THEM: {
        Result.MET: "You stayed with what they shared.",
        Result.MISSED: "Nothing here picks up what they shared.",
    },
    _C.EMPATHY_BEFORE_ASK: {
        Result.MET: "You showed that you heard them before you asked.",
        Result.MISSED: "The ask came before they were heard.",
    },
    _C.SAID_WHAT_YOU_NEED: {Result.MET: "You said what you need."},
    _C.MADE_IT_SPECIFIC: {
        Result.MET: "A day, a number or a named thing pins it down.",
        Result.PARTLY: "You asked, but no day, number or named thing pins it down.",
    },
    _C.SAID_IT_KINDLY: {
        Result.MET: "You asked without blame.",
        Result.MISSED: "This blames or belittles, and then the ask is not heard.",
    },
    _C.HELD_IT: {Result.MET: "You did not take the ask back."},
    _C.TIED_TO_VALUE: {
        Result.MET: "You said what it is worth to somebody.",
        Result.MISSED: "The only reason given is numbers or pressure from above.",
    },
    _C.ASKED_NEXT_STEP: {
        Result.MET: "You asked what they will do, or fixed when you look at it together.",
        Result.MISSED: "You told them what you need, but did not ask what they will do.",
    },
}
"""The rule behind a plain result; where a note stands, the note says it instead."""

NOTES: dict[Note, str] = {
    _N.ONLY_FEELING: "You named the feeling, but not what it is about.",
    _N.CLAIMED_ONLY: "You said that you understood, not what.",
    _N.WITH_SYMPATHY: "You stayed, but this turns to pity or to yourself.",
    _N.AVOIDED_THEN_CAME_BACK: "You turned away here, and came back later.",
    _N.TURNED_AWAY: "This turns away from what they shared.",
    _N.WITH_MISSTEP: "You heard them first, but this gets in the way of it.",
    _N.REPAIRED: "You asked first; then you stopped and heard them.",
    _N.NOTHING_ASKED: "Nothing was asked.",
    _N.ASK_COULD_WAIT: "You heard them; the ask could have waited.",
    _N.ONLY_COMMITMENT: "You asked what they will do, but not what you need.",
    _N.WITHDRAWN: "You asked, and then let it go.",
    _N.LET_OFF_THEN_HELD: "You let it go, and then held it after all.",
    _N.JUDGED_EARLIER: "Kind when you asked; earlier, this blames.",
    _N.BESIDE_NUMBERS: "You said what it is worth, but beside it stands the number.",
    _N.NO_REASON: "No reason was given why it matters to anybody.",
}

_GENERAL: dict[Result, str] = {
    Result.NOT_HEARD: "Too little was understood to tell.",
    Result.NOT_YET: "Nothing was asked so far; there is time for it.",
    Result.NOT_CALLED_FOR: "Today they needed to be heard; nothing had to be asked.",
    Result.NOTHING_TO_JUDGE: "Nothing was asked, so there is nothing to judge here.",
}
NO_ORDER: dict[tuple[Verdict, Result], str] = {
    (Verdict.NEITHER, Result.MISSED): "They were not heard yet, and nothing was asked.",
    (Verdict.ACCOUNTABILITY_ONLY, Result.MISSED): "You asked, and they were not heard.",
    (Verdict.EMPATHY_ONLY, Result.MET): "You showed that you heard them, and nothing had to be asked today.",
}
"""Why "Empathy before the ask" came out as it did where it is no matter of the order."""

VERDICTS: dict[Verdict, str] = {
    Verdict.EMPATHY_FIRST: "Empathy first",
    Verdict.ACCOUNTABILITY_FIRST: "Ask first",
    Verdict.EMPATHY_ONLY: "Heard, nothing asked",
    Verdict.ACCOUNTABILITY_ONLY: "Asked, not heard",
    Verdict.NEITHER: "Neither heard nor asked",
}

LABELS: dict[Label, str] = {
    Label.PERSPECTIVE: "their side",
    Label.EMOTION: "feeling",
    Label.INVITE: "invitation",
    Label.EXPECTATION: "what you need",
    Label.SPECIFIC: "specific",
    Label.COMMITMENT: "next step",
    Label.VALUE: "value",
    Label.SUPPORT: "help offered",
    Label.EMPTY: "empty claim",
    Label.SYMPATHY: "sympathy",
    Label.OFF_THE_HOOK: "let off",
    Label.AVOIDANCE: "turned away",
    Label.JUDGMENT: "judgment",
    Label.NUMBERS_ONLY: "only numbers",
}

LABEL_RULES: dict[Label, str] = {
    Label.PERSPECTIVE: "States their situation back to them as theirs, with content. Agreeing is not needed.",
    Label.EMOTION: "Names or plainly describes what they feel.",
    Label.INVITE: "Asks them to say more about their side, or checks that you have it right.",
    Label.EXPECTATION: "Says what you need, ask for or hold to.",
    Label.SPECIFIC: "Pins the ask down: a day, a number, a named thing.",
    Label.COMMITMENT: "Asks what they will do, or fixes when you look at it together.",
    Label.VALUE: "Gives a reason that lies in the customer or in what their work is worth to somebody.",
    Label.SUPPORT: "Offers concrete help.",
    Label.EMPTY: "Claims to understand without saying what.",
    Label.SYMPATHY: "Pities them, or turns to your own feelings or your own story.",
    Label.OFF_THE_HOOK: "Drops or loosens the ask to spare feelings.",
    Label.AVOIDANCE: "Turns away from what they shared.",
    Label.JUDGMENT: "Blames, belittles, mocks or threatens.",
    Label.NUMBERS_ONLY: "Gives revenue, quota, rank or pressure from above as the reason.",
}

STORIES: dict[Story, str] = {
    _S.HEARD_THEN_ASKED: "You showed that you heard them{at_heard}, and then you asked{at_asked}.",
    _S.ASKED_THEN_HEARD: "You asked{at_asked}, before you said what you heard{at_heard}.",
    _S.TOOK_IT_BACK: "You heard them{at_heard}, then took it back{at_turned} before they could take in the ask.",
    _S.WITHDREW_THE_HEARING: "You heard them{at_heard}, and then took it back{at_turned}.",
    _S.CAME_ROUND: "It began with something that pushes away{at_turned}; then you came round and heard them{at_heard}.",
    _S.REPAIRED: "You asked first{at_asked}; then you stopped and heard them{at_turned}.",
    _S.HEARD_ONLY: "You heard them{at_heard}, and nothing was asked.",
    _S.HEARD_AND_LET_OFF: "You heard them{at_heard}, and then let them off{at_turned}.",
    _S.ASKED_ONLY: "You asked{at_asked}, and they were not heard.",
    _S.NEITHER: "They were not heard yet, and nothing was asked.",
    _S.HEARD_AS_NEEDED: "You heard them{at_heard}, and today that was all it needed.",
    _S.ASK_COULD_WAIT: "You heard them{at_heard}; the ask{at_asked} could have waited.",
}
"""{at_…} becomes " at 0:04" where the moment has a place in the sound, else nothing."""

UNMARKED: dict[Unmarked, str] = {
    Unmarked.NOTHING_SAID: "Nothing was said, so there is nothing to mark.",
    Unmarked.SILENCE: "Nobody was heard speaking. Check the microphone's level and try again.",
    Unmarked.BLOCKED: "The microphone sent nothing at all. It is muted, or the system blocks it: allow access in the "
    "privacy settings and try again.",
    Unmarked.CLIPPED: "The microphone was too loud and the sound is distorted, so it was not marked. Turn its level "
    "down or move back a little and try again, or correct the transcript.",
    Unmarked.TOO_SHORT: "Less than a second of speech was heard, too little to mark. Say a little more.",
    Unmarked.TOO_FEW_WORDS: "Fewer than four words were understood, too few to mark. Try again, or correct the "
    "transcript.",
    Unmarked.NOT_UNDERSTOOD: "Too little was understood to mark it fairly. Speak closer to the microphone, or correct "
    "the transcript.",
}


def why(row: CriterionResult, verdict: Verdict | None) -> str:
    """Why a row came out as it did, in one sentence. `verdict` is that of the marking in which it stands."""
    if row.note is not None:
        return NOTES[row.note]
    if row.result in _GENERAL:
        return _GENERAL[row.result]
    if verdict and row.criterion is _C.EMPATHY_BEFORE_ASK and (verdict, row.result) in NO_ORDER:
        return NO_ORDER[verdict, row.result]
    return RULES[row.criterion][row.result]


def clock(seconds: float) -> str:
    """A moment in the sound as minutes and seconds, e.g. 0:04."""
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes}:{rest:02d}"


def moment(seconds: float | None, template: str = " at {time}") -> str:
    """The words for a moment; empty where it has no place in the sound."""
    return "" if seconds is None else template.format(time=clock(seconds))
