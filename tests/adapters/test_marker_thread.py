"""The marker's thread: whatever goes wrong in it is told, and it lives on."""

import threading
from collections.abc import Callable

import pytest

from app.classifier.marker_thread import MarkerThread
from app.errors import ErrorKind, HeardFirstError
from app.marking.classifier import Classifier, Sentence
from app.marking.facts import Goal
from app.marking.label import Label
from app.marking.marker import Marker, Turn
from app.persona.mind import Act
from app.rehearsal.event import Marked, MarkingFailed, SegmentsRead
from tests.bundle_files import FirstOfAll
from tests.example_session import SAID, Scripted, scenario
from tests.inbox import Inbox

TURNS = (Turn(SAID),)
MISSING = HeardFirstError(ErrorKind.MARKER_MISSING, path="model.onnx", sha256="00")


class OutOfMemory:
    name = "out of memory"

    def classify(self, text: str, salesperson: str = "") -> tuple[Sentence, ...]:
        raise MemoryError


def failing_first(error: Exception, times: int) -> Callable[[], Classifier]:
    """A loader that raises so many times, then gives a classifier."""
    left = [error] * times

    def load() -> Classifier:
        if left:
            raise left.pop()
        return Scripted()

    return load


@pytest.mark.parametrize("error", [ImportError("DLL load failed"), MemoryError(), KeyError("name"), MISSING], ids=repr)
def test_a_marker_that_does_not_load_is_told_and_tried_again(error: Exception) -> None:
    inbox = Inbox()
    marker = MarkerThread(inbox, failing_first(error, times=2))  # at the start and with the first take
    try:
        marker.mark(1, TURNS, Goal.HEAR)
        failed = inbox.take(MarkingFailed)
        marker.mark(2, TURNS, Goal.HEAR)
        assert inbox.take(Marked).take == 2
    finally:
        marker.close()
    assert failed.take == 1
    expected = error.kind if isinstance(error, HeardFirstError) else ErrorKind.MARKER_UNAVAILABLE
    assert failed.error.kind is expected


def test_with_a_persona_it_is_told_what_each_sentence_is_about() -> None:
    inbox = Inbox()
    marker = MarkerThread(inbox, Scripted, FirstOfAll())
    try:
        marker.mark(1, TURNS, Goal.HEAR, persona=scenario().persona)
        assert inbox.take(Marked).acts == ((Act(Label.PERSPECTIVE, 0, 0), Act(Label.EXPECTATION, 1)),)
        marker.mark(2, TURNS, Goal.HEAR)
        assert inbox.take(Marked).acts is None
    finally:
        marker.close()


def test_a_take_that_cannot_be_marked_is_told() -> None:
    inbox = Inbox()
    marker = MarkerThread(inbox, OutOfMemory)
    try:
        for take in (1, 2):
            marker.mark(take, TURNS, Goal.HEAR)
            failed = inbox.take(MarkingFailed)
            assert (failed.take, failed.error.kind) == (take, ErrorKind.MARKER_UNAVAILABLE)
    finally:
        marker.close()


class Slow(Scripted):
    """Waits to be let go, and notes what it was asked."""

    def __init__(self) -> None:
        super().__init__()
        self.go = threading.Event()
        self.begun = threading.Event()
        self.asked: list[str] = []

    def classify(self, text: str, salesperson: str = "") -> tuple[Sentence, ...]:
        self.asked.append(text)
        self.begun.set()
        assert self.go.wait(30)
        return super().classify(text, salesperson)


def test_the_newest_words_are_read_and_marks_go_first() -> None:
    inbox, slow = Inbox(), Slow()
    marker = MarkerThread(inbox, lambda: slow)
    try:
        marker.read(1, (0,), Turn("one"))
        assert slow.begun.wait(30)
        marker.read(1, (0, 1), Turn("one two"))
        marker.read(1, (0, 1, 2), Turn("one two three"))
        slow.go.set()
        assert inbox.take(SegmentsRead).reading.segments == (0,)
        assert inbox.take(SegmentsRead).reading.segments == (0, 1, 2)
        slow.go.clear()
        slow.begun.clear()
        marker.read(1, (0, 1, 2, 3), Turn("four"))
        assert slow.begun.wait(30)
        marker.read(1, (0, 1, 2, 3, 4), Turn("five"))
        marker.mark(1, TURNS, Goal.HEAR)
        slow.go.set()
        assert inbox.take(SegmentsRead).reading.text == "four"
        assert inbox.take(Marked).take == 1
    finally:
        slow.go.set()
        marker.close()
    assert slow.asked == ["one", "one two three", "four", SAID], "what a mark overtakes is not read any more"


def test_what_was_read_while_it_was_said_is_not_read_again() -> None:
    inbox, slow = Inbox(), Slow()
    slow.go.set()
    marker = MarkerThread(inbox, lambda: slow)
    try:
        marker.read(1, (0,), TURNS[0])
        read = inbox.take(SegmentsRead)
        marker.mark(1, TURNS, Goal.HEAR)
        marked = inbox.take(Marked)
    finally:
        marker.close()
    assert slow.asked == [SAID]
    assert marked.marking == Marker(Scripted()).mark(TURNS, Goal.HEAR)
    assert marked.marking.sentences[0] == read.reading.sentences


def test_what_cannot_be_read_is_told_only_when_it_is_marked() -> None:
    inbox = Inbox()
    marker = MarkerThread(inbox, OutOfMemory)
    try:
        marker.read(1, (0,), TURNS[0])
        marker.mark(2, TURNS, Goal.HEAR)
        assert inbox.take(MarkingFailed).take == 2
    finally:
        marker.close()
