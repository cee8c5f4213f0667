"""Curves under a ribbon: they share its seconds, follow its sound, and are heard from anywhere."""

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import words
from ui.widgets.curve_row import Chart
from ui.widgets.curves_painting import CurvesPainting
from ui.widgets.time_slider import STEPS_A_UNIT, TimeSlider


class Curves(TimeSlider):
    """Draws a `Chart`; its value is the playhead. `hear` asks to hear from a second to the end."""

    hear = Signal(float, float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chart = Chart(0.0)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)
        self.valueChanged.connect(self._tell_where)

    def show_chart(self, chart: Chart) -> None:
        """Show another chart; the playhead stays where it is, if that is within it."""
        self._chart = chart
        self.draw_anew(chart.extent_s)
        self._tell_where()

    @property
    def chart(self) -> Chart:
        """What is shown."""
        return self._chart

    # drawing

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as forty of the font's letters, as tall as its rows need."""
        return QSize(self.fontMetrics().averageCharWidth() * 40, self._painting().height)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Narrower than this, nothing can be told apart."""
        return QSize(self.fontMetrics().averageCharWidth() * 20, self._painting().height)

    def paint_picture(self, painter: QPainter) -> None:
        """Rows, shades and medians."""
        self._painting().paint(painter)

    def paint_over(self, painter: QPainter) -> None:
        """The playhead."""
        self._painting().paint_playhead(painter, self.playhead)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """A new font needs more room."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self.updateGeometry()

    def _painting(self) -> CurvesPainting:
        return CurvesPainting(self._chart, self.fontMetrics(), self.palette(), self.width())

    # hearing

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Left and Right go by a second, Page Up and Down from stretch to stretch, Enter and Space hear from here."""
        key = event.key()
        if key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            self.setValue(self.value() + (STEPS_A_UNIT if key == Qt.Key.Key_Right else -STEPS_A_UNIT))
        elif key in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
            self._go(1 if key == Qt.Key.Key_PageDown else -1)
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            self.setValue(self.minimum() if key == Qt.Key.Key_Home else self.maximum())
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._hear_here()
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Hear from here."""
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self.move_playhead(self._painting().place_at(event.position().x()))
        self._hear_here()

    def told_at(self, point: QPointF) -> str:
        """The numbers under the pointer."""
        return self.told_at_s(self._painting().place_at(point.x()))

    def told_at_s(self, at_s: float) -> str:
        """The numbers at a moment, in words."""
        inside = [one.label for one in self._chart.shades if one.start_s <= at_s < one.end_s]
        pause = [self.tr("a pause of %1").replace("%1", label) for label in inside]
        values = [(row, row.at(at_s)) for row in self._chart.rows]
        told = [row.say(value) for row, value in values if value is not None]
        return ", ".join([words.clock(at_s), *pause, *told])

    def _go(self, step: int) -> None:
        starts = sorted(round(one.start_s * STEPS_A_UNIT) for one in self._chart.shades)
        ahead = [one for one in starts if (one - self.value()) * step > 0]
        if ahead:
            self.setValue(ahead[0] if step > 0 else ahead[-1])

    def _hear_here(self) -> None:
        self.hear.emit(self.playhead, self._chart.extent_s)

    @Slot()
    def _tell_where(self) -> None:
        """The value of a slider says little to a screen reader; the description tells the numbers there."""
        self.setAccessibleDescription(self.told_at_s(self.playhead))
