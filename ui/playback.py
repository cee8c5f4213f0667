"""Hears stretches of takes on the GUI thread, whatever thread the player reports on."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from app.errors import HeardFirstError
from ui.services import Player


class Playback(QObject):
    """One stretch at a time, or several in a row. Reports of a stretch that another one has replaced are dropped."""

    moved = Signal(object, float)
    """The recording's Path, and seconds from its start."""
    ended = Signal()
    failed = Signal(object)
    """The HeardFirstError that says why a recording cannot be heard."""
    _position = Signal(int, float)
    _end = Signal(int)
    _failure = Signal(int, object)

    def __init__(self, player: Player, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._player = player
        self._path = Path()
        self._number = 0
        self._active = False
        self._next: list[tuple[Path, float, float]] = []
        # the player may report on a thread of its own: a signal to a slot of this object changes threads
        self._position.connect(self._on_position)
        self._end.connect(self._on_end)
        self._failure.connect(self._on_failure)

    @property
    def active(self) -> bool:
        """Whether something is being heard."""
        return self._active

    def hear(self, path: Path, start_s: float, end_s: float | None) -> None:
        """Hear a stretch; what is heard now ends."""
        self._next = []
        self._begin(path, start_s, end_s)

    def hear_all(self, stretches: Sequence[tuple[Path, float, float]]) -> None:
        """Hear stretches (a file, from where to where in seconds) one after the other; `ended` after the last."""
        if stretches:
            self._next = list(stretches[1:])
            self._begin(*stretches[0])

    def _begin(self, path: Path, start_s: float, end_s: float | None) -> None:
        self._number += 1
        number = self._number
        self._path = path
        self._active = True
        try:
            self._player.play(
                path,
                start_s,
                end_s,
                lambda at_s: self._position.emit(number, at_s),
                lambda: self._end.emit(number),
                lambda error: self._failure.emit(number, error),
            )
        except HeardFirstError as error:
            self._active = False
            self._next = []
            self.failed.emit(error)

    def stop(self) -> None:
        """Fall silent."""
        self._next = []
        if self._active:
            self._number += 1
            self._active = False
            self._player.stop()
            self.ended.emit()

    @Slot(int, float)
    def _on_position(self, number: int, at_s: float) -> None:
        if number == self._number:
            self.moved.emit(self._path, at_s)

    @Slot(int)
    def _on_end(self, number: int) -> None:
        if number != self._number:
            return
        if self._next:
            self._begin(*self._next.pop(0))
            return
        self._active = False
        self.ended.emit()

    @Slot(int, object)
    def _on_failure(self, number: int, error: HeardFirstError) -> None:
        if number == self._number:
            self._active = False
            self._next = []
            self.failed.emit(error)
