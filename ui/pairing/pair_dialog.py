"""Setting up a pair: two names, who plays the salesperson, what is kept, and that both agree."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QDialog, QHBoxLayout, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from app.errors import HeardFirstError
from app.pairing.pair import Agreed, Pair, Salesperson
from ui import theme
from ui.pairing import agreement
from ui.pairing.consent_form import ConsentForm
from ui.services import Services
from ui.theme import Meaning
from ui.widgets.announcement import announce
from ui.widgets.banner import Banner
from ui.widgets.page_content import PageContent, scrolling
from ui.widgets.plain_list import PlainList
from ui.widgets.primary_button import PrimaryButton
from ui.widgets.side_button import SideButton
from ui.widgets.text import Heading, Text


class PairDialog(QDialog):
    """`agreed` carries the Pair, once; closing it in any other way leaves nothing behind.

    `session` is the id under which a spoken agreement is kept. Enter goes on to what is still missing, and begins
    where nothing is.
    """

    agreed = Signal(object)
    fault = Signal(object)
    """A HeardFirstError: the names could not be remembered."""

    def __init__(self, services: Services, session: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("A colleague is with you"))
        self._services = services
        settings = services.settings
        self.manager = self._name_edit(self.tr("Your name"), settings.manager_name)
        self.colleague = self._name_edit(self.tr("Your colleague’s name"), settings.colleague_name)
        self.program_plays = QRadioButton(self.tr("The &program; your colleague watches and pins moments"))
        self.colleague_plays = QRadioButton(self.tr("Your &colleague, from cue cards"))
        self._plays = QButtonGroup(self)
        for choice in (self.program_plays, self.colleague_plays):
            choice.setAccessibleName(choice.text().replace("&", ""))
            self._plays.addButton(choice)
        self.program_plays.setChecked(True)
        self.kept = PlainList()
        self.consent = ConsentForm(services, session)
        self.refusal = Banner(Meaning.MISSTEP)
        self.refusal.hide()
        self.cancel = SideButton(self.tr("Cancel"))
        self.begin = PrimaryButton(self.tr("Begin together"))
        self.begin.setDefault(True)
        self._lay_out()
        self._connect()
        self._draw()
        self._focus_first()

    @Slot(object)
    def hear(self, event: object) -> None:
        """What the recorder posted for the spoken agreement."""
        self.consent.recording.hear(event)  # type: ignore[arg-type]  # the bridge posts events alone

    def done(self, result: int) -> None:
        """An agreement that nobody took up is deleted."""
        self.consent.rest()
        if result != QDialog.DialogCode.Accepted:
            self.consent.recording.drop()
        super().done(result)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Enter in a field or on a choice goes on to what is missing, without a reproach."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and _is_enter(event):
            self._go_on(watched)
            return True
        return super().eventFilter(watched, event)

    @Slot()
    def _begin(self) -> None:
        self._go_on(self.begin)

    def _go_on(self, here: QObject) -> None:
        missing = self._missing()
        if missing is None:
            self._agree()
            return
        told, widget = missing
        if here is widget or here is self.begin:  # it was there already, or meant to be over
            self.refusal.say(told)
            self.refusal.show()
            announce(self, told)
        widget.setFocus(Qt.FocusReason.TabFocusReason)

    def _missing(self) -> tuple[str, QWidget] | None:
        manager, colleague = self._names()
        if not manager:
            return self.tr("Write your name first."), self.manager
        if not colleague:
            return self.tr("Write your colleague’s name first."), self.colleague
        if manager.casefold() == colleague.casefold():
            return self.tr("Use two names that differ, so that each part shows whose it is."), self.colleague
        return self.consent.missing()

    def _agree(self) -> None:
        manager, colleague = self._names()
        given = self.consent.consent()
        if given is None:
            return
        if given.agreed is Agreed.TYPED:
            self.consent.recording.drop()  # said aloud first, then ticked
        plays = Salesperson.COLLEAGUE if self.colleague_plays.isChecked() else Salesperson.PROGRAM
        try:
            self._services.save_settings(
                replace(self._services.settings, manager_name=manager, colleague_name=colleague)
            )
        except HeardFirstError as error:
            self.fault.emit(error)
        self.accept()
        self.agreed.emit(Pair(manager, colleague, plays, given))

    def _names(self) -> tuple[str, str]:
        return " ".join(self.manager.text().split()), " ".join(self.colleague.text().split())

    @Slot()
    def _draw(self) -> None:
        names = self._names()
        told = agreement.kept(*names, self._services.folders.data)
        self.kept.show_points(told)
        self.consent.ask(*names)
        self.refusal.hide()

    @Slot()
    def _consent_changed(self) -> None:
        self.refusal.hide()
        if self.consent.recording.path is not None and self.focusWidget() is self.consent.aloud.record:
            self.begin.setFocus()  # it is said: Enter goes on

    def _focus_first(self) -> None:
        """At the first thing to do: with both names known that is the first tick."""
        missing = self._missing()
        (missing[1] if missing else self.begin).setFocus()

    def _name_edit(self, name: str, known: str) -> QLineEdit:
        edit = QLineEdit(known)
        edit.setMaxLength(agreement.MOST_LETTERS)
        edit.setAccessibleName(name)
        return edit

    def _connect(self) -> None:
        for edit in (self.manager, self.colleague):
            edit.textChanged.connect(self._draw)
        self.consent.changed.connect(self._consent_changed)
        self.begin.clicked.connect(self._begin)
        self.cancel.clicked.connect(self.reject)
        choices = (self.program_plays, self.colleague_plays, self.consent.typed, self.consent.spoken)
        ticks = (tick.box for tick in self.consent.ticks)
        for widget in (self.manager, self.colleague, *choices, *ticks):
            widget.installEventFilter(self)

    def _lay_out(self) -> None:
        page = PageContent()
        column = QVBoxLayout(page)
        column.setContentsMargins(3 * theme.UNIT, 3 * theme.UNIT, 3 * theme.UNIT, theme.UNIT)
        column.setSpacing(theme.UNIT)
        column.addWidget(Heading(self.tr("Two people, one conversation")))
        column.addLayout(self._name_row())
        for title, parts in (
            (self.tr("Who plays the salesperson?"), (self.program_plays, self.colleague_plays)),
            (self.tr("What is kept"), (self.kept,)),
            (self.tr("You both agree"), (self.consent,)),
        ):
            column.addSpacing(theme.UNIT)
            column.addWidget(Text(title, bold=True))
            for part in parts:
                column.addWidget(part)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(scrolling(page, self), 1)
        outer.addLayout(self._foot())
        self.resize(84 * theme.UNIT, 78 * theme.UNIT)

    def _name_row(self) -> QHBoxLayout:
        names = QHBoxLayout()
        names.setSpacing(2 * theme.UNIT)
        for edit in (self.manager, self.colleague):
            field = QVBoxLayout()
            field.setSpacing(theme.UNIT // 2)
            label = Text(edit.accessibleName(), bold=True)
            label.setBuddy(edit)
            field.addWidget(label)
            field.addWidget(edit)
            names.addLayout(field, 1)
        return names

    def _foot(self) -> QVBoxLayout:
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.UNIT)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.begin)
        foot = QVBoxLayout()
        foot.setContentsMargins(3 * theme.UNIT, theme.UNIT, 3 * theme.UNIT, 2 * theme.UNIT)
        foot.setSpacing(theme.UNIT)
        foot.addWidget(self.refusal)
        foot.addLayout(buttons)
        return foot


def _is_enter(event: QKeyEvent) -> bool:
    return event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.isAutoRepeat()
