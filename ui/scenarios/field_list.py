"""Several fields of one kind: facts, feelings, lines."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.scenarios.field_fault import LISTS, Place
from ui import theme
from ui.scenarios.field import Field
from ui.widgets.literal import filled
from ui.widgets.side_button import SideButton
from ui.widgets.text import Text


class FieldList(QWidget):
    """`name` is what one of them is called, with its number in the place of %1. One that is left empty is dropped."""

    changed = Signal()
    left = Signal()

    def __init__(
        self,
        place: Place,
        title: str,
        name: str,
        hint: str = "",
        *,
        most: int,
        shown: int = 1,
        paragraphs: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.place, self._name, self._most, self._paragraphs = place, name, most, paragraphs
        self._shown = shown
        self._limit = LISTS[str(place[0])][1]
        self.fields: list[Field] = []
        self._fields = QVBoxLayout()
        self._fields.setSpacing(theme.UNIT)
        self.add = SideButton(self.tr("Add another"))
        self.add.setAccessibleName(filled(self.tr("Add another: %1"), title))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.UNIT // 2)
        column.addWidget(Text(title, bold=True))
        if hint:
            column.addWidget(Text(hint, quiet=True))
        column.addLayout(self._fields)
        foot = QHBoxLayout()
        foot.addWidget(self.add)
        foot.addStretch(1)
        column.addSpacing(theme.UNIT // 2)
        column.addLayout(foot)
        self.add.clicked.connect(self._add_another)
        self._have(shown)

    @property
    def items(self) -> tuple[str, ...]:
        """What stands in them, without empty ones at the end."""
        words = [field.words for field in self.fields]
        while words and not words[-1]:
            words.pop()
        return tuple(words)

    def show_items(self, items: Sequence[str]) -> None:
        """Put these in; there are at least as many fields as before anything was written."""
        self._have(max(self._shown, len(items)))
        for at, field in enumerate(self.fields):
            field.show_words(items[at] if at < len(items) else "")

    def at(self, place: Place) -> Field:
        """The field for a place; the last one for a place behind it."""
        return self.fields[min(int(place[-1]), len(self.fields) - 1)]

    def __iter__(self) -> Iterator[Field]:
        return iter(self.fields)

    def _have(self, count: int) -> None:
        while len(self.fields) > count:
            field = self.fields.pop()
            self._fields.removeWidget(field)
            field.hide()
            field.deleteLater()
        while len(self.fields) < count:
            self._append()
        self.add.setEnabled(len(self.fields) < self._limit)

    def _append(self) -> None:
        at = len(self.fields)
        name = filled(self._name, str(at + 1))
        field = Field((*self.place, at), name, most=self._most, paragraphs=self._paragraphs, bare=True)
        field.changed.connect(self.changed)
        field.left.connect(self.left)
        self.fields.append(field)
        self._fields.addWidget(field)
        before = self.fields[at - 1].edit if at else None
        if before is not None:
            QWidget.setTabOrder(before, field.edit)
        QWidget.setTabOrder(field.edit, self.add)

    @Slot()
    def _add_another(self) -> None:
        """The first that is still empty will do as well."""
        empty = next((field for field in self.fields if not field.words), None)
        if empty is None:
            self._have(len(self.fields) + 1)
            empty = self.fields[-1]
        empty.begin()
