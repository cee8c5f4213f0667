"""All pins of what is shown, in the order of their moments: to be heard, noted, answered or deleted."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.pairing.pin import Pin
from app.rehearsal.state import Take
from ui import theme
from ui.debrief.conversation import has_sound, is_heard, place_of_moment, sound_path, turns_of
from ui.debrief.feedback_desk import FeedbackDesk
from ui.debrief.pin_deletion import PinDeletion
from ui.debrief.pin_row import PinRow, Reader
from ui.pairing import pin_words
from ui.widgets.announcement import announce
from ui.widgets.card import Card
from ui.widgets.literal import filled
from ui.widgets.ribbon_pin import RibbonPin
from ui.widgets.side_button import SideButton

MOST_AT_ONCE = 60
"""Rows that are made before somebody asks for more: a file may hold thousands of pins."""


class PinsView(QWidget):
    """One stop of the Tab key: Up and Down go from pin to pin, Tab goes on to what can be written about the one."""

    hear = Signal(object, float, float)
    """A sound's Path, and from where to where in seconds."""
    rearranged = Signal()
    """Rows came, went or changed places: what Tab comes to is another."""

    def __init__(self, desk: FeedbackDesk, reader: Reader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._deletion = PinDeletion(desk, self)
        self._reader = reader
        self._take: Take | None = None
        self._most = MOST_AT_ONCE
        self._rows: list[PinRow] = []
        self.more_button = SideButton(parent=self)
        self.more_button.clicked.connect(self._show_more)
        self._card = Card(self.tr("Pinned moments"), self)
        self._card.body.setSpacing(2 * theme.UNIT)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.UNIT)
        column.addWidget(self._card)
        column.addWidget(self.more_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    @property
    def rows(self) -> tuple[PinRow, ...]:
        """The pins, in the order of their moments."""
        return tuple(self._rows)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was pinned."""
        return not self._rows

    @property
    def unsent(self) -> bool:
        """Whether something was written that is not kept yet."""
        return any(row.unsent for row in self._rows)

    def show_take(self, take: Take) -> None:
        """Show the pins of a take and of the turns that led to it."""
        self.hand_over()
        self._take, self._most = take, MOST_AT_ONCE
        self.show_feedback()

    def ribbon_pins(self) -> tuple[RibbonPin, ...]:
        """The same pins for a ribbon with the sound of all turns; none where that is not there."""
        if self._take is None or not has_sound(self._take):
            return ()
        received = self._desk.received
        return tuple(
            pin_words.ribbon_pin(pin, by_file=pin.id in received, place_s=self._place_s(pin)) for pin in self._pins()
        )

    @Slot()
    def show_feedback(self) -> None:
        """Show the pins as they are now; what is just being written stays, and so does the focus."""
        all_pins = self._pins()
        pins = all_pins[: self._most]
        rows = {row.pin.id: row for row in self._rows}
        before = [row.pin.id for row in self._rows]
        for gone in rows.keys() - {pin.id for pin in pins}:
            self._remove(rows[gone])
        self._rows = [rows.get(pin.id) or self._row(pin) for pin in pins]
        for row, pin in zip(self._rows, pins, strict=True):
            row.show_pin(pin, self._place_s(pin))
        self.more_button.setText(filled(self.tr("Show the next of %1"), str(len(all_pins) - len(pins))))
        self.more_button.setAccessibleName(self.more_button.text())
        self.more_button.setVisible(len(all_pins) > len(pins))
        if [pin.id for pin in pins] != before:
            self._arrange()
        self.setVisible(not self.is_empty)

    @Slot()
    def hand_over(self) -> None:
        """Keep what was written and not kept yet."""
        for row in self.rows:
            row.hand_over()

    @Slot()
    def _show_more(self) -> None:
        first = len(self._rows)
        self._most += MOST_AT_ONCE
        self.show_feedback()
        if first < len(self._rows):
            self._rove(self._rows[first])
            self._rows[first].button.setFocus(Qt.FocusReason.OtherFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Nothing that was written is lost with the page."""
        self.hand_over()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Up and Down from the fields, which leave them to this list at their first and last lines."""
        row = self._row_of(self.focusWidget())
        if row is None or not self._step(row, event.key()):
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Up, Down, Home and End on the buttons; the row that has the focus is the one Tab comes back to."""
        if isinstance(watched, QWidget) and event.type() in {QEvent.Type.FocusIn, QEvent.Type.KeyPress}:
            row = self._row_of(watched)
            if row is not None and event.type() is QEvent.Type.FocusIn:
                self._rove(row)
            elif row is not None and watched is row.button and isinstance(event, QKeyEvent):
                return self._step(row, event.key())
        return super().eventFilter(watched, event)

    def _step(self, row: PinRow, key: int) -> bool:
        """Go to the same part of another row; whether the key means that."""
        here, last = self._rows.index(row), len(self._rows) - 1
        wanted = {
            Qt.Key.Key_Up: max(0, here - 1),
            Qt.Key.Key_Down: min(last, here + 1),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }.get(Qt.Key(key))
        if wanted is None:
            return False
        part = next((index for index, stop in enumerate(row.stops) if stop.hasFocus()), 0)
        stops = self._rows[wanted].stops
        self._rove(self._rows[wanted])
        stops[part if part < len(stops) else 0].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _row_of(self, widget: QWidget | None) -> PinRow | None:
        return next((row for row in self._rows if widget is not None and row.isAncestorOf(widget)), None)

    def _rove(self, current: PinRow) -> None:
        for row in self._rows:
            row.reach(row is current)

    def _arrange(self) -> None:
        """Rows in their order, for the eye, for Tab and for screen readers."""
        for index, row in enumerate(self._rows, start=1):  # after the card's title
            self._card.body.removeWidget(row)
            self._card.body.insertWidget(index, row)
            row.raise_()  # the order of the children is the order in which they are read
        if self._rows:
            focused = self._row_of(self.focusWidget())
            self._rove(focused or self._rows[0])
        self.rearranged.emit()

    def _row(self, pin: Pin) -> PinRow:
        by_file, mine = pin.id in self._desk.received, self._desk.origin is None
        row = PinRow(pin, self._reader, self._card, by_file=by_file, mine=mine)
        for stop in row.stops:
            stop.installEventFilter(self)
        row.hear.connect(self._hear)
        row.changed.connect(self._change)
        row.delete.connect(self._delete)
        row.show()
        return row

    def _remove(self, row: PinRow) -> None:
        had_focus = row.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        at = self._rows.index(row)
        self._rows.remove(row)
        if had_focus and self._rows:
            next_one = self._rows[min(at, len(self._rows) - 1)]
            self._rove(next_one)
            next_one.button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._card.body.removeWidget(row)
        row.hide()
        row.deleteLater()

    @Slot(str)
    def _hear(self, id: str) -> None:
        pin = self._pin(id)
        turns = turns_of(self._take) if self._take else ()
        take = next((one for one in turns if pin and one.number == pin.take), None)
        if pin is not None and take is not None and take.recording is not None and is_heard(take):
            self.hear.emit(sound_path(take), *pin_words.ribbon_pin(pin).around(take.recording.duration_s))

    @Slot(object)
    def _change(self, pin: Pin) -> None:
        if self._pin(pin.id) is None:  # deleted while somebody wrote about it
            return
        if self._desk.keep(pin):
            announce(self, self.tr("Kept."))
            return
        for row in self._rows:
            if row.pin.id == pin.id:
                row.owe()

    @Slot(str)
    def _delete(self, id: str) -> None:
        pin = self._pin(id)
        if pin is not None:
            self._deletion.ask(pin)

    def _pins(self) -> list[Pin]:
        """All of them, turn after turn."""
        turns = turns_of(self._take) if self._take else ()
        return [pin for turn in turns for pin in self._desk.pins(turn.number)]

    def _place_s(self, pin: Pin) -> float:
        """Its moment where the sounds of all turns stand one after the other."""
        timed = self._take is not None and has_sound(self._take)
        place_s = place_of_moment(self._take, pin.take, pin.at_s) if self._take and timed else None
        return pin.at_s if place_s is None else place_s

    def _pin(self, id: str) -> Pin | None:
        return next((row.pin for row in self._rows if row.pin.id == id), None)
