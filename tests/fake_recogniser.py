"""A recogniser for tests: it hears what it was told to, at once or when told."""

from collections import deque
from collections.abc import Callable

from app.errors import HeardFirstError
from app.rehearsal.event import SegmentFailed, SegmentHeard
from app.rehearsal.ports import Post
from app.rehearsal.sound import SpeechSegment
from app.transcript.transcript import Segment, Word


class FakeRecogniser:
    """The port app.rehearsal.ports.Recogniser without a process. Everything happens on the caller's thread.

    `hears` gives the text of each segment, or raises HeardFirstError for one that fails. With `held`, nothing is
    posted before `answer`.
    """

    def __init__(
        self,
        post: Post,
        hears: str | Callable[[SpeechSegment], str] = "one two three four",
        *,
        held: bool = False,
        engine: str = "fake",
        rough: bool = False,
        confidence_floor: float = 0.25,
        confidence: float | None = 0.9,
    ) -> None:
        self.engine = engine
        self.rough = rough
        self.confidence_floor = confidence_floor
        self.held = held
        self.warm = False
        self.closed = False
        self.asked: list[tuple[int, SpeechSegment]] = []
        self._post = post
        self._hears = hears
        self._confidence = confidence
        self._queue: deque[tuple[int, SpeechSegment]] = deque()

    def warm_up(self) -> None:
        """Note that it was asked."""
        self.warm = True

    def recognise(self, take: int, segment: SpeechSegment) -> None:
        """Queue one segment, and hear it unless held."""
        if self.closed:
            return
        self.asked.append((take, segment))
        self._queue.append((take, segment))
        if not self.held:
            self.answer()

    def answer(self, most: int | None = None) -> None:
        """Hear what is queued, or so many of it."""
        while self._queue and (most is None or most > 0):
            take, segment = self._queue.popleft()
            most = None if most is None else most - 1
            try:
                text = self._hears if isinstance(self._hears, str) else self._hears(segment)
            except HeardFirstError as error:
                self._post(SegmentFailed(take, segment.index, error))
            else:
                self._post(SegmentHeard(take, segment.index, self._segment(text, segment)))

    def forget(self, take: int) -> None:
        """Drop what is queued for a take."""
        self._queue = deque(one for one in self._queue if one[0] != take)

    def close(self) -> None:
        """Post nothing more."""
        self.closed = True
        self._queue.clear()

    def _segment(self, text: str, segment: SpeechSegment) -> Segment:
        parts = text.split()
        step_s = (segment.end_s - segment.start_s) / max(1, len(parts))
        words = tuple(
            Word(part, segment.start_s + at * step_s, segment.start_s + (at + 1) * step_s, self._confidence)
            for at, part in enumerate(parts)
        )
        return Segment(words, segment.start_s, segment.end_s)
