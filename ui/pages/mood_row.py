"""The mood that the colleague plays now: five words and their number keys."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QButtonGroup, QGridLayout, QPushButton, QWidget

from app.persona.mood import Mood
from ui import theme
from ui.widgets.card import ground
from ui.widgets.face import mood_word

MOODS = tuple(Mood)


class MoodButton(QPushButton):
    """The one that is chosen is filled with the accent colour, so that it is seen from an arm's length."""

    def __init__(self, key: str, word: str, parent: QWidget | None = None) -> None:
        super().__init__(f"{key} {word}", parent)
        self.setAccessibleName(word)
        self.setAccessibleDescription(self.tr("Key %1").replace("%1", key))
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves Space to the recording
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Room for the words in bold."""
        text = QFontMetrics(_font(bold=True)).size(Qt.TextFlag.TextShowMnemonic, self.text())
        return QSize(text.width() + theme.UNIT, text.height() + 3 * theme.UNIT // 2)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Its words are never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """A filled or an empty chip, and a ring around it for the focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        background, foreground = theme.primary(self.palette())
        ink = self.palette().color(QPalette.ColorRole.WindowText)
        back = background if self.isChecked() else ground(self.palette())
        if not self.isChecked() and (self.underMouse() or self.isDown()):
            back = theme.mix(back, ink, 0.08)
        painter.setPen(QPen(ink if self.hasFocus() else theme.line(self.palette()), 2 if self.hasFocus() else 1))
        painter.setBrush(back)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), theme.UNIT, theme.UNIT)
        painter.setPen(foreground if self.isChecked() else ink)
        painter.setFont(_font(bold=self.isChecked()))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()


def _font(*, bold: bool) -> QFont:
    return theme.scaled(QApplication.font(), 1.0, bold=bold)


class MoodRow(QWidget):
    """One stop of the Tab key, where the arrows go from mood to mood. `chosen` carries the Mood."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Mood now"))
        self._group = QButtonGroup(self)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.UNIT // 2)
        for number, mood in enumerate(MOODS):
            self._group.addButton(MoodButton(str(number + 1), mood_word(mood), self), number)
        self._group.idClicked.connect(self._clicked)
        self._place(len(MOODS))

    @property
    def buttons(self) -> list[QAbstractButton]:
        """One for each mood, in the order of their keys."""
        return self._group.buttons()

    @property
    def mood(self) -> Mood:
        """The mood now."""
        return MOODS[max(0, self._group.checkedId())]

    def show_mood(self, mood: Mood) -> None:
        """Say which it is, without telling anybody."""
        self._group.button(MOODS.index(mood)).setChecked(True)

    def take_key(self, event: QKeyEvent) -> bool:
        """Whether the key was that of a mood, which is chosen then."""
        number = event.key() - Qt.Key.Key_1
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or not 0 <= number < len(MOODS):
            return False
        self._group.button(number).click()
        return True

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as the widest of them; the others go below."""
        widest = max(button.sizeHint().width() for button in self.buttons)
        return QSize(widest, self._grid.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """As many beside each other as there is room for."""
        super().resizeEvent(event)
        widths = [button.sizeHint().width() + self._grid.spacing() for button in self.buttons]
        room = self.width() + self._grid.spacing()
        self._place(len(MOODS) if sum(widths) <= room else max(1, room // max(widths)))

    def _place(self, columns: int) -> None:
        for number, button in enumerate(self.buttons):
            self._grid.addWidget(button, number // columns, number % columns)

    @Slot(int)
    def _clicked(self, number: int) -> None:
        self.chosen.emit(MOODS[number])
