"""The debrief: what happened in plain words, the ribbon, the checklist, and a way to try again."""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.rehearsal.critique import Critique
from app.rehearsal.state import Debriefing, Run
from ui import words
from ui.debrief.player import Player

PeaksOf = Callable[[Path, int], NDArray[np.float32]]
"""The waveform of a recording in so many columns, as app.audio.waveform.peaks gives it."""


class DebriefPage(QWidget):
    """Shows one take of a run at a time; the others stand beside it."""

    try_again = Signal()
    corrected = Signal(int, str)
    """A take's number and the user's own wording of it."""
    leave = Signal()
    critique_saved = Signal(object)
    """An app.rehearsal.critique.Critique of a take of the run that is shown."""
    offer_whisper = Signal()
    rules = Signal()

    def __init__(self, player: Player, peaks_of: PeaksOf, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._player = player
        self._peaks_of = peaks_of
        self._headline = QLabel(self)
        self._headline.setTextFormat(Qt.TextFormat.PlainText)
        self._headline.setWordWrap(True)
        QVBoxLayout(self).addWidget(self._headline)

    def render(self, state: Debriefing) -> None:
        """Show where a live rehearsal stands."""
        self._headline.setText(words.headline(state.run.take(state.take)))

    def show_run(self, run: Run, critiques: Sequence[Critique] = ()) -> None:
        """Show a session from the past: its newest take first, nothing can be added but a critique."""
        self._headline.setText(words.headline(run.takes[-1]))

    def ask_colleague(self) -> None:
        """Open the colleague's page for the take that is shown; our marks are hidden until theirs are in."""
