"""The window's services without sound, processes or disk: everything happens when the test says so."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from app.audio.delivery.delivery import Measured
from app.audio.recovery import Unfinished
from app.bundle.exchange import Exchange
from app.errors import ErrorKind, HeardFirstError
from app.folders import Folders
from app.marking.facts import Goal
from app.marking.marker import Marker, Turn
from app.rehearsal import event as on
from app.rehearsal.ports import Post, Timer, Voice
from app.rehearsal.reading import Reading
from app.rehearsal.rehearsal import Ports, Rehearsal
from app.rehearsal.sound import Condition, InputDevice, Level, Recording, SpeechSegment
from app.rehearsal.state import Run, State, Take
from app.scenarios.library import bundled
from app.scenarios.model_talk import ModelTalk, play
from app.scenarios.scenario import Persona, Scenario
from app.settings import Settings
from app.speech.download import Cancelled
from app.speech.models import MODELS, Model, ModelState, Progress
from app.transcript.transcript import Transcript
from tests import example_delivery
from tests.example_session import Scripted, transcript
from tests.fake_archive import FakeArchive
from tests.fake_recogniser import FakeRecogniser
from tests.shared_words import BySharedWords

SAID = "You have nothing left to promise. Send me the list by noon."


class FakeMicrophone:
    """The port Recorder: opens at once unless `held`; `speak` gives a segment, `stop` a recording."""

    def __init__(self, post: Post) -> None:
        self.found: tuple[InputDevice, ...] = (InputDevice("Desk microphone", "ALSA", is_default=True),)
        self.held = False
        self.listing = threading.Event()
        """Clear it to make `devices` block, as a driver may."""
        self.listing.set()
        self.fails_with: HeardFirstError | None = None
        self.now = Level(-22.0, -12.0)
        self.chosen: InputDevice | None = None
        self.calls: list[str] = []
        self.condition = Condition.GOOD
        self.sound: Path | None = None
        self.spoken_s = 0.0
        """How long the take has been running, where one does."""
        self._running = False
        self._post = post
        self._take = 0
        self._segments = 0

    def devices(self) -> tuple[InputDevice, ...]:
        self.listing.wait(10)
        return self.found

    def choose(self, device: InputDevice | None) -> None:
        self.chosen = device

    def open(self, take: int) -> None:
        self.calls.append("open")
        self._take, self._segments = take, 0
        if self.fails_with is not None:
            self._post(on.MicrophoneFailed(take, self.fails_with))
        elif not self.held:
            self._post(on.MicrophoneReady(take))

    def start(self, take: int, session: str, not_before_s: float) -> None:
        self.calls.append("start")
        self._running = True

    def stop(self, take: int) -> None:
        self.calls.append("stop")
        self._running = False
        if not self.held:
            self.finish()

    def finish(self, error: HeardFirstError | None = None) -> None:
        """The file is closed."""
        self._running = False
        recording = Recording(self.sound, 6.0, 5.0, self.condition, interrupted=error is not None)
        self._post(on.TakeFinished(self._take, recording, error))

    def drop(self, take: int) -> None:
        self.calls.append("drop")
        self._running = False

    def close(self) -> None:
        self.calls.append("close")
        self._running = False

    def level(self) -> Level:
        return self.now

    def elapsed_s(self) -> float:
        return self.spoken_s if self._running else 0.0

    def speak(self) -> None:
        """A pause ends a stretch of speech."""
        index, self._segments = self._segments, self._segments + 1
        self._post(on.SegmentReady(self._take, SpeechSegment(index, 3.0 * index, 3.0 * index + 2.5, np.zeros(8, "f"))))


class FakeMarker:
    """The port BackgroundMarker: empathy in the first sentence, the ask in the second; at once unless `held`."""

    def __init__(self, post: Post) -> None:
        self.held = False
        self.fails_with: HeardFirstError | None = None
        self.asked: list[tuple[int, tuple[int, ...], Turn]] = []
        """What was to be read while it was said."""
        self._post = post

    def mark(
        self, take: int, turns: tuple[Turn, ...], goal: Goal, *, ended: bool = True, persona: Persona | None = None
    ) -> None:
        if self.fails_with is not None:
            self._post(on.MarkingFailed(take, self.fails_with))
        elif not self.held:
            self._post(on.Marked(take, Marker(Scripted()).mark(turns, goal, ended=ended)))

    def read(self, take: int, segments: tuple[int, ...], turn: Turn) -> None:
        self.asked.append((take, segments, turn))
        if not self.held:
            sentences = Scripted().classify(turn.text)
            self._post(on.SegmentsRead(take, Reading(segments, turn.text, sentences)))

    def close(self) -> None:
        """Nothing runs."""


class FakePlayer:
    """Notes what is played; with `ends` it is over at once."""

    def __init__(self) -> None:
        self.played: list[Path] = []
        self.ends = False
        self.stopped = 0
        self.fails_with: HeardFirstError | None = None

    def play(
        self,
        path: Path,
        start_s: float,
        end_s: float | None,
        on_position: Callable[[float], None],
        on_end: Callable[[], None],
        on_fail: Callable[[HeardFirstError], None],
    ) -> None:
        self.played.append(path)
        if self.fails_with is not None:
            on_fail(self.fails_with)
        if self.fails_with is not None or self.ends:
            on_end()

    def stop(self) -> None:
        self.stopped += 1


class FakeMeasurer:
    """Measures at once unless `held`, else with `finish`; notes what was measured and how often it was cancelled."""

    def __init__(self) -> None:
        self.held = False
        self.found: Measured | HeardFirstError = example_delivery.measured()
        self.measured: list[Path] = []
        self.cancelled = 0
        self.waiting: list[Callable[[Measured | HeardFirstError], None]] = []

    def measure(
        self, path: Path, transcript: Transcript | None, done: Callable[[Measured | HeardFirstError], None], /
    ) -> Callable[[], None]:
        self.measured.append(path)
        self.waiting.append(done)
        if not self.held:
            self.finish()
        return lambda: self._cancel(done)

    def finish(self) -> None:
        """All that waits is measured."""
        waiting, self.waiting = self.waiting, []
        for done in waiting:
            done(self.found)

    def _cancel(self, done: Callable[[Measured | HeardFirstError], None]) -> None:
        if done in self.waiting:
            self.waiting.remove(done)
            self.cancelled += 1


class FakeModels:
    """Downloads wait for `go`, on the thread that asked."""

    def __init__(self) -> None:
        self.all: tuple[Model, ...] = tuple(sorted(MODELS.values(), key=lambda model: model.size))
        self.states = dict.fromkeys(MODELS, ModelState.MISSING)
        self.go = threading.Event()
        self.reported = threading.Event()
        self.fails_with: HeardFirstError | None = None

    def state(self, name: str) -> ModelState:
        return self.states[name]

    def download(self, name: str, progress: Progress, cancel: threading.Event) -> None:
        progress(MODELS[name].size // 3, MODELS[name].size)
        self.reported.set()
        while not self.go.wait(0.01):
            if cancel.is_set():
                self.states[name] = ModelState.PARTIAL
                raise Cancelled
        if self.fails_with is not None:
            raise self.fails_with
        self.states[name] = ModelState.READY

    def import_file(self, source: Path, progress: Progress) -> Model:
        if self.fails_with is not None:
            raise self.fails_with
        self.states["tiny.en"] = ModelState.READY
        return MODELS["tiny.en"]


class FakeServices:
    """The shape of ui.services.Services."""

    def __init__(self, home: Path, settings: Settings | None = None) -> None:
        self.folders = Folders(home / "data", home / "models", home / "config", home / "log")
        self.settings = settings or Settings(countdown=2)
        self.scenarios: tuple[Scenario, ...] = bundled()[0]
        self.scenario_faults: tuple[HeardFirstError, ...] = ()
        self.notices: tuple[HeardFirstError, ...] = ()
        self.archive = FakeArchive()
        self.exchange = Exchange(self.archive, self.folders.sound)
        self.recorder = FakeMicrophone(self._forward)
        self.recogniser = FakeRecogniser(self._forward, self._hear, rough=True)
        self.marker = FakeMarker(self._forward)
        self.models = FakeModels()
        self.player = FakePlayer()
        self.delivery = FakeMeasurer()
        self.left: list[Unfinished] = []
        self.adopted: list[Unfinished] = []
        self.discarded: list[Unfinished] = []
        self.hears = SAID
        self.recogniser_fails: HeardFirstError | None = None
        self.sound_fails: HeardFirstError | None = None
        self.closed = False
        self._post: Post = _drop

    def _hear(self, segment: SpeechSegment) -> str:
        if self.recogniser_fails is not None:
            raise self.recogniser_fails
        return self.hears

    def save_settings(self, settings: Settings) -> None:
        self.settings = settings
        wanted = settings.microphone
        self.recorder.choose(InputDevice(wanted, settings.microphone_host_api) if wanted else None)

    def choose_recogniser(self, engine: str, model: str | None) -> None:
        if model is not None and self.models.states[model] is not ModelState.READY:
            raise HeardFirstError(ErrorKind.MODEL_MISSING, model=model)
        self.save_settings(replace(self.settings, engine=engine, model=model or ""))

    def unfinished(self) -> Sequence[Unfinished]:
        return tuple(self.left)

    def adopt(self, run: Run, one: Unfinished, /) -> on.TakeResumed:
        self.adopted.append(one)
        self.left.remove(one)
        recording = Recording(one.path, one.duration_s, one.duration_s, Condition.GOOD)
        return self._resumed(run.with_take(replace(run.take(one.take), recording=recording)), one.take)

    def resume(self, run: Run, take: int, /) -> on.TakeResumed:
        if self.sound_fails is not None:
            raise self.sound_fails
        return self._resumed(run, take)

    def _resumed(self, run: Run, take: int) -> on.TakeResumed:
        assert threading.current_thread() is not threading.main_thread(), "a whole recording is heard on the GUI thread"
        recording = run.take(take).recording
        assert recording is not None
        segment = SpeechSegment(0, 0.0, recording.duration_s, np.zeros(8, "f"))
        return on.TakeResumed(run, take, recording, (segment,))

    def discard(self, one: Unfinished, /) -> None:
        self.discarded.append(one)
        self.left.remove(one)

    def make_rehearsal(
        self,
        post: Post,
        voice: Voice,
        timer: Timer,
        changed: Callable[[State], None],
        unsaved: Callable[[HeardFirstError], None],
    ) -> Rehearsal:
        self._post = post
        ports = Ports(self.recorder, self.recogniser, self.marker, voice, timer, self.archive)
        return Rehearsal(ports, self.settings.countdown, changed, unsaved)

    def play_models(self, scenario: Scenario, /) -> tuple[ModelTalk, ModelTalk]:
        assert scenario.models is not None
        if self.marker.fails_with is not None:
            raise self.marker.fails_with
        marker = Marker(Scripted())
        strong, weak = scenario.models.strong.turns, scenario.models.weak.turns
        return play(scenario, strong, marker, BySharedWords()), play(scenario, weak, marker, BySharedWords())

    def close(self, deadline_s: float) -> None:
        self.closed = True

    def _forward(self, event: on.Event) -> None:
        self._post(event)

    def leave_behind(self, folder: Path, seconds: float = 42.0) -> Unfinished:
        """A recording that a crash left."""
        started = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)
        one = Unfinished(folder / "cut.wav.part", "0" * 16, 1, seconds, started)
        run = Run(one.session, self.scenarios[0])
        self.archive.save_take(run, Take(1, run.line))
        self.left.append(one)
        return one

    def keep_session(self, scenario: int = 0, text: str = SAID) -> str:
        """A finished session in the archive; its id."""
        session = self.archive.new_session_id()
        chosen = self.scenarios[scenario]
        marking = Marker(Scripted()).mark((Turn(text, chosen.opening_line(1)),), chosen.goal)
        take = Take(1, chosen.opening_line(1), transcript(text), None, marking)
        self.archive.save_take(Run(session, chosen), take)
        return session


def _drop(event: on.Event) -> None:
    """Nobody listens."""
