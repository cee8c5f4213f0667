"""The manager's turns so far in a conversation, and its end."""

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QPaintEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.errors import HeardFirstError
from app.rehearsal.state import Awaiting, Run, Speaking, State
from ui import theme, words
from ui.theme import Meaning
from ui.widgets.banner import Banner
from ui.widgets.elided_text import ElidedText
from ui.widgets.literal import on_tooltip
from ui.widgets.page_content import PageContent, scrolling
from ui.widgets.primary_button import PrimaryButton
from ui.widgets.side_button import SideButton
from ui.widgets.text import Text

_LINES = 3
"""Turns that stand there at once, the latest; the rest is scrolled to."""


class EndButton(PrimaryButton):
    """The one that is meant first once something was said; a click leaves Space to the recording.

    Where going on is meant first it is a button as any other.
    """

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._first = True
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def be_first(self, first: bool) -> None:
        """Whether it is meant before anything else."""
        if first is not self._first:
            self._first = first
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """As the page's one primary action, or as the system draws its buttons."""
        if self._first:
            super().paintEvent(event)
        else:
            QPushButton.paintEvent(self, event)


class TurnsPanel(QWidget):
    """What was heard of each turn, which can be hidden; `ended` where the conversation is over."""

    ended = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heard: list[ElidedText] = []
        self._fault = Banner(Meaning.MISSTEP)
        self.hide_heard = SideButton("")
        self.end = EndButton(self.tr("End the conversation"))
        self.end.setToolTip(on_tooltip(self.tr("Ctrl+Enter")))
        self._list = PageContent()
        self._lines = QVBoxLayout(self._list)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(theme.UNIT // 2)
        self._scroll: QScrollArea = scrolling(self._list)
        self._scroll.setAccessibleName(self.tr("What was heard so far"))
        self._scroll.verticalScrollBar().rangeChanged.connect(self._to_newest)
        self._showing = {True: True, False: False}  # with a colleague, and alone, where the answer is what counts
        self._colleague = True
        self.hide_heard.clicked.connect(self._toggle)
        self.end.clicked.connect(self.ended)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(self.end.click)
        self._lay_out()

    @property
    def heard(self) -> tuple[str, ...]:
        """What stands there of each turn, the first first."""
        return tuple(text.text() for text in self._heard)

    @property
    def any(self) -> bool:
        """Whether there is a turn already that the next one would follow."""
        return bool(self._heard)

    @property
    def shows_heard(self) -> bool:
        """Whether it stands there, and is not hidden."""
        return self._scroll.isVisibleTo(self)

    @property
    def note(self) -> str:
        """What is said of the turn before, where something was wrong with it."""
        return self._fault.text if self._fault.isVisibleTo(self) else ""

    def draw(self, run: Run, state: State) -> None:
        """Show the conversation that the next turn belongs to."""
        takes = run.conversation(run.after)
        between = isinstance(state, Awaiting) or (isinstance(state, Speaking) and not run.colleague_plays)
        self.end.setEnabled(bool(takes) and between)
        self._colleague = run.colleague_plays
        self._name_end(run)
        self.notice.setVisible(run.colleague_plays)
        self._gap.setVisible(not run.colleague_plays)
        said = [take.transcript.text if take.transcript else "" for take in takes]
        lines = tuple(f"{number}  {text}" for number, text in enumerate(said, start=1))
        if lines != self.heard:
            self._show_lines(lines)
        self.hide_heard.setVisible(bool(takes))
        self._show_list()
        self._tell(state.error if isinstance(state, Awaiting) else None)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """As many lines, whatever their size."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.ApplicationFontChange:
            self._bound()

    def _name_end(self, run: Run) -> None:
        told = self.tr("End the conversation")
        more = self.tr("Marks all your turns as one conversation. Ctrl+Enter does the same.")
        if not run.colleague_plays:
            told = self.tr("See the debrief") if run.over else self.tr("End it and see the debrief")
            more = self.tr("Shows what happened in all your turns. Ctrl+Enter does the same.")
        self.end.be_first(run.colleague_plays or run.over)
        self.end.setText(told)
        self.end.setAccessibleName(told)
        self.end.setAccessibleDescription(more)

    @Slot()
    def _toggle(self) -> None:
        self._showing[self._colleague] = not self._showing[self._colleague]
        self._show_list()

    def _show_list(self) -> None:
        showing = self._showing[self._colleague]
        self._scroll.setVisible(showing and bool(self._heard))
        self.hide_heard.setText(self.tr("Hide what was heard") if showing else self.tr("Show what was heard"))
        self.hide_heard.setAccessibleName(self.hide_heard.text())

    def _show_lines(self, lines: tuple[str, ...]) -> None:
        for text in self._heard:
            self._lines.removeWidget(text)
            text.hide()
            text.deleteLater()
        self._heard = [ElidedText(line, self._list) for line in lines]
        for text in self._heard:
            self._lines.addWidget(text)
            text.show()
        self._bound()

    @Slot(int, int)
    def _to_newest(self, _lowest: int, highest: int) -> None:
        self._scroll.verticalScrollBar().setValue(highest)

    def _tell(self, error: HeardFirstError | None) -> None:
        self._fault.setVisible(error is not None)
        if error is not None:
            self._fault.say(words.error(error))

    def _bound(self) -> None:
        shown = min(_LINES, max(1, len(self._heard)))
        self._scroll.setFixedHeight(shown * self.fontMetrics().lineSpacing() + (shown - 1) * self._lines.spacing())

    def _lay_out(self) -> None:
        told = self.tr(
            "Only what you say while recording is kept; nothing between turns, and the program does not try to tell "
            "voices apart."
        )
        self.notice = Text(told, quiet=True)
        self.notice.setToolTip(on_tooltip(self.tr("A recording ends at most half a second after you stop it.")))
        self._gap = QWidget()
        row = QHBoxLayout()
        row.setSpacing(theme.UNIT)
        row.addWidget(self.notice, 1)
        row.addWidget(self._gap, 1)
        row.addWidget(self.hide_heard)
        row.addWidget(self.end)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.UNIT)
        column.addWidget(self._fault)
        column.addWidget(self._scroll)
        column.addLayout(row)
