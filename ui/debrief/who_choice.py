"""Who settles a mark: one of those who were there, or a name where nobody is known."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.pairing.settlement import Role
from ui import theme
from ui.debrief.numbered_choice import NumberedChoice
from ui.debrief.person import Person
from ui.widgets.text import Text

_MOST_LETTERS = 80
_ROLES = (Role.MANAGER, Role.COLLEAGUE)


class WhoChoice(QWidget):
    """`last` is who did so before, and is offered first."""

    changed = Signal()

    def __init__(self, people: Sequence[Person], last: Person | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._people = tuple(people)
        asked = self.tr("Who settles it?")
        self.name_edit = QLineEdit(self)
        self.name_edit.setAccessibleName(self.tr("Your name"))
        self.name_edit.setPlaceholderText(self.tr("Your name"))
        self.name_edit.setMaxLength(_MOST_LETTERS)
        self.name_edit.setVisible(not people)
        answers = [one.told for one in people] or [self.tr("I spoke"), self.tr("I watched")]
        self.choice = NumberedChoice(asked, answers, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.UNIT)
        for widget in (Text(asked, bold=True, parent=self), self.name_edit, self.choice):
            column.addWidget(widget)
        self._offer(last)
        self.choice.changed.connect(self.changed)
        self.name_edit.textChanged.connect(self.changed)

    @property
    def person(self) -> Person | None:
        """Who it is; None where that is not said yet."""
        number, name = self.choice.number, self.name_edit.text().strip()
        if number is None:
            return None
        if self._people:
            return self._people[number - 1]
        return Person(name, _ROLES[number - 1]) if name else None

    def focus(self) -> None:
        """Go where it can be said."""
        if self._people or self.name_edit.text().strip():
            self.choice.focus()
        else:
            self.name_edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer(self, last: Person | None) -> None:
        if self._people:
            if last in self._people:
                self.choice.button(self._people.index(last) + 1).setChecked(True)
            return
        self.name_edit.setText(last.name if last else "")
        self.choice.button(_ROLES.index(last.role) + 1 if last else 1).setChecked(True)
