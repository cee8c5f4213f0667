"""The composition root of the window: builds the adapters and hands them over. For commands app.headless does it."""

import contextlib
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from app import settings as settings_file
from app.audio.clip import read_clip
from app.audio.delivery.measurer import DeliveryMeasurer
from app.audio.file_recorder import recording_of
from app.audio.player import ClipPlayer
from app.audio.recorder import MicrophoneRecorder
from app.audio.recovery import Unfinished, adopt, discard, forget_consents, unfinished
from app.bundle.exchange import Exchange
from app.classifier.marker_thread import MarkerThread
from app.classifier.onnx_classifier import OnnxClassifier
from app.errors import ErrorKind, HeardFirstError
from app.folders import Folders, user_folders
from app.marking.marker import Marker
from app.meaning.onnx_meaning import OnnxMeaning
from app.persona.nearness import ByMeaning
from app.rehearsal.event import Event, TakeResumed
from app.rehearsal.ports import Post, Timer, Voice
from app.rehearsal.rehearsal import Ports, Rehearsal
from app.rehearsal.sound import InputDevice, Recording, SpeechSegment
from app.rehearsal.state import Run, State, Take
from app.scenarios.library import bundled
from app.scenarios.model_talk import ModelTalk, play
from app.scenarios.scenario import Scenario
from app.settings import Settings
from app.speech import models
from app.speech.client import SpeechRecogniser
from app.speech.download import download
from app.speech.engine import BUILT_IN, choose
from app.storage.archive import SessionArchive


class WhisperModels:
    """Whisper's model files on this disk. `download` and `import_file` block: call them on a thread of their own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def all(self) -> tuple[models.Model, ...]:
        """The models that can be had, the smallest first."""
        return tuple(sorted(models.MODELS.values(), key=lambda model: model.size))

    def state(self, name: str) -> models.ModelState:
        """How a model lies on the disk; reads the file once, so not on the GUI thread."""
        return models.state(models.MODELS[name], self._folder)

    def download(self, name: str, progress: models.Progress, cancel: threading.Event) -> None:
        """Fetch a model, going on where an earlier try stopped. Raises HeardFirstError, or Cancelled."""
        download(models.MODELS[name], self._folder, progress, cancel)

    def import_file(self, source: Path, progress: models.Progress) -> models.Model:
        """Take a model from a file; returns which one it is. Raises HeardFirstError."""
        return models.import_file(source, self._folder, progress)


class Services:
    """The parts of the program for the window. Used on the GUI thread."""

    def __init__(self, folders: Folders | None = None) -> None:
        """Open everything that can be opened; what cannot is in `notices`, and the window starts all the same."""
        self.folders = folders or user_folders()
        self._notices: list[HeardFirstError] = []
        self._make_folders()
        self.settings, bad = settings_file.load(self.folders.settings)
        if bad is not None:
            self._notices.append(HeardFirstError(ErrorKind.SETTINGS_BROKEN, path=bad))
        self.scenarios, self.scenario_faults = bundled()
        self.archive = self._open_archive()
        self._forget_consents()
        self.exchange = Exchange(self.archive, self.folders.sound)
        self.player = ClipPlayer()
        self.delivery = DeliveryMeasurer(self.folders.sound, self._own_sessions)
        self.models = WhisperModels(self.folders.models)
        self._post: Post = _drop
        self.recorder = MicrophoneRecorder(self._forward, self.folders.sound)
        self._choose_microphone()
        self._recogniser = SpeechRecogniser(self._forward, BUILT_IN, None, self.folders.models)
        self._try_recogniser()
        self._marker = MarkerThread(self._forward, OnnxClassifier.bundled, ByMeaning(OnnxMeaning.bundled))
        self._rehearsal: Rehearsal | None = None

    @property
    def notices(self) -> tuple[HeardFirstError, ...]:
        """What is missing or broken since the start."""
        return tuple(self._notices)

    def save_settings(self, settings: Settings) -> None:
        """Take over and keep the user's choices. Raises HeardFirstError (FOLDER_UNWRITABLE)."""
        self.settings = settings
        self._choose_microphone()
        try:
            settings_file.save(settings, self.folders.settings)
        except OSError as error:
            raise _unwritable(error, self.folders.config) from error

    def choose_recogniser(self, engine: str, model: str | None) -> None:
        """Use another recogniser from the next take on. Raises HeardFirstError."""
        fresh = SpeechRecogniser(self._forward, engine, model, self.folders.models)
        self._recogniser.close()
        self._recogniser = fresh
        if self._rehearsal is not None:
            self._rehearsal.use_recogniser(fresh)
        self.save_settings(replace(self.settings, engine=engine, model=model or ""))

    def unfinished(self) -> tuple[Unfinished, ...]:
        """Recordings that a crash left behind.

        Whole ones only where the archive can tell which of them no session knows.
        """
        knows = self._keeps and self.archive.damage is None
        return tuple(unfinished(self.folders.sound, self.archive.kept_sounds() if knows else None))

    def adopt(self, run: Run, one: Unfinished) -> TakeResumed:
        """Make a recording that a crash left whole; the event goes on with it where the crash stopped it.

        `run` is its session as it was kept; save the event's take before it is posted. Listens to the whole sound
        and uses nothing else: call it on a thread of its own. A take that holds something already stays as it is;
        the recording becomes the next one then. Raises HeardFirstError.
        """
        recording = adopt(one.path)
        run = run.up_to(one.take)
        take = run.take(one.take)
        if not take.empty:
            take = Take(run.number, run.line)
        resumed = run.with_take(replace(take, recording=recording))
        return TakeResumed(resumed, take.number, recording, tuple(_segments_of(recording)))

    def resume(self, run: Run, take: int) -> TakeResumed:
        """A kept take that was never marked; the event goes on with its sound. On any thread, as `adopt`.

        Raises HeardFirstError where there is no sound to go on with.
        """
        recording = run.take(take).recording
        if recording is None or recording.path is None:
            raise HeardFirstError(ErrorKind.FILE_MISSING, path=f"{run.session}-{take}.wav")
        return TakeResumed(run, take, recording, tuple(_segments_of(recording)))

    def discard(self, one: Unfinished) -> None:
        """Delete a recording that a crash left behind, and its empty take."""
        discard(one.path)
        try:
            run = self.archive.open_session(one.session).run
        except HeardFirstError:
            return
        take = run.finished(one.take)
        if take is not None and take.empty:
            self.archive.drop_take(run, one.take)

    def make_rehearsal(
        self,
        post: Post,
        voice: Voice,
        timer: Timer,
        changed: Callable[[State], None],
        unsaved: Callable[[HeardFirstError], None],
    ) -> Rehearsal:
        """A rehearsal over these ports, in Choosing."""
        self._post = post
        self._marker.warm_up()
        ports = Ports(self.recorder, self._recogniser, self._marker, voice, timer, self.archive)
        self._rehearsal = Rehearsal(ports, self.settings.countdown, changed, unsaved)
        return self._rehearsal

    def play_models(self, scenario: Scenario) -> tuple[ModelTalk, ModelTalk]:
        """The strong and the weak conversation of a scenario that has them. Takes a second: call it on any thread.

        Raises HeardFirstError (MARKER_MISSING, MARKER_DAMAGED).
        """
        if scenario.models is None:
            raise ValueError(f"{scenario.id} has no conversations to learn from")
        marker = Marker(OnnxClassifier.bundled())
        strong, weak = scenario.models.strong.turns, scenario.models.weak.turns
        near = ByMeaning(OnnxMeaning.bundled)
        return play(scenario, strong, marker, near), play(scenario, weak, marker, near)

    def close(self, deadline_s: float) -> None:
        """End everything that runs, by force after the deadline."""
        self._post = _drop
        self.player.stop()
        self.delivery.close()
        self.recorder.close()
        self._recogniser.close()
        self._marker.close()
        self.recorder.wait(deadline_s)
        self.archive.close()

    def _own_sessions(self) -> frozenset[str]:
        """The sessions that were made on this computer."""
        try:
            return frozenset(one.id for one in self.archive.list_sessions() if one.origin is None)
        except HeardFirstError:
            return frozenset()

    def _forward(self, event: Event) -> None:
        self._post(event)

    def _make_folders(self) -> None:
        try:
            self.folders.make()
        except OSError as error:
            self._notices.append(_unwritable(error, self.folders.data))

    def _open_archive(self) -> SessionArchive:
        """The archive on disk, or one in memory where the disk's cannot be used."""
        self._keeps = True
        try:
            archive = SessionArchive(self.folders)
        except HeardFirstError as error:
            self._notices.append(error)
            self._keeps = False
            return SessionArchive(self.folders, keep=False)
        if archive.damage is not None:
            reason, path = archive.damage.reason, self.folders.database
            self._notices.append(HeardFirstError(ErrorKind.DATABASE_DAMAGED, path=path, reason=reason))
        return archive

    def _forget_consents(self) -> None:
        """Spoken agreements of sessions that were never kept; only where the archive can tell."""
        if self._keeps and self.archive.damage is None:
            with contextlib.suppress(HeardFirstError):  # whoever lists the sessions next says it
                forget_consents(self.folders.sound, {one.id for one in self.archive.list_sessions()})

    def _choose_microphone(self) -> None:
        self.recorder.choose(chosen_microphone(self.settings))

    def _try_recogniser(self) -> None:
        if self.settings.engine == BUILT_IN:
            return
        try:
            choice = choose(self.settings.engine, self.settings.model or None, self.folders.models)
            self._recogniser = SpeechRecogniser(self._forward, choice.engine.name, choice.model, self.folders.models)
        except HeardFirstError as error:
            self._notices.append(error)


def chosen_microphone(settings: Settings) -> InputDevice | None:
    """The microphone that the user chose; None for the system's default."""
    return InputDevice(settings.microphone, settings.microphone_host_api) if settings.microphone else None


def _segments_of(recording: Recording) -> list[SpeechSegment]:
    if recording.path is None:
        return []
    return recording_of(read_clip(recording.path), recording.path)[1]


def _drop(event: Event) -> None:
    """Nobody listens."""


def _unwritable(error: OSError, folder: Path) -> HeardFirstError:
    reason = error.strerror or str(error)
    return HeardFirstError(ErrorKind.FOLDER_UNWRITABLE, path=error.filename or folder, reason=reason)
