"""Writing a scenario, step by step."""

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.errors import HeardFirstError
from app.scenarios.draft import Draft
from app.scenarios.drafts import Drafts
from app.scenarios.field_fault import check, scenario_of, title_for
from app.scenarios.own_scenarios import OwnScenarios
from app.scenarios.scenario import Scenario
from ui import words
from ui.scenarios.editor_frame import NEEDED, EditorFrame
from ui.scenarios.leaving_question import LeavingQuestion
from ui.scenarios.step_list import Progress
from ui.widgets.announcement import announce

STILL_MS = 600
"""So long after the last letter typing has stopped: faults show, and the draft is written to disk."""


class EditorPage(EditorFrame):
    """`saved` and `tried` carry the Scenario, as it is kept now; `left` once the page may go."""

    saved = Signal(object)
    tried = Signal(object)
    left = Signal()

    def __init__(self, own: OwnScenarios, drafts: Drafts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._own, self._drafts = own, drafts
        self._key = ""
        self._changes = ""
        self._opened = Draft()
        self._saved: Scenario | None = None
        self._at_once = self._filling = self._was_draft = self._wrote = False
        self._still = QTimer(self)
        self._still.setSingleShot(True)
        self._still.setInterval(STILL_MS)
        self._connect()

    def open(self, key: str, draft: Draft, saved: Scenario | None = None, *, was_draft: bool = False) -> None:
        """Show a draft, which is kept under `key` from its first change on; `saved` is what it changes.

        `was_draft` where it is on disk already; where it holds other words than those that were saved, it says so.
        """
        self._key, self._changes, self._saved = key, draft.changes, saved
        self._was_draft, self._wrote, self._at_once = was_draft, False, False
        self._show(draft)
        differs = saved is not None and draft != Draft.of(saved, changes=draft.changes)
        self.kept_draft.say(self.tr("This is the draft that you left. What was saved is unchanged."))
        self.kept_draft.setVisible(differs)
        self.fault.hide()
        self.go_to(0)

    @property
    def draft(self) -> Draft:
        """What stands in the fields now."""
        parts = {name: value for step in self.steps for name, value in step.part().items()}
        return Draft(changes=self._changes, **parts)

    @property
    def unsaved(self) -> bool:
        """Whether something was written since it was opened or saved."""
        return self._key != "" and self.draft != self._opened

    def keep_draft(self) -> None:
        """Write what stands there to disk, where it was changed. A fault is shown; nothing is lost."""
        self._still.stop()
        unsaved = self.unsaved
        if not self._key or not (unsaved or self._wrote):
            return
        try:
            if unsaved or self._was_draft:
                self._drafts.keep(self._key, self.draft)
            else:
                self._drafts.drop(self._key)
        except HeardFirstError as error:
            self.tell(error)
            return
        self._wrote = unsaved
        self.told.setText(self._progress_words(self.draft))

    def close_down(self) -> None:
        """The page is not shown any more: nothing is written from here on."""
        self._still.stop()
        self._key = ""

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Another page, or the window closes: what was written is kept."""
        super().hideEvent(event)
        self.keep_draft()

    @Slot(object)
    def tell(self, error: HeardFirstError) -> None:
        """Say what went wrong."""
        self.fault.say(words.error(error))
        self.fault.show()
        announce(self, self.fault.text, urgent=True)

    @Slot(int)
    def go_to(self, number: int) -> None:
        """Show a step, at its first field."""
        self.stack.setCurrentIndex(number)
        self.step_list.show_step(number)
        self.back.setEnabled(number > 0)
        self.next.setEnabled(number < len(self.steps) - 1)
        self._check()
        self.steps[number].begin()

    @Slot()
    def ask_to_leave(self) -> None:
        """Leave; where something was written since it was opened, ask what becomes of it."""
        if not self.unsaved:
            self._leave()
            return
        self.keep_draft()
        question = LeavingQuestion(self, whole=not check(self.draft))
        question.kept.connect(self._save_or_keep)
        question.agreed.connect(self._throw_away)
        question.open()

    # saving

    def _kept(self) -> Scenario | None:
        """The scenario, written to disk; None where something is wrong with it, which is shown then."""
        draft = self.draft
        if check(draft):
            self._show_first_fault()
            return None
        try:
            scenario = scenario_of(draft, self._changes or self._own.free_id(draft.title or title_for(draft.name)))
            self._own.save(scenario)
            self._drafts.drop(self._key)
        except HeardFirstError as error:
            self.tell(error)
            return None
        self._still.stop()
        self._was_draft = self._wrote = False
        self._key = self._changes = scenario.id
        self._saved, self._opened = scenario, self.draft
        for banner in (self.fault, self.kept_draft):
            banner.hide()
        return scenario

    @Slot()
    def _save(self) -> None:
        scenario = self._kept()
        if scenario is not None:
            self.told.setText(self.tr("Saved. It stands among your scenarios."))
            announce(self, self.told.text())
            self.saved.emit(scenario)

    @Slot()
    def _try(self) -> None:
        scenario = self._kept()
        if scenario is not None:
            self.saved.emit(scenario)
            self.tried.emit(scenario)

    @Slot()
    def _save_or_keep(self) -> None:
        if check(self.draft):
            self._leave()  # the draft is on disk
            return
        scenario = self._kept()
        if scenario is not None:
            self.saved.emit(scenario)
            self._leave()

    @Slot()
    def _throw_away(self) -> None:
        """What was written since it was opened; a draft that was there before stays as it was then."""
        self._show(self._opened)
        self._wrote = True
        self.keep_draft()
        self._leave()

    @Slot()
    def _start_over(self) -> None:
        """Back to what was saved; the draft goes."""
        if self._saved is None:
            return
        self._show(Draft.of(self._saved, changes=self._changes))
        self._was_draft, self._wrote = False, True
        self.keep_draft()
        self.kept_draft.hide()
        self.go_to(self.stack.currentIndex())

    def _leave(self) -> None:
        self.close_down()
        self.left.emit()

    # drawing

    def _show(self, draft: Draft) -> None:
        self._filling = True
        for step in self.steps:
            step.show_draft(draft)
        self._filling = False
        self._opened = self.draft  # as the fields hold it: what they cannot show is no change
        self._check()

    @Slot()
    def _changed(self) -> None:
        if not self._filling and self._key:
            self._still.start()

    @Slot()
    def _typing_stopped(self) -> None:
        self._check()
        self.keep_draft()

    @Slot()
    def _check(self) -> None:
        """Say at each field what is wrong, and how far each step is."""
        draft = self.draft
        faults = {fault.place: fault for fault in reversed(check(draft))}
        progress: list[Progress] = []
        for number, step in enumerate(self.steps):
            step.draw(draft)
            shown = step.show_faults(faults, at_once=self._at_once)
            lacking = any(step.has(place) for place in faults)
            written = number < NEEDED or any(step.part().values())
            whole = Progress.DONE if written and not lacking else Progress.OPEN
            progress.append(Progress.FAULTY if shown and lacking else whole)
        self.step_list.show_progress(progress)
        self.subject.show_text(draft.label or self.tr("A new scenario"))
        self.told.setText(self._progress_words(draft))

    def _progress_words(self, draft: Draft) -> str:
        a_draft = self.unsaved or self._was_draft
        if check(draft):
            return self.tr("Kept as a draft.") if a_draft else ""
        if a_draft:
            return self.tr("That is enough to rehearse. It stays a draft until you save it.")
        return self.tr("That is enough to rehearse.")

    def _show_first_fault(self) -> None:
        self._at_once = True
        first = check(self.draft)[0].place
        number = next((at for at, step in enumerate(self.steps) if step.has(first)), 0)
        self.go_to(number)
        self.steps[number].begin(first)
        field = self.steps[number].field(first)
        told = self.tr("Something is still missing.")
        self.told.setText(told)
        announce(self, f"{told} {field.edit.accessibleName()}: {field.fault.text}" if field else told, urgent=True)

    @Slot()
    def _step_back(self) -> None:
        self.go_to(max(0, self.stack.currentIndex() - 1))

    @Slot()
    def _step_on(self) -> None:
        self.go_to(min(len(self.steps) - 1, self.stack.currentIndex() + 1))

    def _connect(self) -> None:
        for step in self.steps:
            step.changed.connect(self._changed)
            step.left.connect(self._check)
        self._still.timeout.connect(self._typing_stopped)
        self.step_list.chosen.connect(self.go_to)
        self.start_over.clicked.connect(self._start_over)
        self.leave.clicked.connect(self.ask_to_leave)
        self.back.clicked.connect(self._step_back)
        self.next.clicked.connect(self._step_on)
        self.save.clicked.connect(self._save)
        self.try_it.clicked.connect(self._try)
        for keys, slot in (
            ("Ctrl+S", self._save),
            ("Ctrl+Return", self._try),
            ("Ctrl+Enter", self._try),
            ("Escape", self.ask_to_leave),
            ("Ctrl+PgUp", self._step_back),
            ("Ctrl+PgDown", self._step_on),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)
