"""Holds the rehearsal on the GUI thread and brings it the events of every other thread."""

from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from app.errors import HeardFirstError
from app.rehearsal.event import Event, MicrophoneFailed, MicrophoneReady, SegmentReady, TakeFinished, VoiceFinished
from app.rehearsal.rehearsal import Rehearsal
from app.rehearsal.state import Choosing, State
from ui.persona_voice import PersonaVoice
from ui.services import Services

_OF_THE_MICROPHONE = (MicrophoneReady, MicrophoneFailed, SegmentReady, TakeFinished)


class EventTimer(QObject):
    """The rehearsal's timer: posts events later. The same event again restarts its wait."""

    due = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: dict[Event, QTimer] = {}

    def after(self, seconds: float, event: Event) -> None:
        """Emit `due` with the event in so many seconds."""
        timer = self._waiting.get(event)
        if timer is None:
            timer = QTimer(self)
            timer.setSingleShot(True)
            timer.timeout.connect(partial(self._ring, event))
            self._waiting[event] = timer
        timer.start(round(seconds * 1000))

    def stop(self) -> None:
        """Forget what waits."""
        for timer in self._waiting.values():
            timer.stop()
            timer.deleteLater()
        self._waiting.clear()

    def _ring(self, event: Event) -> None:
        timer = self._waiting.pop(event, None)
        if timer is not None:
            timer.deleteLater()
            self.due.emit(event)


class RehearsalBridge(QObject):
    """The window's side of one rehearsal. `changed` and `unsaved` come on the GUI thread."""

    changed = Signal(object)  # State
    unsaved = Signal(object)  # HeardFirstError
    aside = Signal(object)
    """An Event of take 0, which is no take of the rehearsal: a spoken agreement."""
    _posted = Signal(object)  # Event

    def __init__(self, services: Services, voice: PersonaVoice, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open = True
        self._timer = EventTimer(self)
        self._timer.due.connect(self._handle)
        # queued also from this thread: an effect that posts at once must not step into the middle of a step
        voice.finished.connect(self._voice_finished)
        self._posted.connect(self._handle, Qt.ConnectionType.QueuedConnection)
        self._services, self._voice = services, voice
        self._stale = False
        self._rehearsal = self._make()

    @property
    def state(self) -> State:
        """Where the rehearsal stands."""
        return self._rehearsal.state

    @property
    def idle(self) -> bool:
        """Whether no scenario is open."""
        return isinstance(self.state, Choosing)

    def post(self, event: Event) -> None:
        """Bring an event; safe on any thread, also while the window closes."""
        if not self._open:
            return
        try:
            self._posted.emit(event)
        except RuntimeError:  # the window is gone: a late answer of another thread
            self._open = False

    def renew(self) -> None:
        """Take over changed settings: at once, or when the scenario that is open has been left."""
        self._stale = True
        self._renew_if_idle()

    def close(self) -> None:
        """Take no more events."""
        self._open = False
        self._timer.stop()

    @Slot(object)
    def _handle(self, event: Event) -> None:
        if not self._open:
            return
        if isinstance(event, _OF_THE_MICROPHONE) and event.take == 0:
            self.aside.emit(event)
            return
        self._rehearsal.handle(event)
        self._renew_if_idle()

    def _renew_if_idle(self) -> None:
        if self._stale and self.idle:
            self._stale = False
            self._rehearsal = self._make()

    def _make(self) -> Rehearsal:
        return self._services.make_rehearsal(
            self.post, self._voice, self._timer, self._tell_changed, self._tell_unsaved
        )

    @Slot(float)
    def _voice_finished(self, at_s: float) -> None:
        self.post(VoiceFinished(at_s))

    def _tell_changed(self, state: State) -> None:
        self.changed.emit(state)

    def _tell_unsaved(self, error: HeardFirstError) -> None:
        self.unsaved.emit(error)
