"""The row under a rehearsal: microphone and voice, and writing in place of speaking."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.rehearsal.ports import Recorder
from ui import theme
from ui.persona_voice import PersonaVoice
from ui.widgets.side_button import SideButton
from ui.widgets.sound_menus import MicrophoneMenu, VoiceMenu
from ui.widgets.text import Text


class SoundRow(QWidget):
    """Its parts belong to the page that it stands on."""

    def __init__(self, recorder: Recorder, voice: PersonaVoice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.microphones = MicrophoneMenu(recorder)
        self.voices = VoiceMenu(voice)
        self.type_instead = SideButton(self.tr("Type instead"))
        self._voice_label = _label(self.tr("&Voice"), self.voices)
        row = QHBoxLayout(self)
        row.setContentsMargins(4 * theme.UNIT, 0, 4 * theme.UNIT, 0)
        row.setSpacing(theme.UNIT)
        named = ((_label(self.tr("&Microphone"), self.microphones), self.microphones), (self._voice_label, self.voices))
        for label, menu in named:
            row.addWidget(label)
            row.addWidget(menu, 1)
            row.addSpacing(theme.UNIT)
        row.addStretch(1)
        row.addWidget(self.type_instead)

    def offer_voice(self, offered: bool) -> None:
        """Show the voices, or hide them where nobody but people speak."""
        for one in (self._voice_label, self.voices):
            one.setVisible(offered)

    def allow(self, allowed: bool) -> None:
        """Let all of it be used, or none."""
        for one in (self.microphones, self.voices, self.type_instead):
            one.setEnabled(allowed)


def _label(text: str, menu: QWidget) -> Text:
    label = Text(text, wrap=False)
    label.setBuddy(menu)
    return label
