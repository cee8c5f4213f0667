"""Somebody settles what the words do: theirs, beside the program's reading, which stays as it is."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QDateTime, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.pairing.settlement import Settlement
from ui import theme
from ui.debrief.person import Person
from ui.debrief.settle_answer import OrderAnswer, SentenceAnswer
from ui.debrief.settled import Settled
from ui.debrief.tab_order import chain
from ui.debrief.who_choice import WhoChoice
from ui.theme import Meaning
from ui.widgets.announcement import announce
from ui.widgets.banner import Banner
from ui.widgets.page_content import PageContent, scrolling
from ui.widgets.primary_button import PrimaryButton
from ui.widgets.side_button import SideButton
from ui.widgets.text import Heading, Text


class SettleDialog(QDialog):
    """Never blocks. What was settled before by the same person is shown, can be changed, and can be taken back."""

    kept = Signal(object)
    """A Settlement, new or in the place of the one with its id."""
    withdrawn = Signal(object)
    """A Settlement that its owner takes back."""

    def __init__(
        self,
        settled: Settled,
        answer: OrderAnswer | SentenceAnswer,
        people: Sequence[Person],
        last: Person | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Settle it"))
        self._settled = settled
        self._begun_with: object = None
        self.answer = answer
        self.who = WhoChoice(people, last, self)
        self.readings = Text(parent=self)
        self.refusal = Banner(Meaning.MISSTEP, self)
        self.refusal.hide()
        self.take_back = SideButton(self.tr("Take it back"), self)
        self.leave = SideButton(self.tr("Leave it"), self)
        for button in (self.take_back, self.leave):
            button.setAutoDefault(False)
        self.settle = PrimaryButton(self.tr("Settle it"), self)
        self.settle.setDefault(True)
        self.who.changed.connect(self._on_who)
        self.answer.moved.connect(self._show)
        self.take_back.clicked.connect(self._withdraw)
        self.leave.clicked.connect(self.reject)
        self.settle.clicked.connect(self._keep)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self._keep)
        self._lay_out()
        self._show()
        (self.who if self.who.person is None else self.answer).focus()

    @property
    def person(self) -> Person | None:
        """Who settles it; None where that is not said yet."""
        return self.who.person

    @property
    def before(self) -> Settlement | None:
        """What the same person settled about it before."""
        return self._settled.by(self.person, self.answer.place) if self.person else None

    @Slot()
    def _show(self) -> None:
        place = self.answer.place
        self.readings.setText("\n".join(self._settled.lines(place) or (self._settled.program(place),)))
        self.answer.show_settled(self.before)
        self._begun_with = self.answer.reading
        self.take_back.setVisible(self.before is not None)

    @Slot()
    def _on_who(self) -> None:
        """Begin with what this person settled before, unless an answer was given already."""
        if self.answer.reading == self._begun_with:
            self.answer.show_settled(self.before)
            self._begun_with = self.answer.reading
        self.take_back.setVisible(self.before is not None)

    @Slot()
    def _keep(self) -> None:
        person = self.person
        if person is None:
            self._refuse(self.tr("Say who of you settles it."))
            self.who.focus()
        elif self.answer.missing:
            self._refuse(self.answer.missing)
            self.answer.focus()
        else:
            made = self.answer.settlement(self._settled.take.number, person)
            made = replace(made, given_utc_s=QDateTime.currentSecsSinceEpoch())
            self.kept.emit(replace(made, id=self.before.id) if self.before else made)

    @Slot()
    def _withdraw(self) -> None:
        if self.before is not None:
            self.withdrawn.emit(self.before)

    def _refuse(self, told: str) -> None:
        self.refusal.say(told)
        self.refusal.show()
        announce(self, told)

    def _lay_out(self) -> None:
        content = PageContent()
        column = QVBoxLayout(content)
        column.setContentsMargins(3 * theme.UNIT, 3 * theme.UNIT, 3 * theme.UNIT, 3 * theme.UNIT)
        column.setSpacing(2 * theme.UNIT)
        column.addWidget(Heading(self.tr("How do you read it?"), content))
        stays = self.tr("Your reading stands beside the program's, under your name. Its own stays as it was.")
        column.addWidget(Text(stays, quiet=True, parent=content))
        for part in (self.answer.subject, self.readings, self.who, self.answer):
            column.addWidget(part)
        column.addStretch(1)
        self._scroll = scrolling(content, self)
        foot = QHBoxLayout()
        foot.setContentsMargins(3 * theme.UNIT, theme.UNIT, 3 * theme.UNIT, 2 * theme.UNIT)
        foot.setSpacing(theme.UNIT)
        foot.addWidget(self.take_back)
        foot.addStretch(1)
        foot.addWidget(self.leave)
        foot.addWidget(self.settle)
        told = QHBoxLayout()
        told.setContentsMargins(3 * theme.UNIT, theme.UNIT, 3 * theme.UNIT, 0)
        told.addWidget(self.refusal)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._scroll, 1)
        outer.addLayout(told)
        outer.addLayout(foot)
        chain((self.answer.subject, self.who, self.answer, self.take_back, self.leave, self.settle))
        self.resize(84 * theme.UNIT, 76 * theme.UNIT)
