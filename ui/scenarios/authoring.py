"""Everything about scenarios of one's own: the list, the editor, and the files behind them."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from app.errors import ErrorKind, HeardFirstError
from app.scenarios.draft import Draft
from app.scenarios.drafts import Drafts
from app.scenarios.field_fault import MOST_NAME
from app.scenarios.library import load
from app.scenarios.own_scenarios import EXTENSION, OwnScenarios
from app.scenarios.scenario import Scenario
from ui.background_task import BackgroundTask
from ui.dialogs.question import Question
from ui.pages.choose_page import ChoosePage
from ui.scenarios.editor_page import EditorPage
from ui.scenarios.scenario_table import Entry, Kind, entries
from ui.scenarios.scenarios_page import ScenariosPage
from ui.widgets.literal import filled

_DRAFTS = "drafts"


class Authoring(QObject):
    """Two pages for the window's stack: `page`, the list, and `editor`. `folder` is where one's own scenarios lie.

    `begun` carries the Scenario to rehearse at once; `changed` says that there are other scenarios than before, `left`
    that the user goes back to choosing.
    """

    begun = Signal(object)
    changed = Signal()
    left = Signal()

    def __init__(self, folder: Path, bundled: Sequence[Scenario], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bundled = tuple(bundled)
        own = self._own = OwnScenarios(folder, [one.id for one in bundled])
        drafts = self._drafts = Drafts(folder / _DRAFTS)
        self._doomed: Entry | None = None
        self._reading: BackgroundTask | None = None
        self._stack: QStackedWidget | None = None
        self._choose: ChoosePage | None = None
        self.page = ScenariosPage()
        self.editor = EditorPage(own, drafts)
        self._connect()

    def join(self, stack: QStackedWidget, choose: ChoosePage) -> None:
        """Put the pages into the window, and one's own scenarios among those to choose from."""
        self._stack, self._choose = stack, choose
        for page in (self.page, self.editor):
            stack.addWidget(page)
        choose.own.connect(self.enter)
        self.changed.connect(self._show_own)
        self._show_own()

    @property
    def scenarios(self) -> tuple[Scenario, ...]:
        """The user's own that can be rehearsed, the one that was changed last first."""
        return self._own.scenarios()

    @property
    def faults(self) -> tuple[HeardFirstError, ...]:
        """What is wrong with the others."""
        return self._own.faults()

    @Slot()
    def enter(self) -> None:
        """To the list; the first time, when nothing of one's own is there, straight to writing."""
        if self._own.files() or self._drafts.all():
            self.show_list()
        else:
            self._make()

    @Slot()
    def show_list(self) -> None:
        """The list as it is now."""
        self._list()
        self.page.say("")
        self._show(self.page)

    def close(self) -> None:
        """The window closes: what stands in the editor is kept as a draft, and nothing runs any more."""
        self.editor.keep_draft()
        self.editor.close_down()
        if self._reading is not None:
            self._reading.disconnect(self)
            self._reading.join(1.0)
            self._reading = None

    def bring_file(self, path: Path) -> None:
        """Take in a scenario from a file. It is read on a thread of its own: it may be any file."""
        if self._reading is not None:
            return
        self.page.bring.setEnabled(False)
        self._came = path
        self._reading = BackgroundTask(lambda _progress, _cancel: load(path), self)
        self._reading.done.connect(self._take_in)
        self._reading.failed.connect(self._refuse)
        self._reading.start()

    def export_to(self, scenario: Scenario, path: Path) -> None:
        """Write a scenario to a file; a name without an ending gets one, and replaces nothing then."""
        try:
            if not path.suffix:
                path = path.with_name(path.name + EXTENSION)
                if path.exists():  # the file dialog has asked about the other name
                    raise HeardFirstError(ErrorKind.FILE_EXISTS, path=path)
            self._own.export(scenario, path)
        except HeardFirstError as error:
            self.page.tell(error)
            return
        self.page.say(filled(self.tr("Written to %1."), str(path)))

    # what the list asks for

    @Slot()
    def _make(self) -> None:
        self._edit(self._drafts.new_key(), Draft())

    @Slot(object)
    def _edit_entry(self, one: Entry) -> None:
        if one.draft is not None:
            self._edit(one.key, one.draft, one.scenario, was_draft=True)
        elif one.scenario is not None:
            draft = Draft.of(one.scenario, changes=one.scenario.id)
            self._edit(one.scenario.id, draft, one.scenario)

    @Slot(object)
    def _copy(self, one: Entry) -> None:
        """A copy is a draft that is on disk at once, so that it is there when one comes back."""
        source = Draft.of(one.scenario) if one.scenario is not None else one.draft or Draft()
        title = filled(self.tr("%1 (copy)"), one.title)[:MOST_NAME] if one.title else ""
        draft = source.model_copy(update={"title": title, "changes": ""})
        key = self._drafts.new_key()
        try:
            self._drafts.keep(key, draft)
        except HeardFirstError as error:
            self.page.tell(error)
            return
        self._edit(key, draft, was_draft=True)

    def _edit(self, key: str, draft: Draft, saved: Scenario | None = None, *, was_draft: bool = False) -> None:
        self._show(self.editor)
        self.editor.open(key, draft, saved, was_draft=was_draft)

    @Slot(object)
    def _try(self, one: Entry) -> None:
        if one.scenario is not None:
            self.begun.emit(one.scenario)

    @Slot(object)
    def _send(self, one: Entry) -> None:
        if one.scenario is None:
            return
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        at = (Path(folder) if folder and Path(folder).is_dir() else Path.home()) / f"{one.scenario.id}{EXTENSION}"
        path, _ = QFileDialog.getSaveFileName(self.page, self.tr("Export a scenario"), str(at), self._filter())
        if path:
            self.export_to(one.scenario, Path(path))

    @Slot()
    def _bring(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self.page, self.tr("Import a scenario"), "", self._filter())
        if path:
            self.bring_file(Path(path))

    @Slot(object)
    def _take_in(self, _came: Scenario) -> None:
        self._end_reading()
        try:
            scenario = self._own.bring(self._came)
        except HeardFirstError as error:
            self.page.tell(error)
            return
        self._list(scenario.id)
        self.page.say(filled(self.tr("“%1” is among your scenarios now."), scenario.title))
        self.changed.emit()

    @Slot(object)
    def _refuse(self, error: HeardFirstError) -> None:
        self._end_reading()
        self.page.tell(error)

    def _end_reading(self) -> None:
        if self._reading is not None:
            self._reading.deleteLater()
        self._reading = None
        self.page.bring.setEnabled(True)

    @Slot(object)
    def _ask_to_delete(self, one: Entry) -> None:
        self._doomed = one
        told = self.tr("“%1” goes and cannot be brought back. Rehearsals of it stay among your past sessions.")
        draft = self.tr("The draft “%1” goes and cannot be brought back.")
        file = self.tr("The file %1 goes and cannot be brought back.")
        more = {Kind.DRAFT: draft, Kind.BROKEN: file}.get(one.kind, told)
        name = str(one.path) if one.kind is Kind.BROKEN else one.title or self.tr("No name yet")
        question = Question(
            self.page, self.tr("Delete it?"), self.tr("Delete"), self.tr("Keep it"), more=filled(more, name)
        )
        question.agreed.connect(self._delete)
        question.open()

    @Slot()
    def _delete(self) -> None:
        one, self._doomed = self._doomed, None
        if one is None:
            return
        try:
            if one.key:
                self._drafts.drop(one.key)
            if one.path is not None:
                self._own.delete(one.path)
        except HeardFirstError as error:
            self.page.tell(error)
        self._list()
        self.changed.emit()

    # what the editor tells

    @Slot(object)
    def _saved(self, _scenario: Scenario) -> None:
        self.changed.emit()

    @Slot()
    def _show_own(self) -> None:
        if self._choose is not None:
            self._choose.show_scenarios(self._bundled, self.scenarios)

    def _show(self, page: QWidget) -> None:
        if self._stack is not None:
            self._stack.setCurrentWidget(page)

    def _list(self, chosen: str = "") -> None:
        self.page.show_entries(entries(self._own.files(), self._drafts.all(), self._bundled), chosen)

    def _filter(self) -> str:
        return self.tr("Scenarios") + f" (*{EXTENSION})"

    def _connect(self) -> None:
        self.page.back.connect(self.left)
        self.page.made.connect(self._make)
        self.page.brought.connect(self._bring)
        self.page.edited.connect(self._edit_entry)
        self.page.copied.connect(self._copy)
        self.page.tried.connect(self._try)
        self.page.sent.connect(self._send)
        self.page.deleted.connect(self._ask_to_delete)
        self.editor.saved.connect(self._saved)
        self.editor.tried.connect(self.begun)
        self.editor.left.connect(self.show_list)
