"""What every recogniser keeps to, the fake as well as the real ones."""

from collections.abc import Callable, Iterator

import pytest

from app.rehearsal.event import SegmentHeard
from app.rehearsal.ports import Recogniser
from app.speech.client import RecogniserPatience, SpeechRecogniser
from app.speech.engine import ENGINES
from tests import speech_engines
from tests.fake_recogniser import FakeRecogniser
from tests.flite import segment, speech
from tests.inbox import Inbox

TEXT = "You have been juggling your mother's surgery with a full pipeline."


@pytest.fixture(params=["fake", "test engine in a child", "builtin"])
def recogniser(request: pytest.FixtureRequest, inbox: Inbox, monkeypatch: pytest.MonkeyPatch) -> Iterator[Recogniser]:
    monkeypatch.setitem(ENGINES, "test", speech_engines.engine())
    make: dict[str, Callable[[], Recogniser]] = {
        "fake": lambda: FakeRecogniser(inbox),
        "test engine in a child": lambda: SpeechRecogniser(inbox, "test"),
        "builtin": lambda: SpeechRecogniser(inbox, patience=RecogniserPatience(least_s=100)),
    }
    made = make[request.param]()
    yield made
    made.close()


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


def test_each_segment_is_answered_once_in_order(recogniser: Recogniser, inbox: Inbox) -> None:
    recogniser.warm_up()
    for index in range(3):
        recogniser.recognise(7, segment(speech(TEXT), index, start_s=10.0 * index))
    heard = [inbox.take(SegmentHeard) for _ in range(3)]
    assert [(one.take, one.index) for one in heard] == [(7, 0), (7, 1), (7, 2)]
    assert inbox.empty


def test_words_come_in_the_takes_time(recogniser: Recogniser, inbox: Inbox) -> None:
    asked = segment(speech(TEXT), start_s=42.5)
    recogniser.recognise(1, asked)
    heard = inbox.take(SegmentHeard).segment
    assert (heard.start_s, heard.end_s) == (asked.start_s, asked.end_s)
    assert len(heard.words) >= 4
    at_s = asked.start_s
    for word in heard.words:
        assert at_s <= word.start_s <= word.end_s <= asked.end_s
        assert word.confidence is not None
        assert 0 <= word.confidence <= 1
        at_s = word.start_s


def test_nothing_is_posted_for_a_forgotten_take(recogniser: Recogniser, inbox: Inbox) -> None:
    if isinstance(recogniser, FakeRecogniser):
        recogniser.held = True
    for index in range(3):
        recogniser.recognise(1, segment(speech(TEXT), index))
    recogniser.forget(1)
    assert inbox.empty
    recogniser.recognise(2, segment(speech(TEXT), 9))
    if isinstance(recogniser, FakeRecogniser):
        recogniser.answer()
    heard = inbox.take(SegmentHeard)
    assert (heard.take, heard.index) == (2, 9)
    assert inbox.empty


def test_forgetting_an_unknown_take_changes_nothing(recogniser: Recogniser, inbox: Inbox) -> None:
    recogniser.forget(99)
    recogniser.recognise(1, segment(speech(TEXT)))
    recogniser.forget(99)
    assert inbox.take(SegmentHeard).take == 1


def test_nothing_is_posted_after_closing(recogniser: Recogniser, inbox: Inbox) -> None:
    if isinstance(recogniser, FakeRecogniser):
        recogniser.held = True
    recogniser.recognise(1, segment(speech(TEXT)))
    recogniser.close()
    recogniser.close()
    recogniser.recognise(1, segment(speech(TEXT)))
    recogniser.warm_up()
    recogniser.forget(1)
    assert inbox.empty


def test_it_says_what_it_is(recogniser: Recogniser) -> None:
    assert recogniser.engine
    assert 0 <= recogniser.confidence_floor < 1
    assert recogniser.rough == (recogniser.engine == "builtin")
