"""Who speaks and who watched, and what both agreed to: asked for here, or agreed to when the pair began."""

from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QCheckBox, QFormLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.pairing.pair import Agreed, Pair, Salesperson
from ui import theme, words
from ui.debrief.numbered_choice import Anchor
from ui.widgets.literal import filled, literal
from ui.widgets.text import Text

_MOST_LETTERS = 80
"""A name is no longer than this."""


class CritiquePeople(QWidget):
    """Two names and a tick; or, where there is a pair, one line that says who agreed to what, and when."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pair: Pair | None = None
        self._apart: str | None = None  # who sent the session, where it came in a file
        self._names = QWidget(self)
        self.manager_edit, self.colleague_edit = QLineEdit(self._names), QLineEdit(self._names)
        self._tick = QWidget(self)
        self.consent_box = QCheckBox(self._tick)
        self.consent_text = Anchor(parent=self._tick)
        self._show_line()
        self.consent_text.clicked.connect(self.consent_box.click)
        tick = QHBoxLayout(self._tick)
        tick.setContentsMargins(0, 0, 0, 0)
        tick.addWidget(self.consent_box, 0, Qt.AlignmentFlag.AlignTop)
        tick.addWidget(self.consent_text, 1)
        self.agreed = Text(quiet=True, parent=self)
        self.agreed.hide()
        form = QFormLayout(self._names)
        form.setContentsMargins(0, 0, 0, 0)
        for edit, asked in ((self.manager_edit, self.tr("Who spoke")), (self.colleague_edit, self.tr("Who watched"))):
            edit.setAccessibleName(asked)
            edit.setMaxLength(_MOST_LETTERS)
            label = Text(asked, wrap=False, parent=self._names)
            label.setBuddy(edit)
            form.addRow(label, edit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * theme.UNIT)
        for widget in (self.agreed, self._names, self._tick):
            column.addWidget(widget)

    @property
    def manager(self) -> str:
        """Who spoke; empty where that is not known yet."""
        return self._pair.manager if self._pair else self.manager_edit.text().strip()

    @property
    def colleague(self) -> str:
        """Who watched; empty where that is not known yet."""
        return self._pair.colleague if self._pair else self.colleague_edit.text().strip()

    @property
    def consent(self) -> str:
        """The line that was agreed to: by both, or apart by the colleague for themselves."""
        return self._pair.consent.line if self._pair else self._line

    def show_pair(self, pair: Pair | None, apart: str | None = None) -> None:
        """Take names and consent from a pair; ask for them where there is none.

        `apart` is who sent the session, where it came in a file: then the colleague agrees for themselves only.
        """
        self._pair, self._apart = pair, apart
        self._show_line()
        self.agreed.setText(_agreed(pair) if pair else "")
        self.agreed.setVisible(pair is not None)
        for widget in (self._names, self._tick):
            widget.setVisible(pair is None)

    def suggest(self, manager: str) -> None:
        """Fill in who spoke, where the file says so and nobody else was named."""
        if not self.manager_edit.text().strip():
            self.manager_edit.setText(manager[:_MOST_LETTERS])

    def introduce(self, colleague: str) -> None:
        """Fill in who watches, where nobody was named: to whom a file came, that is the user of this computer."""
        if not self.colleague_edit.text().strip():
            self.colleague_edit.setText(colleague[:_MOST_LETTERS])

    def reset(self) -> None:
        """Both have to agree anew; names rarely change between takes and stay."""
        self.consent_box.setChecked(False)

    def missing(self) -> tuple[str, QWidget] | None:
        """What has to be given before anything is saved, and where; None where nothing is missing."""
        for edit, name in ((self.manager_edit, self.manager), (self.colleague_edit, self.colleague)):
            if not name:
                return self.tr("Enter both names, so that you know later whose words these are."), edit
        if self._pair is None and not self.consent_box.isChecked():
            both = self.tr("Both of you have to agree first: without the tick nothing is saved.")
            alone = self.tr("You have to agree first: without the tick nothing is saved.")
            return both if self._apart is None else alone, self.consent_box
        return None

    @property
    def _line(self) -> str:
        return consent() if self._apart is None else consent_apart(self._apart)

    def _show_line(self) -> None:
        """A tick holds for the line that it was given to."""
        if self._line == self.consent_box.accessibleName():
            return
        self.consent_box.setChecked(False)
        self.consent_box.setAccessibleName(self._line)
        self.consent_text.setText(self._line)


def consent() -> str:
    """The line that both agree to where no pair was set up."""
    return QCoreApplication.translate(
        "CritiquePage",
        "We both agree that the two of us hear this reply, and that these notes are kept with it on this computer. "
        "They leave it only in a file that the manager sends.",
    )


def consent_apart(sender: str) -> str:
    """The line that a colleague agrees to alone, for a session that `sender` sent in a file."""
    told = QCoreApplication.translate(
        "CritiquePage",
        "I agree for myself that my notes and pins are kept with this reply on this computer, and go back to %1 in "
        "the file that I send.",
    )
    return filled(told, literal(sender) or QCoreApplication.translate("CritiquePage", "the sender"))


def _agreed(pair: Pair) -> str:
    tr = QCoreApplication.translate
    roles = tr("CritiquePeople", "%1 spoke, %2 watched.")
    if pair.salesperson is Salesperson.COLLEAGUE:
        roles = tr("CritiquePeople", "%1 spoke, %2 played the salesperson.")
    told = tr("CritiquePeople", "Both agreed on %1: “%2”")
    if pair.consent.agreed is Agreed.SPOKEN:
        told = tr("CritiquePeople", "Both said on %1: “%2”")
    when = words.local_day(datetime.fromtimestamp(pair.consent.given_utc_s, UTC))
    return f"{filled(roles, pair.manager, pair.colleague)} {filled(told, when, pair.consent.line)}"
