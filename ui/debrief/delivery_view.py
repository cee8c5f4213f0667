"""How a take was said, in numbers: help for a listener's ear, never a verdict."""

from collections.abc import Callable
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.audio.delivery.delivery import Measured
from app.audio.delivery.joined import joined
from app.audio.delivery.wording import NO_FEELING, reading
from app.errors import HeardFirstError
from app.rehearsal.sound import Condition
from app.rehearsal.state import Take
from ui import theme, words
from ui.debrief.conversation import has_sound, is_heard, sound_path, turns_of
from ui.debrief.delivery_chart import chart_of, table_of
from ui.debrief.delivery_table import DeliveryTable
from ui.services import DeliveryMeasurer
from ui.widgets.announcement import announce
from ui.widgets.curves import Curves
from ui.widgets.ribbon import Ribbon
from ui.widgets.text import Text

_VOICELESS = frozenset({Condition.SILENCE, Condition.BLOCKED})


class _Stage(Enum):
    """Where the measuring of the shown take stands."""

    WAITING = auto()
    MEASURING = auto()
    MEASURED = auto()
    CANCELLED = auto()
    FAILED = auto()
    NOTHING = auto()


class DeliveryView(QWidget):
    """Stands under the ribbon of a take with sound; shares its seconds and its playhead. Hidden without a measurer.

    Measures once it is open and seen; what is measured stops when the page is left, and is begun anew.
    """

    hear = Signal(float, float)
    """From where to where in seconds."""
    _came = Signal(int, object)

    def __init__(self, ribbon: Ribbon, parent: QWidget | None = None, *, opened: bool = False) -> None:
        super().__init__(parent)
        self._ribbon = ribbon
        self._measurer: DeliveryMeasurer | None = None
        self._take: Take | None = None
        self._stage = _Stage.WAITING
        self._number = 0  # of the measuring that is waited for
        self._cancel: Callable[[], None] | None = None
        self._found: list[Measured] = []  # of the turns up to now
        self._chosen: bool | None = None  # whether the user opened or closed it
        self.button = self._make_button(self._on_clicked)
        self.button.setCheckable(True)
        self.body = QWidget(self)
        self.told = Text(parent=self.body)
        self.cancel_button = self._make_button(self.cancel, self.tr("Cancel"))
        self.start_button = self._make_button(self.start, self.tr("Measure"))
        self.curves = Curves(self.body)
        self.curves.setAccessibleName(self.tr("Pace, pauses, loudness and pitch over time"))
        self.usual = Text(quiet=True, parent=self.body)
        self.table_button = self._make_button(self._show_table)
        self.table_button.setCheckable(True)
        self.table = DeliveryTable(self.body)
        self.why = Text(words.translate(NO_FEELING), quiet=True, parent=self.body)
        self._lay_out()
        self.curves.hear.connect(self.hear)
        self.curves.valueChanged.connect(self._lead)
        ribbon.valueChanged.connect(self._follow)
        # the measurer tells on a thread of its own: a signal to a slot of this object changes threads
        self._came.connect(self._on_came)
        self._show_table()
        self._open(opened)
        self.hide()

    def use(self, measurer: DeliveryMeasurer) -> None:
        """What measures the takes from now on."""
        self._measurer = measurer

    def show_take(self, take: Take, *, opened: bool) -> None:
        """Offer the numbers of a take, open or closed until the user chooses. The same take again changes nothing."""
        if self._chosen is None:
            self._open(opened)
        before, self._take = self._take, take
        if before is None or _measured_of(before) != _measured_of(take):
            self._stop()
            self._stage = _Stage.WAITING
        self.setVisible(self._measurer is not None and has_sound(take))
        self._draw()
        # from the event loop, since what is shown now may be covered at once, by the colleague's page
        QTimer.singleShot(0, self, self._begin)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show: no sound, or nothing that could measure it."""
        return self._measurer is None or self._take is None or not has_sound(self._take)

    @Slot()
    def start(self) -> None:
        """Measure the take."""
        if self.is_empty or self._stage is _Stage.MEASURING:
            return
        had_focus = self.start_button.hasFocus()
        self._stage = _Stage.MEASURING
        self._found = []
        self._draw()
        if had_focus:
            self.cancel_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._measure_next()

    @Slot()
    def cancel(self) -> None:
        """Stop measuring, until the user asks again."""
        had_focus = self.cancel_button.hasFocus()
        self._stop()
        self._stage = _Stage.CANCELLED
        self._draw()
        if had_focus:
            self.start_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """It is seen: measure, where that was put off."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._begin)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """The page was left: nothing runs for a page that is not seen, least of all while somebody records."""
        super().hideEvent(event)
        if not event.spontaneous() and self._stage is _Stage.MEASURING:
            self._stop()
            self._stage = _Stage.WAITING

    # below, what follows from it

    @Slot()
    def _begin(self) -> None:
        conditions = {turn.recording.condition for turn in self._turns if turn.recording}
        if self._stage is _Stage.WAITING and conditions and conditions <= _VOICELESS:
            self._stage = _Stage.NOTHING
            self._draw()
        elif self._stage is _Stage.WAITING and self.body.isVisible():
            self.start()

    def _measure_next(self) -> None:
        """The next turn of the take."""
        turn = self._turns[len(self._found)]
        path = sound_path(turn)
        if self._measurer is None or path is None:
            return
        self._number += 1
        number = self._number
        self._cancel = self._measurer.measure(path, turn.transcript, lambda found: self._came.emit(number, found))

    @property
    def _turns(self) -> tuple[Take, ...]:
        """The turns that can be heard: one alone where the take is no conversation."""
        return tuple(turn for turn in turns_of(self._take) if is_heard(turn)) if self._take else ()

    def _stop(self) -> None:
        self._number += 1
        cancel, self._cancel = self._cancel, None
        if cancel is not None:
            cancel()

    @Slot(int, object)
    def _on_came(self, number: int, found: Measured | HeardFirstError) -> None:
        if number != self._number:
            return
        self._cancel = None
        if isinstance(found, Measured):
            self._found.append(found)
            if len(self._found) < len(self._turns):
                self._measure_next()
                return
        had_focus = self.cancel_button.hasFocus()
        if isinstance(found, HeardFirstError):
            self._stage = _Stage.FAILED
            self._draw()
            self.told.setText(words.error(found))
        else:
            self._stage = _Stage.MEASURED
            found = self._joined()
            self._show_measured(found)
            self._draw()
            self.told.setText(_reading(found))
        if had_focus:
            (self.curves if self.curves.isVisibleTo(self) else self.start_button).setFocus(
                Qt.FocusReason.OtherFocusReason
            )
        announce(self, self.told.text())

    def _joined(self) -> Measured:
        """All turns on the ribbon's line of seconds; what is usual was looked up last with all of them."""
        lengths_s = [turn.recording.duration_s for turn in self._turns if turn.recording]
        turns = zip((one.delivery for one in self._found), lengths_s, strict=True)
        return Measured(joined(tuple(turns)), self._found[-1].reference)

    def _show_measured(self, found: Measured) -> None:
        extent_s = self._ribbon.reply.extent
        self.curves.show_chart(chart_of(found, extent_s))
        self.curves.setValue(self._ribbon.value())
        self.table.show_rows(table_of(found))
        takes = found.reference.takes if found.reference else 0
        many = self.tr("Dashed: this speaker's own median, over the %1 takes measured so far.")
        one = self.tr("Dashed: the median of this take. Once more takes are measured: the median over all of them.")
        self.usual.setText(many.replace("%1", str(takes)) if takes > 1 else one if takes else "")

    def _draw(self) -> None:
        stage = self._stage
        told = {
            _Stage.MEASURING: self.tr("Measuring…"),
            _Stage.WAITING: self.tr("Not measured yet."),
            _Stage.CANCELLED: self.tr("Not measured yet."),
            _Stage.NOTHING: self.tr("Nobody speaks in this recording: there is nothing to measure."),
        }.get(stage)
        if told is not None:
            self.told.setText(told)
        self.cancel_button.setVisible(stage is _Stage.MEASURING)
        self.start_button.setVisible(stage in {_Stage.WAITING, _Stage.CANCELLED, _Stage.FAILED})
        start = self.tr("Try again") if stage is _Stage.FAILED else self.tr("Measure")
        self.start_button.setText(start)
        self.start_button.setAccessibleName(start)
        measured = stage is _Stage.MEASURED
        self.curves.setVisible(measured)
        self.table_button.setVisible(measured)
        self.table.setVisible(measured and self.table_button.isChecked())
        self.usual.setVisible(measured and bool(self.usual.text()))

    @Slot()
    def _show_table(self) -> None:
        shown = self.table_button.isChecked()
        self.table.setVisible(shown and self._stage is _Stage.MEASURED)
        told = self.tr("Hide the table") if shown else self.tr("Show as a table")
        self.table_button.setText(told)
        self.table_button.setAccessibleName(told)

    @Slot()
    def _on_clicked(self) -> None:
        self._chosen = self.button.isChecked()
        self._open(self._chosen)
        self._begin()

    def _open(self, opened: bool) -> None:
        self.button.setChecked(opened)
        told = self.tr("Pace, pauses, loudness, pitch")
        self.button.setText(f"▾ {told}" if opened else f"▸ {told}")
        self.button.setAccessibleName(told)
        self.button.setAccessibleDescription(self.tr("open") if opened else self.tr("closed"))
        self.body.setVisible(opened)

    @Slot(int)
    def _follow(self, value: int) -> None:
        """The ribbon's playhead moved; a typed reply has characters and no seconds."""
        if self._stage is _Stage.MEASURED and self._ribbon.reply.text is None:
            self.curves.setValue(value)

    @Slot(int)
    def _lead(self, value: int) -> None:
        if self.curves.hasFocus() and self._stage is _Stage.MEASURED:
            self._ribbon.setValue(value)

    def _make_button(self, pressed: object, text: str = "") -> QPushButton:
        button = QPushButton(text, self)
        button.setAccessibleName(text)
        button.clicked.connect(pressed)
        return button

    def _lay_out(self) -> None:
        left = Qt.AlignmentFlag.AlignLeft
        inner = QVBoxLayout(self.body)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(theme.UNIT)
        inner.addWidget(self.told)
        for button in (self.cancel_button, self.start_button):
            inner.addWidget(button, 0, left)
        inner.addWidget(self.curves)
        inner.addWidget(self.usual)
        inner.addWidget(self.table_button, 0, left)
        inner.addWidget(self.table)
        inner.addWidget(self.why)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.UNIT)
        column.addWidget(self.button, 0, left)
        column.addWidget(self.body)


def _measured_of(take: Take) -> object:
    """What the numbers are made from: the sound, and the words as they were heard."""
    return [(sound_path(turn), turn.transcript.segments if turn.transcript else ()) for turn in turns_of(take)]


def _reading(found: Measured) -> str:
    """One line of plain numbers; a sound too short for a curve says so."""
    told = reading(found.delivery, words.translate)
    if found.delivery.sound.duration_s >= 1.0:
        return told
    short = QCoreApplication.translate("DeliveryView", "Shorter than a second: too little for more than these numbers")
    return f"{short}: {told}"
