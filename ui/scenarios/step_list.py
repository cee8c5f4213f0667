"""The steps of writing a scenario, and how far each of them is."""

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QVBoxLayout, QWidget

from ui import theme
from ui.theme import Meaning
from ui.widgets.literal import filled
from ui.widgets.text import Text


class Progress(StrEnum):
    """How far a step is."""

    OPEN = "open"
    DONE = "done"
    FAULTY = "faulty"


class StepButton(QAbstractButton):
    """Number and name of a step, a shape once there is something to say of it, and a frame where one is now."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._meaning: Meaning | None = None
        self.setText(text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    @property
    def meaning(self) -> Meaning | None:
        """The shape that is shown."""
        return self._meaning

    def show_meaning(self, meaning: Meaning | None) -> None:
        """Show another shape, or none."""
        if meaning is not self._meaning:
            self._meaning = meaning
            self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Room for the name and the shape."""
        text = self.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, self.text())
        return QSize(text.width() + 7 * theme.UNIT, max(text.height() + theme.UNIT, 4 * theme.UNIT))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """All of it."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter presses it too; Up and Down are the list's."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self.click()
        elif event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Ground, frame, name and shape."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = self.palette()
        accent, _ = theme.primary(palette)
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.isChecked() or self.underMouse() or self.hasFocus():
            share = 0.16 if self.isChecked() else 0.06
            ring = QPen(palette.color(palette.ColorRole.WindowText), 1.5)
            painter.setPen(ring if self.hasFocus() else QPen(Qt.PenStyle.NoPen))
            painter.setBrush(theme.mix(palette.color(palette.ColorRole.Window), accent, share))
            painter.drawRoundedRect(frame, theme.UNIT - 2, theme.UNIT - 2)
        painter.setPen(palette.color(palette.ColorRole.WindowText))
        words = frame.adjusted(theme.UNIT, 0, -4 * theme.UNIT, 0)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextShowMnemonic
        painter.drawText(words, flags, self.text())
        if self._meaning is not None:
            side = 1.5 * theme.UNIT
            box = QRectF(frame.right() - side - theme.UNIT, frame.center().y() - side / 2, side, side)
            painter.fillPath(theme.shape(self._meaning, box), theme.colour(self._meaning, palette))
        painter.end()


class StepList(QWidget):
    """`chosen` carries the number of a step, from 0. Alt and its number chooses it too; Up and Down go on."""

    chosen = Signal(int)

    def __init__(self, needed: Sequence[str], further: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = (*needed, *further)
        self._progress = [Progress.OPEN] * len(self._names)
        self._group = QButtonGroup(self)
        self.buttons: list[StepButton] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.UNIT)
        for title, names in ((self.tr("To begin"), needed), (self.tr("If you like"), further)):
            column.addWidget(Text(title, quiet=True, wrap=False))
            for name in names:
                column.addWidget(self._button(name))
            column.addSpacing(theme.UNIT)
        column.addStretch(1)
        self._group.idClicked.connect(self.chosen)

    def show_step(self, number: int) -> None:
        """Mark the step that is shown; Tab comes to that one alone, the arrows go on from there."""
        self.buttons[number].setChecked(True)
        for at, button in enumerate(self.buttons):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus if at == number else Qt.FocusPolicy.NoFocus)

    def show_progress(self, progress: Sequence[Progress]) -> None:
        """Say how far each step is."""
        self._progress = list(progress)
        self._draw()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Up and Down."""
        way = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        at = next((at for at, button in enumerate(self.buttons) if button.hasFocus()), None)
        if not way or at is None:
            super().keyPressEvent(event)
            return
        self.buttons[(at + way) % len(self.buttons)].setFocus(Qt.FocusReason.TabFocusReason)

    def _button(self, name: str) -> StepButton:
        number = len(self.buttons)
        button = StepButton(f"&{number + 1}  {name}")
        button.setAccessibleName(name)
        self._group.addButton(button, number)
        self.buttons.append(button)
        return button

    def _draw(self) -> None:
        told = {
            Progress.OPEN: self.tr("still open"),
            Progress.DONE: self.tr("done"),
            Progress.FAULTY: self.tr("something is wrong in it"),
        }
        meanings = {Progress.DONE: Meaning.EMPATHY, Progress.FAULTY: Meaning.MISSTEP}
        for button, name, one in zip(self.buttons, self._names, self._progress, strict=True):
            button.setAccessibleName(filled("%1, %2", name, told[one]))
            button.show_meaning(meanings.get(one))
