"""A voice that speaks until the test lets it finish."""

import time

from app.persona.mood import Mood
from app.scenarios.scenario import Persona
from ui.persona_voice import PersonaVoice
from ui.voice_choice import InstalledVoice


class SilentVoice(PersonaVoice):
    """Starts no process."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.moods: list[Mood] = []
        self.hushed = 0

    def start(self) -> None:
        """Two voices, at once."""
        self._voices = (InstalledVoice("Ada", "en_US", "female"), InstalledVoice("Ben", "en_GB", "male"))
        self.voices_changed.emit()

    def say(self, line: str, persona: Persona, mood: Mood) -> None:
        self.said.append(line)
        self.moods.append(mood)

    def hush(self) -> None:
        self.hushed += 1

    def finish(self) -> None:
        """The line is over."""
        self.finished.emit(time.monotonic())
