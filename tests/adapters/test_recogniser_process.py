"""The speech worker on bad days: it is a real child process, only the engine in it is ours."""

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from app.errors import ErrorKind
from app.messages import sentence
from app.rehearsal.event import SegmentFailed, SegmentHeard
from app.speech import engine as engine_module
from app.speech.client import RecogniserPatience, SpeechRecogniser
from app.speech.engine import ENGINES
from app.speech.message import Answer
from tests import speech_engines
from tests.inbox import Inbox
from tests.speech_engines import Day, day, said

QUICK = RecogniserPatience(load_s=60, least_s=4.0, per_second_of_sound_s=0.1, forgotten_s=0.3, closing_s=0.5)


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture(autouse=True)
def test_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ENGINES, "test", speech_engines.engine())


@pytest.fixture
def recogniser(inbox: Inbox) -> Iterator[SpeechRecogniser]:
    made = SpeechRecogniser(inbox, "test", patience=QUICK)
    yield made
    made.close()


def text(inbox: Inbox) -> str:
    return inbox.take(SegmentHeard).segment.text


def until(true: Callable[[], bool]) -> None:
    """Wait for a state that nobody announces."""
    deadline_s = time.monotonic() + 20
    while not true():
        assert time.monotonic() < deadline_s
        time.sleep(0.005)


FAULTS = {
    Day.RAISES: ErrorKind.RECOGNISER_FAILED,
    Day.CRASHES: ErrorKind.RECOGNISER_STOPPED,
    Day.SEGFAULTS: ErrorKind.RECOGNISER_STOPPED,
    Day.LEAVES: ErrorKind.RECOGNISER_STOPPED,
    Day.KILLED: ErrorKind.RECOGNISER_MEMORY,
    Day.OUT_OF_MEMORY: ErrorKind.RECOGNISER_MEMORY,
    Day.TORCH_OUT_OF_MEMORY: ErrorKind.RECOGNISER_MEMORY,
    Day.HANGS: ErrorKind.RECOGNISER_TIMEOUT,
    Day.FREEZES: ErrorKind.RECOGNISER_TIMEOUT,
    Day.CLOSES_ITS_PIPE: ErrorKind.RECOGNISER_STOPPED,
}


@pytest.mark.parametrize(("kind", "expected"), FAULTS.items(), ids=[one.name for one in FAULTS])
def test_a_fault_costs_one_segment_and_the_next_is_heard(
    recogniser: SpeechRecogniser, inbox: Inbox, kind: Day, expected: ErrorKind
) -> None:
    for index, one in enumerate((Day.GOOD, kind, Day.GOOD)):
        recogniser.recognise(1, day(one, index))
    assert text(inbox) == "one two three four"
    failed = inbox.take(SegmentFailed)
    assert (failed.take, failed.index, failed.error.kind) == (1, 1, expected)
    assert "?" not in sentence(failed.error)
    assert "said" not in str(failed.error.facts)  # what was said stays out of messages and logs
    heard = inbox.take(SegmentHeard)
    assert (heard.index, heard.segment.text) == (2, "one two three four")


def test_killed_from_outside_while_it_hears(recogniser: SpeechRecogniser, inbox: Inbox) -> None:
    recogniser.recognise(1, day(Day.GOOD))
    text(inbox)
    assert recogniser.pid is not None
    recogniser.recognise(1, day(Day.HANGS, 1))
    until(lambda: recogniser._current is not None)
    os.kill(recogniser.pid, signal.SIGTERM)
    assert inbox.take(SegmentFailed).error.kind is ErrorKind.RECOGNISER_STOPPED
    recogniser.recognise(1, day(Day.GOOD, 2))
    assert text(inbox) == "one two three four"


def test_killed_while_idle_harms_nothing(recogniser: SpeechRecogniser, inbox: Inbox) -> None:
    recogniser.recognise(1, day(Day.GOOD))
    text(inbox)
    assert recogniser.pid is not None
    os.kill(recogniser.pid, signal.SIGKILL)
    until(lambda: recogniser.pid is None)
    recogniser.recognise(1, day(Day.GOOD, 1))
    assert text(inbox) == "one two three four"
    assert inbox.empty


def test_waited_for_by_somebody_else(recogniser: SpeechRecogniser, inbox: Inbox) -> None:
    """Python then never learns how the child ended; that must not stop us."""
    recogniser.recognise(1, day(Day.GOOD))
    text(inbox)
    assert recogniser.pid is not None
    child = psutil.Process(recogniser.pid)
    child.kill()
    child.wait(10)
    until(lambda: recogniser.pid is None)
    recogniser.recognise(1, day(Day.GOOD, 1))
    assert text(inbox) == "one two three four"


def test_a_long_segment_is_given_ten_times_its_length(inbox: Inbox) -> None:
    patience = RecogniserPatience()
    assert patience.for_segment(day(Day.GOOD, duration_s=1)) == 20
    assert patience.for_segment(day(Day.GOOD, duration_s=12)) == 120


def test_a_cancelled_hang_is_killed_and_the_next_take_is_heard(recogniser: SpeechRecogniser, inbox: Inbox) -> None:
    recogniser.recognise(1, day(Day.GOOD))
    text(inbox)
    before = recogniser.pid
    recogniser.recognise(1, day(Day.HANGS, 1))
    recogniser.recognise(1, day(Day.GOOD, 2))
    until(lambda: recogniser._current is not None)
    recogniser.forget(1)
    recogniser.recognise(2, day(Day.GOOD))
    heard = inbox.take(SegmentHeard)
    assert heard.take == 2
    assert recogniser.pid != before
    assert inbox.empty


def test_an_answer_that_nobody_waits_for_is_ignored(recogniser: SpeechRecogniser, inbox: Inbox) -> None:
    recogniser.recognise(1, day(Day.GOOD))
    text(inbox)
    recogniser._take_in(Answer(1, said("a late answer")))
    recogniser._take_in(Answer(99, said("an answer to nothing")))
    recogniser.recognise(1, day(Day.GOOD, 1))
    assert inbox.take(SegmentHeard).index == 1
    assert inbox.empty


@pytest.mark.parametrize(
    ("loader", "expected"),
    [
        ("load_raises", ErrorKind.RECOGNISER_FAILED),
        ("load_misses_library", ErrorKind.ENGINE_MISSING),
        ("load_killed", ErrorKind.RECOGNISER_MEMORY),
        ("load_hangs", ErrorKind.RECOGNISER_TIMEOUT),
        ("no_such_loader", ErrorKind.RECOGNISER_FAILED),
    ],
)
def test_an_engine_that_does_not_load_fails_all_that_wait_and_is_tried_again(
    inbox: Inbox, monkeypatch: pytest.MonkeyPatch, loader: str, expected: ErrorKind
) -> None:
    monkeypatch.setitem(ENGINES, "test", speech_engines.engine(loader))
    patience = RecogniserPatience(load_s=3.0 if loader == "load_hangs" else 60)
    recogniser = SpeechRecogniser(inbox, "test", patience=patience)
    try:
        recogniser.recognise(1, day(Day.GOOD, 0))
        recogniser.recognise(1, day(Day.GOOD, 1))
        failed = [inbox.take(SegmentFailed) for _ in range(2)]
        assert [(one.index, one.error.kind) for one in failed] == [(0, expected), (1, expected)]
        assert "?" not in sentence(failed[0].error)
        recogniser.recognise(1, day(Day.GOOD, 2))
        assert inbox.take(SegmentFailed).index == 2
    finally:
        recogniser.close()


def test_times_and_text_that_make_no_sense(inbox: Inbox) -> None:
    recogniser = SpeechRecogniser(inbox, "test")
    recogniser.recognise(1, day(Day.NOT_A_NUMBER, 0, start_s=5.0))
    recogniser.recognise(1, day(Day.FLOODS, 1, start_s=5.0))
    for most in (2, 20):
        words = inbox.take(SegmentHeard).segment.words
        assert 0 < len(words) <= most
        assert all(5.0 <= word.start_s <= word.end_s <= 6.0 for word in words)
    recogniser.close()


def test_the_child_knows_neither_qt_nor_what_it_does_not_need(recogniser: SpeechRecogniser, inbox: Inbox) -> None:
    recogniser.recognise(1, day(Day.TELLS_MODULES))
    assert text(inbox) == "numpy"


def test_the_child_reaches_no_network(recogniser: SpeechRecogniser, inbox: Inbox) -> None:
    recogniser.recognise(1, day(Day.USES_NETWORK))
    assert text(inbox) == "PermissionError"


def test_what_an_engine_prints_stays_out_of_standard_output(
    recogniser: SpeechRecogniser, inbox: Inbox, capfd: pytest.CaptureFixture[str]
) -> None:
    recogniser.recognise(1, day(Day.PRINTS))
    assert text(inbox) == "printed to stderr"
    recogniser.close()
    assert capfd.readouterr().out == ""


def test_without_standard_streams() -> None:
    """As under pythonw, which has none."""
    program = """
import sys
sys.stdout = sys.stderr = sys.stdin = None
from app.speech import client
from app.speech.engine import ENGINES
from tests import speech_engines
from tests.speech_engines import Day, day
ENGINES["test"] = speech_engines.engine()
transcript = client.transcribe([day(Day.PRINTS)], "test")
sys.exit(0 if transcript.text.startswith("printed to") else 1)
"""
    closed = 'exec <&- >&- 2>&-; exec "$@"'
    subprocess.run(["sh", "-c", closed, "sh", sys.executable, "-c", program], check=True, timeout=60)


def test_the_child_dies_with_a_killed_parent() -> None:
    program = """
import sys, time
from app.speech.client import SpeechRecogniser
from app.speech.engine import ENGINES
from tests import speech_engines
from tests.inbox import Inbox
from tests.speech_engines import Day, day
ENGINES["test"] = speech_engines.engine()
inbox = Inbox()
recogniser = SpeechRecogniser(inbox, "test")
recogniser.recognise(1, day(Day.GOOD))
inbox.take(object)
recogniser.recognise(1, day(Day.HANGS))
print(recogniser.pid, flush=True)
time.sleep(60)
"""
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        child = psutil.Process(int(parent.stdout.readline()))
        parent.kill()
        assert psutil.wait_procs([child], 10)[1] == []


def test_ctrl_c_in_the_terminal_leaves_the_child_to_its_parent(recogniser: SpeechRecogniser, inbox: Inbox) -> None:
    recogniser.recognise(1, day(Day.GOOD))
    text(inbox)
    assert recogniser.pid is not None
    os.kill(recogniser.pid, signal.SIGINT)
    recogniser.recognise(1, day(Day.GOOD, 1))
    assert text(inbox) == "one two three four"
    assert inbox.empty


def test_warming_up_does_not_hold_up_the_caller(
    recogniser: SpeechRecogniser, inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()
    setup = engine_module.Choice.setup
    monkeypatch.setattr(engine_module.Choice, "setup", lambda self: (go_on.wait(30), setup(self))[1])
    began_s = time.monotonic()
    recogniser.warm_up()
    recogniser.recognise(1, day(Day.GOOD))
    assert time.monotonic() - began_s < 5  # the set-up itself waits for 30
    go_on.set()
    assert text(inbox) == "one two three four"


def test_closing_while_it_hangs_takes_no_longer_than_promised(inbox: Inbox) -> None:
    recogniser = SpeechRecogniser(inbox, "test")
    recogniser.recognise(1, day(Day.GOOD))
    text(inbox)
    recogniser.recognise(1, day(Day.FREEZES))
    until(lambda: recogniser._current is not None)
    began_s = time.monotonic()
    recogniser.close()
    assert time.monotonic() - began_s < 10  # it hangs for ever
    assert inbox.empty


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    """What comes into the program's own log, the one without content."""
    own = logging.getLogger("heard_first")
    own.addHandler(caplog.handler)
    yield caplog
    own.removeHandler(caplog.handler)


def test_a_listener_that_fails_does_not_leave_the_others_waiting(log: pytest.LogCaptureFixture) -> None:
    inbox = Inbox()

    def post(event: object) -> None:
        inbox(event)  # type: ignore[arg-type]
        if isinstance(event, SegmentHeard) and event.index == 0:
            raise RuntimeError("a fault in the window")

    recogniser = SpeechRecogniser(post, "test")
    recogniser.recognise(1, day(Day.GOOD, 0))
    recogniser.recognise(1, day(Day.GOOD, 1))
    inbox.take(SegmentHeard)
    assert inbox.take(SegmentFailed).error.kind is ErrorKind.RECOGNISER_FAILED
    recogniser.recognise(1, day(Day.GOOD, 2))
    assert inbox.take(SegmentHeard).index == 2
    recogniser.close()
    assert "thread failed: RuntimeError" in log.text
    assert "a fault in the window" not in log.text
    assert "Traceback" not in log.text


def test_fifty_times_open_and_closed_leaves_nothing(inbox: Inbox) -> None:
    def cycle(number: int) -> None:
        recogniser = SpeechRecogniser(inbox, "test", patience=QUICK)
        recogniser.warm_up()
        if number % 3 == 1:
            recogniser.recognise(1, day(Day.GOOD))
            text(inbox)
        elif number % 3 == 2:
            recogniser.recognise(1, day(Day.CRASHES))
            inbox.take(SegmentFailed)
        recogniser.close()

    cycle(1)  # what is made once for all cycles
    me = psutil.Process()

    def held() -> tuple[int, int, int]:
        return (me.num_fds(), me.num_threads(), len(me.children(recursive=True)))

    before = held()
    for number in range(50):
        cycle(number)
    # the system may count a thread for a moment after it was joined, `before` as well: so not more, not just as many
    until(lambda: all(now <= then for now, then in zip(held(), before, strict=True)))
    assert inbox.empty


def test_models_folder_defaults_to_the_users_own(home: Path, inbox: Inbox) -> None:
    recogniser = SpeechRecogniser(inbox, "whisper")
    assert recogniser._choice.models_folder == home / "heard-first" / "models"
    assert recogniser.engine == "whisper base.en"
    recogniser.recognise(1, day(Day.GOOD))
    assert inbox.take(SegmentFailed).error.kind is ErrorKind.MODEL_MISSING
    recogniser.close()
