"""Where the colleague pins moments: two rows of buttons, the keys that do the same, the latest pin and undo."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.pairing.pin import Noticed
from ui import theme, words
from ui.pairing import pin_words
from ui.pairing.pin_grid import PinGrid
from ui.pairing.pinning import Pinning
from ui.widgets.announcement import announce
from ui.widgets.side_button import SideButton
from ui.widgets.text import Text

Moment = tuple[int, float]
"""A take's number, and seconds in its sound."""
_TOLD_LETTERS = 24
"""Room beside the buttons for what was pinned."""


class PinPad(QWidget):
    """`now` is asked at each press which moment it is.

    The keys work wherever the focus is on `page`, but not in text fields, which take letters for themselves. With
    `aloud` screen readers are told of each pin; not while a take is recorded, since that would be heard in it.
    """

    def __init__(self, pinning: Pinning, now: Callable[[], Moment], page: QWidget, hint: str, *, aloud: bool) -> None:
        super().__init__(page)
        self._pinning = pinning
        self._now = now
        self._hint, self._idle = hint, ""
        self._refused: set[Noticed] = set()
        self._aloud = aloud
        self._grid = PinGrid(self)
        self.buttons = self._grid.buttons
        self.told = Text()
        undo_key = QKeySequence(QKeySequence.StandardKey.Undo)
        self.undo_button = SideButton(f"{self.tr('Undo')}  {undo_key.toString(QKeySequence.SequenceFormat.NativeText)}")
        self.undo_button.setAccessibleName(self.tr("Undo the latest pin"))
        self._keys = [self._key(key, page) for key in self.buttons]
        self._undo_key = _shortcut(undo_key, page)
        self._undo_key.activated.connect(self._undo)
        self._grid.pinned.connect(self._pin)
        self.undo_button.clicked.connect(self._undo)
        pinning.changed.connect(self._draw)
        self._lay_out()
        self._draw()

    def say(self, hint: str, *, idle: str = "") -> None:
        """What to do, while nothing was pinned; `idle` stands under the latest pin while none can be made."""
        self._hint, self._idle = hint, idle
        self._draw()

    def offer(self, noticed: Noticed, offered: bool) -> None:
        """Whether there was anything of this kind to notice."""
        (self._refused.discard if offered else self._refused.add)(noticed)
        self._grid.offer(noticed, offered)
        self._draw()

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """As narrow as the buttons can stand."""
        return QSize(self._grid.columns_width, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """The latest pin stands beside the buttons where there is room, else under them."""
        super().resizeEvent(event)
        self._turn()

    @Slot(object, bool)
    def _pin(self, noticed: Noticed, good: bool) -> None:
        if not self._pinning.active or noticed in self._refused:
            return
        self._pinning.pin(noticed, *self._now(), good=good)
        if self._aloud:
            announce(self, self.told.text())

    @Slot()
    def _key_pressed(self) -> None:
        sender = self.sender()
        for shortcut, (noticed, good) in zip(self._keys, self.buttons, strict=True):
            if shortcut is sender:
                self._pin(noticed, good)

    @Slot()
    def _undo(self) -> None:
        self._pinning.undo()
        if self._aloud:
            announce(self, self.told.text())

    @Slot()
    def _draw(self) -> None:
        active, last = self._pinning.active, self._pinning.last
        for button in self.buttons.values():
            button.setEnabled(active)
        for key, (noticed, _) in zip(self._keys, self.buttons, strict=True):
            key.setEnabled(active and noticed not in self._refused)
        self._undo_key.setEnabled(last is not None)
        self.undo_button.setEnabled(last is not None)
        if self._pinning.error is not None:
            self.told.setText(words.error(self._pinning.error))
        elif last is not None:
            latest = f"{pin_words.brief(last)} {words.clock(last.at_s)}"
            self.told.setText(f"{latest}\n{self._idle}" if self._idle and not active else latest)
        else:
            self.told.setText(self._hint)

    def _key(self, key: tuple[Noticed, bool], page: QWidget) -> QShortcut:
        noticed, good = key
        letter = pin_words.KEYS[noticed]
        shortcut = _shortcut(QKeySequence(f"Shift+{letter}" if good else letter), page)
        shortcut.activated.connect(self._key_pressed)
        return shortcut

    def _turn(self) -> None:
        self._grid.fit(self.width())
        wide = self._grid.rows_width + _TOLD_LETTERS * self.fontMetrics().averageCharWidth() <= self.width()
        self._row.setSpacing(3 * theme.UNIT if wide else theme.UNIT)
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        self._beside.setDirection(QBoxLayout.Direction.TopToBottom if wide else QBoxLayout.Direction.LeftToRight)

    def _lay_out(self) -> None:
        self._beside = QVBoxLayout()
        self._beside.setSpacing(theme.UNIT)
        self._beside.addWidget(self.told, 1)
        self._beside.addWidget(self.undo_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(3 * theme.UNIT)
        self._row.addWidget(self._grid)
        self._row.addLayout(self._beside, 1)


def _shortcut(key: QKeySequence, page: QWidget) -> QShortcut:
    shortcut = QShortcut(key, page)
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.setAutoRepeat(False)
    return shortcut
