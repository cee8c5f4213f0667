"""All scenarios in a table: one's own, drafts, files that cannot be read, and those that come with the program."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from PySide6.QtWidgets import QHeaderView, QTableWidgetItem, QWidget

from app.errors import HeardFirstError
from app.scenarios.draft import Draft
from app.scenarios.drafts import KeptDraft
from app.scenarios.own_scenarios import OwnFile
from app.scenarios.scenario import Scenario
from ui.pages.sessions_page import SessionTable
from ui.widgets.literal import literal


class Kind(StrEnum):
    """What stands in a row."""

    DRAFT = "draft"
    OWN = "own"
    BROKEN = "broken"
    BUNDLED = "bundled"


@dataclass(frozen=True)
class Entry:
    """One row. `key` is that of its draft, where it has one; `path` its file, where it is the user's own."""

    kind: Kind
    title: str
    who: str
    scenario: Scenario | None = None
    draft: Draft | None = None
    key: str = ""
    path: Path | None = None
    fault: HeardFirstError | None = None


def entries(files: Sequence[OwnFile], drafts: Sequence[KeptDraft], bundled: Sequence[Scenario]) -> tuple[Entry, ...]:
    """The rows: drafts of what was never saved, one's own, what cannot be read, and what comes with the program."""
    of_own = {one.scenario.id for one in files if one.scenario is not None}
    loose = [one for one in drafts if one.key not in of_own]
    by_key = {one.key: one.draft for one in drafts}
    rows = [_of_draft(one) for one in loose if one.draft is not None]
    for one in files:
        if one.scenario is not None:
            draft = by_key.get(one.scenario.id)
            rows.append(_of(Kind.OWN, one.scenario, draft, one.path))
    rows += [Entry(Kind.BROKEN, one.path.name, "", path=one.path, fault=one.fault) for one in files if one.fault]
    rows += [
        Entry(Kind.BROKEN, one.path.name, "", key=one.key, path=one.path, fault=one.fault)
        for one in drafts
        if one.fault
    ]
    return (*rows, *(_of(Kind.BUNDLED, one, None, None) for one in bundled))


def _of(kind: Kind, scenario: Scenario, draft: Draft | None, path: Path | None) -> Entry:
    who = f"{scenario.persona.name}, {scenario.persona.role}"
    return Entry(kind, scenario.title, who, scenario, draft, scenario.id if draft else "", path)


def _of_draft(one: KeptDraft) -> Entry:
    draft = one.draft or Draft()
    return Entry(Kind.DRAFT, draft.label, draft.name, None, draft, one.key, one.path)


class ScenarioTable(SessionTable):
    """Enter opens, Delete deletes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(3, parent)
        self.setHorizontalHeaderLabels([self.tr("Title"), self.tr("With whom"), self.tr("Whose")])
        self.setAccessibleName(self.tr("Scenarios"))
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)

    def show_entries(self, shown: Sequence[Entry]) -> None:
        """One row for each."""
        self.setRowCount(len(shown))
        for row, one in enumerate(shown):
            for column, text in enumerate((one.title or self.tr("No name yet"), one.who or "–", self._whose(one))):
                self.setItem(row, column, QTableWidgetItem(literal(text)))

    def _whose(self, one: Entry) -> str:
        if one.kind is Kind.OWN and one.draft is not None:
            return self.tr("Yours, with a draft")
        return {
            Kind.DRAFT: self.tr("Your draft"),
            Kind.OWN: self.tr("Yours"),
            Kind.BROKEN: self.tr("Cannot be read"),
            Kind.BUNDLED: self.tr("Comes with the program"),
        }[one.kind]
