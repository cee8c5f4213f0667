"""What a colleague's file holds, and what taking it in would do; all words in it are somebody else's."""

from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.bundle.arrival import Arrival
from app.storage.stored import StoredSession
from ui import theme, words
from ui.exchange.field_grid import FieldGrid
from ui.widgets.literal import filled
from ui.widgets.text import Text


class ArrivalView(QWidget):
    """Drawn from the file, and from what is here of its session (None: nothing)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields = FieldGrid()
        self.promise = Text()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * theme.UNIT)
        column.addWidget(self.fields)
        column.addWidget(self.promise)

    def show_arrival(self, arrival: Arrival, here: StoredSession | None) -> None:
        """Show one file."""
        self.fields.show_fields(self._fields(arrival))
        if here is None:
            told = self.tr("It comes to your past sessions as %1’s, and never counts as one of yours.")
        elif here.origin is None:
            told = self.tr("This session is yours. What %1 added comes beside it; nothing of yours changes.")
        else:
            told = self.tr("You have this file’s session already. Only what is new in it is added; nothing changes.")
        self.promise.setText(filled(told, arrival.owner if here is None else arrival.sender))

    def _fields(self, arrival: Arrival) -> list[tuple[str, str]]:
        run = arrival.session.run
        seconds = sum(one.duration_s for one in arrival.sounds.values())
        sound = filled(self.tr("yes, %1"), words.clock(seconds)) if arrival.has_sound else self.tr("no")
        sent = words.local_day(datetime.fromtimestamp(arrival.exported_utc_s, UTC))
        fields = [
            (self.tr("From"), filled(self.tr("%1, %2"), arrival.sender, sent)),
            (self.tr("Scenario"), run.scenario.title),
            (self.tr("Rehearsed"), words.local_time(arrival.session.started)),
            (self.tr("Takes"), str(arrival.takes)),
            (self.tr("Sound"), sound),
            (self.tr("Critiques"), str(arrival.critiques)),
            (self.tr("Pins"), str(arrival.pins)),
            (self.tr("Settled marks"), str(arrival.settlements)),
        ]
        if run.pair is not None:
            fields.insert(2, (self.tr("With"), filled(self.tr("%1 and %2"), run.pair.manager, run.pair.colleague)))
        if arrival.passed_on:
            fields.insert(1, (self.tr("Who spoke"), arrival.owner))
        return fields


def added(critiques: int, pins: int, settlements: int) -> str:
    """What is new, counted: "1 critique, 2 pins"; empty for nothing."""
    counted = (
        (critiques, _tr("1 critique"), _tr("%1 critiques")),
        (pins, _tr("1 pin"), _tr("%1 pins")),
        (settlements, _tr("1 settled mark"), _tr("%1 settled marks")),
    )
    return ", ".join(one if count == 1 else filled(many, str(count)) for count, one, many in counted if count)


def _tr(text: str) -> str:
    return QCoreApplication.translate("ArrivalView", text)
