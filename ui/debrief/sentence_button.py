"""A sentence of the reply, to be read, told apart by colour and word, and heard by a click."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPalette,
    QPen,
    QTextLayout,
    QTextLine,
    QTextOption,
)
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui import theme
from ui.theme import Meaning

_PAD = theme.UNIT / 2


@dataclass(frozen=True)
class Mark:
    """What characters start..end of the sentence do, and the word for it."""

    meaning: Meaning
    label: str
    start: int
    end: int


class SentenceButton(QPushButton):
    """Wraps as text does. With `playable` it shows a small triangle; without, it only leads to the sentence."""

    def __init__(
        self,
        sentence: str,
        marks: Sequence[Mark] = (),
        parent: QWidget | None = None,
        *,
        playable: bool = False,
    ) -> None:
        super().__init__(parent)
        self._sentence, self._marks = sentence, tuple(marks)
        self._playable = playable
        self._heights: dict[tuple[int, str], int] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(sentence)
        names = ", ".join(dict.fromkeys(mark.label for mark in marks))
        does = self.tr("Hear it") if playable else self.tr("Show it in the transcript")
        self.setAccessibleDescription(f"{names}. {does}" if names else does)

    @property
    def sentence(self) -> str:
        """What was said."""
        return self._sentence

    @property
    def marks(self) -> tuple[Mark, ...]:
        """What it does."""
        return self._marks

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as fifty letters."""
        width = self.fontMetrics().averageCharWidth() * 50
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as a long word."""
        return QSize(self.fontMetrics().averageCharWidth() * 18, self.fontMetrics().height())

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """It wraps."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Lines of text, with the words for the marks behind or under them."""
        key = (width, self.font().key())
        if key not in self._heights:  # layouts ask many times over
            self._heights[key] = math.ceil(self._words(self._text(width), width)[1])
        return self._heights[key]

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The sentence with its marks, quiet until it is pointed at."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() or self.isDown():
            painter.fillRect(self.rect(), theme.mix(self._colour("Base"), self._colour("WindowText"), 0.07))
        if self._playable:
            self._paint_triangle(painter)
        text = self._text(self.width())
        self._paint_marks(painter, text)
        painter.setPen(self._colour("Text"))
        text.draw(painter, QPointF(self._left, _PAD))
        for word, box in self._words(text, self.width())[0]:
            self._paint_word(painter, word, box)
        if self.hasFocus():
            painter.setPen(QPen(self._colour("Highlight"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 3, 3)
        painter.end()

    @property
    def _left(self) -> float:
        """Where text begins: room for the triangle, also where there is none, so that sentences stand in line."""
        return self.fontMetrics().ascent() + 2 * _PAD

    def _colour(self, role: str):  # noqa: ANN202 - QColor, by the role's name
        return self.palette().color(QPalette.ColorRole[role])

    def _text(self, width: int) -> QTextLayout:
        layout = QTextLayout(self._sentence, self.font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        y, room = 0.0, max(1.0, width - self._left - _PAD)
        while (line := layout.createLine()).isValid():
            line.setLineWidth(room)
            line.setPosition(QPointF(0, y))
            y += line.height() * 1.15
        layout.endLayout()
        return layout

    def _paint_marks(self, painter: QPainter, text: QTextLayout) -> None:
        """A tint behind the words of each mark, and its colour under them.

        Drawn by hand, line by line: QTextLayout.setFormats loses a reference to None at every call.
        """
        for mark in self._marks:
            ground, under = theme.tint(mark.meaning, self.palette()), theme.colour(mark.meaning, self.palette())
            for index in range(text.lineCount()):
                line = text.lineAt(index)
                first, last = line.textStart(), line.textStart() + line.textLength()
                start, end = max(mark.start, first), min(mark.end, last)
                if start >= end:
                    continue
                left, right = _x(line, start), _x(line, end)
                box = QRectF(left, line.y(), right - left, line.height()).translated(self._left, _PAD)
                painter.fillRect(box, ground)
                painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 2), under)

    def _words(self, text: QTextLayout, width: int) -> tuple[list[tuple[Mark, QRectF]], float]:
        """The marks' words behind the sentence, wrapped where there is no room, and the height of it all."""
        metrics = QFontMetricsF(self.font())
        last = text.lineAt(text.lineCount() - 1)
        x, y, tall = self._left + last.naturalTextWidth() + 2 * theme.UNIT, _PAD + last.y(), last.height()
        placed: list[tuple[Mark, QRectF]] = []
        for mark in {(one.meaning, one.label): one for one in self._marks}.values():
            wide = metrics.ascent() + _PAD + metrics.horizontalAdvance(mark.label) + 1
            if x + wide > width - _PAD and x > self._left:
                x, y = self._left, y + tall * 1.15
            placed.append((mark, QRectF(x, y, wide, tall)))
            x += wide + 2 * theme.UNIT
        return placed, y + tall + _PAD

    def _paint_word(self, painter: QPainter, mark: Mark, box: QRectF) -> None:
        side = QFontMetricsF(self.font()).ascent() * 0.75
        colour = theme.colour(mark.meaning, self.palette())
        shape = theme.shape(mark.meaning, QRectF(box.left(), box.center().y() - side / 2, side, side))
        painter.fillPath(shape, colour)
        painter.setPen(colour)
        painter.drawText(box.adjusted(side + _PAD, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, mark.label)

    def _paint_triangle(self, painter: QPainter) -> None:
        side = self.fontMetrics().ascent() * 0.75
        top = _PAD + (self.fontMetrics().height() - side) / 2
        path = QPainterPath(QPointF(_PAD, top))
        path.lineTo(_PAD + side * 0.9, top + side / 2)
        path.lineTo(_PAD, top + side)
        path.closeSubpath()
        painter.fillPath(path, theme.quiet(self.palette()))


def _x(line: QTextLine, character: int) -> float:
    """Where a character begins; PySide gives the place with the cursor's, and says neither in its types."""
    found: object = line.cursorToX(character)
    return float(found[0]) if isinstance(found, tuple) else float(str(found))
