"""What the debrief needs of whatever sounds a take."""

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import SignalInstance


class Player(Protocol):
    """Plays one stretch of one recording at a time. On the GUI thread."""

    @property
    def moved(self) -> SignalInstance:
        """Emitted with the seconds from the start of the recording while it plays."""
        ...

    @property
    def stopped(self) -> SignalInstance:
        """Emitted without facts when it ends, is stopped, or cannot be played."""
        ...

    def play(self, path: Path, start_s: float, end_s: float) -> None:
        """Play from start_s to end_s; what plays now is stopped first."""
        ...

    def stop(self) -> None:
        """Fall silent; nothing happens where nothing plays."""
        ...
