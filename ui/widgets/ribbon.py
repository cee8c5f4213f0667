"""The signature picture: a reply over time, with what each stretch of it does and the moments that people marked."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import words
from ui.widgets.announcement import announce
from ui.widgets.pin_band import PinBand, band_height
from ui.widgets.ribbon_layout import Flags, Layout
from ui.widgets.ribbon_painting import RibbonPainting
from ui.widgets.ribbon_pin import RibbonPin
from ui.widgets.ribbon_reply import Reply, RibbonSpan
from ui.widgets.ribbon_stops import Stop, Stops
from ui.widgets.time_slider import STEPS_A_UNIT, TimeSlider

_SLACK = 0.5 / STEPS_A_UNIT


class Ribbon(TimeSlider):
    """Draws a `Reply` and pins; its value is the playhead. `hear` asks to hear a stretch, in the reply's units."""

    hear = Signal(float, float)

    def __init__(self, parent: QWidget | None = None, *, compact: bool = False) -> None:
        super().__init__(parent)
        self._reply = Reply(0.0)
        self._compact = compact
        self._layout: tuple[tuple[float, str], Layout] | None = None
        self._pins: tuple[RibbonPin, ...] = ()
        self._flags: tuple[tuple[float, str], Flags] | None = None
        self._stops = Stops(self._reply, ())
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMouseTracking(True)
        self.valueChanged.connect(self._tell_where)

    def show_reply(self, reply: Reply) -> None:
        """Show another reply, with the playhead at its start."""
        self._reply = reply
        self._layout = self._flags = None
        self._stops = Stops(reply, self._pins)
        self.draw_anew(reply.extent)
        self.setValue(0)
        self._tell_where()

    @property
    def reply(self) -> Reply:
        """What is shown."""
        return self._reply

    def show_pins(self, pins: Sequence[RibbonPin]) -> None:
        """Show other pins; the reply and the playhead stay. For replies in seconds."""
        if tuple(pins) == self._pins:
            return
        self._pins = tuple(sorted(pins, key=lambda pin: pin.at))
        self._flags = None
        self._stops = Stops(self._reply, self._pins)
        self._tell_where()
        self.draw_anew()

    @property
    def pins(self) -> tuple[RibbonPin, ...]:
        """The pins that are shown, in the order of their moments."""
        return self._pins

    # drawing

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as forty of the font's letters, as tall as the lanes then need."""
        width = self.fontMetrics().averageCharWidth() * 40
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Narrower than this, nothing can be told apart."""
        width = self.fontMetrics().averageCharWidth() * 20
        return QSize(width, self.fontMetrics().height() * 2)

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """A narrow ribbon takes more lanes."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Waveform, axis and lanes, all in heights of the font."""
        return self._painting(width).height

    def paint_picture(self, painter: QPainter) -> None:
        """Waveform, axis, lanes and flags."""
        painting = self._painting(self.width())
        painting.paint(painter)
        band, flags = self._band(painting)
        band.paint(painter, flags, self.palette())

    def paint_over(self, painter: QPainter) -> None:
        """The playhead, and the pin that it came to."""
        painting = self._painting(self.width())
        painting.paint_playhead(painter, self.playhead)
        chosen = self._stops.pin_here(self.playhead)
        if chosen is not None and self.hasFocus():
            band, flags = self._band(painting)
            band.paint_chosen(painter, flags, chosen, self.palette())

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """A new font needs a new layout."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._layout = self._flags = None
            self.updateGeometry()

    def _painting(self, width: int) -> RibbonPainting:
        metrics = self.fontMetrics()
        height = band_height(self._pins, metrics)
        painting = RibbonPainting(self._reply, metrics, self.palette(), width, compact=self._compact, band=height)
        key = (float(width), self.font().key())
        if self._layout is None or self._layout[0] != key:
            self._layout = key, painting.lay_out()
        painting.layout = self._layout[1]
        return painting

    def _band(self, painting: RibbonPainting) -> tuple[PinBand, Flags]:
        places = tuple(painting.x_at(pin.at) for pin in self._pins)
        band = PinBand(self._pins, places, painting.metrics, painting.width, painting.band_top)
        key = (float(painting.width), self.font().key())
        if self._flags is None or self._flags[0] != key:
            self._flags = key, band.lay_out()
        return band, self._flags[1]

    def _pin_at(self, painting: RibbonPainting, point: QPointF) -> int | None:
        band, flags = self._band(painting)
        return band.pin_at(flags, point)

    # hearing

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Left and Right go from span to span and pin to pin, Home and End to the ends, Enter and Space hear."""
        key = event.key()
        if key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            self._go(1 if key == Qt.Key.Key_Right else -1)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._hear_here()
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            self.setValue(self.minimum() if key == Qt.Key.Key_Home else self.maximum())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Hear the span or what is around a pin or, between them, all from here."""
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        painting = self._painting(self.width())
        pin = self._pin_at(painting, event.position())
        if pin is not None:
            self._come_to(self._stops.of_pin(pin))
            self._hear_here()
            return
        self._stops.leave()
        span = painting.span_at(event.position())
        self.move_playhead(span.start if span else painting.place_at(event.position().x()))
        self._hear_here(span)

    def told_at(self, point: QPointF) -> str:
        """The words of the span or pin under the pointer, in full."""
        painting = self._painting(self.width())
        pin = self._pin_at(painting, point)
        if pin is not None:
            return self._pins[pin].told
        span = painting.span_at(point)
        return _told(span) if span else ""

    def _go(self, step: int) -> None:
        if not self._stops:
            self.setValue(self.value() + step * STEPS_A_UNIT)
            return
        stop = self._stops.next(self.playhead, step)
        if stop is None:
            self._stops.leave()
            self.setValue(self.maximum() if step > 0 else self.minimum())
        else:
            self._come_to(stop)

    def _come_to(self, stop: Stop) -> None:
        self._stops.come_to(stop)
        self.move_playhead(stop.at)
        self._tell_where()
        self.update()
        if stop.pin is not None:  # a slider tells only its number when it moves
            announce(self, self._pins[stop.pin].told)

    def _hear_here(self, span: RibbonSpan | None = None) -> None:
        pin = self._stops.pin_here(self.playhead)
        if pin is not None and span is None:
            self.hear.emit(*self._pins[pin].around(self._reply.extent))
            return
        span = span or self._reply.span_at(self.playhead, _SLACK)
        if span:
            self.hear.emit(span.start, span.end)
        else:
            self.hear.emit(self.playhead, self._reply.extent)

    @Slot()
    def _tell_where(self) -> None:
        """The value of a slider says little to a screen reader; the description says what stands there."""
        pin = self._stops.pin_here(self.playhead)
        if pin is not None:
            self.setAccessibleDescription(self._pins[pin].told)
            return
        span = self._reply.span_at(self.playhead, _SLACK)
        where = "" if self._reply.text is not None else words.clock(self.playhead)
        told = _told(span) if span else self.tr("between the marked sentences")
        self.setAccessibleDescription(", ".join(part for part in (where, told) if part))


def _told(span: RibbonSpan) -> str:
    return f"{span.label}: {span.quote}" if span.quote else span.label
