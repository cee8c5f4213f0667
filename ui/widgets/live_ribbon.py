"""The ribbon while it grows: it can be looked at, and asks for nothing."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.widgets.ribbon_painting import RibbonPainting
from ui.widgets.ribbon_reply import Reply

_LANES = 2
"""Labels of neighbours stand whole side by side, also in large letters."""


class LiveRibbon(QWidget):
    """Draws a `Reply` at a height that never changes while it grows; `slim` is the waveform alone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reply = Reply(1.0, spoken=0.0)
        self._slim = False
        self.setAccessibleName(self.tr("Your reply so far, over time"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def reply(self) -> Reply:
        """What is shown."""
        return self._reply

    def show_reply(self, reply: Reply) -> None:
        """Show how far it is now."""
        self._reply = reply
        self.update()

    def be_slim(self, slim: bool) -> None:
        """Leave room for others, or show ruler and labels too."""
        self._slim = slim
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as there is room, in heights of the font."""
        return QSize(self.fontMetrics().averageCharWidth() * 40, self._painting().height)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Narrower than this, nothing can be told apart."""
        return QSize(self.fontMetrics().averageCharWidth() * 20, self._painting().height)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """All of it anew: it has changed everywhere."""
        painting = self._painting()
        painting.layout = painting.lay_out()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painting.paint(painter)
        if painting.spoken > 0:
            painting.paint_playhead(painter, painting.spoken)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Another font, another height."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self.updateGeometry()

    def _painting(self) -> RibbonPainting:
        return RibbonPainting(
            self._reply,
            self.fontMetrics(),
            self.palette(),
            self.width(),
            compact=True,
            lanes=_LANES,
            slim=self._slim,
        )
