"""A line of text as large as a card that can be chosen: by a click, by Space, by its letter."""

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QAbstractButton, QApplication, QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.card import ground
from ui.widgets.text import Text

_SIZE = 1.35


class LineButton(QAbstractButton):
    """Shows `key` in a box before the line, and a tick in its place once the line is chosen. Wraps as text does."""

    def __init__(self, key: str, line: str, note: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key, self.line = key, line
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves Space to the recording
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._line = Text(line, factor=_SIZE, parent=self)
        self._note = Text(note, quiet=True, parent=self)
        self._note.setVisible(bool(note))
        self.setAccessibleName(self._line.text())
        self.setAccessibleDescription(", ".join(part for part in (self._note.text(), key) if part))
        self._column = QVBoxLayout(self)
        self._column.setSpacing(theme.UNIT // 2)
        for text in (self._line, self._note):
            text.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            text.setForegroundRole(QPalette.ColorRole.WindowText)  # else that of a button's own words
            self._column.addWidget(text)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._make_room()

    @property
    def note(self) -> str:
        """The words under the line."""
        return self._note.text()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter chooses it too."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self.click()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the system's font."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.ApplicationFontChange:
            self._make_room()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The frame, stronger once chosen, and the key or the tick."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        ink, accent = self.palette().color(QPalette.ColorRole.WindowText), theme.primary(self.palette())[0]
        back = ground(self.palette())
        if self.isChecked():
            back = theme.mix(back, accent, 0.14)
        elif self.underMouse() or self.isDown():
            back = theme.mix(back, ink, 0.06)
        strong = self.isChecked() or self.hasFocus()
        painter.setPen(QPen(accent if strong else theme.line(self.palette()), 2 if strong else 1))
        painter.setBrush(back)
        painter.drawRoundedRect(frame, theme.UNIT, theme.UNIT)
        self._paint_key(painter)
        painter.end()

    def _paint_key(self, painter: QPainter) -> None:
        side = self._side
        box = QRectF(1.5 * theme.UNIT, self._column.contentsMargins().top(), side, side)
        background, foreground = theme.primary(self.palette())
        painter.setFont(theme.scaled(QApplication.font(), 1.0, bold=True))
        painter.setPen(QPen(background if self.isChecked() else theme.line(self.palette()), 1))
        painter.setBrush(background if self.isChecked() else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(foreground if self.isChecked() else theme.quiet(self.palette()))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "✓" if self.isChecked() else self.key)

    @property
    def _side(self) -> float:
        return QFontMetricsF(theme.scaled(QApplication.font(), _SIZE)).height()

    def _make_room(self) -> None:
        left = round(self._side + 3 * theme.UNIT)
        self._column.setContentsMargins(left, theme.UNIT, 2 * theme.UNIT, theme.UNIT)
