"""Which takes' marks wait until a colleague has given theirs."""

from dataclasses import replace

from app.rehearsal.state import Run, Take
from ui.debrief.evidence import is_marked
from ui.debrief.feedback_desk import FeedbackDesk


class CoveredTakes:
    """Lasts as long as the window: what was seen once is not hidden again.

    Covered are a pair's new takes, and all takes of a session that came in a file, until a critique was given here.
    """

    def __init__(self, desk: FeedbackDesk) -> None:
        self._desk = desk
        self._seen: set[tuple[str, int]] = set()

    def see(self, run: Run) -> None:
        """The marks of all takes of a session are known from the past."""
        self._seen |= {(run.session, take.number) for take in run.takes if is_marked(take)}

    def uncover(self, run: Run, number: int) -> None:
        """The colleague's critique of a take is in, or is skipped."""
        self._seen.add((run.session, number))

    def covers(self, run: Run, take: Take) -> bool:
        """Whether the marks of a take may not be seen yet. The desk has to lie open at the run's session."""
        if not is_marked(take) or (run.session, take.number) in self._seen:
            return False
        given = any(one.id not in self._desk.received for one in self._desk.critiques(take.number))
        return not given and (run.pair is not None or self._desk.origin is not None)

    def shown(self, run: Run) -> Run:
        """The run as it may be seen: without the marks of covered takes."""
        takes = tuple(replace(take, marking=None) if self.covers(run, take) else take for take in run.takes)
        return replace(run, takes=takes)
