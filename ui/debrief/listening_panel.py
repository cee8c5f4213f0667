"""The reply as the colleague hears it: its sound, its words and its moments, and nothing of our marking."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.rehearsal.state import Take
from ui import theme
from ui.debrief.conversation import hear, place_of_sound, stretches, turns_of
from ui.debrief.delivery_view import DeliveryView
from ui.debrief.evidence import ribbon_reply, spoken_text, turn_name
from ui.widgets.ribbon import Ribbon
from ui.widgets.ribbon_reply import Peaks
from ui.widgets.text import Text


class ListeningPanel(QWidget):
    """A ribbon without spans, a button to hear it, room for tools of others, and the plain words."""

    hear = Signal(object, float, float)
    """The sound's Path, and from where to where in seconds."""
    hear_all = Signal(object)
    """Several such stretches, one after the other."""

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
        self._tools = QVBoxLayout()
        self._tools.setSpacing(theme.UNIT)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * theme.UNIT)
        column.addWidget(self.ribbon)
        column.addWidget(self.hear_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(self._tools)
        column.addWidget(self.delivery)
        column.addWidget(self.transcript)

    def add_tool(self, tool: QWidget) -> None:
        """One more thing under the sound, where a long reply does not push it down."""
        self._tools.addWidget(tool)

    def show_take(self, take: Take, peaks: Peaks | None) -> None:
        """Let a take be heard and read."""
        self._take = take
        self.ribbon.show_reply(ribbon_reply(take, peaks, with_spans=False))
        self.delivery.show_take(take, opened=True)
        self.hear_button.setVisible(self.ribbon.reply.text is None)
        self.transcript.setText(_words(take) or self.tr("No words were understood."))

    def follow(self, path: Path, at_s: float) -> None:
        """Follow the sound on the ribbon."""
        place = place_of_sound(self._take, path, at_s) if self._take else None
        if place is not None:
            self.ribbon.move_playhead(place)

    @Slot()
    def _hear_all(self) -> None:
        self._on_hear(0.0, self.ribbon.reply.extent)

    @Slot(float, float)
    def _on_hear(self, start: float, end: float) -> None:
        if self._take is not None and self.ribbon.reply.text is None:
            hear(stretches(self._take, start, end), self.hear, self.hear_all)


def _words(take: Take) -> str:
    """The plain words, turn by turn where there are several."""
    turns = turns_of(take)
    if len(turns) == 1:
        return spoken_text(take)
    said = (one.transcript.text if one.transcript else "" for one in turns)
    return "\n\n".join(f"{turn_name(turn)}: {text}" for turn, text in enumerate(said))
