"""The built-in recogniser on what flite says."""

import difflib

import numpy as np
import pytest

from app.rehearsal.sound import SPEECH_RATE_HZ, SpeechSegment
from app.speech.client import RecogniserPatience, transcribe
from app.speech.engine import ENGINES
from app.transcript.transcript import Transcript
from tests.flite import noisy, segment, speech

pytestmark = pytest.mark.timeout(400)
SENTENCE = "You have been juggling your mother's surgery with a full pipeline."


def hear(segments: list[SpeechSegment]) -> Transcript:
    """Without hurry: other things may run on this computer beside the tests."""
    return transcribe(segments, patience=RecogniserPatience(load_s=110, least_s=110))


def test_words_in_lower_case_without_fillers_and_variants() -> None:
    padded = np.concatenate([np.zeros(8_000, np.float32), speech(SENTENCE), np.zeros(8_000, np.float32)])
    transcript = hear([segment(padded, start_s=100.0)])
    heard = [word.text for word in transcript.words]
    wanted = SENTENCE.lower().rstrip(".").split()
    assert difflib.SequenceMatcher(a=heard, b=wanted, autojunk=False).ratio() > 0.6, heard
    assert all(word.isascii() and word == word.lower() and not set(word) & set("<>[]()+") for word in heard)
    assert transcript.rough
    assert transcript.engine == "builtin"
    assert 100.3 < transcript.words[0].start_s < 101.0
    assert transcript.words[-1].end_s <= transcript.segments[0].end_s


def test_the_same_sound_gives_the_same_words_whatever_came_before() -> None:
    sound, other = speech(SENTENCE), speech("Did I get that right?", "awb")
    first = hear([segment(sound, 0), segment(other, 1, 10.0), segment(sound, 2, 20.0)])
    again = hear([segment(other, 1, 10.0), segment(sound, 2, 20.0), segment(sound, 0)])
    assert first == again


def test_silence_and_nothing_give_no_words() -> None:
    silence = segment(np.zeros(2 * SPEECH_RATE_HZ, np.float32), 0)
    nothing = segment(np.zeros(0, np.float32), 1, 5.0)
    assert hear([silence, nothing]).text == ""


def test_clear_speech_is_above_the_floor_and_speech_under_loud_noise_below() -> None:
    floor = ENGINES["builtin"].confidence_floor
    clear = hear([segment(speech(SENTENCE))]).confidence
    drowned = hear([segment(noisy(speech(SENTENCE), snr_db=-5))])
    assert clear is not None
    assert clear > floor
    assert drowned.confidence is None or drowned.confidence < floor


def test_no_segments_no_process() -> None:
    assert transcribe([]).segments == ()
