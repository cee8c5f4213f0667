"""Runs one rehearsal at a time: takes events, asks `step`, does the effects through the ports."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from app.errors import HeardFirstError
from app.rehearsal import effect as do
from app.rehearsal import state as at
from app.rehearsal.event import Event, Tick
from app.rehearsal.ports import Archive, BackgroundMarker, Recogniser, Recorder, Timer, Voice
from app.rehearsal.rules import Rules
from app.rehearsal.step import step


@dataclass(frozen=True)
class Ports:
    """The world, as one rehearsal sees it."""

    recorder: Recorder
    recogniser: Recogniser
    marker: BackgroundMarker
    voice: Voice
    timer: Timer
    archive: Archive


class Rehearsal:
    """Holds the state and carries out the effects. Used on one thread, its owner's.

    `changed` is called with the new state after every event that changed it; `unsaved` with the error where a
    take could not be kept, which does not stop the rehearsal.
    """

    def __init__(
        self,
        ports: Ports,
        countdown: int,
        changed: Callable[[at.State], None],
        unsaved: Callable[[HeardFirstError], None],
    ) -> None:
        self._ports = ports
        self._countdown = countdown
        self._changed = changed
        self._unsaved = unsaved
        self._state: at.State = at.Choosing()

    @property
    def state(self) -> at.State:
        """Where the rehearsal stands."""
        return self._state

    def use_recogniser(self, recogniser: Recogniser) -> None:
        """Send segments to another recogniser from now on."""
        self._ports = replace(self._ports, recogniser=recogniser)

    def handle(self, event: Event) -> None:
        """Take one event. On the owner's thread; others go through a `Post`."""
        recogniser = self._ports.recogniser
        rules = Rules(self._countdown, recogniser.engine, recogniser.rough, recogniser.confidence_floor)
        before = self._state
        self._state, effects = step(before, event, rules)
        for effect in effects:
            self._do(effect)
        if self._state is not before:
            self._changed(self._state)

    def _do(self, effect: do.Effect) -> None:  # noqa: C901, PLR0912 - one line an effect, nothing to share
        ports = self._ports
        match effect:
            case do.Say(line, scenario, mood):
                ports.voice.say(line, scenario.persona, mood)
            case do.Hush():
                ports.voice.hush()
            case do.OpenMicrophone(take):
                ports.recogniser.warm_up()
                ports.recorder.open(take)
            case do.CloseMicrophone():
                ports.recorder.close()
            case do.StartTimer(attempt):
                ports.timer.after(1.0, Tick(attempt))
            case do.StartTake(take, not_before_s):
                ports.recorder.start(take, self._run().session, not_before_s)
            case do.StopTake(take):
                ports.recorder.stop(take)
            case do.DropTake(take):
                ports.recorder.drop(take)
            case do.Recognise(take, segment):
                ports.recogniser.recognise(take, segment)
            case do.ForgetSegments(take):
                ports.recogniser.forget(take)
            case do.Mark(take, turns, goal, persona, ended):
                ports.marker.mark(take, turns, goal, ended=ended, persona=persona)
            case do.Read(take, segments, turn):
                ports.marker.read(take, segments, turn)
            case do.Save(take):
                self._save(take)
            case do.Unsave(take):
                self._keep(lambda: ports.archive.drop_take(self._run(), take))

    def _save(self, number: int) -> None:
        run, take = self._run(), _take_of(self._state, number)
        if take is None:
            return
        kept = replace(run, takes=tuple(_with_its_marks(run, one) for one in run.takes))
        self._keep(lambda: self._ports.archive.save_take(kept, _with_its_marks(run, take)))

    def _keep(self, write: Callable[[], None]) -> None:
        try:
            write()
        except HeardFirstError as error:
            self._unsaved(error)

    def _run(self) -> at.Run:
        assert not isinstance(self._state, at.Choosing)  # noqa: S101 - step gives no such effect there
        return self._state.run


def _with_its_marks(run: at.Run, take: at.Take) -> at.Take:
    """A take as it is kept: marks of other words than its own, which show until the new ones come, are not."""
    stale = take.marking is not None and take.marking.turns != run.turns_with(take)
    return replace(take, marking=None, acts=None) if stale else take


def _take_of(state: at.State, number: int) -> at.Take | None:
    """The take with this number as the state knows it, whether it is finished or still being made."""
    if isinstance(state, at.Failed):
        state = state.before
    if isinstance(state, at.Choosing):
        return None
    if number < state.run.number:
        return state.run.take(number)
    if isinstance(state, at.RecordingTake):
        return state.run.begun
    if isinstance(state, at.Transcribing):
        return replace(state.run.begun, recording=state.recording)
    if isinstance(state, at.Reviewing | at.BeingMarked):
        return state.take
    return None
