"""The reply as the colleague hears it: its sound, its words and its moments, and nothing of our marking."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.rehearsal.state import Take
from ui import theme
from ui.debrief.delivery_view import DeliveryView
from ui.debrief.evidence import ribbon_reply, sound_path, spoken_text
from ui.widgets.ribbon import Ribbon
from ui.widgets.ribbon_reply import Peaks
from ui.widgets.text import Text


class ListeningPanel(QWidget):
    """A ribbon without spans, a button to hear it, room for tools of others, and the plain words."""

    hear = Signal(object, float, float)
    """The sound's Path, and from where to where in seconds."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._take: Take | None = None
        self.ribbon = Ribbon(self)
        self.ribbon.setAccessibleName(self.tr("The reply over time"))
        self.ribbon.hear.connect(self._on_hear)
        self.delivery = DeliveryView(self.ribbon, self, opened=True)
        self.delivery.hear.connect(self._on_hear)
        self.hear_button = QPushButton(self.tr("Hear the reply"), self)
        self.hear_button.setAccessibleName(self.hear_button.text())
        self.hear_button.clicked.connect(self._hear_all)
        self.transcript = Text(parent=self)
        self._foot = QVBoxLayout()
        self._foot.setSpacing(theme.UNIT)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * theme.UNIT)
        column.addWidget(self.ribbon)
        column.addWidget(self.hear_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.delivery)
        column.addWidget(self.transcript)
        column.addLayout(self._foot)

    def add_tool(self, tool: QWidget) -> None:
        """One more thing under the ribbon and the words; Tab reaches it after them."""
        self._foot.addWidget(tool)

    def show_take(self, take: Take, peaks: Peaks | None) -> None:
        """Let a take be heard and read."""
        self._take = take
        self.ribbon.show_reply(ribbon_reply(take, peaks, with_spans=False))
        self.delivery.show_take(take, opened=True)
        self.hear_button.setVisible(self.ribbon.reply.text is None)
        self.transcript.setText(spoken_text(take) or self.tr("No words were understood."))

    @Slot()
    def _hear_all(self) -> None:
        self._on_hear(0.0, self.ribbon.reply.extent)

    @Slot(float, float)
    def _on_hear(self, start: float, end: float) -> None:
        path = sound_path(self._take) if self._take else None
        if path is not None and self.ribbon.reply.text is None:
            self.hear.emit(path, start, end)
