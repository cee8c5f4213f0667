"""What the debrief is drawn from."""

from dataclasses import dataclass

from app.errors import HeardFirstError
from app.rehearsal.state import Run, Take
from ui.debrief.conversation import whole


@dataclass(frozen=True)
class ShownTake:
    """A take of a run; drawing the same again would only move the reader about."""

    run: Run
    number: int
    marking_again: int | None
    error: HeardFirstError | None

    @property
    def take(self) -> Take | None:
        """The take that is shown, with the turns that led to it; None where the run has none of that number."""
        return whole(self.run, self.number)

    @property
    def is_marked_again(self) -> bool:
        """Whether its corrected words are being marked."""
        return self.marking_again == self.number

    def same_run(self, other: "ShownTake | None") -> bool:
        """Whether `other` shows the same session."""
        return other is not None and other.run.session == self.run.session

    def same_take(self, other: "ShownTake | None") -> bool:
        """Whether `other` shows the same take of the same session."""
        return self.same_run(other) and other is not None and other.number == self.number
