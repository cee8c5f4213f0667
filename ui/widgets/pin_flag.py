"""The picture of a pin: filled with a plus where something was good, hollow with a dot where it is to be tried again.

It has no colour of its own: what a colleague noticed is neither empathy nor misstep.
"""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QIcon, QPainter, QPalette, QPen, QPixmap

from ui import theme

_ROUND = 2.0


def paint_flag(painter: QPainter, box: QRectF, letter: str, ink: QColor, ground: QColor, *, good: bool) -> None:
    """Draw one inside `box`: with letter and sign where it is wide enough, then the letter alone, then neither."""
    inner = box.adjusted(0.75, 0.75, -0.75, -0.75)
    painter.setPen(QPen(ink, 1.5))
    painter.setBrush(ink if good else ground)
    painter.drawRoundedRect(inner, _ROUND, _ROUND)
    metrics = QFontMetrics(painter.font())
    if box.width() < snug_width(metrics) - 0.5:
        return
    on_it = ground if good else ink
    signed = box.width() >= full_width(metrics) - 0.5
    room = QRectF(box.left(), box.top(), narrow_width(metrics) if signed else box.width(), box.height())
    painter.setPen(on_it)
    painter.drawText(room, Qt.AlignmentFlag.AlignCenter, letter)
    if signed:
        side = metrics.ascent() * 0.5
        _paint_sign(painter, QPointF(room.right() + side * 0.35, box.center().y()), side, on_it, good=good)


def full_width(metrics: QFontMetrics) -> float:
    """How wide a flag with letter and sign is."""
    return narrow_width(metrics) + metrics.ascent() * 0.7


def narrow_width(metrics: QFontMetrics) -> float:
    """How wide a flag with a letter alone is."""
    return metrics.horizontalAdvance("W") + theme.UNIT / 2


def snug_width(metrics: QFontMetrics) -> float:
    """How wide the narrowest flag with a letter is."""
    return metrics.horizontalAdvance("W") + 1.0


def flag_icon(letter: str, palette: QPalette, font: QFont, *, good: bool) -> QIcon:
    """One as an icon, with letter and sign; make it anew when the palette or the font changes."""
    metrics = QFontMetrics(font)
    flag = QRectF(0, 0, full_width(metrics), metrics.height())
    size = QSize(round(flag.width()) + theme.UNIT // 2, metrics.height())  # styles put the words close to it
    pixmap = QPixmap(size * 3)
    pixmap.setDevicePixelRatio(3.0)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(font)
    ink, ground = palette.color(QPalette.ColorRole.WindowText), palette.color(QPalette.ColorRole.Base)
    paint_flag(painter, flag, letter, ink, ground, good=good)
    painter.end()
    return QIcon(pixmap)


def _paint_sign(painter: QPainter, middle: QPointF, side: float, ink: QColor, *, good: bool) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    if good:
        thick = max(1.5, side * 0.28)
        painter.drawRect(QRectF(middle.x() - side / 2, middle.y() - thick / 2, side, thick))
        painter.drawRect(QRectF(middle.x() - thick / 2, middle.y() - side / 2, thick, side))
    else:
        painter.drawEllipse(middle, side * 0.26, side * 0.26)
