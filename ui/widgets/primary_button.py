"""The one action of a page that is meant first."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QPushButton, QWidget

from ui import theme


class PrimaryButton(QPushButton):
    """A button in the system's accent colour, drawn the same in every style, so that its words stay readable.

    Words are at least 4.5 to 1 on the colour; the focus shows as a ring around it.
    """

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setAccessibleName(text)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def mark(self, box: QRectF) -> QPainterPath | None:
        """A shape before the words, inside a square `box`; none here."""
        return None

    def sizeHint(self) -> QSize:  # noqa: N802
        """Room for the words, the shape and the ring."""
        hint = super().sizeHint()
        text = self.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, self.text())
        return QSize(max(hint.width(), text.width() + 4 * theme.UNIT), hint.height() + theme.UNIT)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follow the system's palette."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.PaletteChange, QEvent.Type.EnabledChange}:
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw colour, ring, shape and words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        background, foreground = self._colours()
        box = QRectF(self.rect()).adjusted(3, 3, -3, -3)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(background)
        painter.drawRoundedRect(box, theme.UNIT - 2, theme.UNIT - 2)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.WindowText), 1.5))
            painter.drawRoundedRect(box.adjusted(-2, -2, 2, 2), theme.UNIT, theme.UNIT)
        painter.setPen(foreground)
        self._draw_words(painter, box, foreground)
        painter.end()

    def _colours(self) -> tuple[QColor, QColor]:
        palette = self.palette()
        if not self.isEnabled():
            window = palette.color(QPalette.ColorGroup.Active, QPalette.ColorRole.Window)
            text = palette.color(QPalette.ColorGroup.Active, QPalette.ColorRole.WindowText)
            return theme.mix(window, text, 0.1), theme.mix(window, text, 0.5)
        background, foreground = theme.primary(palette)
        if self.isDown() or self.underMouse():
            background = background.darker(112)
        return background, foreground

    def _draw_words(self, painter: QPainter, box: QRectF, colour: QColor) -> None:
        painter.setFont(self.font())
        width = self.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, self.text()).width()
        side = self.fontMetrics().capHeight() * 1.3
        shape = self.mark(QRectF(0, 0, side, side))
        gap = side + 1.5 * theme.UNIT if shape is not None else 0.0
        left = box.center().x() - (width + gap) / 2
        if shape is not None:
            painter.fillPath(shape.translated(left, box.center().y() - side / 2), colour)
        words = QRectF(left + gap, box.top(), width + 1, box.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextShowMnemonic, self.text())
