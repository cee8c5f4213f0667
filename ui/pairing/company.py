"""Whether a colleague is there: the boxes that say so, and the dialog in which the two set themselves up."""

import contextlib
from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCheckBox, QWidget

from app.errors import ErrorKind, HeardFirstError
from app.pairing.pair import Pair
from app.rehearsal import event as on
from app.rehearsal import state as at
from app.scenarios.scenario import Scenario
from ui.debrief.feedback_desk import FeedbackDesk
from ui.pairing.pair_dialog import PairDialog
from ui.persona_voice import PersonaVoice
from ui.rehearsal_bridge import RehearsalBridge
from ui.services import Services

_OPEN = (at.Speaking, at.Awaiting, at.Debriefing)
"""States in which somebody may join or go."""


class Company(QObject):
    """Before a scenario the box is a wish, remembered while the program runs; within one it follows the run's pair."""

    fault = Signal(object)
    """A HeardFirstError."""

    def __init__(
        self, services: Services, bridge: RehearsalBridge, voice: PersonaVoice, desk: FeedbackDesk, window: QWidget
    ) -> None:
        super().__init__(window)
        self._services = services
        self._desk = desk
        self._bridge = bridge
        self._voice = voice
        self._window = window
        self._boxes: tuple[QCheckBox | QAction, ...] = ()
        self._wanted = False
        self._session = self._agreement = ""
        self._scenario: Scenario | None = None
        self._dialog: PairDialog | None = None

    def watch(self, boxes: Sequence[QCheckBox | QAction]) -> None:
        """These say whether a colleague is there; only the user's own clicks count."""
        self._boxes = tuple(boxes)
        for box in self._boxes:
            box.setCheckable(True)
            clicked = box.triggered if isinstance(box, QAction) else box.clicked
            clicked.connect(self._clicked)

    @property
    def dialog(self) -> PairDialog | None:
        """The dialog, while it is open."""
        return self._dialog

    def close(self) -> None:
        """Close the dialog; what was said in it is not kept."""
        if self._dialog is not None:
            self._dialog.reject()

    @Slot(object)
    def begin(self, scenario: Scenario) -> None:
        """A scenario was chosen: it begins at once, or once the two agreed."""
        if not self._bridge.idle:
            return
        session = self._services.archive.new_session_id()
        if self._wanted:
            self._scenario = scenario
            self._ask(session)
        else:
            self._bridge.post(on.ScenarioChosen(scenario, session))

    def draw(self, state: at.State) -> None:
        """The boxes say what is so now. Nobody joins a session that came in a file."""
        chosen = not isinstance(state, at.Choosing)
        if not chosen:
            self._forget_unused()
        foreign = chosen and self._desk.session == state.run.session and self._desk.origin is not None
        here = state.run.pair is not None and not foreign if chosen else self._wanted
        for box in self._boxes:
            box.setChecked(here)
            box.setEnabled(not chosen or (isinstance(state, _OPEN) and not foreign))

    @Slot(bool)
    def _clicked(self, here: bool) -> None:
        state = self._bridge.state
        if isinstance(state, at.Choosing):
            self._wanted = here
        elif here and isinstance(state, _OPEN) and state.run.pair is None:
            self._scenario = None
            self._voice.hush()  # two people have something to settle now
            self._ask(state.run.session)
        elif not here:
            self._wanted = False
            self._bridge.post(on.PairEnded())
        self.draw(state)  # what was clicked is so only once both agreed

    def _ask(self, session: str) -> None:
        if self._dialog is not None:
            return
        self._session = session
        dialog = PairDialog(self._services, session, self._window)
        self._bridge.aside.connect(dialog.hear)
        dialog.agreed.connect(self._agreed)
        dialog.fault.connect(self.fault)
        dialog.finished.connect(self._over)
        self._dialog = dialog
        dialog.open()

    @Slot(object)
    def _agreed(self, pair: Pair) -> None:
        self._wanted = True
        self._agreement = pair.consent.sound
        if self._scenario is None:
            self._bridge.post(on.PairAgreed(pair))
        else:
            self._bridge.post(on.ScenarioChosen(self._scenario, self._session, pair))

    def _forget_unused(self) -> None:
        """What the two said is deleted where nothing of their session was kept."""
        sound, self._agreement = self._agreement, ""
        if not sound:
            return
        try:
            self._services.archive.open_session(self._session)
        except HeardFirstError as error:
            if error.kind is ErrorKind.SESSION_UNKNOWN:
                with contextlib.suppress(OSError):  # else at the next start
                    (self._services.folders.sound / sound).unlink(missing_ok=True)

    @Slot()
    def _over(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None
            self._window.activateWindow()  # not every system gives the focus back by itself
