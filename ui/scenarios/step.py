"""One step of writing a scenario: a few fields that belong together."""

from collections.abc import Iterator, Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.scenarios.draft import Draft
from app.scenarios.field_fault import FieldFault, Place
from ui import theme
from ui.scenarios.field import Field
from ui.scenarios.field_list import FieldList
from ui.widgets.page_content import PageContent, scrolling
from ui.widgets.text import Heading, Text


class Step(QWidget):
    """Holds no scenario: it is shown a draft, and gives back what stands in its fields. `changed` with each letter."""

    changed = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = ""
        self._parts: list[Field | FieldList] = []
        page = PageContent()
        self.column = QVBoxLayout(page)
        self.column.setContentsMargins(0, 0, 2 * theme.UNIT, 2 * theme.UNIT)
        self.column.setSpacing(2 * theme.UNIT)
        self._scroll = scrolling(page, self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._scroll)

    def introduce(self, name: str, title: str, intro: str) -> None:
        """What the step is called in the list of steps, and what stands over its fields."""
        self.name = name
        self.setAccessibleName(title)
        self.column.addWidget(Heading(title))
        self.column.addWidget(Text(intro, quiet=True))

    @property
    def fields(self) -> Iterator[Field]:
        """All of them, from top to bottom."""
        for part in self._parts:
            yield from (part,) if isinstance(part, Field) else part

    def show_draft(self, draft: Draft) -> None:
        """Fill the fields."""
        raise NotImplementedError

    def part(self) -> Mapping[str, Any]:
        """What stands in the fields, as fields of Draft."""
        raise NotImplementedError

    def draw(self, draft: Draft) -> None:
        """What is shown beside the fields follows from the whole draft; nothing in most steps."""

    def show_faults(self, faults: Mapping[Place, FieldFault], *, at_once: bool) -> int:
        """Say at each field what is wrong with it; how many say something."""
        shown = 0
        by_field = {id(self.field(place)): fault for place, fault in reversed(list(faults.items())) if self.has(place)}
        for field in self.fields:
            shown += field.show_fault(by_field.get(id(field)), at_once=at_once)
        return shown

    def has(self, place: Place) -> bool:
        """Whether a place is in this step."""
        return self.field(place) is not None

    def field(self, place: Place) -> Field | None:
        """The field for a place; of a list the last one, where the place is behind it."""
        for part in self._parts:
            if isinstance(part, Field):
                if part.place == place:
                    return part
            elif part.place == place[:-1]:
                return part.at(place)
        return None

    def begin(self, place: Place | None = None) -> None:
        """Put the focus in the field for a place, or in the first one, and bring it into sight."""
        field = self.field(place) if place is not None else next(self.fields, None)
        if field is not None:
            field.begin()
            self._scroll.ensureWidgetVisible(field, 0, 2 * theme.UNIT)

    def add_field(self, field: Field) -> Field:
        """One more field at the end."""
        self._watch(field)
        return field

    def add_list(self, several: FieldList) -> FieldList:
        """Several more at the end."""
        self._watch(several)
        return several

    def _watch(self, one: Field | FieldList) -> None:
        self._parts.append(one)
        one.changed.connect(self.changed)
        one.left.connect(self.left)
        self.column.addWidget(one)
