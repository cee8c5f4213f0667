"""The composition root of the front end without a window: each command gets the parts that it needs."""

from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from tempfile import TemporaryDirectory

import numpy as np

from app.audio.clip import read_clip
from app.audio.delivery.delivery import Delivery, Measured
from app.audio.delivery.measurer import DeliveryMeasurer
from app.audio.file_recorder import FileRecorder, recording_of
from app.audio.portaudio import LoadLibrary, load_pyaudio
from app.audio.recorder import MicrophoneRecorder
from app.bundle.exchange import Exchange
from app.classifier.marker_thread import MarkerThread
from app.classifier.onnx_classifier import OnnxClassifier
from app.errors import ErrorKind, HeardFirstError
from app.folders import user_folders
from app.marking.marker import Marker
from app.meaning.onnx_meaning import OnnxMeaning
from app.persona.nearness import ByMeaning
from app.rehearsal.event import Event, MicrophoneFailed
from app.rehearsal.ports import Post, Voice
from app.rehearsal.rehearsal import Ports, Rehearsal
from app.rehearsal.sound import SPEECH_RATE_HZ, Level, Recording, Samples, SpeechSegment
from app.rehearsal.state import Run, Take
from app.services import chosen_microphone
from app.settings import Settings
from app.speech import models
from app.speech.client import SpeechRecogniser, transcribe
from app.speech.engine import choose
from app.storage.archive import SessionArchive
from app.transcript.transcript import Transcript

_CLOSING_S = 5.0
_FIRST_SOUND_S = 3.0


def load_marker() -> Marker:
    """The marker that comes with the program. Raises HeardFirstError (MARKER_MISSING, MARKER_DAMAGED)."""
    return Marker(OnnxClassifier.bundled())


@dataclass(frozen=True)
class HeardFile:
    """A sound file in words."""

    recording: Recording
    transcript: Transcript
    confidence_floor: float


def hear_file(path: Path, engine: str, model: str | None) -> HeardFile:
    """Read a sound file and transcribe what is said in it. Raises HeardFirstError."""
    choice = choose(engine, model, user_folders().models)
    choice.setup()  # a model that is not there is said whether or not this file needs it
    recording, segments = recording_of(read_clip(path), path)
    if not segments:
        transcript = Transcript((), choice.label, choice.engine.rough)
    else:
        transcript = transcribe(segments, engine, model, user_folders().models)
    return HeardFile(recording, transcript, choice.engine.confidence_floor)


def measure_file(path: Path, transcript: Transcript) -> Delivery:
    """Measure how something was said; nothing of it is kept. Raises HeardFirstError."""
    results: SimpleQueue[Measured | HeardFirstError] = SimpleQueue()
    measurer = DeliveryMeasurer(None, tuple)
    try:
        measurer.measure(path, transcript, results.put)
        result = results.get()
    finally:
        measurer.close()
    if isinstance(result, HeardFirstError):
        raise result
    return result.delivery


class NoArchive:
    """Keeps nothing (port app.rehearsal.ports.Archive): the headless rehearsal reads files that are kept already."""

    def save_take(self, run: Run, take: Take) -> None:
        """Keep nothing."""

    def drop_take(self, run: Run, number: int) -> None:
        """Nothing was kept."""


class NoWait:
    """A timer whose second is over at once (port app.rehearsal.ports.Timer)."""

    def __init__(self, post: Post) -> None:
        self._post = post

    def after(self, seconds: float, event: Event) -> None:
        """Post `event` now."""
        self._post(event)


@dataclass(frozen=True)
class HeadlessRehearsal:
    """A rehearsal with recorded replies; close it at the end."""

    rehearsal: Rehearsal
    close: Callable[[], None]


def headless_rehearsal(
    files: Sequence[Path], engine: str, model: str | None, post: Post, voice: Voice
) -> HeadlessRehearsal:
    """A rehearsal whose takes are sound files, in order. Raises HeardFirstError where no recogniser is there."""
    choose(engine, model, user_folders().models).setup()
    recogniser = SpeechRecogniser(post, engine, model, user_folders().models)
    marker = MarkerThread(post, OnnxClassifier.bundled, ByMeaning(OnnxMeaning.bundled))
    copies = TemporaryDirectory(prefix="heard-first-")
    recorder = FileRecorder(post, Path(copies.name), files)

    def close() -> None:
        recorder.close()
        recorder.wait(_CLOSING_S)
        copies.cleanup()
        recogniser.close()
        marker.close()

    ports = Ports(recorder, recogniser, marker, voice, NoWait(post), NoArchive())
    return HeadlessRehearsal(Rehearsal(ports, 0, _ignore, _ignore), close)


def try_microphone(settings: Settings, backend: LoadLibrary = load_pyaudio) -> str:
    """Open the chosen microphone until sound comes, for at most 3 s, and say which it is. Raises HeardFirstError."""
    events: SimpleQueue[Event] = SimpleQueue()
    recorder = MicrophoneRecorder(events.put, user_folders().sound, backend)
    wanted = chosen_microphone(settings)
    found = recorder.devices()
    if not found:
        raise HeardFirstError(ErrorKind.NO_MICROPHONE)
    name = wanted.name if wanted else next((one.name for one in found if one.is_default), found[0].name)
    recorder.choose(wanted)
    recorder.open(take=1)
    try:
        event = events.get(timeout=_FIRST_SOUND_S)
        zeros = recorder.level().peak_dbfs <= Level().peak_dbfs
    except Empty:
        reason = f"no sound came within {_FIRST_SOUND_S:.0f} seconds"
        raise HeardFirstError(ErrorKind.MICROPHONE_UNAVAILABLE, device=name, reason=reason) from None
    finally:
        recorder.close()
        recorder.wait(_CLOSING_S)
    if isinstance(event, MicrophoneFailed):
        raise event.error
    return f"{name} opens" + (", but is silent so far: it may be muted" if zeros else " and sends sound")


def try_recogniser(settings: Settings) -> str:
    """Start the chosen recogniser on a second of silence and say what is ready. Raises HeardFirstError."""
    folder = user_folders().models
    choice = choose(settings.engine, settings.model or None, folder)
    silence: Samples = np.zeros(SPEECH_RATE_HZ, np.float32)
    transcribe([SpeechSegment(0, 0.0, 1.0, silence)], choice.engine.name, choice.model, folder)
    ready = [name for name, model in models.MODELS.items() if models.state(model, folder) is models.ModelState.READY]
    return f"{choice.label} answers; Whisper models here: {', '.join(ready) or 'none yet'}"


@contextmanager
def kept_sessions() -> Generator[tuple[SessionArchive, Exchange]]:
    """The archive on this computer and the exchange over it, closed at the end.

    Raises HeardFirstError; DATABASE_DAMAGED once, where a damaged file was set aside just now.
    """
    folders = user_folders()
    try:
        folders.make()
    except OSError as error:
        reason = error.strerror or str(error)
        raise HeardFirstError(ErrorKind.FOLDER_UNWRITABLE, path=error.filename or folders.data, reason=reason) from None
    archive = SessionArchive(folders)
    try:
        if archive.damage is not None:
            raise HeardFirstError(ErrorKind.DATABASE_DAMAGED, path=folders.database, reason=archive.damage.reason)
        yield archive, Exchange(archive, folders.sound)
    finally:
        archive.close()


def _ignore(_: object) -> None:
    """Nobody needs to know."""
