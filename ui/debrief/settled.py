"""What people settled about one take: found by what it is about, and told beside what the program read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication as App

from app.marking.label import Label
from app.marking.marker import Marking
from app.pairing.settlement import Settlement
from app.rehearsal.state import Take
from ui import words
from ui.debrief.evidence import is_marked
from ui.debrief.feedback_desk import FeedbackDesk
from ui.debrief.order_choice import order_words
from ui.debrief.person import Person
from ui.widgets.literal import filled

Place = tuple[int, int]
"""A sentence: its turn and its index in the take's marking."""


@dataclass(frozen=True)
class Settled:
    """The desk's settlements of a take, as far as they are about something that it has."""

    desk: FeedbackDesk
    take: Take

    @property
    def marking(self) -> Marking | None:
        """What the program read, None where nothing could be marked."""
        return self.take.marking if is_marked(self.take) else None

    def of(self, place: Place | None) -> tuple[Settlement, ...]:
        """The settlements of a sentence, or of the order where `place` is None; the latest last."""
        if self.marking is None:
            return ()
        found = (one for one in self.desk.settlements(self.take.number) if one.sentence == place)
        return tuple(one for one in found if place is None or one.said in {"", self._said(place)})

    @property
    def all(self) -> tuple[Settlement, ...]:
        """Everything that was settled about the take, the latest last."""
        return self.desk.settlements(self.take.number)

    def by(self, person: Person, place: Place | None) -> Settlement | None:
        """What one person settled about it here, and may change; what came in a file stays as it came."""
        found = (one for one in self.of(place) if (one.by, one.role) == (person.name, person.role))
        return next((one for one in found if one.id not in self.desk.received), None)

    def lines(self, place: Place | None) -> tuple[str, ...]:
        """A line for each settlement, and what the program reads; nothing where nobody settled it."""
        found = tuple(self._line(one) for one in self.of(place))
        return (*found, self.program(place)) if found else ()

    def program(self, place: Place | None) -> str:
        """What the program reads, in words that a person's reading can be held against."""
        if self.marking is None:
            return ""
        return filled(App.translate("Settled", "The program reads: %1."), self._ours(self.marking, place))

    def notes(self) -> dict[Place, tuple[str, ...]]:
        """The lines of every sentence that was settled."""
        places = {one.sentence for one in self.desk.settlements(self.take.number) if one.sentence is not None}
        return {place: lines for place in places if (lines := self.lines(place))}

    def _said(self, place: Place) -> str | None:
        sentences = self.marking.sentences if self.marking else ()
        turn, index = place
        if not 0 <= turn < len(sentences) or not 0 <= index < len(sentences[turn]):
            return None
        return sentences[turn][index].text

    def _line(self, one: Settlement) -> str:
        when = words.local_day(datetime.fromtimestamp(one.given_utc_s, UTC))
        reading = _quoted(order_words(one.verdict)) if one.verdict is not None else labels_words(one.labels)
        told = filled(App.translate("Settled", "%1 settled on %2: %3."), one.by, when, reading)
        origin = self.desk.received.get(one.id)
        if origin is None:
            return told
        return f"{told} {filled(App.translate('Settled', 'It came in a file from %1.'), origin.sender)}"

    def _ours(self, marking: Marking, place: Place | None) -> str:
        if place is not None:
            return labels_words(marking.sentences[place[0]][place[1]].labels)
        return _quoted(order_words(marking.verdict)) if marking.verdict else ""


def labels_words(labels: Iterable[Label]) -> str:
    """What a sentence does, in the order of the rubric."""
    carried = frozenset(labels)
    named = [words.label(one) for one in Label if one in carried]
    return ", ".join(named) if named else App.translate("Settled", "nothing of note")


def _quoted(text: str) -> str:
    return f"“{text}”"
