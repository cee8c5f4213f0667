"""Takes with real markings for the debrief's tests and pictures: one for each story and each trouble."""

import tomllib
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.errors import HeardFirstError
from app.marking.facts import Goal
from app.marking.label import Label
from app.marking.marker import Marker, Marking, Turn, Unmarked, unmarked
from app.pairing.feedback import Feedback
from app.pairing.origin import Origin
from app.pairing.pair import Agreed, Consent, Pair, Salesperson
from app.rehearsal.sound import Condition, Recording
from app.rehearsal.state import Run, Take
from app.scenarios.model_talk import ModelTalk, play
from app.scenarios.scenario import Scenario
from app.storage.stored import StoredSession
from app.transcript.transcript import Segment, Transcript, Word, typed
from tests.example_session import Scripted
from tests.fake_classifier import FakeClassifier, Said
from tests.shared_words import BySharedWords
from ui.debrief.debrief_page import DebriefPage
from ui.debrief.feedback_desk import FeedbackDesk

L = Label

SIDE = Said("You've given eleven customers three dates, and every one of them turned out wrong.", (L.PERSPECTIVE,))
FEELING = Said("I think you're embarrassed, and you dread picking up that phone.", (L.EMOTION,))
CHECK = Said("Have I got that right?", (L.INVITE,))
ASK = Said("I still need you to ring all eleven by Wednesday evening.", (L.EXPECTATION, L.SPECIFIC))
VALUE = Said("A kitchen that hears from you can hire a cooler in time.", (L.VALUE,))
HELP = Said("I'll sit beside you for the first three calls.", (L.SUPPORT,))
STEP = Said("Who will you ring first?", (L.COMMITMENT,))
EMPTY = Said("I understand, believe me.", (L.EMPTY,))
NUMBERS = Said("We're already twelve per cent under target, and the board wants that gap closed.", (L.NUMBERS_ONLY,))
BLAME = Said("And stop hiding behind the supplier.", (L.JUDGMENT,))
LET_OFF = Said("But don't worry about it, just do what you can.", (L.OFF_THE_HOOK,))
PITY = Said("I feel terrible for you.", (L.SYMPATHY,))
AVOID = Said("Let's not get into that now.", (L.AVOIDANCE,))
MIXED = Said(
    "You're stretched thin and nobody has asked you, and I still need the calls by five.",
    (L.PERSPECTIVE, L.EXPECTATION, L.SPECIFIC),
    {
        L.PERSPECTIVE: "You're stretched thin and nobody has asked you",
        L.EXPECTATION: "I still need the calls by five",
        L.SPECIFIC: "the calls by five",
    },
)
DOUBTFUL = Said("It must be hard to have nothing left to say.", (L.PERSPECTIVE,), {}, {L.PERSPECTIVE: 0.55})
SMALL_TALK = Said("Morning, Samir, sit down.")

PAIR = Pair(
    "Ada",
    "Ben",
    Salesperson.PROGRAM,
    Consent("We agree that Ada is recorded.", Agreed.TYPED, 1_767_603_600),
)
"""Two people who agreed on 5 January 2026."""

STORIES: dict[str, tuple[Said, ...]] = {
    "heard_then_asked": (SMALL_TALK, SIDE, FEELING, CHECK, ASK, VALUE, HELP, STEP),
    "asked_then_heard": (ASK, STEP, SIDE, FEELING),
    "took_it_back": (SIDE, BLAME, ASK),
    "came_round": (BLAME, SIDE, FEELING, ASK),
    "heard_only": (SIDE, FEELING, CHECK),
    "heard_and_let_off": (SIDE, ASK, LET_OFF),
    "asked_only": (EMPTY, ASK, NUMBERS, BLAME),
    "neither": (SMALL_TALK, AVOID),
    "mixed": (MIXED,),
    "unsure": (DOUBTFUL, ASK, STEP),
}
"""What is said in each, with the goal to hear and then to ask."""


def scenario(name: str = "supply-chain-delays") -> Scenario:
    """One of the program's own."""
    text = (resources.files("assets") / "scenarios" / f"{name}.toml").read_text(encoding="utf-8")
    return Scenario.model_validate(tomllib.loads(text))


def marking(*turns: Sequence[Said], goal: Goal = Goal.HEAR_THEN_ASK) -> Marking:
    """The real marker's result for turns whose labels are known."""
    said = [one for turn in turns for one in turn]
    return Marker(FakeClassifier(said)).mark([Turn(text_of(turn)) for turn in turns], goal)


def text_of(said: Sequence[Said]) -> str:
    """The words of one turn."""
    return " ".join(one.text for one in said)


def spoken(text: str, *, rough: bool = False, word_s: float = 0.4) -> Transcript:
    """As a recogniser gives it: a word every `word_s` seconds, the first at 0.5 s."""
    words = tuple(
        Word(word, 0.5 + index * word_s, 0.5 + index * word_s + 0.9 * word_s, 0.9)
        for index, word in enumerate(text.split())
    )
    end = words[-1].end_s if words else 0.5
    return Transcript((Segment(words, 0.5, end),), "builtin" if rough else "whisper base.en", rough)


def recording(transcript: Transcript, condition: Condition = Condition.GOOD, **more: object) -> Recording:
    """The sound that belongs to a transcript; the file need not be there."""
    end = transcript.words[-1].end_s if transcript.words else 2.0
    made = Recording(Path("/sounds/take.wav"), end + 0.5, end - 0.5, condition)
    return replace(made, **more)  # pyright: ignore[reportArgumentType]


def spoken_take(said: Sequence[Said], number: int = 1, *, rough: bool = False, **sound: object) -> Take:
    """A take that was said out loud and marked."""
    transcript = spoken(text_of(said), rough=rough)
    made = replace(recording(transcript), path=Path(f"/sounds/take-{number}.wav"))
    made = replace(made, **sound)  # pyright: ignore[reportArgumentType]
    return Take(number, "There's nothing left to say to them.", transcript, made, marking(said))


def typed_take(said: Sequence[Said], number: int = 1) -> Take:
    """A take that was typed and marked."""
    return Take(number, "There's nothing left to say to them.", typed(text_of(said)), None, marking(said))


def unmarked_take(reason: Unmarked, text: str = "", number: int = 1) -> Take:
    """A take of which too little was understood."""
    transcript = spoken(text)
    condition = {Unmarked.SILENCE: Condition.SILENCE, Unmarked.BLOCKED: Condition.BLOCKED}.get(reason, Condition.GOOD)
    sound = replace(recording(transcript, condition), duration_s=4.0)
    result = unmarked((Turn(text),), reason, Goal.HEAR_THEN_ASK)
    return Take(number, "There's nothing left to say to them.", transcript, sound, result)


def run_of(*takes: Take, name: str = "supply-chain-delays") -> Run:
    """A run with these takes."""
    return Run("session-1", scenario(name), takes)


class Drawer:
    """Keeps feedback of one session; `fails_with` makes the next pieces fail. `origin` where it came in a file."""

    def __init__(self, *kept: Feedback) -> None:
        self.kept: dict[str, Feedback] = {one.id: one for one in kept}
        self.session = "session-1"
        self.fails_with: HeardFirstError | None = None
        self.origin: Origin | None = None
        self.received: dict[str, Origin] = {}

    def open_session(self, session: str) -> StoredSession:
        started = datetime(2026, 1, 5, tzinfo=UTC)
        if session != self.session:
            return StoredSession(run_of(), started)
        return StoredSession(run_of(), started, tuple(self.kept.values()), self.origin, self.received)

    def save_feedback(self, session: str, one: Feedback) -> None:
        if self.fails_with:
            raise self.fails_with
        self.kept[one.id] = one

    def withdraw_feedback(self, session: str, id: str) -> None:
        if self.fails_with:
            raise self.fails_with
        self.kept.pop(id, None)


def page_over(
    drawer: Drawer, player: "SilentPlayer | None" = None, peaks: Callable[[Path, int], object] | None = None
) -> DebriefPage:
    """A debrief page that keeps feedback in a drawer."""
    desk = FeedbackDesk(drawer)
    page = DebriefPage(player or SilentPlayer(), peaks or waveform, desk)  # pyright: ignore[reportArgumentType]
    desk.setParent(page)
    page.take_view.play_models_with(play_models)
    return page


def play_models(scenario: Scenario) -> tuple[ModelTalk, ModelTalk]:
    """Both conversations as a classifier reads them that knows a few words only."""
    assert scenario.models is not None
    marker, models = Marker(Scripted()), scenario.models
    strong, weak = (play(scenario, one.turns, marker, BySharedWords()) for one in (models.strong, models.weak))
    return strong, weak


def waveform(path: Path, columns: int) -> NDArray[np.float32]:
    """A waveform that looks like speech: bursts with pauses, the same for every call."""
    rng = np.random.default_rng(len(str(path)))
    at = np.linspace(0, 24 * np.pi, columns)
    bursts = np.clip(np.sin(at) + 0.6 * np.sin(at * 0.37) + 0.4, 0, None)
    return (bursts * rng.uniform(0.4, 1.0, columns) / 2.0).astype(np.float32)


class SilentPlayer:
    """Plays nothing; keeps what it was asked for, and the callbacks of the last."""

    def __init__(self) -> None:
        self.played: list[tuple[Path, float, float | None]] = []
        self.stops = 0
        self.on_position = lambda at_s: None
        self.on_end = lambda: None
        self.on_fail = lambda error: None

    def play(self, path, start_s, end_s, on_position, on_end, on_fail) -> None:  # noqa: ANN001
        self.played.append((path, start_s, end_s))
        self.on_position, self.on_end, self.on_fail = on_position, on_end, on_fail

    def stop(self) -> None:
        self.stops += 1
