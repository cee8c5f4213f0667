"""Whatever happens in whatever order: nothing crashes, and no recording that was made is lost."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from app.errors import ErrorKind, HeardFirstError
from app.marking.facts import Goal
from app.marking.label import Label
from app.marking.marker import Marker, Turn, Unmarked, unmarked
from app.pairing.pair import Agreed, Consent, Pair, Salesperson
from app.persona.mind import MOST_TURNS, Act
from app.persona.mood import Mood
from app.rehearsal import event as on
from app.rehearsal import state as at
from app.rehearsal.ports import Post
from app.rehearsal.reading import Reading
from app.rehearsal.rehearsal import Ports, Rehearsal
from app.rehearsal.sound import Condition, InputDevice, Level, Recording, SpeechSegment
from app.scenarios.frame import all_lines
from app.scenarios.scenario import Persona
from app.transcript.transcript import Segment, Word
from tests import example_session as example

SCENARIO = example.scenario()
CONSENT = Consent("We both agree.", Agreed.TYPED, 1)
PAIRS = (None, *(Pair("Ann", "Björn", salesperson, CONSENT) for salesperson in Salesperson))
FAULT = HeardFirstError(ErrorKind.RECOGNISER_STOPPED)
Saved = dict[tuple[str, int], at.Take]


@dataclass
class World:
    """All the ports at once: what was asked for waits here until a rule answers it."""

    engine: str = "fake"
    rough: bool = False
    confidence_floor: float = 0.5
    post: Post | None = None
    running: int | None = None
    marks: list[tuple[int, tuple[Turn, ...], Goal]] = field(default_factory=list)
    reads: list[on.SegmentsRead] = field(default_factory=list)
    segments: list[tuple[int, SpeechSegment]] = field(default_factory=list)
    ticks: list[on.Event] = field(default_factory=list)
    saved: Saved = field(default_factory=dict)
    dropped: int = 0
    disk_full: bool = False
    colleague_plays: Callable[[], bool] = lambda: False

    # the voice, the timer, the archive
    def say(self, line: str, persona: Persona, mood: Mood) -> None:
        assert line in SCENARIO.opening or any(line in lines for lines in all_lines(SCENARIO).values())
        assert not self.colleague_plays(), "the program speaks for the colleague"

    def hush(self) -> None: ...

    def after(self, seconds: float, event: on.Event) -> None:
        assert seconds == 1.0
        self.ticks.append(event)

    def save_take(self, run: at.Run, take: at.Take) -> None:
        if self.disk_full:
            raise HeardFirstError(ErrorKind.DISK_FULL, path="/")
        for one in (*run.takes, take):
            assert one.marking is None or one.marking.turns == run.turns_with(one), "marks of other words were saved"
        before = self.saved.get((run.session, take.number))
        if before is not None and before.recording is not None:
            assert take.recording is before.recording, "a saved recording was overwritten"
        self.saved[run.session, take.number] = take

    def drop_take(self, run: at.Run, number: int) -> None:
        assert self.saved.pop((run.session, number), at.Take(number, "")).recording is None

    # the microphone
    def devices(self) -> tuple[InputDevice, ...]:
        return ()

    def choose(self, device: InputDevice | None) -> None: ...

    def open(self, take: int) -> None:
        assert self.running is None, "two takes at once"

    def start(self, take: int, session: str, not_before_s: float) -> None:
        assert self.running is None, "two takes at once"
        self.running = take

    def stop(self, take: int) -> None:
        assert self.running == take or self.running is None

    def drop(self, take: int) -> None:
        self.running = None
        self.dropped += 1

    def level(self) -> Level:
        return Level()

    def elapsed_s(self) -> float:
        return 0.0

    # the recogniser and the marker
    def warm_up(self) -> None: ...

    def recognise(self, take: int, segment: SpeechSegment) -> None:
        self.segments.append((take, segment))

    def forget(self, take: int) -> None:
        self.segments = [one for one in self.segments if one[0] != take]

    def mark(
        self, take: int, turns: tuple[Turn, ...], goal: Goal, *, ended: bool = True, persona: Persona | None = None
    ) -> None:
        assert ended
        self.marks.append((take, turns, goal))

    def read(self, take: int, segments: tuple[int, ...], turn: Turn) -> None:
        assert turn.text
        self.reads.append(on.SegmentsRead(take, Reading(segments, turn.text, ())))

    def close(self) -> None: ...


class Sequences(RuleBasedStateMachine):
    """Every port answers late, early, twice or never; the manager presses whatever there is."""

    def __init__(self) -> None:
        super().__init__()
        self.world = World()
        self.unsaved: list[HeardFirstError] = []
        world = self.world
        self.rehearsal = Rehearsal(
            Ports(world, world, world, world, world, world), 2, lambda state: None, self.unsaved.append
        )
        world.colleague_plays = lambda: not isinstance(self.state, at.Choosing) and self.state.run.colleague_plays
        self.made: dict[tuple[str, int], Recording] = {}
        self.unmarkable: set[tuple[str, int]] = set()
        self.mended = False  # whether words were corrected, or a take was resumed, so that a talk may end afterwards
        self.sessions = 0

    @property
    def state(self) -> at.State:
        return self.rehearsal.state

    @initialize(rough=st.booleans(), full=st.sampled_from([False, False, False, True]))
    def begin(self, rough: bool, full: bool) -> None:
        self.world.rough, self.world.disk_full = rough, full
        self.choose()

    @precondition(lambda self: isinstance(self.state, at.Choosing | at.Debriefing))
    @rule(pair=st.sampled_from(PAIRS))
    def choose(self, pair: Pair | None = None) -> None:
        self.sessions += 1
        self.rehearsal.handle(on.ScenarioChosen(SCENARIO, f"session {self.sessions}", pair))

    @rule(
        event=st.sampled_from(
            [
                on.RecordPressed(5.0),
                on.CancelPressed(),
                on.ListenAgain(),
                on.TryAgain(),
                on.NextTurn(),
                on.EndConversation(),
                on.PairEnded(),
                on.LineChosen("Well?"),
                on.Retry(),
                on.VoiceFinished(3.0),
            ]
        )
    )
    def press(self, event: on.Event) -> None:
        self.rehearsal.handle(event)

    @precondition(lambda self: not isinstance(self.state, at.Choosing | at.Speaking | at.Awaiting))
    @rule()
    def leave(self) -> None:
        self.rehearsal.handle(on.Leave())

    @precondition(lambda self: isinstance(self.state, at.Speaking | at.Awaiting | at.Debriefing))
    @rule()
    def record(self) -> None:
        """As it usually goes, or chance would hardly ever come to a recording."""
        self.rehearsal.handle(on.TryAgain())
        self.rehearsal.handle(on.RecordPressed(5.0))
        assert isinstance(self.state, at.Preparing)
        self.rehearsal.handle(on.MicrophoneReady(self.state.run.number))
        if isinstance(self.state, at.CountingDown):
            assert not self.state.run.colleague_plays
            self.rehearsal.handle(on.RecordPressed(6.0))
        assert isinstance(self.state, at.RecordingTake)

    @rule(take=st.integers(0, 4), onward=st.booleans())
    def go_elsewhere(self, take: int, onward: bool) -> None:
        """To another turn, or another take of it."""
        self.rehearsal.handle(on.NextTurn(take) if onward else on.TryAgain(take))

    @rule(pair=st.sampled_from(PAIRS[1:]))
    def join(self, pair: Pair) -> None:
        self.rehearsal.handle(on.PairAgreed(pair))

    @precondition(lambda self: isinstance(self.state, at.Awaiting) and self.state.run.colleague_plays)
    @rule()
    def talk(self) -> None:
        """One whole turn of a conversation, heard at once."""
        self.record()
        self.speak(0)
        self.stop()
        self.finish(3.0, None)
        while self.world.segments:
            take, segment = self.world.segments.pop()
            self.rehearsal.handle(on.SegmentHeard(take, segment.index, _heard(segment)))

    @precondition(lambda self: isinstance(self.state, at.Awaiting) and self.state.run.talking)
    @rule()
    def end(self) -> None:
        """The conversation's end, marked at once."""
        self.talk()
        if not isinstance(self.state, at.Awaiting):
            return
        self.rehearsal.handle(on.EndConversation())
        take, turns, goal = self.world.marks.pop()
        self.rehearsal.handle(on.Marked(take, unmarked(turns, Unmarked.NOTHING_SAID, goal)))
        assert isinstance(self.state, at.Debriefing)

    @precondition(lambda self: isinstance(self.state, at.Awaiting) and not self.state.run.colleague_plays)
    @rule(labels=st.lists(st.tuples(st.sampled_from(Label), st.none() | st.integers(0, 1)), max_size=4))
    def answer_alone(self, labels: list[tuple[Label, int | None]]) -> None:
        """One whole turn that the program answers, and its answer heard to the end."""
        assert isinstance(self.state, at.Awaiting)
        turn = len(self.state.run.conversation(self.state.run.after))
        self.rehearsal.handle(on.ReplyTyped(example.SAID))
        take, turns, goal = self.world.marks.pop()
        acts = tuple(tuple(Act(label, 0, about) for label, about in labels) for _ in turns)
        self.rehearsal.handle(on.Marked(take, Marker(example.Scripted()).mark(turns, goal), acts))
        if turn < MOST_TURNS and not self.mended:
            assert isinstance(self.state, at.Speaking)
        over = isinstance(self.state, at.Speaking) and self.state.run.over
        self.rehearsal.handle(on.VoiceFinished(7.0))
        assert isinstance(self.state, at.Debriefing if over else at.Awaiting | at.Debriefing)

    @precondition(lambda self: isinstance(self.state, at.RecordingTake))
    @rule()
    def stop(self) -> None:
        self.rehearsal.handle(on.RecordPressed(9.0))

    @rule(text=st.sampled_from(["", "You are stuck, and worn out."]))
    def write(self, text: str) -> None:
        self.rehearsal.handle(on.ReplyTyped(text))
        self.rehearsal.handle(on.TranscriptConfirmed(text))

    @precondition(lambda self: isinstance(self.state, at.Debriefing))
    @rule(take=st.integers(-1, 3), text=st.sampled_from(["", "so", "You are stuck, and worn out."]))
    def correct(self, take: int, text: str) -> None:
        self.mended = True
        self.rehearsal.handle(on.TranscriptCorrected(take, text))

    @precondition(lambda self: isinstance(self.state, at.Choosing | at.Debriefing) and self.made)
    @rule(data=st.data())
    def resume(self, data: st.DataObject) -> None:
        """Any recording that was kept goes on again, also an earlier one of a session that has more."""
        self.mended = True
        session, number = data.draw(st.sampled_from(sorted(self.made)))
        kept = {take: one for (of, take), one in self.world.saved.items() if of == session}
        if set(kept) != set(range(1, len(kept) + 1)) or number not in kept or self.world.segments:
            return
        takes = tuple(kept[take] for take in sorted(kept))
        run = at.Run(session, SCENARIO, takes, pair=data.draw(st.sampled_from(PAIRS)))
        segment = SpeechSegment(0, 0.0, 1.0, np.zeros(4, np.float32))
        self.rehearsal.handle(on.TakeResumed(run, number, self.made[session, number], (segment,)))

    @precondition(lambda self: isinstance(self.state, at.Preparing | at.CountingDown | at.RecordingTake))
    @rule(late=st.sampled_from([0, 0, 0, -1, 1]), fails=st.sampled_from([False, False, True]))
    def microphone(self, late: int, fails: bool) -> None:
        assert not isinstance(self.state, at.Choosing)
        take = self.state.run.number + late
        self.rehearsal.handle(on.MicrophoneFailed(take, FAULT) if fails else on.MicrophoneReady(take))

    @precondition(lambda self: self.world.ticks)
    @rule(data=st.data())
    def tick(self, data: st.DataObject) -> None:
        index = data.draw(st.integers(0, len(self.world.ticks) - 1))
        self.rehearsal.handle(self.world.ticks.pop(index))

    @precondition(lambda self: self.world.running is not None)
    @rule(index=st.integers(0, 2))
    def speak(self, index: int) -> None:
        assert self.world.running is not None
        segment = SpeechSegment(index, index * 2.0, index * 2.0 + 1.0, np.zeros(4, np.float32))
        self.rehearsal.handle(on.SegmentReady(self.world.running, segment))

    @precondition(lambda self: self.world.running is not None)
    @rule(spoken_s=st.sampled_from([0.0, 3.0]), error=st.sampled_from([None, FAULT]))
    def finish(self, spoken_s: float, error: HeardFirstError | None) -> None:
        take, self.world.running = self.world.running, None
        state = self.state
        assert take is not None
        assert isinstance(state, at.RecordingTake | at.Transcribing), "a take runs that nobody waits for"
        recording = Recording(Path(f"{len(self.made)}.wav"), 4.0, spoken_s, Condition.GOOD)
        self.made[state.run.session, take] = recording
        self.rehearsal.handle(on.TakeFinished(take, recording, error))

    @precondition(lambda self: self.world.segments)
    @rule(data=st.data(), fails=st.booleans(), twice=st.booleans())
    def answer(self, data: st.DataObject, fails: bool, twice: bool) -> None:
        take, segment = self.world.segments.pop(data.draw(st.integers(0, len(self.world.segments) - 1)))
        heard = on.SegmentHeard(take, segment.index, _heard(segment))
        answer = on.SegmentFailed(take, segment.index, FAULT) if fails else heard
        for _ in range(2 if twice else 1):
            self.rehearsal.handle(answer)

    @precondition(lambda self: self.world.reads)
    @rule(data=st.data())
    def read(self, data: st.DataObject) -> None:
        """Any answer that was ever asked for, as late as it may be, and more than once."""
        self.rehearsal.handle(data.draw(st.sampled_from(self.world.reads[-6:])))

    @precondition(lambda self: self.world.marks)
    @rule(data=st.data(), fails=st.booleans())
    def marked(self, data: st.DataObject, fails: bool) -> None:
        take, turns, goal = self.world.marks.pop(data.draw(st.integers(0, len(self.world.marks) - 1)))
        heard = Marker(example.Scripted()).mark(turns, goal)
        marking = data.draw(st.sampled_from([heard, unmarked(turns, Unmarked.NOTHING_SAID, goal)]))
        if fails and not isinstance(self.state, at.Choosing):
            self.unmarkable.add((self.state.run.session, take))
        self.rehearsal.handle(on.MarkingFailed(take, FAULT) if fails else on.Marked(take, marking))

    @invariant()
    def no_recording_is_lost(self) -> None:
        for (session, number), recording in self.made.items():
            saved = self.world.saved.get((session, number))
            kept = saved is not None and saved.recording is recording
            assert kept or self.unsaved or recording in self.held(session), f"{session}, take {number} is lost"

    @invariant()
    def a_marking_is_of_the_words_of_its_take_or_is_being_renewed(self) -> None:
        state = self.state
        if not isinstance(state, at.Debriefing) or (state.run.session, state.take) in self.unmarkable:
            return
        if (state.take, state.run.turns(state.take)) in [(take, turns) for take, turns, _ in self.world.marks]:
            return
        take = state.run.take(state.take)
        assert take.marking is not None
        assert take.marking.turns == state.run.turns(state.take)

    @invariant()
    def what_is_read_is_what_was_heard(self) -> None:
        state = self.state.before if isinstance(self.state, at.Failed) else self.state
        if not isinstance(state, at.RecordingTake | at.Transcribing) or state.hearing.reading is None:
            return
        assert state.run.pair is None, "the program judges before the colleague"
        read = state.hearing.reading.words_read(state.hearing.heard)
        assert read is not None
        assert read.text == state.hearing.reading.text

    @invariant()
    def nobody_is_asked_to_go_on_where_the_salesperson_has_ended_it(self) -> None:
        state = self.state
        if isinstance(state, at.Awaiting) and not self.mended:
            assert not state.run.over

    @invariant()
    def takes_are_numbered_without_gaps(self) -> None:
        if not isinstance(self.state, at.Choosing):
            takes = self.state.run.takes
            assert [take.number for take in takes] == list(range(1, len(takes) + 1))

    @invariant()
    def a_take_follows_one_that_was_made_before_it(self) -> None:
        if not isinstance(self.state, at.Choosing):
            run = self.state.run
            assert all(0 <= take.after < take.number for take in run.takes)
            assert 0 <= run.after < run.number

    @invariant()
    def between_turns_nothing_is_recorded_and_nothing_is_spoken(self) -> None:
        state = self.state
        if isinstance(state, at.Awaiting) and state.run.colleague_plays:
            assert self.world.running is None
        assert not (isinstance(state, at.Speaking) and state.run.colleague_plays)

    def held(self, session: str) -> list[Recording | None]:
        """The recordings that the present state holds for a session."""
        state = self.state
        if isinstance(state, at.Choosing) or state.run.session != session:
            return []
        held = [take.recording for take in state.run.takes]
        state = state.before if isinstance(state, at.Failed) else state
        if isinstance(state, at.Transcribing):
            held.append(state.recording)
        if isinstance(state, at.Reviewing | at.BeingMarked):
            held.append(state.take.recording)
        return held


def _heard(segment: SpeechSegment) -> Segment:
    words = tuple(Word(text, segment.start_s, segment.end_s, 0.9) for text in ("four", "words", "of", "it"))
    return Segment(words, segment.start_s, segment.end_s)


TestSequences = Sequences.TestCase
TestSequences.settings = settings(max_examples=60, stateful_step_count=60, deadline=None)
