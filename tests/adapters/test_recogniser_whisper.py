"""openai-whisper's own transcribe, in our worker, on real (if tiny) weights: 30 sentences are all that they know."""

import lzma
import math
import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from app.errors import ErrorKind, HeardFirstError
from app.rehearsal.event import SegmentHeard
from app.rehearsal.sound import SPEECH_RATE_HZ, Samples
from app.speech import engine as engine_module
from app.speech.client import RecogniserPatience, SpeechRecogniser, transcribe
from app.speech.engine import ENGINES
from app.transcript.transcript import Segment
from tests import speech_engines
from tests.flite import noisy, segment, speech
from tests.inbox import Inbox
from tests.speech_engines import Day, day

DATA = Path(__file__).parent.parent / "data" / "whisper"
SENTENCES = sorted((DATA / "sentences.txt").read_text(encoding="utf-8").splitlines(), key=len)[-6:]
pytestmark = pytest.mark.timeout(400)
UNHURRIED = RecogniserPatience(load_s=110, least_s=110)
"""Other things may run on this computer beside the tests."""


@pytest.fixture(scope="module")
def weights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("Jérôme 名前 ü") / "fixture.en.pt"
    with lzma.open(DATA / "fixture.en.pt.xz") as packed, path.open("wb") as unpacked:
        shutil.copyfileobj(packed, unpacked)
    return path


class Whisper:
    """One warm worker for all tests of this file."""

    def __init__(self, weights: Path) -> None:
        self.inbox = Inbox()
        self._take = 0
        self.recogniser = SpeechRecogniser(self.inbox, "whisper", weights, patience=UNHURRIED)

    def hear(self, samples: Samples, start_s: float = 0.0) -> Segment:
        self._take += 1
        self.recogniser.recognise(self._take, segment(samples, start_s=start_s))
        while (heard := self.inbox.take(SegmentHeard)).take != self._take:
            pass  # of a test that gave up
        return heard.segment


@pytest.fixture(scope="module")
def whisper(weights: Path) -> Iterator[Whisper]:
    with pytest.MonkeyPatch.context() as patch:
        # threads that wait for each other on a busy computer are slower than one
        patch.setattr(engine_module, "_physical_cores", lambda: 1)
        made = Whisper(weights)
        made.recogniser.warm_up()
        made.hear(speech(SENTENCES[0]))
        yield made
        made.recogniser.close()


def test_sentences_come_out_word_for_word_with_times_in_the_take(whisper: Whisper) -> None:
    before = whisper.recogniser.pid
    starts: list[int] = []
    for index, text in enumerate(SENTENCES):
        sound = speech(text)
        heard = whisper.hear(sound, start_s=20.0 * index)
        assert heard.text == text
        assert (heard.start_s, heard.end_s) == (20.0 * index, 20.0 * index + len(sound) / SPEECH_RATE_HZ)
        at_s = heard.start_s
        for word in heard.words:
            assert at_s <= word.start_s <= word.end_s <= heard.end_s
            at_s = word.end_s
            assert word.confidence is not None
            assert 0.5 < word.confidence <= 1
        starts.append(len({word.start_s for word in heard.words}))
    # without alignment heads the times are coarse, but they follow the sound and are no constant
    assert sum(many > 3 for many in starts) >= len(SENTENCES) // 2, starts
    assert whisper.recogniser.pid == before
    assert whisper.recogniser.engine == "whisper fixture.en.pt"
    assert not whisper.recogniser.rough


@pytest.mark.parametrize(
    "samples",
    [
        np.zeros(3 * SPEECH_RATE_HZ, np.float32),
        np.full(2 * SPEECH_RATE_HZ, math.nan, np.float32),
        np.zeros(0, np.float32),
        np.zeros(160, np.float32),
    ],
    ids=["silence", "no numbers", "nothing", "a hundredth of a second"],
)
def test_what_is_no_speech_gives_no_words(whisper: Whisper, samples: Samples) -> None:
    assert whisper.hear(samples).words == ()


def test_the_same_sound_gives_the_same_words_whatever_came_before(whisper: Whisper) -> None:
    doubtful = noisy(speech(SENTENCES[1]), snr_db=0)  # has whisper try again with other temperatures, at random
    first = whisper.hear(doubtful), whisper.hear(speech(SENTENCES[2]))
    again = whisper.hear(speech(SENTENCES[2])), whisper.hear(doubtful)
    assert first == again[::-1]


def test_files_that_are_no_model_are_named_and_a_known_name_is_never_fetched(
    weights: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = weights.read_bytes()
    (tmp_path / "a truncated.pt").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "b login page.pt").write_bytes(b"<!doctype html><title>Log in</title>")
    (tmp_path / "c bit.pt").write_bytes(whole[:100] + b"\xff" + whole[101:])
    (tmp_path / "d whole.pt").write_bytes(whole)
    (tmp_path / "tiny.en.pt").write_bytes(whole)  # not the published bytes: whisper would fetch those
    monkeypatch.setitem(ENGINES, "test", speech_engines.engine("load_each_with_whisper"))
    inbox = Inbox()
    recogniser = SpeechRecogniser(inbox, "test", tmp_path / "d whole.pt", patience=UNHURRIED)
    recogniser.recognise(1, day(Day.GOOD))
    a, b, c, d, by_path, by_name = inbox.take(SegmentHeard).segment.text.split()
    recogniser.close()
    assert (a, b, d, by_path) == ("model_damaged", "model_damaged", "loaded", "loaded")
    assert c in {"model_damaged", "loaded"}  # torch may not look at that byte; it must only not crash
    assert by_name == "model_damaged"
    assert (tmp_path / "tiny.en.pt").read_bytes() == whole


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
        transcribe([day(Day.GOOD)], engine, model, tmp_path)
    assert caught.value.kind is expected
