"""What carries meaning on the screen: four colours, each with its own shape, on the system's palette.

Everything takes the palette of the widget that paints, so that a change between light and dark is followed by
repainting alone. A colour never stands without its shape and a word beside it.
"""

from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QPainterPath, QPainterPathStroker, QPalette, QPixmap

from app.marking.label import MISSTEPS, Label

UNIT = 8
"""The grid: margins and gaps are multiples of this many logical pixels."""


class Meaning(StrEnum):
    """What a colour and its shape say."""

    EMPATHY = "empathy"  # teal, filled circle
    ACCOUNTABILITY = "accountability"  # amber, triangle
    MISSTEP = "misstep"  # rose, cross
    UNSURE = "unsure"  # grey, question mark


_LIGHT = {
    Meaning.EMPATHY: "#0b655e",
    Meaning.ACCOUNTABILITY: "#854d0e",
    Meaning.MISSTEP: "#b01241",
    Meaning.UNSURE: "#555a61",
}
_DARK = {
    Meaning.EMPATHY: "#5eead4",
    Meaning.ACCOUNTABILITY: "#fbc748",
    Meaning.MISSTEP: "#ffa9b8",
    Meaning.UNSURE: "#c3c8ce",
}
_EMPATHY_SIDE = frozenset({Label.PERSPECTIVE, Label.EMOTION, Label.INVITE})


def meaning_of(label: Label) -> Meaning:
    """The colour family of a label."""
    if label in MISSTEPS:
        return Meaning.MISSTEP
    return Meaning.EMPATHY if label in _EMPATHY_SIDE else Meaning.ACCOUNTABILITY


def is_dark(palette: QPalette) -> bool:
    """Whether text is lighter than what it stands on."""
    return (
        palette.color(QPalette.ColorRole.WindowText).lightness() > palette.color(QPalette.ColorRole.Window).lightness()
    )


def colour(meaning: Meaning, palette: QPalette) -> QColor:
    """The meaning's colour for text, lines and shapes: at least 4.5 to 1 on window, base and its own tint."""
    return QColor((_DARK if is_dark(palette) else _LIGHT)[meaning])


def tint(meaning: Meaning, palette: QPalette) -> QColor:
    """An opaque, quiet background of the meaning; the palette's text and `colour` are both readable on it."""
    return mix(palette.color(QPalette.ColorRole.Base), colour(meaning, palette), 0.12)


def quiet(palette: QPalette) -> QColor:
    """Text that may step back and is still at least 4.5 to 1 on window and base."""
    return mix(palette.color(QPalette.ColorRole.WindowText), palette.color(QPalette.ColorRole.Window), 0.3)


def line(palette: QPalette) -> QColor:
    """Borders of cards and separators."""
    return mix(palette.color(QPalette.ColorRole.Window), palette.color(QPalette.ColorRole.WindowText), 0.2)


def primary(palette: QPalette) -> tuple[QColor, QColor]:
    """Background and text of a page's one primary action: the system's accent, dark enough for white text."""
    white = QColor(Qt.GlobalColor.white)
    background = palette.color(QPalette.ColorRole.Accent)
    while contrast(white, background) < 4.6:
        background = background.darker(106)
    return background, white


def mix(one: QColor, other: QColor, share: float) -> QColor:
    """`one` with a share (0 to 1) of `other`, opaque."""
    keep = 1 - share
    return QColor.fromRgbF(
        one.redF() * keep + other.redF() * share,
        one.greenF() * keep + other.greenF() * share,
        one.blueF() * keep + other.blueF() * share,
    )


def contrast(one: QColor, other: QColor) -> float:
    """The WCAG contrast ratio of two opaque colours, 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def shape(meaning: Meaning, box: QRectF) -> QPainterPath:
    """The meaning's shape, to be filled, inside a square `box`."""
    path = QPainterPath()
    match meaning:
        case Meaning.EMPATHY:
            path.addEllipse(box)
        case Meaning.ACCOUNTABILITY:
            path.moveTo(box.center().x(), box.top())
            path.lineTo(box.bottomRight())
            path.lineTo(box.bottomLeft())
            path.closeSubpath()
        case Meaning.MISSTEP:
            inset = box.adjusted(box.width() * 0.1, box.height() * 0.1, -box.width() * 0.1, -box.height() * 0.1)
            path.moveTo(inset.topLeft())
            path.lineTo(inset.bottomRight())
            path.moveTo(inset.topRight())
            path.lineTo(inset.bottomLeft())
            path = _stroked(path, box.width() * 0.22)
        case Meaning.UNSURE:
            path = _question_mark(box)
    return path


def icon(meaning: Meaning, palette: QPalette, side: int = 2 * UNIT) -> QIcon:
    """The coloured shape as an icon; make it anew when the palette changes."""
    pixmap = QPixmap(QSize(side, side) * 3)
    pixmap.setDevicePixelRatio(3.0)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    margin = side / 8
    painter.fillPath(
        shape(meaning, QRectF(margin, margin, side - 2 * margin, side - 2 * margin)), colour(meaning, palette)
    )
    painter.end()
    return QIcon(pixmap)


def scaled(font: QFont, factor: float, *, bold: bool = False) -> QFont:
    """The system's font at another size, for headings and hints."""
    other = QFont(font)
    if font.pointSizeF() > 0:
        other.setPointSizeF(font.pointSizeF() * factor)
    else:
        other.setPixelSize(round(font.pixelSize() * factor))
    if bold:
        other.setWeight(QFont.Weight.DemiBold)
    return other


def _question_mark(box: QRectF) -> QPainterPath:
    x, y, side = box.x(), box.y(), box.width()
    hook = QPainterPath()
    hook.arcMoveTo(QRectF(x + side * 0.24, y + side * 0.1, side * 0.52, side * 0.44), 180)
    hook.arcTo(QRectF(x + side * 0.24, y + side * 0.1, side * 0.52, side * 0.44), 180, -235)
    hook.quadTo(QPointF(x + side * 0.5, y + side * 0.58), QPointF(x + side * 0.5, y + side * 0.68))
    path = _stroked(hook, side * 0.17)
    path.addEllipse(QPointF(x + side * 0.5, y + side * 0.89), side * 0.1, side * 0.1)
    return path


def _stroked(path: QPainterPath, width: float) -> QPainterPath:
    stroker = QPainterPathStroker()
    stroker.setWidth(width)
    stroker.setCapStyle(Qt.PenCapStyle.RoundCap)
    outline = stroker.createStroke(path).simplified()
    outline.setFillRule(Qt.FillRule.WindingFill)
    return outline


def _luminance(colour_: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(colour_.redF()) + 0.7152 * linear(colour_.greenF()) + 0.0722 * linear(colour_.blueF())
