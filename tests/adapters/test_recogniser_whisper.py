"""openai-whisper's own transcribe, in our worker, on real (if tiny) weights: 30 sentences are all that they know."""

import lzma
import math
import shutil
from pathlib import Path

import numpy as np
import pytest

from app.errors import ErrorKind, HeardFirstError
from app.rehearsal.event import SegmentHeard
from app.rehearsal.sound import SPEECH_RATE_HZ
from app.speech import engine as engine_module
from app.speech import models
from app.speech.client import SpeechRecogniser, transcribe
from app.speech.models import MODELS, Model
from tests.flite import segment, speech
from tests.inbox import Inbox

DATA = Path(__file__).parent.parent / "data" / "whisper"
SENTENCES = (DATA / "sentences.txt").read_text(encoding="utf-8").splitlines()


@pytest.fixture(autouse=True)
def one_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    """Other tests may run beside these; threads that wait for each other are slower than one."""
    monkeypatch.setattr(engine_module, "_physical_cores", lambda: 1)


@pytest.fixture(scope="module")
def weights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("whisper") / "fixture.en.pt"
    with lzma.open(DATA / "fixture.en.pt.xz") as packed, path.open("wb") as unpacked:
        shutil.copyfileobj(packed, unpacked)
    return path


def test_sentences_come_out_word_for_word_with_times_in_the_take(weights: Path) -> None:
    spoken = sorted(SENTENCES, key=len)[-10:]
    told: list[tuple[int, int]] = []
    segments = [segment(speech(text), index, start_s=20.0 * index) for index, text in enumerate(spoken)]
    transcript = transcribe(segments, "whisper", weights, progress=lambda done, total: told.append((done, total)))
    heard = [one.text for one in transcript.segments]
    right = sum(one == wanted for one, wanted in zip(heard, spoken, strict=True))
    assert right >= len(spoken) - 1, list(zip(heard, spoken, strict=True))
    assert transcript.engine == "whisper fixture.en.pt"
    assert not transcript.rough
    assert told[-1] == (len(spoken), len(spoken))
    for asked, one in zip(segments, transcript.segments, strict=True):
        assert (one.start_s, one.end_s) == (asked.start_s, asked.end_s)
        at_s = asked.start_s
        for word in one.words:
            assert at_s <= word.start_s <= word.end_s <= asked.end_s
            at_s = word.end_s
            assert word.confidence is not None
            assert word.confidence > 0
    assert transcript.confidence is not None
    assert transcript.confidence > 0.8
    # without alignment heads the times are coarse, but they follow the sound and are no constant
    assert sum(len({word.start_s for word in one.words}) > 3 for one in transcript.segments) >= len(spoken) // 2


def test_silence_and_broken_samples_give_nothing(weights: Path) -> None:
    silence = np.zeros(3 * SPEECH_RATE_HZ, np.float32)
    broken = np.full(2 * SPEECH_RATE_HZ, math.nan, np.float32)
    nothing = np.zeros(0, np.float32)
    transcript = transcribe(
        [segment(silence, 0), segment(broken, 1, 5.0), segment(nothing, 2, 9.0)], "whisper", weights
    )
    assert transcript.text == ""
    assert len(transcript.segments) == 3


def test_the_same_sound_gives_the_same_words(weights: Path) -> None:
    noise = np.random.default_rng(1).standard_normal(2 * SPEECH_RATE_HZ).astype(np.float32) * np.float32(0.1)
    sound = speech(SENTENCES[0])
    first = transcribe([segment(sound), segment(noise, 1, 10.0), segment(sound, 2, 20.0)], "whisper", weights)
    again = transcribe([segment(noise, 1, 10.0), segment(sound, 2, 20.0), segment(sound)], "whisper", weights)
    assert first == again


def test_a_known_model_is_loaded_by_name_and_warm_for_the_second_segment(
    weights: Path, tmp_path: Path, inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A checked file in the models folder; the child knows only the published hashes and so refuses this one."""
    own = Model("tiny.en", models._hash(weights), weights.stat().st_size)
    monkeypatch.setitem(MODELS, "tiny.en", own)
    shutil.copy(weights, own.path(tmp_path))
    assert models.state(own, tmp_path) is models.State.READY
    recogniser = SpeechRecogniser(inbox, "whisper", "tiny.en", tmp_path)
    assert recogniser.engine == "whisper tiny.en"
    recogniser.recognise(1, segment(speech(SENTENCES[0])))
    with pytest.raises(HeardFirstError) as caught:
        raise inbox.take(object).error  # type: ignore[attr-defined]
    recogniser.close()
    # openai-whisper hashed the file once more, found other bytes than the published ones and may not fetch them
    assert caught.value.kind is ErrorKind.MODEL_DAMAGED


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


def test_it_stays_warm(weights: Path, inbox: Inbox) -> None:
    recogniser = SpeechRecogniser(inbox, "whisper", weights)
    recogniser.warm_up()
    pids: set[int | None] = set()
    for index in range(2):
        recogniser.recognise(1, segment(speech(SENTENCES[3]), index))
        assert inbox.take(SegmentHeard).segment.text == SENTENCES[3]
        pids.add(recogniser.pid)
    recogniser.close()
    assert len(pids) == 1


def test_what_is_no_model_is_named(weights: Path, tmp_path: Path) -> None:
    whole = weights.read_bytes()
    for name, content in {
        "truncated": whole[: len(whole) // 2],
        "login page": b"<!doctype html><title>Log in</title>",
        "text": b"hello\n" * 1000,
    }.items():
        path = tmp_path / f"{name} 名前.pt"
        path.write_bytes(content)
        with pytest.raises(HeardFirstError) as caught:
            transcribe([segment(speech(SENTENCES[0]))], "whisper", path)
        assert caught.value.kind is ErrorKind.MODEL_DAMAGED, name


@pytest.mark.parametrize(
    ("engine", "model", "expected"),
    [
        ("whispr", None, ErrorKind.ENGINE_UNKNOWN),
        ("whisper", "huge.en", ErrorKind.MODEL_UNKNOWN),
        ("whisper", "base.en", ErrorKind.MODEL_MISSING),
        ("whisper", "/nowhere/model.pt", ErrorKind.MODEL_MISSING),
        ("builtin", "base.en", ErrorKind.MODEL_UNKNOWN),
    ],
)
def test_what_is_not_there_is_named(engine: str, model: str | None, expected: ErrorKind, tmp_path: Path) -> None:
    with pytest.raises(HeardFirstError) as caught:
        transcribe([segment(speech(SENTENCES[0]))], engine, model, tmp_path)
    assert caught.value.kind is expected
