"""The signature picture: a reply over time, with what each stretch of it does."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPixmap,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QSlider, QToolTip, QWidget

from ui import words
from ui.widgets.literal import on_tooltip
from ui.widgets.ribbon_layout import Layout
from ui.widgets.ribbon_painting import RibbonPainting
from ui.widgets.ribbon_reply import Reply, RibbonSpan

STEPS_A_UNIT = 1000
"""The slider counts thousandths of a second, or of a character where the reply was typed."""
_SLACK = 0.5 / STEPS_A_UNIT


class Ribbon(QSlider):
    """Draws a `Reply`; its value is the playhead. `hear` asks to hear a stretch, in the reply's units."""

    hear = Signal(float, float)

    def __init__(self, parent: QWidget | None = None, *, compact: bool = False) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._reply = Reply(0.0)
        self._compact = compact
        self._picture: tuple[object, QPixmap] | None = None
        self._layout: tuple[tuple[float, str], Layout] | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.valueChanged.connect(self._tell_where)

    def show_reply(self, reply: Reply) -> None:
        """Show another reply, with the playhead at its start."""
        self._reply = reply
        self._layout = self._picture = None
        self.setRange(0, max(1, round(reply.extent * STEPS_A_UNIT)))
        self.setValue(0)
        self._tell_where()
        self.updateGeometry()
        self.update()

    @property
    def reply(self) -> Reply:
        """What is shown."""
        return self._reply

    @property
    def playhead(self) -> float:
        """Where the playhead stands, in the reply's units."""
        return self.value() / STEPS_A_UNIT

    @Slot(float)
    def move_playhead(self, at: float) -> None:
        """Follow the sound."""
        self.setValue(round(at * STEPS_A_UNIT))

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

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The picture, which changes rarely, and the playhead on it."""
        painting = self._painting(self.width())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawPixmap(0, 0, self._picture_of(painting))
        painting.paint_playhead(painter, self.playhead)
        if self.hasFocus():
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), 2))
            painter.setBrush(QColor(0, 0, 0, 0))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        painter.end()

    def _picture_of(self, painting: RibbonPainting) -> QPixmap:
        key = (self.size(), self.devicePixelRatioF(), self.palette().cacheKey(), self.font().key())
        if self._picture is None or self._picture[0] != key:
            pixmap = QPixmap(self.size() * self.devicePixelRatioF())
            pixmap.setDevicePixelRatio(self.devicePixelRatioF())
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(self.font())
            painting.paint(painter)
            painter.end()
            self._picture = key, pixmap
        return self._picture[1]

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """A new font needs a new layout."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._layout = None
            self.updateGeometry()

    def _painting(self, width: int) -> RibbonPainting:
        painting = RibbonPainting(self._reply, self.fontMetrics(), self.palette(), width, compact=self._compact)
        key = (float(width), self.font().key())
        if self._layout is None or self._layout[0] != key:
            self._layout = key, painting.lay_out()
        painting.layout = self._layout[1]
        return painting

    # hearing

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Left and Right go from span to span, Home and End to the ends, Enter and Space hear."""
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
        """Hear the span or, between spans, all from here."""
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        painting = self._painting(self.width())
        span = painting.span_at(event.position())
        self.move_playhead(span.start if span else painting.place_at(event.position().x()))
        self._hear_here(span)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Moving alone changes nothing."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """The press has done it all."""

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """The wheel scrolls the page, not the playhead."""
        event.ignore()

    def event(self, event: QEvent) -> bool:
        """A tooltip shows the words of the span under the pointer in full."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            span = self._painting(self.width()).span_at(event.pos().toPointF())
            QToolTip.showText(event.globalPos(), on_tooltip(_told(span)) if span else "", self)
            return True
        return super().event(event)

    def _go(self, step: int) -> None:
        starts = sorted({round(one.start * STEPS_A_UNIT) for one in self._reply.spans})
        if not starts:
            self.setValue(self.value() + step * STEPS_A_UNIT)
            return
        ahead = [one for one in starts if (one - self.value()) * step > 0]
        if ahead:
            self.setValue(ahead[0] if step > 0 else ahead[-1])
        else:
            self.setValue(self.maximum() if step > 0 else self.minimum())

    def _hear_here(self, span: RibbonSpan | None = None) -> None:
        span = span or self._reply.span_at(self.playhead, _SLACK)
        if span:
            self.hear.emit(span.start, span.end)
        else:
            self.hear.emit(self.playhead, self._reply.extent)

    @Slot()
    def _tell_where(self) -> None:
        """The value of a slider says little to a screen reader; the description says what stands there."""
        span = self._reply.span_at(self.playhead, _SLACK)
        where = "" if self._reply.text is not None else words.clock(self.playhead)
        told = _told(span) if span else self.tr("between the marked sentences")
        self.setAccessibleDescription(", ".join(part for part in (where, told) if part))


def _told(span: RibbonSpan) -> str:
    return f"{span.label}: {span.quote}" if span.quote else span.label
