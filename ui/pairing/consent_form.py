"""How both agree: each ticks a line of their own, or both say it aloud."""

import time

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from app.pairing.pair import Agreed, Consent
from ui import theme
from ui.pairing import agreement
from ui.pairing.consent_recording import ConsentRecording
from ui.pairing.spoken_consent import SpokenConsent
from ui.services import Services
from ui.widgets.card import Card
from ui.widgets.literal import filled
from ui.widgets.text import Text
from ui.widgets.tick_line import TickLine


class ConsentForm(Card):
    """What was agreed to other names does not count: `ask` with other ones starts afresh."""

    changed = Signal()

    def __init__(self, services: Services, session: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._names = ("", "")
        self.recording = ConsentRecording(services.recorder, session, self)
        self.line = Text(factor=1.1)
        self.typed = QRadioButton(self.tr("Each of us &ticks a line"))
        self.spoken = QRadioButton(self.tr("We &say it aloud"))
        self._ways = QButtonGroup(self)
        for way in (self.typed, self.spoken):
            way.setAccessibleName(way.text().replace("&", ""))
            self._ways.addButton(way)
        self.ticks = (TickLine(), TickLine())
        self.aloud = SpokenConsent(self.recording, services.recorder, services.player)
        self._lay_out()
        self._ways.buttonToggled.connect(self._draw)
        for tick in self.ticks:
            tick.toggled.connect(self.changed)
        self.recording.changed.connect(self.changed)
        self.typed.setChecked(True)

    def ask(self, manager: str, colleague: str) -> None:
        """Ask these two."""
        if (manager, colleague) != self._names:
            self._names = (manager, colleague)
            for tick in self.ticks:
                tick.untick()
            self.recording.drop()
        self.line.setText(f"“{agreement.line(manager, colleague)}”")
        for tick, name in zip(self.ticks, self._names, strict=True):
            tick.say(agreement.ticked(name))

    def rest(self) -> None:
        """Record and play nothing any more."""
        self.aloud.rest()

    def consent(self) -> Consent | None:
        """What both agreed to; None while one of them has not."""
        now = round(time.time())
        line = agreement.line(*self._names)
        if self.typed.isChecked():
            return Consent(line, Agreed.TYPED, now) if all(tick.ticked for tick in self.ticks) else None
        path = self.recording.path
        return Consent(line, Agreed.SPOKEN, now, path.name) if path else None

    def missing(self) -> tuple[str, QWidget] | None:
        """What is still to do, and where; None where both agreed."""
        if self.spoken.isChecked():
            if self.recording.path is not None:
                return None
            return self.tr("Press Record and say the line together, or tick your lines."), self.aloud.record
        for tick, name in zip(self.ticks, self._names, strict=True):
            if not tick.ticked:
                return filled(self.tr("%1 has not ticked the line yet."), name), tick.box
        return None

    @Slot()
    def _draw(self) -> None:
        if self.typed.isChecked():
            self.rest()
        for tick in self.ticks:
            tick.setVisible(self.typed.isChecked())
        self.aloud.setVisible(self.spoken.isChecked())
        self.changed.emit()

    def _lay_out(self) -> None:
        self.body.addWidget(self.line)
        ways = QHBoxLayout()
        ways.setSpacing(3 * theme.UNIT)
        ways.addWidget(self.typed)
        ways.addWidget(self.spoken)
        ways.addStretch(1)
        self.body.addLayout(ways)
        below = QVBoxLayout()
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(theme.UNIT)
        for tick in self.ticks:
            below.addWidget(tick, 0, Qt.AlignmentFlag.AlignTop)
        below.addWidget(self.aloud)
        self.body.addLayout(below)
