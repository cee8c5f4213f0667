"""The debrief: what happened in plain words, the ribbon, the checklist, and a way to try again."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from app.errors import HeardFirstError
from app.pairing.critique import Critique
from app.pairing.feedback import Feedback
from app.rehearsal.state import Debriefing, Run, Take
from ui import theme, words
from ui.debrief.critique_page import CritiquePage
from ui.debrief.evidence import has_sound, is_marked, sound_path
from ui.debrief.feedback_desk import FeedbackDesk
from ui.debrief.reaction_view import headline
from ui.debrief.take_view import TakeView
from ui.debrief.takes_view import TakeChoice
from ui.debrief.waveforms import PeaksOf, Waveforms
from ui.playback import Playback
from ui.services import Player
from ui.widgets.announcement import announce
from ui.widgets.page_content import PageContent, scrolling
from ui.widgets.text import Text

_WIDEST_LETTERS = 130
"""Lines longer than this many letters are hard to follow."""


@dataclass(frozen=True)
class _Shown:
    """What the page is drawn from; drawing the same again would only move the reader about."""

    run: Run
    take: int
    marking_again: int | None
    error: HeardFirstError | None
    feedback: tuple[Feedback, ...]


class DebriefPage(QWidget):
    """Shows one take of a run at a time; the others stand beside it.

    While `colleague_here` is on, a take's new marks stay hidden until the colleague's are in, or theirs are skipped.
    """

    try_again = Signal()
    corrected = Signal(int, str)
    """A take's number and the user's own wording of it."""
    leave = Signal()
    offer_whisper = Signal()
    rules = Signal()
    go_on = Signal(int)
    """The number of a take that was kept without being marked."""

    def __init__(self, player: Player, peaks_of: PeaksOf, desk: FeedbackDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._waveforms = Waveforms(peaks_of)
        self._desk = desk
        self.colleague_here = False
        self._shown: _Shown | None = None
        self._seen: set[tuple[str, int]] = set()
        self._hidden = False
        self._playback = Playback(player, self)
        self._title = Text(quiet=True, parent=self)
        self._choice = TakeChoice(self)
        self._view = TakeView(self._waveforms.of, self)
        self._critique = CritiquePage(self)
        self._again = self._button(self.tr("Try again"), self.try_again.emit)
        self._again.setDefault(True)
        self._hear = self._button(self.tr("Hear your reply"), self._on_hear_all)
        self._colleague = self._button(self.tr("Ask a colleague"), self.ask_colleague)
        self._rules = self._button(self.tr("How this is marked"), self.rules.emit)
        self._leave = self._button(self.tr("Done"), self.leave.emit)
        self._pages = QStackedWidget(self)
        self._content = PageContent()
        self._scroll = scrolling(self._content, self, bar_stays=True)
        self._lay_out()
        self._connect()

    def render(self, state: Debriefing) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Show where a live rehearsal stands."""
        before = self._shown
        self._desk.turn_to(state.run.session)
        take = state.take
        if before and before.run.session == state.run.session and len(before.run.takes) == len(state.run.takes):
            take = before.take  # the reader has chosen one; a new marking does not take it away
        shown = _Shown(state.run, take, state.marking_again, state.error, self._desk.pieces)
        ask = (state.run.session, take) in self._news(state.run) and self.colleague_here
        self._hidden = ask or (self._hidden and _same_take(before, shown))
        self._show(shown)
        if ask:
            self._ask(first=True)

    def recall(self, run: Run) -> None:
        """Expect a session from the past: its marks are no news."""
        self._shown = None
        self._hidden = False
        self._news(run)

    @property
    def take_view(self) -> TakeView:
        """What is shown of the take."""
        return self._view

    @property
    def critique_page(self) -> CritiquePage:
        """The colleague's page."""
        return self._critique

    @property
    def unsent(self) -> bool:
        """Whether something was written that would be lost now."""
        return self._view.transcript.unsent or self._critique.unsent

    @Slot()
    def ask_colleague(self) -> None:
        """Open the colleague's page for the take that is shown; our marks are hidden until theirs are in."""
        self._ask(first=False)

    def _ask(self, *, first: bool) -> None:
        take = self._take()
        if take is None:
            return
        self._playback.stop()
        self._critique.show_take(take, self._waveforms.of(take), first=first)
        self._pages.setCurrentWidget(self._critique)
        self._critique.manager_edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Nothing is heard from a page that is not seen."""
        self._playback.stop()
        super().hideEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """The widest line is so many letters, whatever their size."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.ApplicationFontChange:
            self._bound_width()

    def _show(self, shown: _Shown) -> None:
        before, self._shown = self._shown, shown
        if shown == before:
            return
        take = self._take()
        self._title.setText(shown.run.scenario.title)
        self._choice.show_takes(shown.run.takes, shown.take)
        self._again.setEnabled(shown.marking_again is None)
        self._colleague.setEnabled(take is not None)
        self._hear.setVisible(take is not None and has_sound(take))
        if take is None:
            return
        if before is None or before.run.session != shown.run.session:
            self._critique.reset()
            self._waveforms.clear()
        marking_again = shown.marking_again == take.number
        if not (marking_again and _same_take(before, shown)):
            self._playback.stop()
            self._view.show_take(shown.run, take, self._desk.critiques(take.number), shown.error)
        self._view.transcript.show_take(take, marking_again=marking_again)
        if not _same_take(before, shown):
            self._pages.setCurrentWidget(self._debrief)
            self._scroll.verticalScrollBar().setValue(0)
        if take.marking is not None and not marking_again and not self._hidden:
            announce(self, self._told(take))

    def _news(self, run: Run) -> set[tuple[str, int]]:
        """The takes whose marks have not been shown before; from now on they count as shown."""
        marked = {(run.session, take.number) for take in run.takes if is_marked(take)}
        news = marked - self._seen
        self._seen |= marked
        return news

    def _told(self, take: Take) -> str:
        """What a screen reader says of a result."""
        verdict = take.marking.verdict if take.marking and is_marked(take) else None
        return f"{words.verdict(verdict)}. {headline(take)}" if verdict else headline(take)

    def _take(self) -> Take | None:
        if self._shown is None:
            return None
        return next((one for one in self._shown.run.takes if one.number == self._shown.take), None)

    @Slot(int)
    def _on_take_chosen(self, number: int) -> None:
        shown = self._shown
        if shown is not None:
            self._show(replace(shown, take=number, error=None))

    @Slot(object)
    def _keep_critique(self, critique: Critique) -> None:
        """Show a critique beside our marks once it is kept, in the place of an earlier one by the same colleague."""
        for one in self._desk.critiques(critique.take):
            if one.colleague == critique.colleague and one.id not in self._desk.received:
                critique = replace(critique, id=one.id)
        hidden, self._hidden = self._hidden, False
        if not self._desk.keep(critique):
            self._hidden = hidden
            return
        self._critique.reset()
        self._pages.setCurrentWidget(self._debrief)
        # where it stands is only known once the page has been laid out
        QTimer.singleShot(0, self, self._show_newest_critique)

    @Slot()
    def _draw_feedback(self) -> None:
        """Feedback came, changed or went."""
        shown = self._shown
        if shown is not None and shown.run.session == self._desk.session:
            self._show(replace(shown, feedback=self._desk.pieces))

    @Slot()
    def _show_newest_critique(self) -> None:
        if self._view.critiques:
            self._scroll.ensureWidgetVisible(self._view.critiques[-1], 0, 2 * theme.UNIT)

    @Slot()
    def _on_hear_all(self) -> None:
        take = self._take()
        path = sound_path(take) if take else None
        if self._playback.active:
            self._playback.stop()
        elif path is not None:
            self._on_hear(path, 0.0, None)

    @Slot(object, float, float)
    def _on_hear(self, path: Path, start_s: float, end_s: float | None) -> None:
        self._playback.hear(path, start_s, end_s)
        if self._playback.active:
            self._name_hear(self.tr("Stop"))

    def _name_hear(self, text: str) -> None:
        self._hear.setText(text)
        self._hear.setAccessibleName(text)

    @Slot(object, float)
    def _on_moved(self, path: Path, at_s: float) -> None:
        if self._pages.currentWidget() is self._critique:
            self._critique.ribbon.move_playhead(at_s)
        else:
            self._view.move_playhead(path, at_s)

    @Slot()
    def _on_ended(self) -> None:
        self._name_hear(self.tr("Hear your reply"))

    @Slot(object)
    def _on_failed(self, error: HeardFirstError) -> None:
        self._on_ended()
        told = words.error(error)
        if self._pages.currentWidget() is self._critique:
            self._critique.tell(told)
        else:
            self._view.tell(told)
            announce(self, told)

    @Slot(object)
    def _on_pointed(self, widget: QWidget) -> None:
        self._scroll.ensureWidgetVisible(widget)

    @Slot()
    def _on_back(self) -> None:
        self._playback.stop()
        self._pages.setCurrentWidget(self._debrief)
        take = self._take()
        if self._hidden and take is not None:
            announce(self, self._told(take))
        self._hidden = False

    @Slot(object)
    def cannot_go_on(self, error: HeardFirstError) -> None:
        """Say why a take that was left does not go on; it can be tried again."""
        if self._shown is not None:
            self._show(replace(self._shown, error=error))

    def _connect(self) -> None:
        self._choice.chosen.connect(self._on_take_chosen)
        self._view.hear.connect(self._on_hear)
        self._view.pointed.connect(self._on_pointed)
        self._view.offer_whisper.connect(self.offer_whisper)
        self._view.go_on.connect(self.go_on)
        self._view.transcript.corrected.connect(self.corrected)
        self._critique.saved.connect(self._keep_critique)
        self._desk.changed.connect(self._draw_feedback)
        self._critique.back.connect(self._on_back)
        self._critique.hear.connect(self._on_hear)
        self._playback.moved.connect(self._on_moved)
        self._playback.ended.connect(self._on_ended)
        self._playback.failed.connect(self._on_failed)

    def _button(self, text: str, pressed: Callable[[], object]) -> QPushButton:
        button = QPushButton(text, self)
        button.setAccessibleName(text)
        button.clicked.connect(pressed)
        return button

    def _lay_out(self) -> None:
        middle = QHBoxLayout(self._content)
        middle.setContentsMargins(3 * theme.UNIT, 2 * theme.UNIT, 3 * theme.UNIT, 3 * theme.UNIT)
        middle.addStretch(1)
        middle.addWidget(self._view, 1000)
        middle.addStretch(1)
        self._bound_width()
        self._debrief = QWidget(self._pages)
        column = QVBoxLayout(self._debrief)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = self._row(self._title, self._choice)
        head.setStretchFactor(self._title, 1)
        column.addLayout(head)
        column.addWidget(self._scroll, 1)
        column.addLayout(self._row(self._leave, self._rules, self._colleague, None, self._hear, self._again))
        self._pages.addWidget(self._debrief)
        self._pages.addWidget(self._critique)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self._pages)

    def _row(self, *widgets: QWidget | None) -> QHBoxLayout:
        """A row with a gap that grows where None stands."""
        row = QHBoxLayout()
        row.setContentsMargins(3 * theme.UNIT, theme.UNIT, 3 * theme.UNIT, theme.UNIT)
        row.setSpacing(theme.UNIT)
        for widget in widgets:
            if widget is None:
                row.addStretch(1)
            else:
                row.addWidget(widget)
        return row

    def _bound_width(self) -> None:
        self._view.setMaximumWidth(self.fontMetrics().averageCharWidth() * _WIDEST_LETTERS)


def _same_take(before: _Shown | None, shown: _Shown) -> bool:
    return before is not None and (before.run.session, before.take) == (shown.run.session, shown.take)
