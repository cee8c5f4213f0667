"""Groups of buttons in one row, or one under the other where there is no room for all."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QPushButton, QWidget

from ui import theme


class ButtonRows(QWidget):
    """Groups of buttons; the last group stands at the right where `spread`, else beside the one before."""

    def __init__(self, *groups: Sequence[QPushButton], parent: QWidget | None = None, spread: bool = False) -> None:
        super().__init__(parent)
        self._groups = groups
        self._rows = QHBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(theme.UNIT)
        self._rows.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # its least width is that of several rows
        for group in groups:
            last = group is groups[-1]
            row = QHBoxLayout()
            row.setSpacing(theme.UNIT)
            if spread and last:
                row.addStretch(1)
            for button in group:
                row.addWidget(button)
            if not (spread and last):
                row.addStretch(1)
            self._rows.addLayout(row, int(last))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as the widest group."""
        return QSize(max(_width(group) for group in self._groups), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Turn where the width asks for it."""
        super().resizeEvent(event)
        self._turn()

    def event(self, event: QEvent) -> bool:
        """Buttons come, go and change their words."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._turn()
        return super().event(event)

    def _turn(self) -> None:
        wide = self.width() >= sum(_width(group) + theme.UNIT for group in self._groups) - theme.UNIT
        wanted = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._rows.direction() is not wanted:
            self._rows.setDirection(wanted)


def _width(group: Sequence[QPushButton]) -> int:
    shown = [button for button in group if not button.isHidden()]
    return sum(button.sizeHint().width() for button in shown) + theme.UNIT * max(0, len(shown) - 1)
