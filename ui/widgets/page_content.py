"""What a page scrolls through."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QScrollArea, QWidget


class PageContent(QWidget):
    """As tall as its layout needs at the width that it gets, and no taller.

    A scroll area also asks for the least height at any width; for wrapped text that is the height of a narrow
    column, which would leave a void under the last line.
    """

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The least width; the height follows from the width alone."""
        return QSize(super().minimumSizeHint().width(), 0)


def scrolling(content: QWidget, parent: QWidget | None = None, *, bar_stays: bool = False) -> QScrollArea:
    """A frameless scroll area around `content`; only what is in it takes the focus.

    `bar_stays` where the content changes: a bar that comes and goes would change the width, and with it what stands
    side by side.
    """
    scroll = QScrollArea(parent)
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QScrollArea.Shape.NoFrame)
    if bar_stays:
        scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setWidget(content)
    return scroll
