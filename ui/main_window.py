"""The window: a page for each kind of state, and how it closes."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QDeadlineTimer, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QCloseEvent, QSessionManager
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from app import __version__
from app.audio.waveform import peaks
from app.errors import HeardFirstError
from app.rehearsal import event as on
from app.rehearsal import state as at
from app.rehearsal.sound import InputDevice
from app.settings import Settings
from app.storage.stored import StoredSession
from ui import theme, words
from ui.debrief.debrief_page import DebriefPage
from ui.debrief.feedback_desk import FeedbackDesk
from ui.dialogs.closing_question import BUSY, ClosingQuestion
from ui.dialogs.notice import Notice
from ui.dialogs.recogniser_dialog import RecogniserDialog
from ui.dialogs.rules_dialog import RulesDialog
from ui.exchange.mail import Mail
from ui.kept_takes import KeptTakes
from ui.pages.choose_page import ChoosePage
from ui.pages.past_sessions import PastSessions
from ui.pages.quiet_choice import QuietChoice
from ui.pages.rehearse_page import RehearsePage
from ui.pairing.company import Company
from ui.pairing.rehearsal_pins import RehearsalPins
from ui.persona_voice import PersonaVoice
from ui.rehearsal_bridge import RehearsalBridge
from ui.scenarios.authoring import Authoring
from ui.services import Services
from ui.window_menu import WindowMenu

CLOSING_LIMIT_S = 3.0
LOG_OUT_LASTS_MS = 30_000
"""How long after the system announced a log-out a close counts as part of it; the user may have cancelled it."""


class MainWindow(QMainWindow):
    """Everything on the GUI thread. `closed` once nothing of it runs any more."""

    closed = Signal()

    def __init__(self, services: Services, voice: PersonaVoice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Heard First"))
        self._services = services
        self._voice = voice
        self._closing = False
        self._log_out = QDeadlineTimer()  # over already
        self._reopened = ""
        self._question: ClosingQuestion | None = None
        self.bridge = RehearsalBridge(services, voice, self)
        self._kept = KeptTakes(services, self)
        self.choose = ChoosePage()
        self.rehearse = RehearsePage(services.recorder, voice)
        self.desk = FeedbackDesk(services.archive, self)
        self.quiet = QuietChoice(services, self.rehearse.quiet, self.rehearse.recording, self)
        self.pins = RehearsalPins(self.desk, services.recorder, self.rehearse, self)
        self.debrief = DebriefPage(services.player, _waveform, self.desk)
        self.debrief.measure_with(services.delivery)
        self.debrief.take_view.play_models_with(services.play_models)
        self.company = Company(services, self.bridge, voice, self.desk, self)
        self.mail = Mail(services, self.bridge, self)
        self.past = PastSessions(services)
        self._stack = QStackedWidget()
        for page in (self.choose, self.rehearse, self.debrief, self.past):
            self._stack.addWidget(page)
        self.setCentralWidget(self._stack)
        self.menu = WindowMenu(self, services.settings.countdown)
        self.authoring = Authoring(services.folders.scenarios, services.scenarios, self)
        self.authoring.join(self._stack, self.choose)
        self._connect_pages()
        self._connect_menu()
        self._use_settings()
        self.choose.show_notices((*services.notices, *services.scenario_faults, *self.authoring.faults))
        self._show_choose()
        self.resize(self.sizeHint())
        QTimer.singleShot(0, self._voice.start)

    @property
    def page(self) -> QWidget | None:
        """The page that is shown."""
        return self._stack.currentWidget()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Room for a page and not more than the screen."""
        return QSize(136 * theme.UNIT, 92 * theme.UNIT).boundedTo(self.screen().availableSize())

    @Slot()
    def come_forward(self) -> None:
        """Another start of the program asked for this window."""
        self.setWindowState((self.windowState() & ~Qt.WindowState.WindowMinimized) | Qt.WindowState.WindowActive)
        self.show()
        self.raise_()
        self.activateWindow()

    @Slot()
    def close_without_asking(self) -> None:
        """The computer logs out or the program was told to end: what is recorded is on disk."""
        self._closing = True
        self.close()

    @Slot(QSessionManager)
    def end_of_session(self, _manager: QSessionManager) -> None:
        """The user logs out: nothing is asked, unless they cancel it and go on."""
        self._log_out = QDeadlineTimer(LOG_OUT_LASTS_MS)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Ask once while something runs or would be lost; then end it, by force where it must be."""
        asks = isinstance(self.bridge.state, BUSY) or self._unsent()
        if asks and not self._closing and self._log_out.hasExpired():
            event.ignore()
            self._ask_to_close()
            return
        self._closing = True
        self.hide()
        self.rehearse.rest()
        self.company.close()
        self.mail.close()
        self.authoring.close()
        self.rehearse.microphones.close_down(CLOSING_LIMIT_S)
        self.bridge.close()
        self._kept.close(CLOSING_LIMIT_S)
        self._services.player.stop()
        self._voice.close()
        self._services.close(CLOSING_LIMIT_S)
        event.accept()
        self.closed.emit()

    # pages

    @Slot(object)
    def _draw(self, state: at.State) -> None:
        """Show the page of a state."""
        if isinstance(state, at.Choosing):
            self.rehearse.rest()
            if self.page is not self.past:
                self._show_choose()
        elif isinstance(state, at.Debriefing):
            self.rehearse.rest()
            self.debrief.render(state)
            self._stack.setCurrentWidget(self.debrief)
        else:
            self._services.player.stop()
            self.rehearse.render(state)
            self._stack.setCurrentWidget(self.rehearse)
        self.menu.past.setEnabled(isinstance(state, at.Choosing | at.Debriefing))
        self.menu.recogniser.setEnabled(not isinstance(state, BUSY))
        self.company.draw(state)
        self.mail.draw(state)

    @Slot()
    def _show_choose(self) -> None:
        self._services.player.stop()
        self._stack.setCurrentWidget(self.choose)
        self._show_unfinished()
        self.choose.focus_first()

    @Slot()
    def _show_past(self) -> None:
        if isinstance(self.bridge.state, at.Debriefing):
            self.bridge.post(on.Leave())
        self._stack.setCurrentWidget(self.past)
        self.past.show_list()

    @Slot(object)
    def _reopen(self, stored: StoredSession) -> None:
        self._reopened = stored.run.session
        self.debrief.recall(stored.run)
        self.bridge.post(on.SessionReopened(stored.run))

    @Slot()
    def _again(self) -> None:
        self.bridge.post(on.TryAgain(*self.debrief.turns[:1]))

    @Slot()
    def _leave(self) -> None:
        state = self.bridge.state
        if isinstance(state, at.Debriefing) and state.run.session == self._reopened:
            self._show_past()
        else:
            self.bridge.post(on.Leave())

    @Slot(int, str)
    def _corrected(self, take: int, text: str) -> None:
        self.bridge.post(on.TranscriptCorrected(take, text))

    # what a crash left behind, and what was left unmarked

    @Slot()
    def _show_unfinished(self) -> None:
        with self._telling():
            self.choose.show_unfinished(self._services.unfinished())

    @Slot(int)
    def _go_on(self, number: int) -> None:
        state = self.bridge.state
        take = state.run.finished(number) if isinstance(state, at.Debriefing) else None
        if take is None or not isinstance(state, at.Debriefing):
            return
        if take.transcript is not None and take.transcript.corrected is not None:  # the user's own words
            self.bridge.post(on.TranscriptCorrected(number, take.transcript.text))
        elif take.transcript is not None and state.run.colleague_plays:  # a conversation that was left
            self.bridge.post(on.EndConversation(number))
        else:
            self._kept.resume(state.run, number)

    @Slot(object)
    def _kept_ready(self, event: on.TakeResumed) -> None:
        self._show_unfinished()
        state = self.bridge.state
        if isinstance(state, at.Choosing) or (isinstance(state, at.Debriefing) and state.run is event.run):
            self.bridge.post(event)  # else the user has begun something else; it waits among the past sessions

    @Slot(object)
    def _kept_failed(self, error: HeardFirstError) -> None:
        self._show_unfinished()
        if isinstance(self.bridge.state, at.Debriefing):
            self.debrief.cannot_go_on(error)
        else:
            self.tell(error)

    # settings and dialogs

    def _use_settings(self) -> None:
        settings = self._services.settings
        self._voice.choose(settings.voice, captions_only=settings.captions_only)
        self.rehearse.voices.use(settings.voice, captions_only=settings.captions_only)
        self.rehearse.microphones.use(settings.microphone, settings.microphone_host_api)

    def _save(self, settings: Settings) -> None:
        with self._telling():
            self._services.save_settings(settings)

    @Slot(object)
    def _microphone_chosen(self, device: InputDevice | None) -> None:
        name, host_api = (device.name, device.host_api) if device else ("", "")
        self._save(replace(self._services.settings, microphone=name, microphone_host_api=host_api))

    @Slot(str, bool)
    def _voice_chosen(self, name: str, captions_only: bool) -> None:
        self._voice.choose(name, captions_only=captions_only)
        self._save(replace(self._services.settings, voice=name, captions_only=captions_only))

    @Slot(QAction)
    def _countdown_chosen(self, action: QAction) -> None:
        self._save(replace(self._services.settings, countdown=action.data()))
        self.bridge.renew()

    @Slot()
    def _show_recogniser(self) -> None:
        RecogniserDialog(self._services, self).open()

    @Slot()
    def _show_rules(self) -> None:
        RulesDialog(self).open()

    @Slot()
    def _show_about(self) -> None:
        more = self.tr("Rehearse the hardest conversation of the week before having it. Version %1, MIT licence.")
        Notice(self, self.tr("Heard First"), more=more.replace("%1", __version__)).open()

    @Slot(object)
    def tell(self, error: HeardFirstError) -> None:
        """Say what went wrong and what to do."""
        Notice(self, words.error(error)).open()

    @contextmanager
    def _telling(self) -> Iterator[None]:
        try:
            yield
        except HeardFirstError as error:
            self.tell(error)

    def _ask_to_close(self) -> None:
        if self._question is not None:
            return
        self._question = ClosingQuestion(self, self.bridge.state)
        self._question.agreed.connect(self.close_without_asking, Qt.ConnectionType.QueuedConnection)
        self._question.finished.connect(self._asked)
        self._question.open()

    def _unsent(self) -> bool:
        page = self.page
        return isinstance(page, RehearsePage | DebriefPage) and page.unsent

    @Slot()
    def _asked(self) -> None:
        self._question = None

    # wiring

    def _connect_pages(self) -> None:
        self.bridge.changed.connect(self._draw)
        self.bridge.changed.connect(self.pins.draw)
        self.bridge.unsaved.connect(self.tell)
        self.choose.chosen.connect(self.company.begin)
        self.authoring.begun.connect(self.company.begin)
        self.authoring.left.connect(self._show_choose)
        self.company.fault.connect(self.tell)
        self.quiet.fault.connect(self.tell)
        self.choose.sessions.connect(self._show_past)
        self.choose.rules.connect(self._show_rules)
        self._kept.unplayable.connect(self.choose.tell)
        self._kept.discarded.connect(self._show_unfinished)
        self.choose.unfinished.play.connect(self._kept.play)
        self.choose.unfinished.keep.connect(self._kept.adopt)
        self.choose.unfinished.delete.connect(self._kept.discard)
        self.rehearse.wanted.connect(self.bridge.post)
        self.rehearse.offer_whisper.connect(self._show_recogniser)
        self.rehearse.microphones.chosen.connect(self._microphone_chosen)
        self.rehearse.voices.chosen.connect(self._voice_chosen)
        self.debrief.try_again.connect(self._again)
        self.debrief.wanted.connect(self.bridge.post)
        self.debrief.leave.connect(self._leave)
        self.debrief.corrected.connect(self._corrected)
        self.desk.fault.connect(self.tell)
        self.debrief.offer_whisper.connect(self._show_recogniser)
        self.debrief.rules.connect(self._show_rules)
        self.debrief.go_on.connect(self._go_on)
        self._kept.ready.connect(self._kept_ready)
        self._kept.failed.connect(self._kept_failed)
        self.past.back.connect(self._show_choose)
        self.past.reopened.connect(self._reopen)
        self.past.fault.connect(self.tell)
        self.mail.came.connect(self._reopen)
        self.mail.fault.connect(self.tell)

    def _connect_menu(self) -> None:
        self.menu.past.triggered.connect(self._show_past)
        self.company.watch((self.choose.colleague, self.rehearse.colleague, self.menu.colleague))
        self.mail.watch(self.menu, self.past, self.debrief)
        self.menu.quit.triggered.connect(self.close)
        self.menu.recogniser.triggered.connect(self._show_recogniser)
        self.menu.rules.triggered.connect(self._show_rules)
        self.menu.about.triggered.connect(self._show_about)
        self.menu.countdowns.triggered.connect(self._countdown_chosen)


def _waveform(path: Path, columns: int) -> NDArray[np.float32]:
    lowest, highest = peaks(path, columns)
    return np.maximum(-lowest, highest)
