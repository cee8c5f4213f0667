"""The computer's voice in a process of its own: lines of JSON in, lines of JSON out.

Opening speech-dispatcher can take seconds, and blocks for good where its daemon hangs; nothing in the window may
wait for that. The window starts this with `python -m ui.voice_process`, and kills it where it does not answer.

In: {"say": ID, "text": …, "voice": NAME, "locale": NAME, "rate": 1 for the voice's own pace}, {"hush": true}. The end
of the input ends the process.
Out: {"voices": [[name, locale, gender], …]} once it is ready, {"finished": ID} when a line is over or hushed and
nothing is heard any more, {"failed": ID}.
"""

import json
import os
import sys
import threading
from typing import Any

from PySide6.QtCore import QCoreApplication, QLocale, QObject, Qt, Signal, Slot
from PySide6.QtTextToSpeech import QTextToSpeech, QVoice


class VoiceProcess(QObject):
    """Speaks one line at a time with Qt's text to speech."""

    _read = Signal(object)

    def __init__(self, engine: str) -> None:
        super().__init__()
        self._speech = QTextToSpeech(engine)
        self._speaking: int | None = None
        self._started = False
        self._told = False
        self._speech.stateChanged.connect(self._changed)
        self._read.connect(self._obey, Qt.ConnectionType.QueuedConnection)
        self._changed(self._speech.state())

    def listen(self) -> None:
        """Read the orders; runs on a thread of its own until the input ends."""
        for line in sys.stdin:
            self._read.emit(json.loads(line))
        self._read.emit({"quit": True})

    @Slot(object)
    def _obey(self, order: dict[str, Any]) -> None:
        if "quit" in order:
            self._speaking = None
            self._speech.stop()
            QCoreApplication.quit()
        elif "hush" in order:
            self._speech.stop()
            if self._speech.state() is not QTextToSpeech.State.Speaking:  # else its next change tells
                self._tell_finished()
        else:
            self._say(order)

    def _say(self, order: dict[str, Any]) -> None:
        if self._speaking is not None:
            self._speaking = None
            self._speech.stop()
        if order["locale"]:
            self._speech.setLocale(QLocale(order["locale"]))
        for voice in self._speech.availableVoices():
            if voice.name() == order["voice"]:
                self._speech.setVoice(voice)
        self._speech.setRate(min(1.0, max(-1.0, order["rate"] - 1.0)))  # Qt's 0 is the voice's own pace
        self._speaking, self._started = order["say"], False
        self._speech.say(order["text"])

    @Slot(QTextToSpeech.State)
    def _changed(self, state: QTextToSpeech.State) -> None:
        if state is QTextToSpeech.State.Error:
            _tell({"failed": self._speaking})
            self._speaking = None
        elif state is QTextToSpeech.State.Speaking:
            self._started = True
        elif state is QTextToSpeech.State.Ready:
            if not self._told:
                self._told = True
                _tell({"voices": _voices(self._speech)})
            elif self._started:
                self._tell_finished()

    def _tell_finished(self) -> None:
        if self._speaking is not None:
            _tell({"finished": self._speaking})
            self._speaking = None


def _voices(speech: QTextToSpeech) -> list[tuple[str, str, str]]:
    """Every English voice with its locale; all of the present locale where there is none."""
    found: list[tuple[str, str, str]] = []
    english = [one for one in speech.availableLocales() if one.language() is QLocale.Language.English]
    for locale in english:
        speech.setLocale(locale)
        found += [(voice.name(), locale.name(), _gender(voice)) for voice in speech.availableVoices()]
    return found or [(voice.name(), voice.locale().name(), _gender(voice)) for voice in speech.availableVoices()]


def _gender(voice: QVoice) -> str:
    return {QVoice.Gender.Male: "male", QVoice.Gender.Female: "female"}.get(voice.gender(), "")


def _tell(message: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


def main() -> int:
    """Run until the input ends. The exit code is 3 where there is no engine at all."""
    QCoreApplication(["heard-first-voice"])
    engines = [name for name in QTextToSpeech.availableEngines() if name != "mock"]
    engine = os.environ.get("HEARD_FIRST_VOICE_ENGINE") or (engines[0] if engines else "")
    if not engine:
        return 3
    process = VoiceProcess(engine)
    threading.Thread(target=process.listen, name="orders", daemon=True).start()
    return QCoreApplication.exec()


if __name__ == "__main__":
    sys.exit(main())
