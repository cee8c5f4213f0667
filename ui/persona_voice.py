"""The salesperson's voice, as the window sees it: never waits, and goes on with captions where there is none."""

import json
import sys
import time
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QLocale, QObject, QProcess, QTimer, Signal, Slot

from app.persona.mood import Mood, voice_rate
from app.scenarios.scenario import Persona
from ui.voice_choice import InstalledVoice, fitting, shortlist

WORDS_PER_S = 2.5
"""How fast a caption is read, and about how fast a line is spoken."""
START_LIMIT_S = 30.0
"""How long the engine may take to start; speech-dispatcher takes 3 to 11 s the first time. Nothing waits for it."""
COMMAND = ("-m", "ui.voice_process")


def reading_s(line: str) -> float:
    """How long a line takes to read, in seconds."""
    return 1.0 + len(line.split()) / WORDS_PER_S


class PersonaVoice(QObject):
    """Speaks through the voice process; emits `finished` for each line when it is over, or hushed and silent.

    Nothing is emitted for a line that the next one takes the place of, nor before the call that ends it returns.
    Where there is no engine, or it hangs, a line is over after its reading time. Used on the GUI thread.
    """

    finished = Signal(float)  # when, by time.monotonic()
    voices_changed = Signal()

    def __init__(self, parent: QObject | None = None, *, command: Sequence[str] = COMMAND) -> None:
        super().__init__(parent)
        self._command = (sys.executable, *command)
        self._voices: tuple[InstalledVoice, ...] = ()
        self._chosen = ""
        self._captions_only = False
        self._line = 0
        self._held: tuple[str, Persona, Mood] | None = None  # said while the engine still starts
        self._hushed = False  # and not yet said to be silent
        self._unread = b""
        self._process: QProcess | None = None
        self._patience = self._timer(self._give_up_waiting)
        self._reading = self._timer(self._has_been_read)
        self._limit = self._timer(self._never_finished)

    @property
    def voices(self) -> tuple[InstalledVoice, ...]:
        """The voices to choose from; empty until the engine is ready, and where there is none."""
        return self._voices

    @property
    def starting(self) -> bool:
        """Whether the engine has not answered yet."""
        return self._patience.isActive()

    def choose(self, name: str, *, captions_only: bool) -> None:
        """Use this voice from the next line on; "" for the one that fits the persona."""
        self._chosen, self._captions_only = name, captions_only

    def start(self) -> None:
        """Start the engine, once; it tells of its voices by `voices_changed`."""
        if self._process is not None:
            return
        process = QProcess(self)
        process.setProcessChannelMode(QProcess.ProcessChannelMode.SeparateChannels)
        process.setStandardErrorFile(QProcess.nullDevice())
        process.readyReadStandardOutput.connect(self._read)
        process.finished.connect(self._ended)
        process.errorOccurred.connect(self._ended)
        self._process = process
        self._patience.start(round(START_LIMIT_S * 1000))
        process.start(self._command[0], list(self._command[1:]))
        self.voices_changed.emit()  # none yet, but they are on their way

    def say(self, line: str, persona: Persona, mood: Mood) -> None:
        """Speak a line in the persona's voice, as fast as somebody does in this mood, or give time to read it."""
        self._stop_waiting()
        self._line += 1
        voice = self._voice_for(persona)
        if voice is None or self._captions_only:
            self._held = (line, persona, mood) if self.starting and not self._captions_only else None
            self._reading.start(round(reading_s(line) * 1000))
            return
        rate = voice_rate(mood)
        self._order({"say": self._line, "text": line, "voice": voice.name, "locale": voice.locale, "rate": rate})
        self._limit.start(round((4 + 2 * reading_s(line) / rate) * 1000))

    def hush(self) -> None:
        """Stop speaking; `finished` comes when nothing is heard any more."""
        speaking, reading = self._limit.isActive(), self._reading.isActive()
        self._stop_waiting()
        if speaking:
            self._hushed = True
            self._order({"hush": True})
        elif reading:
            self._reading.start(0)

    def close(self) -> None:
        """End the voice process, by force after half a second."""
        self._stop_waiting()
        self._patience.stop()
        process, self._process = self._process, None
        if process is None or process.state() is QProcess.ProcessState.NotRunning:
            return
        process.blockSignals(True)
        process.closeWriteChannel()
        if not process.waitForFinished(500):
            process.kill()
            process.waitForFinished(500)

    def _voice_for(self, persona: Persona) -> InstalledVoice | None:
        chosen = next((one for one in self._voices if one.name == self._chosen), None)
        return chosen or fitting(self._voices, persona.voice, QLocale.system().name())

    def _order(self, order: dict[str, Any]) -> None:
        if self._process is not None:
            self._process.write(json.dumps(order).encode() + b"\n")

    @Slot()
    def _read(self) -> None:
        if self._process is None:
            return
        *lines, self._unread = (self._unread + self._process.readAllStandardOutput().data()).split(b"\n")
        for line in lines:
            try:
                answer = json.loads(line)
            except ValueError:  # an engine that prints what it likes
                continue
            if isinstance(answer, dict):
                self._heed(answer)

    def _heed(self, answer: dict[str, Any]) -> None:
        if "voices" in answer:
            self._patience.stop()
            self._voices = shortlist([InstalledVoice(*one) for one in answer["voices"]])
            self.voices_changed.emit()
            if self._held is not None:
                self.say(*self._held)
        elif answer.get("finished") == self._line and (self._limit.isActive() or self._hushed):
            self._finish()
        elif "failed" in answer:
            self._do_without()

    @Slot()
    def _has_been_read(self) -> None:
        self._finish()

    @Slot()
    def _never_finished(self) -> None:
        """The engine said that it speaks and never that it is done: captions from now on."""
        self._do_without()
        self._finish()

    @Slot()
    def _give_up_waiting(self) -> None:
        self._do_without()

    @Slot()
    def _ended(self) -> None:
        self._do_without()

    def _do_without(self) -> None:
        waiting = self._limit.isActive() or self._hushed
        self._patience.stop()
        self._voices = ()
        if self._process is not None and self._process.state() is not QProcess.ProcessState.NotRunning:
            self._process.kill()
        self.voices_changed.emit()
        if waiting:
            self._finish()

    def _finish(self) -> None:
        self._stop_waiting()
        self._line += 1
        self.finished.emit(time.monotonic())

    def _stop_waiting(self) -> None:
        self._held = None
        self._hushed = False
        self._reading.stop()
        self._limit.stop()

    def _timer(self, slot: Any) -> QTimer:  # noqa: ANN401 - a bound slot
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(slot)
        return timer
