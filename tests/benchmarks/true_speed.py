"""One rehearsal without a window, its microphone fed at true speed: how long from Stop to the checklist."""

import queue
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np

from app.audio.recorder import MicrophoneRecorder
from app.classifier.marker_thread import MarkerThread
from app.classifier.onnx_classifier import OnnxClassifier
from app.cli.rehearse import SilentVoice
from app.folders import user_folders
from app.headless import NoWait
from app.rehearsal import event as on
from app.rehearsal import state as at
from app.rehearsal.rehearsal import Ports, Rehearsal
from app.rehearsal.sound import SPEECH_RATE_HZ, Samples, SpeechSegment
from app.scenarios.library import bundled
from app.speech.client import SpeechRecogniser
from app.storage.archive import SessionArchive
from tests.benchmarks.machine import Others, peak_memory
from tests.fake_recorder import FakeLibrary, as_device_sound

_DEVICE_HZ = 48_000
_BEFORE_S = 0.5
_AFTER_S = 3.0
_PATIENCE_S = 900.0
E_ = TypeVar("E_")


@dataclass(frozen=True)
class Waited:
    """Seconds from Stop to the checklist: our way, and the plain way on the same sound with the same warm worker.

    `closed_s` is the part of both until the file is closed (0.4 s of it are recorded on purpose). `plain_whole_s`
    sends the recording in one piece, `plain_pieces_s` in our segments, each only after Stop. `last_s` is the length
    of the piece that was being said at Stop; `others` the share of the processor that other programs took meanwhile.
    """

    ours_s: float
    closed_s: float
    plain_whole_s: float
    plain_pieces_s: float | None
    segments: int
    words: int
    last_s: float
    others: float

    @property
    def plain_s(self) -> float:
        """The faster of the plain ways."""
        return min(self.plain_whole_s, self.plain_pieces_s or self.plain_whole_s)


class TrueSpeed:
    """Parts that stay warm over several replies, as they do in the window. Used on one thread."""

    def __init__(self, folder: Path, engine: str, model: Path | None = None) -> None:
        self._events: queue.SimpleQueue[on.Event] = queue.SimpleQueue()
        self._folders = user_folders()
        self._folders.make()
        self._sound = folder / "sound"
        self._recogniser = SpeechRecogniser(self._events.put, engine, model)
        self._marker = MarkerThread(self._events.put, OnnxClassifier.bundled)
        self._archive = SessionArchive(self._folders)
        self._warm_up()

    def close(self) -> None:
        """End worker and thread."""
        self._recogniser.close()
        self._marker.close()
        self._archive.close()

    @property
    def worker_memory(self) -> int:
        """The speech worker's peak resident memory in bytes."""
        return peak_memory(self._recogniser.pid or 0)

    def measure(self, reply: Samples, in_pieces: bool = True) -> Waited:
        """Speak one reply at true speed, stop on its last sample, then do the same work the plain way."""
        others, library = Others(), FakeLibrary()
        recorder = MicrophoneRecorder(self._events.put, self._sound, library)
        voice, timer = SilentVoice(self._events.put), NoWait(self._events.put)
        ports = Ports(recorder, self._recogniser, self._marker, voice, timer, self._archive)
        rehearsal = Rehearsal(ports, 0, lambda _: None, _fail)
        segments: list[SpeechSegment] = []
        rehearsal.handle(on.ScenarioChosen(bundled()[0][0], self._archive.new_session_id()))
        self._until(rehearsal, at.Awaiting, segments)
        rehearsal.handle(on.RecordPressed(0.0))
        begin_s = time.monotonic()
        player = library.play(as_device_sound(_framed(reply), _DEVICE_HZ))
        self._until(rehearsal, at.RecordingTake, segments)
        stop_s = begin_s + _BEFORE_S + len(reply) / SPEECH_RATE_HZ
        self._until(rehearsal, None, segments, stop_s)
        rehearsal.handle(on.RecordPressed(time.monotonic()))
        stopped_s = time.monotonic()
        closed_s = self._until(rehearsal, at.Speaking, segments) - stopped_s
        ours_s = time.monotonic() - stopped_s
        share = others.share
        recorder.close()
        recorder.wait(10)
        player.join()
        state = rehearsal.state
        assert isinstance(state, at.Speaking)
        take = state.run.take(1)
        assert take.transcript is not None
        whole = SpeechSegment(0, 0.0, len(reply) / SPEECH_RATE_HZ, reply)
        plain_whole_s = closed_s + self._plain([whole], take)
        plain_pieces_s = closed_s + self._plain(segments, take) if in_pieces else None
        words = len(take.transcript.text.split())
        last_s = segments[-1].end_s - segments[-1].start_s
        return Waited(ours_s, closed_s, plain_whole_s, plain_pieces_s, len(segments), words, last_s, share)

    def _until(
        self, rehearsal: Rehearsal, state: type | None, segments: list[SpeechSegment], deadline_s: float | None = None
    ) -> float:
        """Handle events until the state or the time is reached; returns when the file was closed (0 if not yet)."""
        closed_s = 0.0
        until_s = deadline_s or time.monotonic() + _PATIENCE_S
        while state is None or not isinstance(rehearsal.state, state):
            try:
                event = self._events.get(timeout=max(0.0, until_s - time.monotonic()))
            except queue.Empty:
                if state is None:
                    return closed_s
                raise TimeoutError(f"{state.__name__} was not reached") from None
            if isinstance(event, on.SegmentReady):
                segments.append(event.segment)
            if isinstance(event, on.TakeFinished):
                closed_s = time.monotonic()
            if isinstance(event, on.SegmentFailed | on.MarkingFailed | on.MicrophoneFailed):
                raise event.error
            rehearsal.handle(event)
            if isinstance(rehearsal.state, at.Reviewing):
                transcript = rehearsal.state.take.transcript
                rehearsal.handle(on.TranscriptConfirmed(transcript.text if transcript else ""))
        return closed_s

    def _plain(self, segments: list[SpeechSegment], take: at.Take) -> float:
        """Seconds to transcribe all of it now and mark it."""
        begin_s = time.monotonic()
        for segment in segments:
            self._recogniser.recognise(99, segment)
        for _ in segments:
            self._expect(on.SegmentHeard)
        self._marker.mark(99, (take.turn,), bundled()[0][0].goal)
        self._expect(on.Marked)
        return time.monotonic() - begin_s

    def _warm_up(self) -> None:
        self._marker.warm_up()
        noise = np.random.default_rng(0).standard_normal(SPEECH_RATE_HZ).astype(np.float32) * np.float32(0.05)
        self._plain([SpeechSegment(0, 0.0, 1.0, noise)], at.Take(99, ""))

    def _expect(self, kind: type[E_]) -> E_:
        event = self._events.get(timeout=_PATIENCE_S)
        if isinstance(event, on.SegmentFailed | on.MarkingFailed):
            raise event.error
        assert isinstance(event, kind), event
        return event


def _framed(reply: Samples) -> Samples:
    """A quiet room before and after the reply."""
    draw = np.random.default_rng(1)

    def room(seconds: float) -> Samples:
        return draw.standard_normal(round(seconds * SPEECH_RATE_HZ)).astype(np.float32) * np.float32(1e-3)

    return np.concatenate([room(_BEFORE_S), reply, room(_AFTER_S)])


def _fail(error: Exception) -> None:
    raise error
