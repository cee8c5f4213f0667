"""The colleague's page: what a person saw and heard, given before our marks can be seen."""

from PySide6.QtCore import QDateTime, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.pairing.critique import Critique
from app.pairing.pair import Pair
from app.rehearsal.state import Take
from ui import theme
from ui.debrief.answered_view import AnsweredView
from ui.debrief.conversation import has_sound
from ui.debrief.critique_people import CritiquePeople
from ui.debrief.critique_scales import Scale
from ui.debrief.listening_panel import ListeningPanel
from ui.debrief.order_choice import OrderChoice, order_meaning, order_question
from ui.debrief.scale_view import ScaleView
from ui.debrief.sight import Sight
from ui.debrief.tab_order import chain
from ui.theme import Meaning
from ui.widgets.announcement import announce
from ui.widgets.banner import Banner
from ui.widgets.card import Card
from ui.widgets.page_content import PageContent, scrolling
from ui.widgets.ribbon_reply import Peaks
from ui.widgets.text import Heading, Text
from ui.widgets.words_edit import WordsEdit

_KEEP_LINES = 3


class CritiquePage(QWidget):
    """Ribbon without spans, sound and plain words; three scales, what came first, what to keep.

    Nothing of our marking is in it. Ctrl+Return saves from anywhere.
    """

    saved = Signal(object)
    """The Critique, to be kept; only what is complete and agreed to. The fields stay until `reset`."""
    back = Signal()
    hear = Signal(object, float, float)
    hear_all = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._take: Take | None = None
        self.answered = AnsweredView(self)
        self.people = CritiquePeople(self)
        self.manager_edit, self.colleague_edit = self.people.manager_edit, self.people.colleague_edit
        self.consent_box = self.people.consent_box
        self.listening = ListeningPanel(self)
        self.ribbon, self.hear_button = self.listening.ribbon, self.listening.hear_button
        self.listening.hear.connect(self.hear)
        self.listening.hear_all.connect(self.hear_all)
        self.scales = {scale: ScaleView(scale, self) for scale in Scale}
        self.sight = Sight(self)
        self.sight.changed.connect(self._on_sight)
        self.order = OrderChoice(self)
        self.keep_edit = WordsEdit(_KEEP_LINES, self)
        self.keep_edit.setAccessibleName(self.tr("What to keep"))
        self.keep_edit.setPlaceholderText(self.tr("A sentence, a look, a pause …"))
        self._told = Text(quiet=True, parent=self)
        self.refusal = Banner(Meaning.MISSTEP, self)
        self.refusal.hide()
        for answer in (*(scale.choice for scale in self.scales.values()), self.order):
            answer.changed.connect(self.refusal.hide)
        self.keep_edit.textChanged.connect(self.refusal.hide)
        self.save_button = self._button(self.tr("Save and see both"), self._save)
        self.save_button.setDefault(True)
        self.back_button = self._button(self.tr("Back"), self.back.emit)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self._save)
        self._lay_out()

    @property
    def unsent(self) -> bool:
        """Whether something was judged or noted that would be lost now."""
        judged = any(scale.number is not None or scale.note for scale in self.scales.values())
        return judged or self.order.order is not None or bool(self.keep_edit.toPlainText().strip())

    def show_take(
        self,
        take: Take,
        peaks: Peaks | None,
        pair: Pair | None = None,
        *,
        first: bool = False,
        apart: str | None = None,
    ) -> None:
        """Ask about a take; what was entered about it already stays.

        `first`: our marks have not been seen yet. `apart`: who sent the session, where it came in a file.
        """
        self.back_button.setText(self.tr("Skip the critique") if first else self.tr("Back"))
        self.back_button.setAccessibleName(self.back_button.text())
        hidden = self.tr("For the colleague. The program's marks stay hidden until yours are saved.")
        self._told.setText(hidden if first else self.tr("For the colleague. The program's marks may be known already."))
        if self._take is None or take.number != self._take.number:
            self.reset()
            self._scroll.verticalScrollBar().setValue(0)
        self.refusal.hide()
        self._take = take
        self.people.show_pair(pair, apart)
        self.sight.show_take(apart=apart is not None, heard=has_sound(take))
        self.listening.show_take(take, peaks)
        self._chain()

    def focus_first(self) -> None:
        """Go to what comes first: a name that is missing, the names, the sound, or the first scale."""
        edits = (self.manager_edit, self.people.colleague_edit)
        empty = [edit for edit in edits if not edit.text().strip()]
        stops = (*empty, self.manager_edit, self.hear_button, self._first_scale.button(1))
        stop = next(stop for stop in stops if stop.isVisibleTo(self))
        stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def reset(self) -> None:
        """Empty all fields but the names, which rarely change between takes."""
        self._take = None
        self.people.reset()
        self.sight.reset()
        for scale in self.scales.values():
            scale.reset()
        self.order.clear()
        self.keep_edit.clear()
        self.refusal.hide()

    def tell(self, told: str) -> None:
        """Say what stands in the way, above the buttons."""
        self.refusal.say(told)
        self.refusal.show()
        announce(self, told)

    @Slot()
    def _save(self) -> None:
        refused = self._refused()
        if refused is not None:
            told, widget = refused
            self.tell(told)
            widget.setFocus(Qt.FocusReason.OtherFocusReason)
            self._scroll.ensureWidgetVisible(widget)
            return
        self.refusal.hide()
        self.saved.emit(self._critique())

    def _refused(self) -> tuple[str, QWidget] | None:
        """Why it cannot be saved yet, and where to mend it."""
        missing = self.people.missing()
        if missing is None and not self.unsent:
            return self.tr("Give at least one number or note."), self._first_scale.button(1)
        return missing

    @property
    def _first_scale(self) -> ScaleView:
        return self.scales[Scale.FACE if self.sight.seen else Scale.TONE]

    @Slot()
    def _on_sight(self) -> None:
        """Nobody judges a face that they did not see."""
        face = self.scales[Scale.FACE]
        face.setVisible(self.sight.seen)
        if not self.sight.seen:
            face.reset()

    def _critique(self) -> Critique:
        assert self._take is not None  # noqa: S101 - there is nothing to save before show_take
        face, tone, said = (self.scales[scale] for scale in Scale)
        return Critique(
            manager=self.people.manager,
            colleague=self.people.colleague,
            consent=self.people.consent,
            take=self._take.number,
            face=face.number,
            face_note=face.note,
            tone=tone.number,
            tone_note=tone.note,
            words=said.number,
            words_note=said.note,
            order=self.order.order,
            keep=self.keep_edit.toPlainText().strip(),
            given_utc_s=QDateTime.currentSecsSinceEpoch(),
        )

    def _button(self, text: str, pressed: object) -> QPushButton:
        button = QPushButton(text, self)
        button.setAccessibleName(text)
        button.clicked.connect(pressed)
        return button

    def _lay_out(self) -> None:
        content = PageContent()
        column = QVBoxLayout(content)
        column.setContentsMargins(3 * theme.UNIT, 3 * theme.UNIT, 3 * theme.UNIT, 3 * theme.UNIT)
        column.setSpacing(2 * theme.UNIT)
        column.addWidget(Heading(self.tr("What did you see and hear?"), content))
        column.addWidget(self._told)
        column.addWidget(self.answered)
        column.addWidget(self.people)
        column.addWidget(self.listening)
        keys = self.tr("On a scale, keys 1 to 5 choose, 0 leaves it open, Tab goes on. Leave open what you can't tell.")
        column.addWidget(Text(keys, quiet=True, parent=content))
        for widget in (self.sight, *self.scales.values()):
            column.addWidget(widget)
        column.addWidget(self._asked(order_question(), order_meaning(), self.order))
        keep = self.tr("What worked, and should stay just as it was? One thing is enough.")
        column.addWidget(self._asked(self.tr("What to keep"), keep, self.keep_edit))
        column.addStretch(1)
        self._scroll = scrolling(content, self, bar_stays=True)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self._scroll, 1)
        told = QHBoxLayout()  # outside what scrolls: seen wherever the reader is
        told.setContentsMargins(3 * theme.UNIT, theme.UNIT, 3 * theme.UNIT, 0)
        told.addWidget(self.refusal)
        page.addLayout(told)
        page.addLayout(self._foot())

    def _asked(self, title: str, more: str, answer: QWidget) -> Card:
        card = Card(title, self)
        card.body.addWidget(Text(more, quiet=True, parent=card))
        card.body.addWidget(answer)
        return card

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setContentsMargins(3 * theme.UNIT, theme.UNIT, 3 * theme.UNIT, 2 * theme.UNIT)
        foot.setSpacing(2 * theme.UNIT)
        foot.addWidget(self.back_button)
        foot.addStretch(1)
        foot.addWidget(Text(self.tr("Ctrl+Enter saves"), quiet=True, wrap=False, parent=self))
        foot.addWidget(self.save_button)
        return foot

    def _chain(self) -> None:
        """Anew for each take: tools may have come."""
        stops = (
            self.answered,
            self.people,
            self.listening,
            self.sight,
            *self.scales.values(),
            self.order,
            self.keep_edit,
        )
        chain((*stops, self.back_button, self.save_button))
