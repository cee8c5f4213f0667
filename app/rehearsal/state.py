"""Where a rehearsal stands. Each state carries only what is legal then; a page is drawn from it alone."""

from dataclasses import dataclass, field, replace

from app.errors import HeardFirstError
from app.marking.marker import Marking, Turn, Unmarked
from app.pairing.pair import Pair, Salesperson
from app.persona.acts import Turns, acts_of
from app.persona.conversation import Reply, converse
from app.persona.mood import Mood
from app.rehearsal.reading import Heard, Reading
from app.rehearsal.sound import Recording, SpeechSegment
from app.scenarios.frame import all_lines
from app.scenarios.scenario import Scenario
from app.transcript.transcript import Segment, Transcript


@dataclass(frozen=True)
class Take:
    """One attempt at the reply. Sound and marking are None until there are any.

    `after` is the number of the take whose turn it follows in the conversation, 0 where it answers the opening line.
    `acts` comes with the marking: how the salesperson took in its turns; None where the marking is older than that.
    """

    number: int
    salesperson: str
    transcript: Transcript | None = None
    recording: Recording | None = None
    marking: Marking | None = None
    after: int = 0
    acts: Turns | None = None

    @property
    def turn(self) -> Turn:
        """What is marked of this take."""
        return Turn(self.transcript.text if self.transcript else "", self.salesperson)

    @property
    def empty(self) -> bool:
        """Whether nothing is known of it but the line that it was to answer."""
        return self.transcript is None and self.recording is None and self.marking is None

    @property
    def taken_in(self) -> Turns:
        """The turns of its conversation as the salesperson took them in; empty where it has no marks."""
        if self.marking is None or self.marking.unmarked is not None:
            return ()
        return acts_of(self.marking) if self.acts is None else self.acts


@dataclass(frozen=True)
class Run:
    """One rehearsal of one scenario: a session id, the takes so far, and when the voice fell silent.

    `attempt` counts how often the microphone was asked for, and tells one count-down from the next. `later` are
    takes that come after the one that is being made, where an earlier one goes on. `after` is the take that the
    next one follows, as in Take; `said` is what it answers where that is no line of the scenario's turn; `pair` is
    None where somebody rehearses alone.
    """

    session: str
    scenario: Scenario
    takes: tuple[Take, ...] = ()
    voice_ended_s: float = 0.0
    attempt: int = 0
    later: tuple[Take, ...] = ()
    after: int = 0
    pair: Pair | None = None
    said: str | None = None

    @property
    def number(self) -> int:
        """The number of the take that is being made, from 1."""
        return len(self.takes) + 1

    @property
    def colleague_plays(self) -> bool:
        """Whether a colleague speaks for the salesperson, so that the program says nothing."""
        return self.pair is not None and self.pair.salesperson is Salesperson.COLLEAGUE

    @property
    def line(self) -> str:
        """What the salesperson says before this take; empty where a colleague says what nobody recorded."""
        if self.said is not None or self.colleague_plays:
            return self.said or ""
        answer = self.answer
        return answer.line if answer else self.scenario.opening_line(self.try_of(self.number))

    @property
    def mood(self) -> Mood:
        """How the salesperson looks before this take."""
        return self.answer.mood if self.answer else self.scenario.opening_mood

    @property
    def answer(self) -> Reply | None:
        """What the salesperson answers to the turn before this take, by the rules; None where there is none."""
        return self.reply(self.after)

    @property
    def over(self) -> bool:
        """Whether the salesperson has ended the conversation, so that there is no next turn."""
        return not self.colleague_plays and self.answer is not None and self.answer.ends

    @property
    def turn(self) -> int:
        """Which turn of its conversation the next take is, from 1."""
        return len(self.conversation(self.after)) + 1

    @property
    def talking(self) -> bool:
        """Whether a colleague plays and turns were said that are not marked yet."""
        last = self.finished(self.after)
        return self.colleague_plays and last is not None and last.marking is None

    @property
    def begun(self) -> Take:
        """The take that is being made, while only its place in the conversation is known."""
        return Take(self.number, self.line, after=self.after)

    def take(self, number: int) -> Take:
        """A take by its number, from 1."""
        return self.takes[number - 1]

    def finished(self, number: int) -> Take | None:
        """A take by its number, None where there is none yet."""
        return self.take(number) if 0 < number < self.number else None

    def conversation(self, number: int) -> tuple[Take, ...]:
        """The takes that led to one, from the first turn to itself; empty where there is no such take."""
        branch: list[Take] = []
        while (take := self.finished(number)) is not None:
            branch.append(take)
            number = take.after if take.after < take.number else 0  # a file could say anything
        return tuple(reversed(branch))

    def replies(self, number: int) -> tuple[Reply, ...]:
        """The salesperson's answers to the turns of the conversation that ends with a take, by the rules.

        None to turns after one that ended it, and none at all where the take has no marks.
        """
        takes, scenario = self.conversation(number), self.scenario
        if not takes or not takes[-1].taken_in:
            return ()
        spoken = tuple(take.salesperson for take in takes[1:])
        lines, try_ = all_lines(scenario), self.try_of(number)
        return converse(takes[-1].taken_in, lines, scenario.trust, scenario.goal, try_, spoken)

    def reply(self, number: int) -> Reply | None:
        """The salesperson's answer to one turn, by the rules; None where it has no marks, or was said after the end."""
        replies = self.replies(number)
        return replies[-1] if len(replies) == len(self.conversation(number)) > 0 else None

    def try_of(self, number: int) -> int:
        """How often the conversation of a take was begun before it, and with it."""
        branch = self.conversation(number if number < self.number else self.after)
        first = branch[0].number if branch else self.number
        return sum(take.after == 0 and take.number <= first for take in self.takes) + (not branch)

    def turns(self, number: int) -> tuple[Turn, ...]:
        """What is marked of the conversation that ends with a take."""
        return tuple(take.turn for take in self.conversation(number))

    def turns_with(self, take: Take) -> tuple[Turn, ...]:
        """The same with a take in its present state, whether the run has it yet or not."""
        return (*self.turns(take.after if take.after < take.number else 0), take.turn)

    def followed(self, number: int) -> bool:
        """Whether the conversation goes on after a take."""
        return any(take.after == number for take in self.takes)

    def again(self, number: int) -> "Run":
        """The run in which a take of it counts as being made once more; those after it stay."""
        take = self.take(number)
        later = self.takes[number:]
        return replace(self, takes=self.takes[: number - 1], later=later, after=take.after, said=take.salesperson)

    def up_to(self, number: int) -> "Run":
        """The run with at least so many takes; those of which nothing was kept are empty."""
        missing = range(self.number, number + 1)
        return replace(self, takes=(*self.takes, *(Take(one, self.scenario.opening_line(one)) for one in missing)))

    def with_take(self, take: Take) -> "Run":
        """The run with a take added, or put in the place of the one with its number."""
        takes = tuple(take if one.number == take.number else one for one in self.takes)
        if take in takes:
            return replace(self, takes=takes)
        return replace(self, takes=(*takes, take, *self.later), later=())


@dataclass(frozen=True)
class Choosing:
    """No scenario is open."""


@dataclass(frozen=True)
class Speaking:
    """The salesperson speaks; where the conversation is over (`Run.over`), the debrief comes after their last line."""

    run: Run


@dataclass(frozen=True)
class Awaiting:
    """It is the manager's turn. `error` says what was wrong with the turn before it, which is kept."""

    run: Run
    error: HeardFirstError | None = None


@dataclass(frozen=True)
class Preparing:
    """The microphone is being opened."""

    run: Run


@dataclass(frozen=True)
class CountingDown:
    """The microphone is open; recording begins in `left` seconds."""

    run: Run
    left: int


@dataclass(frozen=True)
class Hearing:
    """The answers of the recogniser for one take: segments still awaited, and those heard.

    `reading` is what the marker found in them so far, None where it was not asked.
    """

    pending: tuple[SpeechSegment, ...] = ()
    heard: Heard = ()
    failed: tuple[SpeechSegment, ...] = ()
    error: HeardFirstError | None = None
    reading: Reading | None = None

    @property
    def segments(self) -> tuple[Segment, ...]:
        """What was heard so far, in spoken order."""
        return tuple(segment for _, segment in sorted(self.heard, key=lambda one: one[0]))

    def awaited(self, index: int) -> SpeechSegment | None:
        """The segment whose answer is still awaited, by its index."""
        return next((one for one in self.pending if one.index == index), None)

    def without(self, segment: SpeechSegment) -> tuple[SpeechSegment, ...]:
        """The segments still awaited when this one is answered."""
        return tuple(one for one in self.pending if one.index != segment.index)


@dataclass(frozen=True)
class RecordingTake:
    """Sound goes to disk; segments are transcribed while the manager still speaks."""

    run: Run
    hearing: Hearing = field(default_factory=Hearing)


@dataclass(frozen=True)
class Transcribing:
    """The manager has stopped; `recording` is None until the file is closed."""

    run: Run
    hearing: Hearing
    recording: Recording | None = None
    error: HeardFirstError | None = None


@dataclass(frozen=True)
class Reviewing:
    """The manager is asked whether this is what they said: it is rough, or too little was heard (`reason`)."""

    run: Run
    take: Take
    error: HeardFirstError | None = None
    reason: Unmarked | None = None


@dataclass(frozen=True)
class BeingMarked:
    """A take is being marked; `ends` says that the manager has ended the conversation with it."""

    run: Run
    take: Take
    error: HeardFirstError | None = None
    ends: bool = False


@dataclass(frozen=True)
class Debriefing:
    """The result is there. `marking_again` names a take whose corrected transcript is being marked."""

    run: Run
    take: int
    marking_again: int | None = None
    error: HeardFirstError | None = None


@dataclass(frozen=True)
class Failed:
    """Something went wrong; `before` is where Retry leads, what was recorded is in it."""

    error: HeardFirstError
    before: "Awaiting | Transcribing | BeingMarked"

    @property
    def run(self) -> Run:
        """The run that failed."""
        return self.before.run


State = (
    Choosing
    | Speaking
    | Awaiting
    | Preparing
    | CountingDown
    | RecordingTake
    | Transcribing
    | Reviewing
    | BeingMarked
    | Debriefing
    | Failed
)
